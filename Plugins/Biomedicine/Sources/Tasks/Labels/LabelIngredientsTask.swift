public import Didact
import DidactMining

/// The inactive ingredients of a product's record that its label names.
public struct LabelIngredientsTask: DomainTask {
  public init() {}

  public let id = "label-ingredients"
  public let category = "entity recognition"
  public let templates: [Template] = [
    "[Which|What] registered inactive ingredients does the label [name|list] here?",
    "[List|Name|Give] the product's inactive ingredients [that stand in the text|as the text names them].",
    "[Extract|Pick out] the inactive ingredients [from the label|of the product].",
    "Inactive ingredients [in the text|named above]:",
    "[A patient with an allergy asks what else is in it.|An allergist asks for the excipients.] [Name the inactive ingredients that the text gives.|List them from the text.]",
    "[Besides the drug itself|Apart from the active substance], what does the product hold, [by the text|by this part of its label]?",
    "[Fill in|Complete] the product's record. Excipients: ____",
    "[Find every excipient|Mark each excipient] of the product in this part of the label.",
    "[Write down|Copy] the names of the product's excipients [in order|as they stand].",
  ]

  private static let fact = "inactive-ingredient"
  /// Sections that list them.
  private static let roles: Set<String> = [
    "description", "inactive-ingredient", "how-supplied", "spl-unclassified",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.sections.contains(where: { Self.roles.contains($0.role) }) else {
      return .none(because: "no section on ingredients")
    }
    let names = Set(passage.document.facts.filter { $0.name == Self.fact }.map(\.value)).sorted()
    guard !names.isEmpty else { return .none(because: "no registered ingredients") }
    let terms = PassageTerms(passage)
    var found: [Span] = []
    for name in names {
      // `CELLULOSE, MICROCRYSTALLINE` is the record's form of what texts call microcrystalline cellulose.
      let parts = name.split(separator: ", ", maxSplits: 1)
      let written = parts.count == 2 ? "\(parts[1]) \(parts[0])" : name
      guard let span = terms.first(name) ?? terms.first(written) else { continue }
      // The longer of two names at one place.
      if let place = found.firstIndex(where: span.overlaps) {
        if found[place].count < span.count { found[place] = span }
      } else {
        found.append(span)
      }
    }
    found.sort()
    guard (2...20).contains(found.count) else {
      return .none(because: "fewer than two ingredients in the text")
    }
    return .exercises([
      Exercise(
        response: found.map(passage.string).joined(separator: "; "),
        evidence: found.map { .text($0, in: passage.document) })
    ])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.label([
          Fact(Self.fact, "MAGNESIUM STEARATE"), Fact(Self.fact, "LACTOSE MONOHYDRATE"),
          Fact(Self.fact, "TALC"),
        ]), response: "lactose monohydrate; magnesium stearate")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no section on ingredients"),
      TaskCounterexample(ExampleDocument.label(), because: "no registered ingredients"),
      TaskCounterexample(
        ExampleDocument.label([Fact(Self.fact, "TALC")]),
        because: "fewer than two ingredients in the text"),
    ]
  }
}
