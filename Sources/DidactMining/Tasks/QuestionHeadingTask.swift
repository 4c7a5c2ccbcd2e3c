public import Didact

/// A question that a heading asks and the text below it answers: FAQs, labels, patient leaflets.
public struct QuestionHeadingTask: DomainTask {
  public init() {}

  public let id = "question-heading"
  public let category = "harvested questions and answers"
  public let templates: [Template] = [
    "{question}", "[Question|Q]: {question}", "[Answer|Reply to] this question: {question}",
    "[A reader asks|Someone asks]: {question}", "{question} [Answer in full|Give the answer].",
    "[Please answer|Explain]: {question}", "[Here is a question|The question is]: {question}",
    "[Write the answer|Write an answer] to: {question}",
    "The text takes up this question: {question} [What is its answer|How does it answer]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for section in passage.sections {
      guard section.label.utf8.last == UInt8(ascii: "?"),
        passage.document.sections.contains(where: {
          $0.label == section.label && passage.text.trimmed($0.span) == section.span
        }), passage.allows(section.span),
        (8...150).contains(Words.count(in: passage.text, section.span)),
        (3...25).contains(section.label.utf8.count { $0 == 0x20 } + 1),
        passage.text[section.span].last == UInt8(ascii: ".")
      else { continue }
      found.append(
        Exercise(
          slots: ["question": section.label], response: passage.string(section.span),
          evidence: [.text(section.span, in: passage.document)], hidden: [section.span]))
    }
    return found.isEmpty ? .none(because: "no heading that asks") : .exercises(found)
  }

  private static let answer = "They grow where the falling water leaves its mud on the shore."

  private static func document(_ label: String) -> Document {
    var document = Document.sample(
      "The water rises twice a day along the coast, and it falls as often.", answer)
    let start = document.text.count - answer.utf8.count
    document.sections = [Section(label: label, span: Span(start, document.text.count))]
    return document
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("Where do salt marshes grow?"),
        slots: ["question": "Where do salt marshes grow?"], response: Self.answer,
        hides: Self.answer)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Self.document("Salt marshes"), because: "no heading that asks"),
      TaskCounterexample(Self.document("Why?"), because: "no heading that asks"),
    ]
  }
}
