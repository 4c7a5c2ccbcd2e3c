/// How a text's pairs are laid out beside it; drawn once per training text, so that its shots look alike.
///
/// The arrangements and their shares are the published ones (reference code of arXiv 2406.14491); the
/// wordings are our own.
struct Layout: Sendable {
  /// The published arrangements.
  enum Arrangement: Sendable, CaseIterable {
    /// Question, answer, question, answer; 80 %, and in 5 % before the text.
    case list
    /// Two speakers; 5 %.
    case dialogue
    /// All questions numbered, then all answers; 5 %.
    case numbered
    /// All but the last as worked examples, the last as the test; 5 %.
    case examples
    /// All but the last as a conversation so far, then its next turn; 5 %.
    case history
  }

  let arrangement: Arrangement
  let pairsFirst: Bool
  let labels: Labels
  let opening: String
  let lettered: Bool

  /// What stands before a question and before an answer.
  struct Labels: Sendable {
    let question: String
    let answer: String
    init(_ question: String, _ answer: String) {
      self.question = question
      self.answer = answer
    }
  }

  /// A layout with every choice made.
  init(
    arrangement: Arrangement, pairsFirst: Bool, labels: Labels, opening: String, lettered: Bool
  ) {
    self.arrangement = arrangement
    self.pairsFirst = pairsFirst
    self.labels = labels
    self.opening = opening
    self.lettered = lettered
  }

  /// Draws a layout.
  init(random: inout SeededGenerator) {
    let share = random.fraction()
    switch share {
    case ..<0.05: arrangement = .dialogue
    case ..<0.10: arrangement = .numbered
    case ..<0.15: arrangement = .examples
    case ..<0.20: arrangement = .history
    default: arrangement = .list
    }
    pairsFirst = share >= 0.95
    lettered = random.below(2) == 0
    switch arrangement {
    case .dialogue, .history:
      labels = Self.speakers[random.below(Self.speakers.count)]
    case .list, .numbered, .examples:
      labels = Self.listLabels[random.below(Self.listLabels.count)]
    }
    let openings =
      switch arrangement {
      case .list: pairsFirst ? Self.openingsBefore : Self.openings
      case .dialogue: Self.dialogueOpenings
      case .numbered: Self.numberedOpenings
      case .examples: Self.exampleOpenings
      case .history: Self.historyOpenings
      }
    opening = openings[random.below(openings.count)]
  }

  static let listLabels = [
    Labels("Question: ", "Answer: "), Labels("Q: ", "A: "), Labels("Instruction: ", "Response: "),
    Labels("Task: ", "Solution: "), Labels("", ""), Labels("", "Answer: "),
    Labels("Query: ", "Reply: "),
    Labels("Prompt: ", "Completion: "), Labels("Exercise: ", "Answer: "), Labels("- ", "  "),
    Labels("Problem: ", "Answer: "), Labels("**Question.** ", "**Answer.** "),
    Labels("Request: ", "Result: "), Labels("Input: ", "Output: "),
  ]
  static let speakers = [
    Labels("Student: ", "Teacher: "), Labels("User: ", "Assistant: "), Labels("A: ", "B: "),
    Labels("Reader: ", "Expert: "), Labels("Interviewer: ", "Specialist: "),
    Labels("Trainee: ", "Supervisor: "), Labels("Human: ", "AI: "), Labels("Editor: ", "Author: "),
  ]
  static let openings = [
    "", "", "", "Answer the questions about the text above.", "Questions on this text:",
    "Use the text to answer.", "Based on the text above:", "Exercises:",
    "Now work through the following.", "The text above answers these questions.",
    "Check your understanding of the text.",
  ]
  static let openingsBefore = [
    "Questions and answers on the text that follows:",
    "The following exercises belong to the text below.",
    "First the exercises, then the text they are about.",
    "Some questions that the text below answers:",
  ]
  static let dialogueOpenings = [
    "Two people talk about the text.", "A conversation about this text:", "",
    "The text is discussed:", "They go through the text together.",
  ]
  static let numberedOpenings = [
    "Answer all of these questions.", "Questions:",
    "Work on the numbered questions; the answers follow.",
    "The questions first, all answers after them.",
  ]
  static let exampleOpenings = [
    "Some exercises with their solutions, then one to solve.", "Worked examples:",
    "Here is how questions on this text are answered.",
  ]
  static let historyOpenings = [
    "The conversation so far:", "Continue the conversation.",
    "Read the conversation and give its next turn.",
  ]
}

