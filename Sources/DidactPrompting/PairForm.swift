/// A pair of the wire taken apart: what the training layouts print each in its own way.
public struct PairForm: Sendable, Hashable {
  public var instruction: String
  /// In the model's order; empty for open questions.
  public var options: [String]
  public var reasoning: String?
  public var response: String

  /// What a question that calls for reasoning ends with, and what leads over to its answer.
  static let callForReasoning = "\nLet's think step by step."
  static let conclusion = "\nTherefore, the answer is "
  static let optionsHead = "\nOptions:\n"

  /// Why a pair cannot be taken apart.
  public struct Fault: Error, Hashable {
    /// `malformed-options` or `malformed-reasoning`.
    public let reason: String
    public let detail: String
  }

  public init(
    instruction: String, options: [String] = [], reasoning: String? = nil, response: String
  ) {
    self.instruction = instruction
    self.options = options
    self.reasoning = reasoning
    self.response = response
  }

  /// Takes a pair apart.
  ///
  /// - Throws: ``Fault`` where it announces options or reasoning and does not keep to their form.
  public init(_ pair: WirePair) throws(Fault) {
    var question = pair.question[...]
    response = pair.answer
    if question.hasSuffix(Self.callForReasoning) {
      question.removeLast(Self.callForReasoning.count)
      guard let place = pair.answer.lastRange(of: Self.conclusion) else {
        throw Fault(
          reason: "malformed-reasoning", detail: "the answer has no 'Therefore, the answer is'")
      }
      let steps = Blanks.stripped(Array(pair.answer[..<place.lowerBound].utf8)[...])
      response = Blanks.stripped(Array(pair.answer[place.upperBound...].utf8)[...])
      guard !steps.isEmpty, !response.isEmpty else {
        throw Fault(reason: "malformed-reasoning", detail: "steps or answer are empty")
      }
      reasoning = steps
    }
    options = []
    if let place = String(question).lastRange(of: Self.optionsHead) {
      let text = String(question)
      for line in text[place.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      {
        guard line.hasPrefix("- ") else {
          throw Fault(reason: "malformed-options", detail: "an option does not begin with '- '")
        }
        options.append(Blanks.stripped(Array(line.dropFirst(2).utf8)[...]))
      }
      guard options.count > 1, Set(options).count == options.count, !options.contains("") else {
        throw Fault(reason: "malformed-options", detail: "options are too few, empty or repeated")
      }
      guard options.contains(response) else {
        throw Fault(reason: "malformed-options", detail: "the answer is not among the options")
      }
      question = text[..<place.lowerBound]
    }
    instruction = Blanks.stripped(Array(question.utf8)[...])
    guard !instruction.isEmpty else {
      throw Fault(reason: "empty-question", detail: "nothing is asked")
    }
  }
}

extension PairForm {
  /// The pair as it goes over the wire: what ``init(_:)`` takes apart.
  public var wire: WirePair {
    var pair = WirePair(question: instruction, answer: response)
    if !options.isEmpty {
      pair.question += Self.optionsHead + options.map { "- \($0)" }.joined(separator: "\n")
    }
    if let reasoning {
      pair.question += Self.callForReasoning
      pair.answer = reasoning + Self.conclusion + response
    }
    return pair
  }
}

extension String {
  /// The last place at which `needle` stands, byte for byte.
  fileprivate func lastRange(of needle: String) -> Range<Index>? {
    let (bytes, wanted) = (Array(utf8), Array(needle.utf8))
    guard bytes.count >= wanted.count else { return nil }
    var start = bytes.count - wanted.count
    while start >= 0 {
      if bytes[start...].starts(with: wanted) {
        let lower = utf8.index(startIndex, offsetBy: start)
        return lower..<utf8.index(lower, offsetBy: wanted.count)
      }
      start -= 1
    }
    return nil
  }
}
