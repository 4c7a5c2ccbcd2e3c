public import Didact
import DidactMining

/// What kind of intervention a trial studies, by the registry's types.
///
/// Types that are easily taken for each other (a drug, a biological) are never offered together, and none is asked
/// for where its own name says it.
public struct InterventionTypeTask: DomainTask {
  public init() {}

  public let id = "intervention-type"
  public let category = "entity typing"
  public let templates: [Template] = [
    "[What|Which] type of intervention is \"{name}\"[?|, by the trial's record?]",
    "[How does the registry|How does the trial's record] class \"{name}\"?",
    "[Classify|Label|Type] the intervention \"{name}\".",
    "Intervention: {name}\n[Type|Intervention type]:",
    "[Choose|Pick] the intervention type [of|for] \"{name}\" [in this trial|in the record].",
    "\"{name}\" is [registered as|entered under] which type of intervention?",
    "The record gives \"{name}\" one of these types. [Which?|Name it.]",
    "[Is \"{name}\" a drug, a device or something else|What sort of intervention is \"{name}\"]? [Use the registry's type.|Answer with the registry's type.]",
    "[Fill in|Complete] the registry's field \"Intervention type\" for \"{name}\".",
    "[Under which type|As what] does ClinicalTrials.gov list \"{name}\" [here|in this trial]?",
  ]

  /// Groups whose members may be taken for each other.
  private static let groups: [[String]] = [
    ["Drug", "Biological", "Combination Product"], ["Dietary Supplement"],
    ["Device", "Diagnostic Test"], ["Procedure", "Radiation"], ["Behavioral"], ["Genetic"],
  ]
  /// Types so rare that offering them would be no choice.
  private static let rare: Set<String> = ["Combination Product", "Radiation", "Genetic"]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let facts = passage.facts.filter { $0.name == "intervention" }
    guard !facts.isEmpty else { return .none(because: "no interventions") }
    let types = Set(facts.compactMap { $0["type"] })
    var words: PassageWords?
    var found: [Exercise] = []
    for fact in facts {
      guard let span = fact.span, passage.allows(span), let type = fact["type"],
        let evidence = Evidence.attribute("type", of: fact),
        let group = Self.groups.first(where: { $0.contains(type) }), !Self.names(type, fact.value),
        facts.count(where: { $0.value == fact.value }) == 1
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, fact.value)
      // Most interventions are drugs; asking of all of them would make one answer right too often.
      if type == "Drug", random.below(6) > 0 { continue }
      if type == "Procedure" || type == "Device", random.below(2) > 0 { continue }
      let others = Self.groups.filter { $0 != group }.compactMap { group in
        random.pick(group.filter { !Self.names($0, fact.value) && !Self.rare.contains($0) })
      }
      // Types that the record uses or its text names come first: they are the ones to tell from it.
      let named = words ?? PassageWords(passage)
      words = named
      let isNear = { (type: String) in types.contains(type) || named.mentions(type) }
      let near = random.shuffled(others).sorted { isNear($0) && !isNear($1) }
      // Where the text names its type alone, that would be a sign of it.
      guard near.count >= 3, !named.mentions(type) || near.first.map(named.mentions) ?? false
      else { continue }
      found.append(
        Exercise(
          slots: ["name": fact.value], response: type, options: [type] + near.prefix(3),
          evidence: [evidence, .fact(fact)]))
    }
    guard !found.isEmpty else { return .none(because: "no intervention that can be asked about") }
    return .exercises(Array(found.prefix(3)))
  }

  /// Whether a name holds its type's first word: `Device: sham device`.
  private static func names(_ type: String, _ name: String) -> Bool {
    let lowered = name.utf8.map(UTF8Bytes.lowered)
    return Phrase(type).stems.contains { UTF8Bytes.find($0, in: lowered[...]) != nil }
  }

  private static func record(_ name: String, _ type: String) -> Document {
    ExampleDocument.record(
      [Fact("intervention", name, attributes: [.init("type", type)])],
      parts: [("intervention", "", [name])])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record("Breathing exercises", "Behavioral"), slots: ["name": "Breathing exercises"],
        response: "Behavioral"),
      TaskExample(Self.record("Fish oil", "Dietary Supplement"), response: "Dietary Supplement"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no interventions"),
      TaskCounterexample(
        Self.record("Behavioral therapy", "Behavioral"),
        because: "no intervention that can be asked about"),
      TaskCounterexample(
        Self.record("Questionnaire", "Other"), because: "no intervention that can be asked about"),
    ]
  }
}
