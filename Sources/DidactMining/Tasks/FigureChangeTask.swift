public import Didact

/// By how much a figure changed that a sentence states for before and after, worked out in a step.
public struct FigureChangeTask: DomainTask {
  public init() {}

  public let id = "figure-change"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "\"{sentence}\" [By how much was that|How large was the change]?",
    "[Work out|Calculate|Compute] the size of the change: \"{sentence}\"",
    "[What is the difference between|How far apart are] the two figures here? \"{sentence}\"",
    "The text says: \"{sentence}\" [How much did it change by|What was the change in figures]?",
    "[From the two figures|With the figures given], how large was the change? \"{sentence}\"",
    "\"{sentence}\"\n[Size of the change|Difference]:",
    "[Take the smaller figure from the larger one|Subtract the smaller figure from the larger]: \"{sentence}\"",
    "How much lies between the first and the second figure? \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(holding: [Array(" from ".utf8)]).compactMap { sentence in
      FigureChange(in: passage.text, sentence).flatMap { exercise($0, sentence, passage) }
    }
    return found.isEmpty ? .none(because: "no change with both its figures") : .exercises(found)
  }

  private func exercise(_ change: FigureChange, _ sentence: Span, _ passage: Passage) -> Exercise? {
    let figures = [change.earlier, change.later].sorted { $0.number.value > $1.number.value }
    let (larger, smaller) = (figures[0].number, figures[1].number)
    let result = StatedNumber(
      larger.value - smaller.value, places: max(larger.places, smaller.places))
    let unit = change.later.unit
    var response = StatedNumber.grouped(result.plain)
    var step = "\(larger.plain) - \(smaller.plain) = \(result.plain)"
    var evidence = figures.map { Evidence.text($0.digits, in: passage.document) }
    if unit.hasPrefix("$") { response = "$" + response }
    if unit.hasSuffix("%") {
      step += " percentage points"
    } else if let scale = unit.split(separator: " ").last, scale != "$" {
      response += " \(scale)"
      let end = change.later.span.end
      evidence.append(.text(Span(end - scale.utf8.count, end), in: passage.document))
    }
    return Exercise(
      slots: ["sentence": passage.string(sentence)], response: response, reasoning: step,
      evidence: evidence)
  }

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The count of nests increased from 1,250 in that spring to 1,412 a year on."),
        response: "162"),
      TaskExample(
        Self.document("The cost of the dykes fell to $4.6 million from $5.25 million in 1998."),
        response: "$0.65 million"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no change with both its figures"
    return [
      TaskCounterexample(
        Self.document("The count of nests may have increased from 1,250 in that spring to 1,412."),
        because: reason),
      TaskCounterexample(
        Self.document("The count of nests increased from 1,412 in that spring to 1,250 a year on."),
        because: reason),
      TaskCounterexample(
        Self.document("The cost of the dykes fell from $4.6 million in 1998 to 3 % of the budget."),
        because: reason),
    ]
  }
}
