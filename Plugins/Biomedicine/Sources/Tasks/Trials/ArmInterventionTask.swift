public import Didact
import DidactMining

/// Which of a trial's interventions belong to one of its arms: the record joins them.
///
/// Asked where the arm's label does not name what it gets, and where the arm does not get everything.
public struct ArmInterventionTask: DomainTask {
  public init() {}

  public let id = "arm-intervention"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[Which|What] interventions does the arm \"{arm}\" [get|receive]?",
    "[List|Name] the [trial's interventions|interventions] [given in|assigned to] the arm \"{arm}\".",
    "Arm: {arm}\n[Interventions|Assigned interventions]:",
    "[What is given to|What is done with] those in \"{arm}\"? [Name the record's interventions.|Answer with the interventions of the record.]",
    "[Match|Join] the arm \"{arm}\" with its interventions.",
    "[Participants|People] in \"{arm}\" are assigned to [which interventions|what]?",
    "[Extract|Find] the interventions that [belong to|go with] the arm \"{arm}\".",
    "Of all interventions of this trial, which are [those of|used in] \"{arm}\"?",
    "[By the trial's record|In this trial], \"{arm}\" [is assigned|receives]:",
    "Fill in the arm's row. Arm: {arm}. [Interventions|Treatment]: ____",
    "[A participant is randomized|Someone is allocated] to \"{arm}\". What [does that person get|will it be]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let arms = passage.facts.filter { $0.name == "arm-group" }
    guard !arms.isEmpty else { return .none(because: "no arms") }
    let facts = passage.document.facts
    let interventions = facts.filter { $0.name == "intervention" && $0.span != nil }
    let joined = facts.filter { $0.name == "intervention-arm" }
    guard interventions.count > 1, Set(interventions.map(\.value)).count == interventions.count
    else { return .none(because: "no two interventions with names of their own") }
    let labels = facts.filter { $0.name == "arm-group" }.map(\.value)
    var found: [Exercise] = []
    for arm in arms {
      guard let span = arm.span, passage.allows(span), labels.count(where: { $0 == arm.value }) == 1
      else { continue }
      let names = Set(joined.filter { $0.value == arm.value }.compactMap { $0["intervention"] })
      let given = interventions.filter { names.contains($0.value) }
      guard (1...6).contains(given.count), given.count == names.count,
        given.count < interventions.count,
        !given.contains(where: { Self.share($0.value, arm.value) }),
        !Self.contradicts(
          Self.description(after: span, in: passage), given: given,
          interventions.filter { !names.contains($0.value) })
      else { continue }
      found.append(
        Exercise(
          slots: ["arm": arm.value], response: given.map(\.value).joined(separator: "; "),
          evidence: given.map { .fact($0) } + [.fact(arm)]))
    }
    guard !found.isEmpty else {
      return .none(because: "no arm that gets a part of the interventions")
    }
    return .exercises(Array(found.prefix(3)))
  }

  /// Whether one names the other: a word of four letters or more of both.
  private static func share(_ name: String, _ label: String) -> Bool {
    let words = label.utf8.map(UTF8Bytes.lowered).split { !UTF8Bytes.isWord($0) }
    return Phrase(name).stems.contains { stem in words.contains { $0.starts(with: stem) } }
      || name.lowercased() == label.lowercased()
  }

  /// The line after an arm's label, where the record describes the arm.
  private static func description(after label: Span, in passage: Passage) -> [[UInt8]] {
    let rest = passage.text.bytes[label.end..<passage.span.end]
    guard rest.first == UInt8(ascii: "\n") else { return [] }
    return rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }.map(UTF8Bytes.lowered)
      .split { !UTF8Bytes.isWord($0) }.map(Array.init)
  }

  /// Whether an arm's description names an intervention that the record does not join with it, and misses one that it
  /// joins: records have their groups mixed up at times.
  private static func contradicts(_ description: [[UInt8]], given: [Fact], _ others: [Fact]) -> Bool
  {
    let names = { (fact: Fact) in
      let stems = Phrase(fact.value).stems
      return !stems.isEmpty
        && stems.allSatisfy { stem in description.contains { $0.starts(with: stem) } }
    }
    return others.contains(where: names) && !given.allSatisfy(names)
  }

  private static func record(_ label: String, _ interventions: [String], _ given: [String])
    -> Document
  {
    ExampleDocument.record(
      [Fact("arm-group", label, attributes: [.init("type", "Experimental")])]
        + interventions.map { Fact("intervention", $0, attributes: [.init("type", "Drug")]) }
        + given.map {
          Fact("intervention-arm", label, attributes: [.init("intervention", $0)])
        },
      parts: [("arm-group", "", [label])] + interventions.map { ("intervention", "", [$0]) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record(
          "Daily inhaler", ["Budesonide", "Placebo", "Salbutamol"], ["Budesonide", "Salbutamol"]),
        slots: ["arm": "Daily inhaler"], response: "Budesonide; Salbutamol")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no arm that gets a part of the interventions"
    let mixed = ExampleDocument.record(
      [
        Fact("arm-group", "Group 1", attributes: [.init("type", "Experimental")]),
        Fact("intervention", "Budesonide", attributes: [.init("type", "Drug")]),
        Fact("intervention", "Salbutamol", attributes: [.init("type", "Drug")]),
        Fact("intervention-arm", "Group 1", attributes: [.init("intervention", "Budesonide")]),
      ],
      parts: [
        ("arm-group", "", ["Group 1"]), ("", "", ["Mild asthma treated with salbutamol alone"]),
        ("intervention", "", ["Budesonide"]), ("intervention", "", ["Salbutamol"]),
      ])
    return [
      TaskCounterexample(mixed, because: reason),
      TaskCounterexample(ExampleDocument.trial(), because: "no arms"),
      TaskCounterexample(
        Self.record("Budesonide daily", ["Budesonide", "Placebo"], ["Budesonide"]),
        because: reason),
      TaskCounterexample(
        Self.record("Daily inhaler", ["Budesonide", "Salbutamol"], ["Budesonide", "Salbutamol"]),
        because: reason),
    ]
  }
}
