public import Didact
import DidactMining

/// The dose of a substance that the record lists, where the text states it directly beside the name, and once.
public struct DrugDoseTask: DomainTask {
  public init() {}

  public let id = "drug-dose"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[What|Which] dose of {drug} does the text state?",
    "[At what dose|In what dose] is {drug} [mentioned|given] in the text?",
    "[Give|State|Find] the dose of {drug}.",
    "Drug: {drug}\n[Dose|Dosage]:",
    "[Extract|Read off] the dose of {drug} from the text.",
    "{drug}, dose: [which one does the text name|what does the text say]?",
    "[Fill in|Complete]: {drug} ____ (dose)",
    "[How much {drug} does the text speak of|What amount of {drug} does the text state]?",
    "[A pharmacist asks for|A reader looks for] the dose of {drug} in this [text|study]. [What is it?|Give it.]",
    "[Drug and dose|Medication and dose]: {drug} -",
    "[Look up|Note] the dose that stands beside \"{drug}\" in the text.",
  ]

  /// Facts that name drugs.
  private static let names: Set<String> = [
    "chemical", "intervention", "active-moiety", "generic-name",
  ]
  private static let most = 12

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let document = passage.document
    var drugs = document.facts.filter { fact in
      Self.names.contains(fact.name)
        || (fact.name == "annotation" && fact["type"] == "Chemical")
    }.map(\.value)
    guard !drugs.isEmpty else { return .none(because: "no drugs in the record") }
    guard Dose.signs.contains(where: { UTF8Bytes.find($0, in: passage.text[passage.span]) != nil })
    else { return .none(because: "no dose beside a drug's name") }
    var seen: Set<String> = []
    drugs = drugs.filter { $0.utf8.count >= 5 && seen.insert($0.lowercased()).inserted }
    let terms = PassageTerms(passage)
    var found: [Exercise] = []
    for drug in drugs {
      // Every mention is looked at: two doses of one drug are none to ask for.
      var doses: [(dose: Span, name: Span)] = []
      var from = passage.span.start
      var isClear = true
      while let name = terms.first(drug, in: Span(from, passage.span.end)) {
        from = name.end
        isClear = isClear && !Dose.isUnclear(after: name, in: passage.text, passage.span)
        if let dose = Dose.beside(name, in: passage.text, passage.span) {
          doses.append((dose, name))
        }
      }
      guard isClear, let first = doses.first, passage.allows(first.dose),
        doses.allSatisfy({ passage.text[$0.dose].elementsEqual(passage.text[first.dose]) })
      else { continue }
      found.append(
        Exercise(
          slots: ["drug": passage.string(first.name)], response: passage.string(first.dose),
          evidence: [
            .text(first.dose, in: document), .text(first.name, in: document),
          ]))
      if found.count == Self.most { break }
    }
    return found.isEmpty ? .none(because: "no dose beside a drug's name") : .exercises(found)
  }

  private static func trial(_ text: String, _ drugs: String...) -> Document {
    ExampleDocument.abstract(
      "Asthma", [("METHODS", "methods", text)], facts: drugs.map { Fact("chemical", $0) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.trial(
          "The children were given budesonide (200 μg/day) by day, 2.5 mg of montelukast by night.",
          "Budesonide", "montelukast"), slots: ["drug": "budesonide"], response: "200 μg/day"),
      TaskExample(
        Self.trial(
          "The children were given budesonide (200 μg/day) by day, 2.5 mg of montelukast by night.",
          "Budesonide", "montelukast"), slots: ["drug": "montelukast"], response: "2.5 mg"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no drugs in the record"),
      TaskCounterexample(
        Self.trial(
          "The children were given budesonide 200 mg in May and budesonide 400 mg in the year after.",
          "Budesonide"), because: "no dose beside a drug's name"),
      TaskCounterexample(
        Self.trial(
          "The children had a level of theophylline (10 mg/L) in their blood at the end of the year.",
          "theophylline"), because: "no dose beside a drug's name"),
    ]
  }
}
