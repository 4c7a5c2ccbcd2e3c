public import Didact

/// The published instruction synthesizer's own form (arXiv 2406.14491; behaviour of its public code):
///
///     prompt      <s> <CON> text </CON>\n\n
///     completion  <QUE> question <ANS> answer </END>\n\n<QUE> ...
///
/// Earlier texts of the chain stand before it with their pairs, each closed with `</s>`. The first `<s>` is the
/// beginning-of-sequence token that servers add by themselves: the client takes it off unless the server adds
/// none. Those before later texts belong there.
public struct SynthesizerFormat: PromptFormat {
  public let name = "instruction-synthesizer"
  /// Tokens of prompt and reply together.
  public let context: Int
  public let replyTokens: Int
  private let controlStrings: ControlStrings

  /// The published sizes, and the strings that no pair may hold.
  public init(context: Int = 4_096, replyTokens: Int = 400, controlStrings: ControlStrings) {
    self.context = context
    self.replyTokens = replyTokens
    self.controlStrings = controlStrings
  }

  public func prompt(for text: [UInt8], after earlier: [AnsweredText]) -> Prompt? {
    if !earlier.isEmpty {
      var bytes: [UInt8] = []
      for answered in earlier {
        Self.write(answered.text, to: &bytes)
        Self.write(answered.pairs, to: &bytes)
        bytes.append(contentsOf: Self.endOfText.utf8)
      }
      Self.write(text, to: &bytes)
      if fits(bytes) {
        return Prompt(text: String(decoding: bytes, as: UTF8.self), carriesEarlier: true)
      }
    }
    var bytes: [UInt8] = []
    Self.write(text, to: &bytes)
    guard fits(bytes) else { return nil }
    return Prompt(text: String(decoding: bytes, as: UTF8.self), carriesEarlier: false)
  }

  /// The method's estimate: words between single spaces, one and a half tokens each.
  func fits(_ prompt: [UInt8]) -> Bool {
    let words = prompt.withUnsafeBufferPointer { UTF8Bytes.count(of: 0x20, in: $0) } + 1
    return words * 3 <= 2 * (context - replyTokens)
  }

  func holdsControlString(_ text: [UInt8]) -> Bool { !controlStrings.hits(in: text).isEmpty }

  static func write(_ text: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "\(startOfText) \(startOfContext) ".utf8)
    bytes.append(contentsOf: text)
    bytes.append(contentsOf: " \(endOfContext)\n\n".utf8)
  }

  static func write(_ pairs: [WirePair], to bytes: inout [UInt8]) {
    for (index, pair) in pairs.enumerated() {
      if index > 0 { bytes.append(contentsOf: "\n\n".utf8) }
      bytes.append(contentsOf: "\(question) \(pair.question) \(answer) \(pair.answer) \(end)".utf8)
    }
  }

  static let startOfText = "<s>"
  static let endOfText = "</s>"
  static let startOfContext = "<CON>"
  static let endOfContext = "</CON>"
  static let question = "<QUE>"
  static let answer = "<ANS>"
  static let end = "</END>"
}

extension SynthesizerFormat {
  public func pairs(in completion: String) -> ParsedCompletion {
    let bytes = Array(completion.utf8)
    var parsed = ParsedCompletion()
    var questions: Set<String> = []
    var position = 0
    while let end = UTF8Bytes.find(Self.end.utf8, in: bytes[position...]) {
      let piece = bytes[position..<end]
      switch pair(in: piece, besides: &questions) {
      case .success(let pair): parsed.pairs.append(pair)
      case .failure(let fault):
        parsed.dropped.append(.init(reason: fault.reason, piece: Blanks.stripped(piece)))
      }
      position = end + Self.end.utf8.count
    }
    let tail = Blanks.stripped(bytes[position...])
    if !tail.isEmpty, tail != Self.endOfText {
      parsed.dropped.append(.init(reason: "unfinished", piece: tail))
    }
    return parsed
  }

  private struct Fault: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private func pair(
    in piece: ArraySlice<UInt8>, besides questions: inout Set<String>
  ) -> Result<WirePair, Fault> {
    let start = Blanks.start(of: piece)
    guard piece[start...].starts(with: Self.question.utf8) else {
      return .failure(Fault("no-question-marker"))
    }
    let body = piece[(start + Self.question.utf8.count)...]
    guard let marker = UTF8Bytes.find(Self.answer.utf8, in: body) else {
      return .failure(Fault("no-answer-marker"))
    }
    let rest = body[(marker + Self.answer.utf8.count)...]
    guard UTF8Bytes.find(Self.answer.utf8, in: rest) == nil else {
      return .failure(Fault("several-answer-markers"))
    }
    let pair = WirePair(
      question: Blanks.stripped(Self.withoutMarkers(body[..<marker])),
      answer: Blanks.stripped(rest))
    if pair.question.isEmpty { return .failure(Fault("empty-question")) }
    if pair.answer.isEmpty { return .failure(Fault("empty-answer")) }
    for part in [pair.question, pair.answer]
    where !controlStrings.hits(in: Array(part.utf8)).isEmpty {
      return .failure(Fault("control-string"))
    }
    guard questions.insert(pair.question.lowercased()).inserted else {
      return .failure(Fault("repeated-question"))
    }
    return .success(pair)
  }

  /// A question without further markers in it.
  private static func withoutMarkers(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard UTF8Bytes.find(question.utf8, in: bytes) != nil else { return bytes }
    var output: [UInt8] = []
    var rest = bytes
    while let marker = UTF8Bytes.find(question.utf8, in: rest) {
      output.append(contentsOf: rest[..<marker])
      rest = rest[(marker + question.utf8.count)...]
    }
    output.append(contentsOf: rest)
    return output[...]
  }
}
