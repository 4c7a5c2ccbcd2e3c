public import Didact
import DidactMining

/// Why a trial was stopped before its end: the record's own words.
public struct WhyStoppedTask: DomainTask {
  public init() {}

  public let id = "why-stopped"
  public let category = "stated cause and effect"
  public let templates: [Template] = [
    "Why was this [trial|study] {status}?",
    "[What reason|Which reason] does the record give for the [study being|fact that the study was] {status}?",
    "This [trial|study] was {status}. [Why?|For what reason?|Give the reason.]",
    "[State|Quote|Find] the reason why the study was {status}.",
    "Status: {status}\n[Why stopped|Reason]:",
    "[What led to the study being|What made the sponsor leave the study] {status}?",
    "[Fill in|Complete] the registry's field \"Why study stopped\".",
    "The study did not run as planned: it was {status}. [What happened|What is the cause that the record states]?",
    "[According to the record, the|By its record, the] study was {status} because:",
    "[Explain in the record's words|In the investigators' words], why was the study {status}?",
    "[Cause of stopping|Grounds for stopping] (study {status}):",
    "[Give|Copy] the record's explanation for the study being {status}.",
  ]

  private static let statuses = ["Terminated", "Suspended", "Withdrawn"]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard let section = passage.sections.first(where: { $0.role == "why-stopped" }) else {
      return .none(because: "no reason for stopping")
    }
    guard
      let status = passage.document.facts.first(where: {
        $0.name == "overall-status" && Self.statuses.contains($0.value)
      })
    else { return .none(because: "not terminated, suspended or withdrawn") }
    // A line that the record breaks in the middle is no answer to print.
    guard passage.allows(section.span), !passage.text[section.span].contains(0x0A),
      Words.count(in: passage.text, section.span, upTo: 4) >= 4
    else { return .none(because: "a reason of one or two words") }
    return .exercises([
      Exercise(
        slots: ["status": status.value.lowercased()], response: passage.string(section.span),
        evidence: [.text(section.span, in: passage.document), .fact(status)])
    ])
  }

  private static func record(_ status: String, _ reason: String) -> Document {
    ExampleDocument.record(
      [Fact("overall-status", status)], parts: [("why-stopped", "", [reason])])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record("Terminated", "Too few children could be recruited in winter"),
        slots: ["status": "terminated"], response: "Too few children could be recruited in winter")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no reason for stopping"),
      TaskCounterexample(
        Self.record("Completed", "Too few children could be recruited in winter"),
        because: "not terminated, suspended or withdrawn"),
      TaskCounterexample(
        Self.record("Withdrawn", "Funding"), because: "a reason of one or two words"),
    ]
  }
}
