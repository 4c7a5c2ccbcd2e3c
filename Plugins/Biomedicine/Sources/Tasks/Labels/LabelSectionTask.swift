public import Didact
import DidactMining

/// Which section of a drug label an excerpt stands in, by the section's code.
///
/// Sections inside others are named by the innermost code; what stands around it, and sections of the same kind
/// (warnings, adverse reactions), are never offered against it.
public struct LabelSectionTask: DomainTask {
  public init() {}

  public let id = "label-section"
  public let category = "section classification"
  public let templates: [Template] = [
    "[Which|What] section of the drug label does this [come from|stand in]? \"{excerpt}\"",
    "[Under which section|In which section] of the [prescribing information|package insert] would one [find|read] this? \"{excerpt}\"",
    "\"{excerpt}\" [Which section of the label is this?|Name the section of the label.]",
    "Excerpt: \"{excerpt}\"\n[Label section|Section]:",
    "[Classify|Assign] this passage of the label by its section: \"{excerpt}\"",
    "[A pharmacist reads|A reader of the label finds]: \"{excerpt}\" [In which section?|Which section is open?]",
    "[Put the excerpt back|File the excerpt]: it says \"{excerpt}\" and belongs to the section on",
    "[Choose|Pick] the section code that [fits|goes with] this part of the label: \"{excerpt}\"",
    "The sections of drug labels are coded. [Which code's section|Which section] says \"{excerpt}\"?",
  ]

  /// Codes in groups whose members hold the same kind of thing.
  private static let groups: [[String]] = [
    ["indications-usage"], ["dosage-administration"],
    [
      "contraindications", "warnings", "warnings-and-precautions", "precautions", "boxed-warning",
      "adverse-reactions", "general-precautions", "otc-do-not-use", "otc-stop-use",
      "otc-when-using", "otc-ask-doctor",
    ],
    ["drug-interactions"], ["overdosage"], ["description", "inactive-ingredient"],
    [
      "clinical-pharmacology", "mechanism-of-action", "pharmacodynamics", "pharmacokinetics",
    ],
    ["how-supplied", "storage-and-handling"],
    ["pregnancy", "nursing-mothers", "teratogenic-effects", "lactation"], ["pediatric-use"],
    ["geriatric-use"], ["clinical-studies"], ["nonclinical-toxicology"],
    ["information-for-patients"], ["drug-abuse-and-dependence"],
  ]

  /// Labels put this code on boxes that warn of nothing, too.
  private static let box = "boxed-warning"
  /// Letters that a word of an excerpt and a word of its section's name may not share: `indicated`, `indications`.
  private static let tellingLetters = 6

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    // Drug labels alone state codes.
    guard passage.facts.contains(where: { $0.name == "section-code" }) else {
      return .none(because: "no coded sections")
    }
    let sections = passage.sections.filter { section in
      Self.groups.contains { $0.contains(section.role) }
    }
    guard !sections.isEmpty else { return .none(because: "no section of a kind that is asked for") }
    let text = passage.text
    let own = Set(passage.document.sections.map(\.role))
    // A section is asked for in the passage that it begins in, so that long ones are not asked for more often.
    let starts = Set(passage.document.sections.map { text.trimmed($0.span).start })
    var found: [Exercise] = []
    for section in sections
    where section.role != Self.box && !section.role.hasPrefix("otc")
      && starts.contains(section.span.start)
    {
      var random = SeededGenerator(
        seed: 0, id, passage.document.id, section.role, "\(section.span.start)")
      let excerpts = passage.sentences.filter { sentence in
        section.span.contains(sentence) && passage.isQuotable(sentence)
          && passage.text[sentence].first.map(UTF8Bytes.isUpper) ?? false
          // The innermost section with a code is the one it stands in.
          && !passage.sections.contains {
            !$0.role.isEmpty && $0.span != section.span && section.span.contains($0.span)
              && $0.span.contains(sentence)
          }
      }
      guard let excerpt = random.pick(excerpts) else { continue }
      let around = passage.sections.filter { $0.span.contains(excerpt) }
      guard around.count(where: { $0.span == section.span && !$0.role.isEmpty }) == 1 else {
        continue
      }
      let words = Words.spans(in: passage.text, excerpt).map {
        passage.text[$0].map(UTF8Bytes.lowered)
      }
      let gives = { (role: String) in
        Phrase(role).stems.contains { stem in
          words.contains { $0.starts(with: stem.prefix(Self.tellingLetters)) }
        }
      }
      guard !gives(section.role) else { continue }
      let candidates = { (roles: Set<String>?) in
        Self.groups.filter { group in !around.contains { group.contains($0.role) } }
          .compactMap { group in
            random.pick(
              group.filter {
                !gives($0) && !$0.hasPrefix("otc") && $0 != Self.box
                  && roles?.contains($0) ?? true
              })
          }
      }
      // The label's own sections, so that a code that few labels use is no sign of a wrong answer.
      var others = candidates(own)
      if others.count < 3 { others = candidates(nil) }
      guard
        let wrong = Distractors.choose(3, from: others, near: section.role, random: &random)
      else { continue }
      found.append(
        Exercise(
          slots: ["excerpt": passage.string(excerpt)], response: Self.name(section.role),
          options: [section.role].map(Self.name) + wrong.map(Self.name),
          evidence: [.section(section, role: true), .text(excerpt, in: passage.document)]))
    }
    guard !found.isEmpty else { return .none(because: "no sentence that can be quoted") }
    var random = SeededGenerator(seed: 0, id, passage.document.id, "\(passage.number)")
    return .exercises(Array(random.shuffled(found).prefix(3)))
  }

  /// `drug interactions` for `drug-interactions`; two things are joined by `and`.
  private static func name(_ role: String) -> String {
    let joint = ["indications-usage", "dosage-administration"].contains(role) ? " and " : " "
    return role.replacing("-", with: joint)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.label(),
        slots: ["excerpt": "Children who swallow a canister should be watched for a day or two."],
        response: "overdosage")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no coded sections"),
      TaskCounterexample(
        ExampleDocument.label(
          overdosage: "Overdosage of the powder has not been seen in children or in adults so far."),
        because: "no sentence that can be quoted"),
    ]
  }
}
