public import Didact
import DidactMining

/// The entities of one type that annotators marked in a sentence.
public struct AnnotatedEntitiesTask: DomainTask {
  public init() {}

  public let id = "annotated-entities"
  public let category = "entity recognition"
  public let templates: [Template] = [
    "[List|Name|Give] all entities of type \"{type}\" in this sentence: \"{sentence}\"",
    "[Which|What] entities of type \"{type}\" does this sentence [hold|contain]? \"{sentence}\"",
    "[Extract|Mark|Tag] the entities of type {type}, each once: \"{sentence}\"",
    "Sentence: {sentence}\nType: {type}\n[Entities|Mentions]:",
    "\"{sentence}\" [Find every {type} mention.|Which parts of it are marked as {type}?]",
    "[Entity recognition|Named entities] ({type}): \"{sentence}\"",
    "[Copy|Pick out] each {type} entity, in order: \"{sentence}\"",
    "[Annotators marked|Curators annotated] the {type} mentions here: \"{sentence}\" [Which are they?|List them.]",
    "[Read the sentence as an annotator would and list|As an annotator, list] its {type} mentions: \"{sentence}\"",
    "[Go through the sentence|Look through the sentence] and [note|write out] every {type} that it names: \"{sentence}\"",
    "[Type to find|Entity type]: {type}. [Text|Input]: \"{sentence}\" [Output|Found]:",
  ]

  private static let most = 6

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let mentions = Mention.all(of: passage.facts)
    guard !mentions.isEmpty else { return .none(because: "no typed annotations") }
    // A tool misses some and takes some for others, so that its list is not the text's.
    guard !Mention.areOfTool(passage.document) else {
      return .none(because: "a tool's annotations")
    }
    var bySentence: [Int: [Mention]] = [:]
    for mention in mentions {
      guard let number = passage.number(ofSentenceAt: mention.span.start),
        passage.marks[number].contains(.quotable),
        passage.sentences[number].contains(mention.span)
      else { continue }
      bySentence[number, default: []].append(mention)
    }
    var found: [Exercise] = []
    for number in bySentence.keys.sorted() {
      let inside = bySentence[number] ?? []
      var random = SeededGenerator(
        seed: 0, id, passage.document.id, "\(passage.sentences[number].start)")
      let types = Set(inside.map(\.type)).sorted()
      guard let type = random.pick(types) else { continue }
      var seen: Set<String> = []
      let asked = inside.filter {
        $0.type == type && seen.insert($0.fact.value.lowercased()).inserted
      }
      // Mentions inside others, or of two types at one place, leave it open what to copy.
      guard (2...Self.most).contains(asked.count),
        asked.allSatisfy({ one in inside.count { $0.span.overlaps(one.span) } == 1 }),
        asked.allSatisfy({ $0.isWorthAsking(in: passage.text) })
      else { continue }
      found.append(
        Exercise(
          slots: [
            "type": Mention.name(of: type),
            "sentence": passage.string(passage.sentences[number]),
          ],
          response: asked.map(\.fact.value).joined(separator: "; "),
          evidence: asked.map { .text($0.span, in: passage.document) }))
    }
    guard !found.isEmpty else { return .none(because: "no sentence with two entities of a type") }
    var random = SeededGenerator(seed: 0, id, passage.document.id, "\(passage.number)")
    return .exercises(Array(random.shuffled(found).prefix(2)))
  }

  private static let sentence =
    "Children with asthma and rhinitis were given budesonide by an inhaler for a year."

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.annotated(
          Self.sentence, [("asthma", "Disease", "D1"), ("rhinitis", "Disease", "D2")]),
        slots: ["type": "disease"], response: "asthma; rhinitis")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no typed annotations"),
      TaskCounterexample(
        ExampleDocument.annotated(Self.sentence, [("asthma", "Disease", "D1")]),
        because: "no sentence with two entities of a type"),
      TaskCounterexample(
        ExampleDocument.annotated(
          Self.sentence, [("asthma", "Disease", "D1"), ("rhinitis", "Disease", "D2")],
          relations: [Fact("article-id", "4272812", attributes: [.init("type", "pmc")])]),
        because: "a tool's annotations"),
    ]
  }
}
