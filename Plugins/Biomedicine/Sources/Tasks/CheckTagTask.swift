public import Didact
import DidactMining

/// Sex and age group of those who were studied, as the indexers' check tags state them.
///
/// Asked where exactly one tag of a group is assigned and the text does not name it; species tags are left
/// out, since the text nearly always names the animal.
public struct CheckTagTask: DomainTask {
  public init() {}

  public let id = "check-tag"
  public let category = "population classification"
  public let templates: [Template] = [
    "[Which|What] check tag for {group} did indexers [give|assign to] this article?",
    "[Choose|Pick] the {group} tag [in the article's record|that the article is indexed with].",
    "By its MEDLINE record, [whom did the study look at|who was studied]? [Answer|Reply] with the {group} tag.",
    "Check tag ({group}):",
    "[Exactly one|Only one] {group} tag was assigned to this article. [Which|Which one is it]?",
    "[Indexers mark|MEDLINE marks] the {group} of those studied. [What is it here|What does it say here]?",
    "[Tag|Index] the study population by {group}.",
    "Which {group} [is|stands] in this article's record?",
    "[Decide|Say] which {group} tag [fits|belongs to] this article.",
    "[Population|Study population], {group}: [choose one|which one]?",
  ]

  private static let sexes = ["Male", "Female"]
  private static let ages = [
    "Infant, Newborn", "Infant", "Child, Preschool", "Child", "Adolescent", "Young Adult", "Adult",
    "Middle Aged", "Aged", "Aged, 80 and over",
  ]
  /// Words that name a tag of the group, in lower case.
  private static let sexWords = Set(
    words:
      "male males men man boy boys he his female females women woman girl girls she her pregnant")
  private static let ageWords: Set<String> = {
    let words = Set(words: ages.joined(separator: " ").lowercased().replacing(",", with: ""))
      .subtracting(["and", "over"])
    return words.union(words.map { $0 + "s" }).union(
      Set(
        words: """
          children pediatric paediatric pediatrics paediatrics neonate neonates neonatal toddler
          toddlers elderly older teenager teenagers teenage teens youth youths young
          """))
  }()

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let headings = passage.document.facts(named: "mesh-heading")
    var found: [Exercise] = []
    for (group, tags, names) in [
      ("sex", Self.sexes, Self.sexWords), ("age group", Self.ages, Self.ageWords),
    ] {
      let assigned = headings.filter { tags.contains($0.value) }
      guard assigned.count == 1, let tag = assigned.first, !holds(names, passage.text)
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, group)
      // More articles are about women alone than about men alone; some are passed over, so that no answer is
      // right too often.
      if tag.value == "Female", random.below(3) == 0 { continue }
      let wrong = random.shuffled(tags.filter { $0 != tag.value }).prefix(3)
      found.append(
        Exercise(
          slots: ["group": group], response: tag.value, options: [tag.value] + wrong,
          evidence: [.fact(tag)]))
    }
    return found.isEmpty
      ? .none(because: "no single tag that the text does not name") : .exercises(found)
  }

  /// Whether the text holds one of the words.
  private func holds(_ names: Set<String>, _ text: Text) -> Bool {
    let longest = 12
    return Words.spans(in: text, text.span).contains { word in
      word.count <= longest
        && names.contains(String(decoding: text[word].map(UTF8Bytes.lowered), as: UTF8.self))
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [
          Fact("mesh-heading", "Male"), Fact("mesh-heading", "Humans"),
        ]),
        slots: ["group": "sex"], response: "Male"),
      TaskExample(
        ExampleDocument.trial(facts: [Fact("mesh-heading", "Adolescent")]),
        slots: ["group": "age group"], response: "Adolescent"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no single tag that the text does not name"
    return [
      TaskCounterexample(
        ExampleDocument.trial(facts: [Fact("mesh-heading", "Male"), Fact("mesh-heading", "Female")]
        ),
        because: reason),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "", "",
              "All the women slept in the laboratory for nine nights, and none of them slept badly there."
            )
          ],
          facts: [Fact("mesh-heading", "Female")]), because: reason),
    ]
  }
}
