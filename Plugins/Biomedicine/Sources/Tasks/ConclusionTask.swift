public import Didact
import DidactMining

/// The authors' conclusion, written from the rest of the abstract.
public struct ConclusionTask: DomainTask {
  public init() {}

  public let id = "conclusion"
  public let category = "summarisation"
  public let templates: [Template] = [
    "[Write|State|Formulate] the authors' conclusion [from the rest of the abstract|that follows from this text].",
    "What [do the authors conclude|conclusion do the authors draw] [from these results|from this work]?",
    "The abstract above [lacks|is missing] its [conclusion|concluding part]. [Write it|Supply it].",
    "[Complete|Finish] the abstract with [its conclusion|the conclusion that its authors drew].",
    "Conclusion:",
    "[In summary, what|What, in the end,] does this [study|work] show, in the authors' words?",
    "[Draw|Give] the conclusion of the [study|work] described above.",
    "How [would the abstract end|does the abstract end], [once|after] the results are given?",
    "[Sum up|Summarise] what the authors [take from|make of] their results.",
    "The last part of this structured abstract is the conclusion. [What does it say?|Write it out.]",
    "[From background, methods and results|From the text above], [derive|write] the conclusion.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard let conclusion = passage.conclusion else {
      return .none(because: "no labelled conclusion")
    }
    guard passage.body.count >= 2 * conclusion.span.count else {
      return .none(because: "too little besides the conclusion")
    }
    return .exercises([
      Exercise(
        response: passage.string(conclusion.span),
        evidence: [.text(conclusion.span, in: passage.document)], hidden: [conclusion.span])
    ])
  }

  public var examples: [TaskExample] {
    let response =
      "Budesonide as needed reduced symptoms of mild asthma more than placebo did over one year."
    return [TaskExample(ExampleDocument.trial(), response: response, hides: response)]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "Dogs slept nine hours a night in the laboratory, and cats slept twelve hours there."
            ),
            (
              "DISCUSSION", "",
              "The laboratory was not a natural place for any of the animals that were watched."
            ),
          ]), because: "no labelled conclusion"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            ("RESULTS", "results", "Dogs slept nine hours."),
            (
              "CONCLUSION", "conclusions",
              "Dogs that live in a laboratory sleep for about as long as dogs at home do."
            ),
          ]), because: "too little besides the conclusion"),
    ]
  }
}
