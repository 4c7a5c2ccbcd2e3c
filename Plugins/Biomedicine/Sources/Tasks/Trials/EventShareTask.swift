public import Didact
import DidactMining
import Foundation

/// What percentage of a trial's group had an adverse event, worked out from those affected and those at risk.
public struct EventShareTask: DomainTask {
  public init() {}

  public let id = "event-share"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[What percentage|What share in per cent] of the group \"{group}\" had {event} as a {kind}?",
    "[Work out|Calculate|Compute] the percentage of \"{group}\" with {event} ({kind}).",
    "[How many per cent|What per cent] of those at risk in \"{group}\" had {event}, {kind}?",
    "{event}, {kind}, \"{group}\": [what is the rate in per cent?|express the count as a percentage.]",
    "[Using|With] the table of adverse events, find the incidence of {event} in \"{group}\" ({kind}) [in per cent|as a percentage].",
    "Group: {group}\nEvent: {event} ({kind})\n[Incidence in per cent|Percentage affected]:",
    "[Turn the count into a percentage|Make a percentage of the count]: {event}, a {kind}, in the group \"{group}\".",
    "The table counts those affected and those at risk. [What percentage does that make|How many per cent is that] for {event} ({kind}) in \"{group}\"?",
    "[A safety report needs|For a safety summary, give] the percentage of \"{group}\" who had {event} ({kind}).",
    "[Of all at risk in|Among those at risk in] \"{group}\", what percentage had {event} ({kind})?",
    "[Show the division and give|Divide and give] the percentage: {event}, {kind}, \"{group}\".",
    "[Incidence of|Rate of] {event} ({kind}) among \"{group}\" in per cent[:|?]",
    "[State how frequent|Say how frequent] {event} was as a {kind} in \"{group}\", [in per cent|as a percentage].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let counts = EventCounts(in: passage).counts
    guard !counts.isEmpty else { return .none(because: "no counts of adverse events") }
    var random = SeededGenerator(seed: 0, id, passage.document.id, "\(passage.number)")
    return .exercises(
      random.shuffled(counts).prefix(2).map { count in
        let percentage = StatedNumber(count.share.value * 100, places: EventCounts.places - 2)
        return Exercise(
          slots: ["group": count.cell.column, "event": count.cell.row, "kind": count.kind],
          response: "\(percentage.plain)%",
          reasoning:
            "Affected and at risk: \(passage.string(count.affected)) of \(passage.string(count.atRisk)).\n"
            + "\(count.step)\n\(count.share.plain) x 100 = \(percentage.plain)",
          evidence: [
            .text(count.affected, in: passage.document), .text(count.atRisk, in: passage.document),
          ])
      })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.events(["Budesonide", "Placebo"], [("Cough", ["8/40", "-"])]),
        slots: ["group": "Budesonide", "event": "Cough", "kind": "serious adverse event"],
        response: "20.00%")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no counts of adverse events"
    return [
      TaskCounterexample(ExampleDocument.trial(), because: reason),
      TaskCounterexample(
        ExampleDocument.events(["Budesonide"], [("Cough", ["0/40"]), ("Fever", ["2/5"])]),
        because: reason),
      TaskCounterexample(
        ExampleDocument.events(["Budesonide"], [("Cough", ["8 of 40"])]), because: reason),
    ]
  }
}
