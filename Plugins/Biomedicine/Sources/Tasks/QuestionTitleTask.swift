public import Didact
import DidactMining

/// A title that asks a question, answered with the authors' conclusion word for word: never with a guessed
/// yes or no.
public struct QuestionTitleTask: DomainTask {
  public init() {}

  public let id = "question-title"
  public let category = "question answering"
  public let templates: [Template] = [
    "{question}",
    "[Answer|Reply to] the question [in the title|that the title asks]: {question}",
    "The authors ask: {question} [What do they conclude|What is their answer]?",
    "{question} [Answer with|Give] the authors' conclusion.",
    "[What answer does the study give|What does the study answer] to this question: {question}",
    "[According to|Going by] the [results above|study described], {question}",
    "Question: {question}\nThe authors' answer:",
    "[In the authors' own words|As the authors put it]: {question}",
    "[How do the authors answer|What do the authors conclude about] \"{question}\"?",
    "The title of this article is a question: {question} [Write the conclusion that answers it|Conclude].",
    "[Use|Take] the evidence in the text to answer: {question}",
    "[Does the study settle its question|What came of the question]? {question}",
    "{question} [Conclude from the text|Conclude as the authors did].",
    "[Having read the results|With these results], how is this question answered: {question}",
    "The study set out to answer: {question} [State its conclusion|State what it concludes].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let title = passage.title
    guard passage.text[title].last == UInt8(ascii: "?"), passage.allows(title),
      Words.count(in: passage.text, title) >= 4
    else { return .none(because: "the title asks nothing") }
    guard let conclusion = passage.conclusion else {
      return .none(because: "no labelled conclusion")
    }
    return .exercises([
      Exercise(
        slots: ["question": passage.string(title)], response: passage.string(conclusion.span),
        evidence: [.text(conclusion.span, in: passage.document)], hidden: [conclusion.span])
    ])
  }

  public var examples: [TaskExample] {
    let response =
      "Budesonide as needed reduced symptoms of mild asthma more than placebo did over one year."
    return [
      TaskExample(
        ExampleDocument.trial(title: "Does budesonide help in mild asthma?"),
        slots: ["question": "Does budesonide help in mild asthma?"], response: response,
        hides: response)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "the title asks nothing"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Do dogs sleep at night?",
          [
            (
              "RESULTS", "results",
              "Dogs slept nine hours a night in the laboratory, and cats slept twelve hours there."
            )
          ]
        ), because: "no labelled conclusion"),
    ]
  }
}
