public import Didact
import DidactMining

/// The topic under which a news story was filed, among four: the indexers' own code.
///
/// Asked where the story has one topic and no option is named in it; other options are of other matters. Of the two
/// topics that most stories have, only some stories are asked about.
public struct NewsTopicTask: DomainTask {
  public init() {}

  public let id = "news-topic"
  public let category = "topic classification"
  public let templates: [Template] = [
    "[Under which topic|In which category] was this story [filed|indexed]?",
    "[Choose|Pick|Select] the [topic code|topic] [of this story|that fits the story].",
    "[Classify|Label] the story by topic.",
    "[Topic|Topic code|Subject]:",
    "[Which|What] subject code did the indexers give [this story|the report]?",
    "An index of the news lists this story under one topic. [Which one|Which is it]?",
    "[Decide|Say] which topic the story [belongs to|treats].",
    "[Sort|File] this report: which topic [applies|is its own]?",
    "On a news desk, [which topic code would be keyed in for this story|where does this story go]?",
    "[What is the story about, in terms of the topic codes|Which of these codes describes the story]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let facts = passage.document.facts
    let topics = facts.filter { $0.name == "topic" }
    guard topics.count == 1, let topic = topics.first,
      facts.contains(where: { $0.name == "topics-indexed" && $0.value == "YES" })
    else { return .none(because: "no single topic is stated") }
    var random = SeededGenerator(seed: 0, id, passage.document.id)
    if let oneOf = Self.frequent[topic.value], random.below(oneOf) > 0 {
      return .none(because: "one of many stories of its topic")
    }
    let words = PassageWords(passage)
    guard Self.pool[topic.value] != nil, !words.mentions(Phrase(topic.value)) else {
      return .none(because: "the topic is named in the story")
    }
    let related = Self.groups.filter { $0.contains(topic.value) }
    let candidates = Self.pool.keys.sorted().filter { other in
      other != topic.value && !related.contains { $0.contains(other) }
        && !words.mentions(Self.pool[other] ?? Phrase(other))
    }
    let groups = candidates.map { [(option: $0, weight: Self.weights[$0, default: 1])] }
    guard let wrong = Distractors.choose(3, ofGroups: groups, random: &random) else {
      return .none(because: "no distractors")
    }
    return .exercises([
      Exercise(response: topic.value, options: [topic.value] + wrong, evidence: [.fact(topic)])
    ])
  }

  /// Source: the collection's list of categories; what would name each in a story.
  private static let pool: [String: Phrase] = Dictionary(
    uniqueKeysWithValues: """
      earn:earnings profit dividend|acq:acquisition merger acquire stake|crude:crude petroleum|ship:ship shipping vessel
      money-supply:money supply M-1|money-fx:currency exchange|interest:interest rates|trade:trade exports|coffee:coffee
      sugar:sugar|grain:grain wheat corn|gold:gold|copper:copper|cotton:cotton|rubber:rubber|cocoa:cocoa|reserves:reserves
      jobs:jobs unemployment employment|cpi:consumer prices inflation|bop:balance payments|lei:leading indicators
      ipi:industrial production|housing:housing|retail:retail|nat-gas:natural gas|alum:aluminium aluminum|livestock:livestock cattle
      iron-steel:steel iron|veg-oil:vegetable palm|oilseed:oilseed soybean|wpi:wholesale producer prices|gnp:gross national product
      orange:orange juice|pet-chem:petrochemical chemical|tin:mining metal
      """.split { $0 == "|" || $0 == "\n" }.map { entry in
        let parts = entry.split(separator: ":", maxSplits: 1).map(String.init)
        return (parts[0], Phrase(parts[1]))
      })
  /// Topics of one matter, which stories may share.
  private static let groups: [Set<String>] = [
    ["earn", "acq", "retail"],
    ["crude", "nat-gas", "pet-chem", "ship"],
    [
      "money-supply", "money-fx", "interest", "trade", "reserves", "bop", "gnp", "cpi", "wpi",
      "ipi",
      "lei", "jobs", "housing", "retail",
    ],
    [
      "coffee", "sugar", "cocoa", "grain", "oilseed", "veg-oil", "livestock", "cotton", "orange",
      "rubber",
    ],
    ["gold", "copper", "alum", "tin", "iron-steel"],
    ["trade", "ship", "grain", "crude", "coffee", "sugar"],
  ]
  /// How often, of 70 such questions, each is the answer.
  private static let weights = [
    "earn": 16, "acq": 15, "crude": 14, "money-supply": 7, "tin": 3, "ship": 3, "bop": 3,
    "nat-gas": 2,
    "cpi": 2, "lei": 2,
  ]
  /// One of so many stories of these is asked about.
  private static let frequent = ["earn": 12, "acq": 6, "crude": 1]

  private static func story(_ topics: String...) -> Document {
    .example(
      title: "OHIO SALT OPENS A MINE",
      "A pit of salt that was closed six years ago will be worked again, its owners said at a meeting in Ohio.",
      facts: [Fact("topics-indexed", "YES")] + topics.map { Fact("topic", $0) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(Self.story("ship"), response: "ship"),
      TaskExample(Self.story("money-supply"), response: "money-supply"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Self.story("ship", "crude"), because: "no single topic is stated"),
      TaskCounterexample(Self.story(), because: "no single topic is stated"),
    ]
  }
}
