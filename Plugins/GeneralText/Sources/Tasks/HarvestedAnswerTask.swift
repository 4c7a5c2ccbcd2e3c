public import Didact
import DidactMining

/// The answer to a question of a list of questions and answers, as its source marks them.
public struct HarvestedAnswerTask: DomainTask {
  public init() {}

  public let id = "harvested-answer"
  public let category = "harvested questions and answers"
  public let templates: [Template] = [
    "{question}", "[Question|Q]: {question}\n[Answer|A]:", "[Answer|Reply to]: {question}",
    "[A reader asks|A user asks|Someone asks]: {question}",
    "{question} [Answer as the text does|Answer from the text].",
    "[Please answer|Explain]: {question}", "[From the list of questions|Asked often]: {question}",
    "[Write|Give] the answer to \"{question}\"",
    "The list of questions has this one: {question} [What is the reply|How is it answered]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let answers = passage.facts.filter { $0.name == "answer" && $0["question"] != nil }
    guard !answers.isEmpty else { return .none(because: "no list of questions") }
    let found = answers.compactMap { answer -> Exercise? in
      guard let question = answer["question"], question.utf8.last == UInt8(ascii: "?"),
        answers.count(where: { $0["question"] == question }) == 1, let span = answer.span,
        passage.span.contains(span), passage.allows(span), passage.string(span) == answer.value,
        (4...150).contains(Words.count(in: passage.text, span)), question.utf8.count <= 300
      else { return nil }
      return Exercise(
        slots: ["question": question], response: answer.value, evidence: [.fact(answer)],
        hidden: [span])
    }
    guard !found.isEmpty else { return .none(because: "no question with one short answer") }
    return .exercises(passage.drawn(3, of: found, for: id))
  }

  private static let answer = "It floods the low shore twice a day, and the mud stays behind."

  private static func document(_ question: String) -> Document {
    ExampleText.document([ExampleText.coast, question, answer]) { places in
      [ExampleText.fact("answer", answer, in: places[2], ("question", question))]
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("Why do salt marshes grow there?"),
        slots: ["question": "Why do salt marshes grow there?"], response: Self.answer,
        hides: Self.answer)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.document("Growth of marshes"), because: "no question with one short answer"),
      TaskCounterexample(
        ExampleText.document([ExampleText.coast]), because: "no list of questions"),
    ]
  }
}
