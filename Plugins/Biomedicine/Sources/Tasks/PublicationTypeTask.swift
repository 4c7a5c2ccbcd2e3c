public import Didact
import DidactMining

/// What kind of publication the record says that the article is.
///
/// Asked where exactly one of the kinds below is assigned, and no word of any option is in the text; kinds
/// that imply each other are never offered together.
public struct PublicationTypeTask: DomainTask {
  public init() {}

  public let id = "publication-type"
  public let category = "document type classification"
  public let templates: [Template] = [
    "[What|Which] type of publication is this[?|, according to its record?]",
    "[Choose|Pick|Select] the publication type [of this article|that MEDLINE states for this article].",
    "Publication type:",
    "[How does MEDLINE class|What does MEDLINE call] this [article|publication]?",
    "[Classify|Label] the article by its publication type.",
    "The record states [one of these publication types|what kind of publication this is]. [Which?|Name it.]",
    "Of these types, which does the [article's record|MEDLINE record] [state|give]?",
    "[What kind of article|Which sort of article] is this text from?",
    "[Decide|Say] which publication type [fits|applies].",
    "By type of publication, [this is a|the article is a]:",
    "[Document type|Type of document], as indexed[:|?]",
  ]

  /// Groups whose members imply each other or are easily taken for each other.
  private static let groups: [[String]] = [
    ["Review", "Systematic Review", "Meta-Analysis", "Scoping Review"], ["Case Reports"],
    [
      "Randomized Controlled Trial", "Clinical Trial", "Controlled Clinical Trial",
      "Equivalence Trial",
    ],
    ["Editorial", "Letter", "Comment", "News"], ["Practice Guideline", "Consensus Statement"],
    ["Biography", "Historical Article", "Portrait"], ["Interview"],
    ["Observational Study", "Twin Study"],
    ["Lecture", "Address"], ["Bibliography"], ["Dataset"],
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let types = passage.statements.facts(named: "publication-type")
    let stated = types.filter { type in Self.groups.contains { $0.contains(type.value) } }
    guard stated.count == 1, let type = stated.first else {
      return .none(because: "no single type that can be asked about")
    }
    var random = SeededGenerator(seed: 0, id, passage.document.id)
    // Case reports and reviews are most of what is typed at all; asking of all of them would make one answer
    // right too often.
    if type.value == "Case Reports", random.below(12) > 0 {
      return .none(because: "drawn to be left out")
    }
    if type.value == "Review", random.below(4) > 0 { return .none(because: "drawn to be left out") }
    let words = PassageWords(passage)
    guard !words.mentions(type.value) else { return .none(because: "the text names its type") }
    let candidates = Self.groups.compactMap { group -> String? in
      guard !group.contains(type.value) else { return nil }
      return random.pick(group.filter { !words.mentions($0) })
    }
    guard let wrong = Distractors.choose(3, from: candidates, near: type.value, random: &random)
    else { return .none(because: "no distractors") }
    return .exercises([
      Exercise(response: type.value, options: [type.value] + wrong, evidence: [.fact(type)])
    ])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [
          Fact("publication-type", "Journal Article"), Fact("publication-type", "Clinical Trial"),
        ]), response: "Clinical Trial"),
      TaskExample(
        ExampleDocument.trial(facts: [Fact("publication-type", "Letter")]), response: "Letter"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.trial(facts: [Fact("publication-type", "Journal Article")]),
        because: "no single type that can be asked about"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "", "",
              "This letter is about the sleep of dogs in a laboratory, and about what became of them there."
            )
          ],
          facts: [Fact("publication-type", "Letter")]), because: "the text names its type"),
    ]
  }
}
