public import Didact
import DidactMining

/// In which of two groups an adverse event was more frequent, by the shares worked out from the record's counts.
public struct EventComparisonTask: DomainTask {
  public init() {}

  public let id = "event-comparison"
  public let category = "comparison"
  public let templates: [Template] = [
    "[In which group was|Which group had] {event} more [frequent|often] as a {kind}?",
    "[Compare the groups|Set the two groups against each other]: where was {event} ({kind}) more frequent?",
    "{event}, {kind}: [which group has the higher rate|in which group is the share higher]?",
    "[Name|Give] the group with the higher share of people who had {event} ({kind}).",
    "Event: {event} ({kind})\n[More frequent in|Higher rate in]:",
    "[Divide those affected by those at risk|Work out the rates] for {event}, a {kind}. Which group comes out higher?",
    "[By the table of adverse events|By the counts in the table], {event} ({kind}) was more frequent in:",
    "[A monitor asks|A safety board asks] which group had more {event} ({kind}), in proportion. [Answer.|What do the counts say?]",
    "[Judge by rates, not by counts|Mind the sizes of the groups]: which group had {event} ({kind}) more often?",
    "[Which of the two groups|Which one of the groups] was more likely to have {event} ({kind}), going by the counts?",
    "[Who had more {event}|Which group comes out worse for {event}] ({kind}), once the groups' sizes are taken into account?",
    "[Work with the rates|Work with those at risk]: {event}, {kind}. [Higher in which group?|Which group's rate is higher?]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let counts = EventCounts(in: passage).counts
    guard !counts.isEmpty else { return .none(because: "no counts of adverse events") }
    let rows = Dictionary(grouping: counts) { $0.cell.line }
    var found: [Exercise] = []
    for line in rows.keys.sorted() {
      guard let row = rows[line], row.count == 2, row[0].cell.row == row[1].cell.row,
        row[0].share.value != row[1].share.value
      else { continue }
      let (more, less) =
        row[0].share.value > row[1].share.value ? (row[0], row[1]) : (row[1], row[0])
      guard let name = Evidence.attribute("column", of: more.cell.fact),
        let other = Evidence.attribute("column", of: less.cell.fact),
        name.value.lowercased() != other.value.lowercased()
      else { continue }
      let steps = row.map(\.step) + ["\(more.share.plain) > \(less.share.plain)"]
      found.append(
        Exercise(
          slots: ["event": more.cell.row, "kind": more.kind], response: name.value,
          options: row.map(\.cell.column), reasoning: steps.joined(separator: "\n"),
          evidence: [name, other]
            + row.flatMap { [$0.affected, $0.atRisk] }.map { .text($0, in: passage.document) }))
    }
    guard !found.isEmpty else { return .none(because: "no event counted in two groups") }
    var random = SeededGenerator(seed: 0, id, passage.document.id, "\(passage.number)")
    return .exercises(Array(random.shuffled(found).prefix(2)))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.events(["Budesonide", "Placebo"], [("Cough", ["8/40", "9/60"])]),
        slots: ["event": "Cough"], response: "Budesonide")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no counts of adverse events"),
      TaskCounterexample(
        ExampleDocument.events(["Budesonide", "Placebo"], [("Cough", ["8/40", "12/60"])]),
        because: "no event counted in two groups"),
      TaskCounterexample(
        ExampleDocument.events(
          ["Budesonide", "Salbutamol", "Placebo"], [("Cough", ["8/40", "9/60", "2/50"])]),
        because: "no event counted in two groups"),
    ]
  }
}
