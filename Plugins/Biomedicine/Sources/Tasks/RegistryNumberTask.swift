public import Didact
import DidactMining

/// The number under which a trial or data set is registered, where the record and the text both state it.
public struct RegistryNumberTask: DomainTask {
  public init() {}

  public let id = "registry-number"
  public let category = "extractive question answering"
  public let templates: [Template] = [
    "Under which number is [the study|this work] [registered|entered] in {databank}?",
    "[Give|State|Find] the {databank} [identifier|number|accession number] of this [study|work].",
    "What is the {databank} [number|identifier] [stated in the text|that the text gives]?",
    "{databank} [number|identifier]:",
    "[Extract|Pick out] the {databank} registration from the text.",
    "[Where can the study be found|Under which entry can the study be found] in {databank}?",
    "The text names an entry of {databank}. [Which one|What is its number]?",
    "[Fill in|Complete]: {databank} ____",
    "Which {databank} entry [belongs to|goes with] [this article|the work described]?",
    "[Write down|Copy] the identifier that this work has in {databank}.",
    "Look for the {databank} identifier in the text and [give it|write it down].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let numbers = passage.statements.facts(named: "accession-number")
    var found: [Exercise] = []
    for number in numbers where number.value.utf8.count >= 5 {
      guard let databank = number["databank"], !databank.isEmpty,
        numbers.count(where: { $0["databank"] == databank }) == 1,
        let at = UTF8Bytes.find(number.value.utf8, in: passage.text[passage.span])
      else { continue }
      let span = Span(at, at + number.value.utf8.count)
      guard passage.allows(span) else { continue }
      found.append(
        Exercise(
          slots: ["databank": databank], response: number.value,
          evidence: [.text(span, in: passage.document)]))
    }
    return found.isEmpty ? .none(because: "no registered number in the text") : .exercises(found)
  }

  private static let registered = ExampleDocument.abstract(
    "Asthma",
    [
      (
        "", "",
        "The trial of budesonide in mild asthma was registered as NCT02149199 before the first person joined."
      )
    ],
    facts: [
      Fact("accession-number", "NCT02149199", attributes: [.init("databank", "ClinicalTrials.gov")])
    ])

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.registered, slots: ["databank": "ClinicalTrials.gov"], response: "NCT02149199")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.trial(facts: [
          Fact(
            "accession-number", "NCT02149199", attributes: [.init("databank", "ClinicalTrials.gov")]
          )
        ]), because: "no registered number in the text"),
      TaskCounterexample(ExampleDocument.short, because: "too short"),
    ]
  }
}
