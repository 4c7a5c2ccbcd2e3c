public import Didact
import DidactMining

/// The event for which a company files a current report (8-K): what the submission's header states.
///
/// Asked where exactly one event is stated beside those that say nothing (other events, exhibits).
public struct ReportedEventTask: DomainTask {
  public init() {}

  public let id = "reported-event"
  public let category = "event classification"
  public let templates: [Template] = [
    "[Which|What kind of] event does [this current report|this 8-K|the company] report?",
    "[Name|Choose|Pick] the event for which this 8-K was filed.",
    "Item information:",
    "[Why|For which of these events] did the company file this report?",
    "[Classify|Label] the report by the event that it [discloses|is about].",
    "The header of the filing names the event. [Which is it?|What does it say?]",
    "[Decide|Say] which event [the report discloses|this report is about].",
    "What has happened, in the terms of Form 8-K?",
    "[Event|Reported event][:|?]",
    "[Match|Assign] this report to [its event|one of the events of Form 8-K].",
    "In EDGAR's index, this 8-K [is listed under|has the item]:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let document = passage.document
    guard
      passage.statements.facts(named: "document-type").contains(where: { $0.value.hasPrefix("8-K") }
      )
    else {
      return .none(because: "no current report")
    }
    let stated = passage.statements.facts(named: "item-information")
    let asked = stated.filter { event in !Self.unasked.contains { $0 == event.value.lowercased() } }
    guard asked.count == 1, let event = asked.first else {
      return .none(because: "no single event is stated")
    }
    let words = PassageWords(passage)
    let candidates = Self.events.filter { other in
      other.lowercased() != event.value.lowercased() && !Self.areAlike(other, event.value)
        && !words.mentionsAll(Phrase(other))
    }
    var random = SeededGenerator(seed: 0, id, document.id)
    guard let wrong = Distractors.choose(3, from: candidates, near: event.value, random: &random)
    else {
      return .none(because: "no distractors")
    }
    return .exercises([
      Exercise(response: event.value, options: [event.value] + wrong, evidence: [.fact(event)])
    ])
  }

  private static let unasked = [
    "other events", "financial statements and exhibits",
    "financial statements, pro forma financial information and exhibits",
    "regulation fd disclosure",
  ]

  /// Events that come together, or are written alike in former years.
  private static func areAlike(_ one: String, _ other: String) -> Bool {
    let first = one.lowercased()
    let second = other.lowercased()
    return [
      ["agreement"], ["departure", "resignation"], ["control"], ["acquisition"], ["account"],
      ["rights", "securities"], ["results", "impairment", "non-reliance"], ["obligation"],
    ].contains { words in
      words.contains { first.contains($0) } && words.contains { second.contains($0) }
    }
  }

  /// Source: the captions of Form 8-K's items as EDGAR's headers write them.
  private static let events = [
    "Entry into a Material Definitive Agreement", "Termination of a Material Definitive Agreement",
    "Bankruptcy or Receivership", "Completion of Acquisition or Disposition of Assets",
    "Results of Operations and Financial Condition",
    "Cost Associated with Exit or Disposal Activities",
    "Material Impairments",
    "Notice of Delisting or Failure to Satisfy a Continued Listing Rule or Standard; Transfer of Listing",
    "Unregistered Sales of Equity Securities",
    "Material Modifications to Rights of Security Holders",
    "Changes in Registrant's Certifying Accountant",
    "Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or Completed Interim Review",
    "Changes in Control of Registrant",
    "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers: Compensatory Arrangements of Certain Officers",
    "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
    "Temporary Suspension of Trading Under Registrant's Employee Benefit Plans",
    "Amendments to the Registrant's Code of Ethics, or Waiver of a Provision of the Code of Ethics",
    "Change in Shell Company Status", "Submission of Matters to a Vote of Security Holders",
    "Mine Safety - Reporting of Shutdowns and Patterns of Violations",
  ]

  private static func report(_ events: String...) -> Document {
    FilingItemTask.filing(
      [
        (
          "", "",
          "On Monday the company dismissed the firm that had looked at its books for the last twelve years."
        )
      ],
      facts: [Fact("document-type", "8-K")] + events.map { Fact("item-information", $0) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.report(
          "Changes in Registrant's Certifying Accountant", "Financial Statements and Exhibits"),
        response: "Changes in Registrant's Certifying Accountant"),
      TaskExample(Self.report("Material Impairments"), response: "Material Impairments"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Self.report("Other events"), because: "no single event is stated"),
      TaskCounterexample(
        Self.report("Material Impairments", "Bankruptcy or Receivership"),
        because: "no single event is stated"),
    ]
  }
}
