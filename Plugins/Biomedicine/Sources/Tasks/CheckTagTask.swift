public import Didact
import DidactMining

/// Sex and age group of those who were studied, as the indexers' check tags state them.
///
/// Asked where exactly one tag of a group is assigned, the text does not name it, and yet shows it: by an age
/// in years, by an organ or a state that one sex alone has. Species tags are left out, since the text nearly
/// always names the animal.
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

  /// Words that name a tag of the group, in lower case.
  private static let sexWords = WordKeys(
    words:
      "male males men man boy boys he his him female females women woman girl girls she her husband wife"
  )
  private static let ageWords: WordKeys = {
    let words = Set(
      words: AgeGroup.allCases.map(\.rawValue).joined(separator: " ").lowercased()
        .replacing(",", with: "")
    ).subtracting(["and", "over"])
    return WordKeys(
      words.union(words.map { $0 + "s" }).union(
        Set(
          words: """
            children pediatric paediatric pediatrics paediatrics neonate neonates neonatal toddler
            toddlers elderly older teenager teenagers teenage teens youth youths young
            """)))
  }()

  /// Words for what one sex alone has.
  private static let signs: [String: WordKeys] = [
    "Female": WordKeys(
      words: """
        pregnancy pregnancies pregnant gestation gestational placenta placental placentas maternal
        mother mothers postpartum puerperal preeclampsia pre-eclampsia eclampsia caesarean cesarean
        labour uterus uterine endometrial endometrium endometriosis ovary ovaries ovarian oocyte
        oocytes vaginal vagina vulvar menopause menopausal postmenopausal premenopausal menstrual
        menstruation lactating lactation contraceptive contraceptives hysterectomy
        """),
    "Male": WordKeys(
      words: """
        prostate prostatic prostatectomy testis testes testicular testicle testicles scrotal scrotum
        penile penis semen sperm spermatozoa spermatogenesis epididymis epididymal erectile
        vasectomy vasectomized
        """),
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let found = [sex(in: passage), ageGroup(in: passage)].compactMap { $0 }
    return found.isEmpty
      ? .none(because: "no single tag that the text shows without naming it") : .exercises(found)
  }

  private func sex(in passage: Passage) -> Exercise? {
    let sexes = ["Male", "Female"]
    guard let tag = onlyTag(of: sexes, passage), let signs = Self.signs[tag.value] else {
      return nil
    }
    let words = words(of: passage)
    guard words.first(of: Self.sexWords) == nil, let sign = words.first(of: signs),
      passage.allows(sign),
      Self.signs.allSatisfy({ $0.key == tag.value || words.first(of: $0.value) == nil })
    else { return nil }
    // Some articles on the tag that is the most frequent are passed over, here and for ages, so that no answer
    // is right too often.
    var random = SeededGenerator(seed: 0, id, passage.document.id, "sex")
    if tag.value == "Female", random.below(3) > 0 { return nil }
    return Exercise(
      slots: ["group": "sex"], response: tag.value, options: sexes,
      evidence: [.fact(tag), .text(sign, in: passage.document)])
  }

  private func ageGroup(in passage: Passage) -> Exercise? {
    guard let tag = onlyTag(of: AgeGroup.allCases.map(\.rawValue), passage),
      let group = AgeGroup(rawValue: tag.value),
      words(of: passage).first(of: Self.ageWords) == nil
    else { return nil }
    let ages = StatedAge.all(in: passage.text)
    guard let age = ages.first, passage.allows(age.span), ages.allSatisfy(group.holds) else {
      return nil
    }
    let wrong = AgeGroup.allCases.filter { other in !ages.contains(where: other.holds) }
    var random = SeededGenerator(seed: 0, id, passage.document.id, "age")
    if group == .middleAged || group == .aged, random.below(3) == 0 { return nil }
    return Exercise(
      slots: ["group": "age group"], response: tag.value,
      options: [tag.value] + random.shuffled(wrong).prefix(3).map(\.rawValue),
      evidence: [.fact(tag), .text(age.span, in: passage.document)])
  }

  private func onlyTag(of tags: [String], _ passage: Passage) -> Fact? {
    let assigned = passage.statements.facts(named: "mesh-heading").filter {
      tags.contains($0.value)
    }
    return assigned.count == 1 ? assigned.first : nil
  }

  /// The words of the whole document.
  private func words(of passage: Passage) -> PassageLexicon {
    passage.total == 1
      ? PassageLexicon(passage) : PassageLexicon(passage.text, passage.text.span)
  }

  private static func report(_ text: String, _ tags: String...) -> Document {
    ExampleDocument.abstract(
      "Air in the left heart", [("", "", text)], facts: tags.map { Fact("mesh-heading", $0) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.report(
          "The glands were removed for a cancer of the prostate, and stained sections of each were read twice.",
          "Male", "Humans"),
        slots: ["group": "sex"], response: "Male"),
      TaskExample(
        Self.report(
          "We describe a 68-year-old patient with motor deficits after the injection of a contrast medium.",
          "Aged", "Humans"),
        slots: ["group": "age group"], response: "Aged"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no single tag that the text shows without naming it"
    return [
      TaskCounterexample(
        Self.report(
          "We describe a patient with motor deficits after the injection of a contrast medium by hand.",
          "Aged", "Male"), because: reason),
      TaskCounterexample(
        Self.report(
          "We describe 18- to 40-year-old patients with motor deficits after the injection of a contrast medium.",
          "Adult"), because: reason),
      TaskCounterexample(
        Self.report(
          "All the women slept in the laboratory for nine nights in pregnancy, and none slept badly there.",
          "Female"), because: reason),
    ]
  }
}
