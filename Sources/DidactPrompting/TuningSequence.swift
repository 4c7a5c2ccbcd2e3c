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
