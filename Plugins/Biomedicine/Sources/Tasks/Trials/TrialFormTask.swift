public import Didact
import DidactMining

/// A form filled in from a trial's text: those fields of the record that the text states in words that can be checked.
public struct TrialFormTask: DomainTask {
  public init() {}

  public let id = "trial-form"
  public let category = "text to data"
  public let templates: [Template] = [
    "[Fill in|Complete] the trial's form. Fields: {fields}",
    "[Extract|Take] these fields from the trial's description, in this order: {fields}",
    "[Turn the description into data|Make a record of the description]: {fields}",
    "[Give|State] the trial's {fields}.",
    "[What are|Which are] the trial's {fields}?",
    "Registry form\nFields: {fields}\n[Values|Entries]:",
    "[Write the values of|Enter the values for] {fields}, [one after the other|separated by semicolons].",
    "[For a table of trials|For an overview of trials], the columns are {fields}. [Fill in|Write] this trial's row.",
    "[Read the text and answer in order|From the text, answer in order]: {fields}",
    "[Structured summary|Summary as data] of this study ({fields}):",
    "[A database needs|A spreadsheet asks for] {fields} of this study. [Supply them.|Enter them.]",
    "[List|Set down] this trial's {fields}, [nothing else|in this order].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let facts = passage.document.facts
    guard facts.contains(where: { $0.name == "study-type" }) else {
      return .none(because: "no trial's record")
    }
    let terms = PassageTerms(passage)
    func only(_ name: String) -> Fact? {
      let named = facts.filter { $0.name == name }
      return named.count == 1 ? named.first : nil
    }
    var fields: [(name: String, fact: Fact, place: Span)] = []
    if let condition = only("condition"), let place = terms.first(condition.value) {
      fields.append(("condition", condition, place))
    }
    if let intervention = only("intervention"), let place = terms.first(intervention.value) {
      fields.append(("intervention", intervention, place))
    }
    if let phase = only("phase"), let place = Self.phase(phase.value, in: terms) {
      fields.append(("phase", phase, place))
    }
    if let allocation = only("allocation"), allocation.value == "Randomized",
      terms.first("non-randomized") == nil, terms.first("not randomized") == nil,
      let place = terms.first("randomized") ?? terms.first("randomised") ?? terms.first("randomly")
    {
      fields.append(("allocation", allocation, place))
    }
    if let enrollment = only("enrollment"), let place = Self.people(enrollment.value, in: terms) {
      fields.append(("enrollment", enrollment, place))
    }
    guard fields.count > 1 else {
      return .none(because: "fewer than two fields that the text states")
    }
    var random = SeededGenerator(seed: 0, id, passage.document.id)
    fields = Array(random.shuffled(fields).prefix(4))
    let names = fields.map(\.name)
    return .exercises([
      Exercise(
        slots: [
          "fields": names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
        ],
        response: fields.map(\.fact.value).joined(separator: "; "),
        evidence: fields.map { .fact($0.fact) }
          + fields.map { .text($0.place, in: passage.document) })
    ])
  }

  /// Where the text names a phase, in Arabic or Roman figures.
  private static func phase(_ value: String, in terms: PassageTerms) -> Span? {
    let roman = [
      "Phase 1": "phase I", "Phase 2": "phase II", "Phase 3": "phase III", "Phase 4": "phase IV",
    ]
    guard let written = roman[value] else { return nil }
    // `Phase I/II` and a second phase leave it open.
    guard
      roman.values.count(where: { terms.first($0) != nil })
        + roman.keys.count(where: {
          terms.first($0) != nil
        }) == 1
    else { return nil }
    return terms.first(value) ?? terms.first(written)
  }

  /// Where the text states a number of people.
  private static func people(_ number: String, in terms: PassageTerms) -> Span? {
    [
      "patients", "participants", "subjects", "children", "women", "men", "volunteers", "people",
      "adults", "individuals", "healthy volunteers", "healthy subjects", "eligible patients",
      "adult patients",
    ].lazy.compactMap { terms.first("\(number) \($0)") }.first
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.record(
          [
            Fact("study-type", "Interventional"), Fact("condition", "Mild Asthma"),
            Fact("enrollment", "120"),
          ], summary: "We will give a daily inhaler to 120 children with mild asthma for a year."),
        response: "120; Mild Asthma")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no trial's record"),
      TaskCounterexample(
        ExampleDocument.record(
          [
            Fact("study-type", "Interventional"), Fact("condition", "Rhinitis"),
            Fact("enrollment", "120"),
          ],
          summary: "We will give a daily inhaler to children for 120 days, and to some for longer."),
        because: "fewer than two fields that the text states"),
    ]
  }
}
