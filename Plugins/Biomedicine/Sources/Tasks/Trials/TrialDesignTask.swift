public import Didact
import DidactMining

/// One feature of a trial's design as its record states it: purpose, model, allocation, masking, time perspective.
///
/// A record states one value of each feature, so that all others are wrong for it.
public struct TrialDesignTask: DomainTask {
  public init() {}

  public let id = "trial-design"
  public let category = "study design classification"
  public let templates: [Template] = [
    "[What|Which] is the {feature} of this [trial|study]?",
    "[By its record|In the registry], [what|which] {feature} does this study have?",
    "{label}:",
    "[Classify|Label] the study by its {feature}.",
    "[Choose|Pick|Select] the {feature} that [the record states|fits the study described].",
    "[Fill in|Complete] the registry's field \"{label}\" for this study.",
    "[Read the description and state|From the description, state] the {feature} of the study.",
    "[A methodologist asks for|A reviewer wants to know] the {feature} of this study. [What is it?|Answer.]",
    "[Which {feature} did the investigators register|What did the investigators register as {feature}]?",
    "Study design, {feature}: [which of these|which one]?",
    "[Design check|Design]: {label} ____",
  ]

  /// A feature: its fact, its name, its values with how often each is the answer, and how many of those with the most
  /// frequent one are asked about.
  private struct Feature {
    var fact: String
    var name: String
    var values: [(option: String, weight: Int)]
    var frequent: String
    var share: Int
  }
  private static let features = [
    Feature(
      fact: "primary-purpose", name: "primary purpose",
      values: [
        ("Treatment", 10), ("Prevention", 5), ("Diagnostic", 3), ("Supportive Care", 3),
        ("Screening", 1),
        ("Health Services Research", 1), ("Basic Science", 2),
      ], frequent: "Treatment", share: 6),
    Feature(
      fact: "intervention-model", name: "intervention model",
      values: [
        ("Parallel Assignment", 7), ("Single Group Assignment", 6), ("Crossover Assignment", 1),
        ("Factorial Assignment", 1), ("Sequential Assignment", 2),
      ], frequent: "Parallel Assignment", share: 2),
    Feature(
      fact: "allocation", name: "allocation", values: [("Randomized", 1), ("Non-Randomized", 1)],
      frequent: "Randomized", share: 4),
    Feature(
      fact: "observational-model", name: "observational model",
      values: [
        ("Cohort", 6), ("Case-Control", 3), ("Case-Only", 2), ("Case-Crossover", 1),
        ("Ecologic or Community", 1),
      ],
      frequent: "Cohort", share: 2),
    Feature(
      fact: "time-perspective", name: "time perspective",
      values: [("Prospective", 3), ("Retrospective", 2), ("Cross-Sectional", 2)],
      frequent: "Prospective", share: 3
    ),
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    var found: [Exercise] = []
    var isStated = false
    for feature in Self.features {
      let facts = passage.statements.facts(named: feature.fact)
      guard facts.count == 1, let fact = facts.first,
        feature.values.contains(where: { $0.option == fact.value })
      else {
        continue
      }
      isStated = true
      var random = SeededGenerator(seed: 0, id, passage.document.id, feature.fact)
      if fact.value == feature.frequent, random.below(feature.share) > 0 { continue }
      // One other alone, as often as it is the answer elsewhere: of four values, the rare ones would never be right.
      let others = feature.values.filter { $0.option != fact.value }.map { [$0] }
      guard let wrong = Distractors.choose(1, ofGroups: others, random: &random) else { continue }
      found.append(
        Exercise(
          slots: [
            "feature": feature.name,
            "label": feature.name.prefix(1).uppercased() + feature.name.dropFirst(),
          ],
          response: fact.value, options: [fact.value] + wrong, evidence: [.fact(fact)]))
    }
    guard isStated else { return .none(because: "no feature of a study's design") }
    return found.isEmpty ? .none(because: "drawn to be left out") : .exercises(found)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.record([Fact("primary-purpose", "Prevention")]),
        slots: ["feature": "primary purpose"], response: "Prevention"),
      TaskExample(
        ExampleDocument.record([Fact("intervention-model", "Crossover Assignment")]),
        slots: ["label": "Intervention model"], response: "Crossover Assignment"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no feature of a study's design"),
      TaskCounterexample(
        ExampleDocument.record([Fact("allocation", "N/A")]),
        because: "no feature of a study's design"),
    ]
  }
}
