public import Didact
import DidactMining
import Foundation

/// How a tagged amount changed between two periods of one length, in per cent, worked out in steps.
public struct TaggedChangeTask: DomainTask {
  public init() {}

  public let id = "tagged-change"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[By how many per cent|By what percentage] did {label} change from {earlier} to {later}?",
    "[Work out|Calculate|Compute] the percentage change in {label} from {earlier} to {later}.",
    "{label}, {earlier} to {later}: [change in per cent|percentage change]?",
    "[What is|Give] the change in {label} between {earlier} and {later}, as a percentage of the earlier figure?",
    "An analyst compares {label} of {later} with that of {earlier}. [How large is the change in per cent|What is the percentage change]?",
    "[Using|With|From] the filing's figures, [by what share in per cent did|how, in per cent, did] {label} move from {earlier} to {later}?",
    "[Growth|Relative change] of {label}, {later} on {earlier}, [in per cent|as a percentage]:",
    "[Take|Set] {label} for {later} against {earlier} and [state the change in per cent|give the percentage change].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = TaggedAmount.changes(in: TaggedAmount.all(in: passage)).compactMap {
      earlier, later -> Exercise? in
      guard later.unit != "pure",
        let change = PercentChange(from: earlier.number, to: later.number)
      else { return nil }
      return Exercise(
        slots: [
          "label": later.label, "earlier": earlier.period, "later": later.period,
        ],
        response: change.answer, reasoning: change.steps,
        evidence: [
          .text(later.span, in: passage.document), .text(earlier.span, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no concept with two periods of one length") }
    return .exercises(passage.drawn(3, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(TaggedAmount.sample, slots: ["label": "Net Sales"], response: "25.00%"),
      TaskExample(TaggedAmount.sample, slots: ["label": "Cost of Sales"], response: "-4.69%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no concept with two periods of one length"
    return [
      TaskCounterexample(TaggedAmount.untagged, because: reason),
      TaskCounterexample(
        TaggedAmount.statement([("Cash", "us-gaap:Cash", ["77"])]), because: reason),
    ]
  }
}

/// Which way a tagged amount went between two periods of one length: the figures prove it.
public struct TaggedDirectionTask: DomainTask {
  public init() {}

  public let id = "tagged-direction"
  public let category = "direction of change"
  public let templates: [Template] = [
    "[Did|By the filing, did] {label} increase or decrease from {earlier} to {later}?",
    "[Which way|In which direction] did {label} [go|move] from {earlier} to {later}?",
    "{label}, {earlier} to {later}: [increase or decrease|up or down]?",
    "[State|Say|Decide] whether {label} was [higher or lower in {later} than in|up or down in {later} against] {earlier}.",
    "[Compare|Look at] {label} in {earlier} and {later}: [did it rise or fall|was it an increase or a decrease]?",
    "[Direction of change|Movement] of {label} from {earlier} to {later}:",
    "An analyst marks each line with its direction. [What is the mark for|How is it marked at] {label}, {later} on {earlier}?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = TaggedAmount.changes(in: TaggedAmount.all(in: passage)).compactMap {
      earlier, later -> Exercise? in
      let isMore = later.number.value > earlier.number.value
      let label = later.label.lowercased()
      guard !label.contains("loss"), !label.contains("decrease"), !label.contains("deficit") else {
        return nil
      }
      return Exercise(
        slots: [
          "label": later.label, "earlier": earlier.period, "later": later.period,
        ],
        response: Derivation.direction[isMore ? 0 : 1], options: Derivation.direction,
        reasoning: "\(later.number.plain) \(isMore ? ">" : "<") \(earlier.number.plain)",
        evidence: [
          .text(later.span, in: passage.document), .text(earlier.span, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no concept with two periods of one length") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        TaggedAmount.statement([("Net Sales", "us-gaap:Revenues", ["1,250", "1,000"])]),
        response: "Increase"),
      TaskExample(
        TaggedAmount.statement([("Cost", "us-gaap:Cost", ["640", "720"])]), response: "Decrease"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no concept with two periods of one length"
    return [
      TaskCounterexample(TaggedAmount.untagged, because: reason),
      TaskCounterexample(
        TaggedAmount.statement([("Net Loss", "us-gaap:ProfitLoss", ["640", "720"])]),
        because: reason),
    ]
  }
}
