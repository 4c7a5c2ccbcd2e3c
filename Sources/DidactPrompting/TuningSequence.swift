public import Didact

/// What a synthesizer is tuned on: texts with their pairs in a row, each exactly as its prompts and replies have it.
///
///     <s> <CON> text </CON>\n\n<QUE> question <ANS> answer </END>\n\n<QUE> ... </END></s><s> <CON> ...
///
/// A sequence up to any text's pairs is the prompt that ``SynthesizerFormat`` makes for that text after its
/// predecessors.
public struct TuningSequence: Sendable {
  /// UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// What is to be learned, one span a text: from its first `<QUE>` to its `</s>`, both included, so that the model
  /// learns when a pair ends, when another one begins, and when to stop.
  public private(set) var learned: [Span] = []

  public init() {}

  /// Appends a text and its pairs.
  ///
  /// - Parameter answered: neither text nor pairs hold control strings.
  public mutating func append(_ answered: AnsweredText) {
    SynthesizerFormat.write(answered.text, to: &bytes)
    let start = bytes.count
    SynthesizerFormat.write(answered.pairs, to: &bytes)
    bytes.append(contentsOf: SynthesizerFormat.endOfText.utf8)
    learned.append(Span(start, bytes.count))
  }

  /// What a text takes, by ``Tokens``; a sequence takes what its texts take.
  public static func tokens(of answered: AnsweredText) -> Int {
    tokens(ofText: answered.text) + answered.pairs.reduce(0) { $0 + tokens(of: $1) }
  }

  /// What a text takes with its marks, without pairs.
  public static func tokens(ofText text: [UInt8]) -> Int { frame + Tokens.estimate(text) }

  /// What a pair takes with its marks.
  public static func tokens(of pair: WirePair) -> Int {
    pairFrame + Tokens.estimate(Array(pair.question.utf8))
      + Tokens.estimate(Array(pair.answer.utf8))
  }

  private static let frame: Int = {
    var sequence = TuningSequence()
    sequence.append(AnsweredText(text: [], pairs: []))
    return Tokens.estimate(sequence.bytes)
  }()
  private static let pairFrame: Int = {
    var bytes: [UInt8] = []
    SynthesizerFormat.write([WirePair(question: "", answer: "")], to: &bytes)
    return Tokens.estimate(bytes)
  }()
}

// MARK: Reading back

extension TuningSequence {
  /// Why bytes are no sequence.
  public struct Fault: Error, Hashable {
    /// In words, of the text with that number.
    public let detail: String
  }

  /// The texts and pairs that a sequence is made of.
  ///
  /// - Parameter format: reads the pairs, and tells the control strings that no text holds.
  /// - Throws: ``Fault`` where ``append(_:)`` of what is read would not give the same bytes.
  public static func texts(
    in bytes: [UInt8], by format: SynthesizerFormat
  ) throws(Fault) -> [AnsweredText] {
    var texts: [AnsweredText] = []
    var written = TuningSequence()
    while written.bytes.count < bytes.count {
      let rest = bytes[written.bytes.count...]
      guard let answered = try Self.text(at: rest, number: texts.count + 1, by: format) else {
        throw Fault(detail: "text \(texts.count + 1) is not laid out as texts are")
      }
      let start = written.bytes.count
      written.append(answered)
      guard written.bytes[start...].elementsEqual(rest.prefix(written.bytes.count - start)) else {
        throw Fault(detail: "the pairs of text \(texts.count + 1) do not read back as they stand")
      }
      texts.append(answered)
    }
    return texts
  }

  private static func text(
    at bytes: ArraySlice<UInt8>, number: Int, by format: SynthesizerFormat
  ) throws(Fault) -> AnsweredText? {
    let before = "\(SynthesizerFormat.startOfText) \(SynthesizerFormat.startOfContext) ".utf8
    let after = Array(" \(SynthesizerFormat.endOfContext)\n\n".utf8)
    guard bytes.starts(with: before) else { return nil }
    let inside = bytes.dropFirst(before.count)
    guard let end = UTF8Bytes.find(after, in: inside),
      let close = UTF8Bytes.find(SynthesizerFormat.endOfText.utf8, in: inside[end...])
    else { return nil }
    let text = Array(inside[..<end])
    if format.holdsControlString(text) {
      throw Fault(detail: "text \(number) holds a control string")
    }
    let reply = format.pairs(
      in: String(decoding: inside[(end + after.count)..<close], as: UTF8.self))
    if let dropped = reply.dropped.first {
      throw Fault(detail: "text \(number) has a piece that is no pair: \(dropped.reason)")
    }
    if reply.pairs.isEmpty { throw Fault(detail: "text \(number) has no pair") }
    for pair in reply.pairs {
      do throws(PairForm.Fault) {
        _ = try PairForm(pair)
      } catch {
        throw Fault(detail: "text \(number) has a pair with \(error.reason): \(error.detail)")
      }
    }
    return AnsweredText(text: text, pairs: reply.pairs)
  }
}
