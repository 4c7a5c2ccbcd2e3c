public import Didact
import DidactMining

/// The aspect under which indexers filed the article: the qualifier of one of its headings.
///
/// Asked where a heading has exactly one qualifier whose words the text does not hold; offered against
/// qualifiers of other groups, none of which the record uses anywhere.
public struct MeSHQualifierTask: DomainTask {
  public init() {}

  public let id = "mesh-qualifier"
  public let category = "aspect classification"
  public let templates: [Template] = [
    "[Which|What] aspect of \"{heading}\" is the article indexed under?",
    "[Choose|Pick] the MeSH qualifier that [goes with|was given to] the heading \"{heading}\" [here|for this article].",
    "Indexers filed this article under \"{heading}\". [Under which qualifier|With what qualifier]?",
    "{heading} / ____: [which qualifier completes it?|complete it.]",
    "[What aspect|Which aspect] of \"{heading}\" does the article [treat|deal with], in MeSH's terms?",
    "The heading \"{heading}\" has one qualifier in this article's record. [Which?|Name it.]",
    "[Select|Give] the subheading [under|of] \"{heading}\" for this article.",
    "Heading: {heading}\nQualifier:",
    "[In the index|In MEDLINE], \"{heading}\" is narrowed to one aspect for this text. [Which one|To which]?",
    "[Narrow|Refine] the heading \"{heading}\" to the aspect that [this article is about|indexers chose].",
  ]

  /// Common qualifiers (NLM, public domain), offered and asked for alike, in groups whose members may imply
  /// each other.
  private static let groups: [[String]] = [
    ["therapy", "drug therapy", "surgery"], ["diagnosis", "diagnostic imaging", "pathology"],
    ["epidemiology", "mortality"], ["genetics"], ["metabolism", "chemistry"], ["immunology"],
    ["psychology"], ["microbiology", "virology"], ["instrumentation"], ["economics"],
    ["etiology"], ["pharmacology"], ["prevention & control"],
  ]
  /// How often, of 300 such questions, each is the answer.
  private static let weights: [String: Int] = [
    "genetics": 60, "metabolism": 45, "pharmacology": 25, "chemistry": 22, "pathology": 22,
    "etiology": 20, "immunology": 14, "microbiology": 12, "epidemiology": 12, "psychology": 10,
    "diagnosis": 6, "diagnostic imaging": 6, "virology": 5, "surgery": 4, "therapy": 4,
    "drug therapy": 4, "prevention & control": 4, "mortality": 3, "instrumentation": 3,
    "economics": 2,
  ]
  /// What each of them would be recognised by.
  private static let phrases = groups.map { $0.map(Phrase.init) }
  /// Others of the same kinds: where the record uses one, its group is not offered.
  private static let kin: [[String]] = [
    ["radiotherapy", "diet therapy", "rehabilitation", "nursing", "therapeutic use"],
    ["cytology", "ultrastructure", "anatomy & histology", "abnormalities"],
    ["ethnology", "statistics & numerical data", "trends"], ["embryology", "growth & development"],
    [
      "analysis", "biosynthesis", "blood", "urine", "cerebrospinal fluid", "physiology",
      "isolation & purification",
    ],
    [], ["ethics"], ["transmission", "parasitology"], ["methods", "standards"],
    ["organization & administration", "supply & distribution"],
    ["complications", "chemically induced", "physiopathology", "adverse effects", "secondary"],
    ["drug effects", "administration & dosage", "toxicity", "pharmacokinetics", "poisoning"], [],
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let qualifiers = passage.statements.facts(named: "mesh-qualifier")
    guard !qualifiers.isEmpty else { return .none(because: "no MeSH qualifiers") }
    let words = PassageWords(passage)
    let used = Set(qualifiers.map(\.value))
    let free = Self.groups.indices.filter { group in
      used.isDisjoint(with: Self.groups[group]) && used.isDisjoint(with: Self.kin[group])
        && !Self.phrases[group].contains(where: words.mentions)
    }.map { Self.groups[$0].map { (option: $0, weight: Self.weights[$0, default: 1]) } }
    var found: [Exercise] = []
    for qualifier in qualifiers {
      guard let heading = qualifier["descriptor"], !MeSHPool.general.contains(heading),
        qualifiers.count(where: { $0["descriptor"] == heading }) == 1,
        Self.groups.contains(where: { $0.contains(qualifier.value) }),
        !words.mentions(qualifier.value)
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, heading)
      guard let wrong = Distractors.choose(3, ofGroups: free, random: &random) else { continue }
      found.append(
        Exercise(
          slots: ["heading": heading], response: qualifier.value,
          options: [qualifier.value] + wrong, evidence: [.fact(qualifier)]))
    }
    return found.isEmpty
      ? .none(because: "no qualifier that can be asked about") : .exercises(found)
  }

  private static func qualifier(_ value: String, of heading: String) -> Fact {
    Fact("mesh-qualifier", value, attributes: [.init("descriptor", heading), .init("major", "N")])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [Self.qualifier("drug therapy", of: "Asthma")]),
        slots: ["heading": "Asthma"], response: "drug therapy"),
      TaskExample(
        ExampleDocument.trial(facts: [Self.qualifier("metabolism", of: "Lung")]),
        slots: ["heading": "Lung"], response: "metabolism"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no MeSH qualifiers"),
      TaskCounterexample(
        ExampleDocument.trial(facts: [
          Self.qualifier("drug therapy", of: "Asthma"), Self.qualifier("genetics", of: "Asthma"),
        ]), because: "no qualifier that can be asked about"),
    ]
  }
}
