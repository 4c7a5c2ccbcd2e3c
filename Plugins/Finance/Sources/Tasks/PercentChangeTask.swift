public import Didact
import DidactMining

/// By how many per cent a figure differs from the one it is compared with, worked out in steps.
public struct PercentChangeTask: DomainTask {
  public init() {}

  public let id = "percent-change"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[By what percentage|By how many per cent] does {first} differ from {second} here? \"{sentence}\"",
    "[Work out|Calculate|Compute] the change from {second} to {first} in per cent: \"{sentence}\"",
    "\"{sentence}\" [What is the change|How large is the difference] relative to {second}, in per cent?",
    "[Take {second} as the base|With {second} as the base], [what is the percentage change to|how far off in per cent is] {first}? \"{sentence}\"",
    "[Percentage change|Change in per cent] from {second} to {first}, as stated in \"{sentence}\":",
    "An analyst [reads|has] \"{sentence}\" and wants {first} as a percentage change on {second}. [Show the steps.|What is it?]",
    "[Express|State] the step from {second} to {first} as a percentage of {second}: \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = ComparedFigures.all(in: passage).compactMap { pair -> Exercise? in
      // A change in per cent of per cent is read as points by most.
      guard pair.areOfOneUnit, pair.areOfOneKind(in: passage.text), !pair.first.unit.contains("%"),
        !pair.isOfLoss(in: passage.text),
        // A sentence that states the percentage, rounded as it likes, leaves nothing to work out.
        !passage.text[pair.sentence].contains(UInt8(ascii: "%")),
        Span(of: "percent", in: passage.text, pair.sentence) == nil,
        Span(of: " pct", in: passage.text, pair.sentence) == nil,
        let change = PercentChange(from: pair.second.number, to: pair.first.number)
      else { return nil }
      return Exercise(
        slots: [
          "sentence": passage.string(pair.sentence), "first": passage.string(pair.first.span),
          "second": passage.string(pair.second.span),
        ],
        response: change.answer, reasoning: change.steps,
        evidence: [
          .text(pair.first.digits, in: passage.document),
          .text(pair.second.digits, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no two amounts set against each other") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ComparedFigureTask.filing(
          "Net sales of salt were $6.2 million, compared to $5 million in the prior year."),
        slots: ["first": "$6.2 million", "second": "$5 million"], response: "24.00%"),
      TaskExample(
        ComparedFigureTask.filing(
          "Cash in hand was $4,512,000 at the end of June, compared with $6,000,000 a year before."),
        response: "-24.80%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no two amounts set against each other"
    return [
      TaskCounterexample(
        ComparedFigureTask.filing(
          "The margin on road salt was 12.5% in this quarter versus 11% in the last one."),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "Net sales of salt were $1.2 billion, compared to $700 million in the prior year."),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "Cash provided by the mines was $41 million compared to cash used of $46 million in 2020."
        ),
        because: reason),
    ]
  }
}
