public import Didact
import DidactMining

/// The substances of the record's chemical list that the text names.
public struct ChemicalTask: DomainTask {
  public init() {}

  public let id = "chemical"
  public let category = "entity recognition"
  public let templates: [Template] = [
    "[Which|What] substances on the article's list of indexed chemicals does the text [name|mention]?",
    "[List|Name|Give] the indexed [chemicals|substances] that [occur|are named] in the text.",
    "The record of this article lists chemicals. [Which of them|Which of those] [are named|appear] in the text?",
    "[Find|Extract|Pick out] the indexed [chemical substances|chemicals] in the text, in the order of the record.",
    "Indexed substances named in the text:",
    "[Chemicals|Substances] that indexers registered for this article and that its text names[:| are]",
    "[Write down|Note] every substance from the article's chemical list that [you find|is found] in its text.",
    "[Which registered substances|Which of the registered chemicals] can be read in the text above?",
  ]

  /// More would ask for a list that nobody needs.
  private static let most = 8

  /// Headings of the record's chemical list that name a form, a mixture or a function, no substance.
  private static let noSubstances: Set<String> = [
    "tablets", "capsules", "powders", "solutions", "suspensions", "gels", "aerosols", "soil",
    "water", "wastewater", "waste water", "sewage", "air pollutants", "dust", "biomarkers",
    "ligands", "solvents", "polymers", "lipids", "proteins", "peptides", "antibodies", "antigens",
    "vaccines", "hormones", "drugs", "placebos", "receptors", "enzymes", "reagents", "emulsions",
    "ions", "ointments", "anions", "cations", "biofuels", "dyes", "glass", "coloring agents",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let chemicals = passage.statements.facts(named: "chemical")
    guard !chemicals.isEmpty else { return .none(because: "no chemical list") }
    let lowered = passage.text.bytes.map(UTF8Bytes.lowered)
    var found: [Span] = []
    for chemical in chemicals {
      let name = Array(chemical.value.utf8).map(UTF8Bytes.lowered)
      guard name.count >= 3, !Self.noSubstances.contains(chemical.value.lowercased()),
        let span = Self.wholeWord(name, in: lowered, passage.span),
        passage.allows(span), !found.contains(where: span.overlaps)
      else { continue }
      found.append(span)
    }
    guard !found.isEmpty else { return .none(because: "no listed chemical is named") }
    guard found.count <= Self.most else { return .none(because: "too many chemicals") }
    return .exercises([
      Exercise(
        response: found.map(passage.string).joined(separator: "; "),
        evidence: found.map { .text($0, in: passage.document) })
    ])
  }

  private static func wholeWord(_ name: [UInt8], in text: [UInt8], _ span: Span) -> Span? {
    var position = span.start
    let slice = text[span.range]
    while let hit = UTF8Bytes.find(name, in: slice, from: position) {
      let end = hit + name.count
      let before = hit > span.start ? text[hit - 1] : 0x20
      let after = end < span.end ? text[end] : 0x20
      let joins = { (byte: UInt8) in UTF8Bytes.isWord(byte) || byte == UInt8(ascii: "-") }
      if !joins(before), !joins(after) { return Span(hit, end) }
      position = hit + 1
    }
    return nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [Fact("chemical", "Budesonide"), Fact("chemical", "Steroids")]
        ),
        response: "Budesonide"),
      TaskExample(
        ExampleDocument.abstract(
          "Salt",
          [
            (
              "", "",
              "Both sodium chloride and glucose were given to the dogs each day, and water as they liked."
            )
          ],
          facts: [Fact("chemical", "Sodium Chloride"), Fact("chemical", "Glucose")]),
        response: "sodium chloride; glucose"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no chemical list"),
      TaskCounterexample(
        ExampleDocument.trial(facts: [Fact("chemical", "Ice"), Fact("chemical", "Desonide")]),
        because: "no listed chemical is named"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Salt",
          [
            (
              "", "",
              "Tablets of salt were given to all of the dogs each day of the year, and water as they liked."
            )
          ], facts: [Fact("chemical", "Tablets"), Fact("chemical", "Water")]),
        because: "no listed chemical is named"),
    ]
  }
}