extension Layout {
  /// Writes the pairs; returns where each stands.
  func write(_ pairs: [Pair], into text: inout [UInt8]) -> [Span] {
    // The openings speak of several questions.
    if !opening.isEmpty, pairs.count > 1 { text.append(contentsOf: "\(opening)\n".utf8) }
    switch arrangement {
    case .list, .dialogue:
      return inTurn(pairs, separator: arrangement == .list ? "\n\n" : "\n", into: &text)
    case .numbered: return numbered(pairs, into: &text)
    case .examples: return withLast(pairs, "Example", "Your turn", into: &text)
    case .history: return withLast(pairs, nil, "Next turn", into: &text)
    }
  }

  private func inTurn(_ pairs: [Pair], separator: String, into text: inout [UInt8]) -> [Span] {
    var places: [Span] = []
    for (index, pair) in pairs.enumerated() {
      if index > 0 { text.append(contentsOf: separator.utf8) }
      places.append(single(pair, into: &text))
    }
    return places
  }

  private func single(_ pair: Pair, into text: inout [UInt8]) -> Span {
    text.append(contentsOf: labels.question.utf8)
    let start = text.count
    text.append(contentsOf: question(pair).utf8)
    text.append(contentsOf: "\n\(labels.answer)".utf8)
    text.append(contentsOf: answer(pair).utf8)
    return Span(start, text.count)
  }

  private func numbered(_ pairs: [Pair], into text: inout [UInt8]) -> [Span] {
    var places: [Span] = []
    for (index, pair) in pairs.enumerated() {
      text.append(contentsOf: "\(index + 1). ".utf8)
      places.append(Span(text.count, text.count))
      text.append(contentsOf: "\(question(pair))\n".utf8)
    }
    text.append(contentsOf: "\(labels.answer.isEmpty ? "Answers:" : "Answers")\n".utf8)
    for (index, pair) in pairs.enumerated() {
      if index > 0 { text.append(UInt8(ascii: "\n")) }
      text.append(contentsOf: "\(index + 1). \(answer(pair))".utf8)
      places[index].end = text.count
    }
    return places
  }

  private func withLast(
    _ pairs: [Pair], _ example: String?, _ last: String, into text: inout [UInt8]
  ) -> [Span] {
    var places: [Span] = []
    for (index, pair) in pairs.enumerated() {
      if index > 0 { text.append(contentsOf: (example == nil ? "\n" : "\n\n").utf8) }
      if index == pairs.count - 1, pairs.count > 1 {
        text.append(contentsOf: "\(last):\n".utf8)
      } else if let example, pairs.count > 1 {
        text.append(contentsOf: "\(example) \(index + 1):\n".utf8)
      }
      places.append(single(pair, into: &text))
    }
    return places
  }

  /// The instruction with its options.
  private func question(_ pair: Pair) -> String {
    var question = pair.instruction
    if !pair.options.isEmpty {
      question += lettered ? "\nChoices:" : "\nOptions:"
      for (index, option) in pair.options.enumerated() {
        question += lettered ? "\n(\(Self.letter(index))) \(option)" : "\n- \(option)"
      }
    }
    if pair.reasoning != nil { question += "\nLet's think step by step." }
    return question
  }

  /// The response, with its letter or its steps where it has them.
  private func answer(_ pair: Pair) -> String {
    var response = pair.response
    if lettered, let index = pair.options.firstIndex(of: pair.response) {
      response = "(\(Self.letter(index))) \(response)"
    }
    guard let reasoning = pair.reasoning else { return response }
    return "\(reasoning)\nTherefore, the answer is \(response)"
  }

  private static func letter(_ index: Int) -> Character {
    Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
  }
}
