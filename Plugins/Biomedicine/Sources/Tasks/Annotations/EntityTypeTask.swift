public import Didact
import DidactMining

/// The type of a mention, among the types that annotators used in the same passage.
public struct EntityTypeTask: DomainTask {
  public init() {}

  public let id = "entity-type"
  public let category = "entity typing"
  public let templates: [Template] = [
    "[What|Which] type of entity is \"{mention}\" in this text?",
    "[How is|As what is] \"{mention}\" annotated [here|in this text]?",
    "[Classify|Type|Label] the mention \"{mention}\".",
    "Mention: {mention}\n[Type|Entity type]:",
    "[Choose|Pick] the entity type of \"{mention}\" [in the text|as the text uses it].",
    "\"{mention}\": [what kind of thing is it|which kind of entity does it name] in this text?",
    "The annotation of this text gives \"{mention}\" one of these types. [Which?|Name it.]",
    "[Read where \"{mention}\" stands|Look at \"{mention}\" in its context] and state its type.",
    "[Does \"{mention}\" name a gene, a disease or something else|What does \"{mention}\" name] [here|in this document]?",
    "[Entity typing|Typing]: \"{mention}\"",
    "[For a knowledge base|For an index], file \"{mention}\" under its entity type.",
  ]

  /// Types whose members may be taken for each other are not offered together.
  private static let kin: [Set<String>] = [
    ["gene", "protein", "protein mutation", "dna mutation", "dnamutation", "mutation", "snp"],
    ["species", "strain", "genus"],
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let here = Mention.all(of: passage.facts)
    guard !here.isEmpty else { return .none(because: "no typed annotations") }
    let types = Set(here.map(\.type)).sorted()
    guard types.count > 1 else { return .none(because: "annotations of one type alone") }
    var typesOf: [String: Set<String>] = [:]
    for mention in here {
      typesOf[mention.fact.value.lowercased(), default: []].insert(mention.type)
    }
    var byType: [String: [Mention]] = [:]
    var seen: Set<String> = []
    for mention in here {
      let value = mention.fact.value.lowercased()
      guard typesOf[value]?.count == 1, seen.insert(value).inserted, passage.allows(mention.span),
        (3...80).contains(mention.span.count), mention.isWorthAsking(in: passage.text),
        !Self.gives(mention.type, away: mention.fact.value)
      else { continue }
      byType[mention.type, default: []].append(mention)
    }
    // A tool's guess that it has made once may be a slip.
    if Mention.areOfTool(passage.document) {
      var times: [String: Int] = [:]
      for fact in passage.document.facts where fact.name == "annotation" {
        times[fact.value.lowercased(), default: 0] += 1
      }
      byType = byType.mapValues { mentions in
        mentions.filter {
          Words.count(in: passage.text, $0.span, upTo: 4) <= 3
            && times[$0.fact.value.lowercased(), default: 0] > 1
        }
      }
    }
    // One mention of each type, so that no type is right more often than others.
    var found: [Exercise] = []
    for type in types {
      var random = SeededGenerator(seed: 0, id, passage.document.id, type, "\(passage.number)")
      let wrong = random.shuffled(types.filter { $0 != type && !Self.areKin($0, type) }).prefix(3)
      guard let mention = random.pick(byType[type] ?? []), !wrong.isEmpty,
        let evidence = Evidence.attribute("type", of: mention.fact)
      else { continue }
      found.append(
        Exercise(
          slots: ["mention": mention.fact.value], response: type, options: [type] + wrong,
          evidence: [evidence, .text(mention.span, in: passage.document)]))
    }
    return found.isEmpty
      ? .none(because: "no mention whose type is its own") : .exercises(found)
  }

  private static func areKin(_ one: String, _ other: String) -> Bool {
    kin.contains { $0.isSuperset(of: [Mention.name(of: one), Mention.name(of: other)]) }
  }

  /// Whether a mention names its type: `BRCA1 gene`.
  private static func gives(_ type: String, away mention: String) -> Bool {
    let lowered = mention.utf8.map(UTF8Bytes.lowered)
    return Phrase(Mention.name(of: type)).stems.contains {
      UTF8Bytes.find($0, in: lowered[...]) != nil
    }
  }

  private static let sentence =
    "Children with asthma and rhinitis were given budesonide by an inhaler for a year."

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.annotated(
          Self.sentence, [("asthma", "Disease", "D1"), ("budesonide", "Chemical", "C1")]),
        slots: ["mention": "budesonide"], response: "Chemical")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no typed annotations"),
      TaskCounterexample(
        ExampleDocument.annotated(Self.sentence, [("asthma", "Disease", "D1")]),
        because: "annotations of one type alone"),
      TaskCounterexample(
        ExampleDocument.annotated(
          "All the patients who were given the drug lost their NAC domain in less than a year.",
          [("patients", "Species", "9606"), ("NAC", "Chemical", "C2")]),
        because: "no mention whose type is its own"),
    ]
  }
}
