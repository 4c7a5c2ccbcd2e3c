public import Didact

/// The year in which something happened, as a sentence dates it.
public struct EventYearTask: DomainTask {
  public init() {}

  public let id = "event-year"
  public let category = "extractive question answering"
  public let templates: [Template] = [
    "In which year, [by the text|according to the text], did this happen: \"{event}\"?",
    "[When was it|Which year was it] that \"{event}\"?",
    "[Date|Give the year of] this event: \"{event}\"",
    "Event: {event}\n[Year|Date]:",
    "[Which year|What year] does the text [give|name] for this? \"{event}\"",
    "[Find|Look up] the year in which \"{event}\".",
    "In ____, {event}. [Fill in the year.|Which year is missing?]",
    "\"{event}\": [when|in what year] was that?",
    "[Extract|State] the date that the text gives to \"{event}\".",
    "[Complete|Fill in]: year of \"{event}\": ____",
    "[A reader asks when|Somebody asks when] \"{event}\". [Answer with the year|Give the year].",
    "The text dates this: \"{event}\" [To which year|Which year does it give]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = DatedEvent.all(in: passage).map { event in
      Exercise(
        slots: ["event": passage.string(event.what)], response: passage.string(event.year),
        evidence: [
          .text(event.year, in: passage.document), .text(event.what, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no event that the text dates") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private static let event = "the wardens counted the nests of the whole eastern shore"

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The coast is low and wide. In 1971, \(Self.event)."),
        slots: ["event": Self.event], response: "1971")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no event that the text dates"
    return [
      TaskCounterexample(
        .sample("The coast is low and wide. Later on, \(Self.event)."), because: reason),
      TaskCounterexample(
        .sample("The coast is low and wide. In 1971, \(Self.event) for the first time since 1950."),
        because: reason),
    ]
  }
}

/// What happened in a year, or that the text does not say: in one of four exercises the year is one that stands
/// nowhere in the document.
public struct YearEventTask: DomainTask {
  public init() {}

  public let id = "year-event"
  public let category = "unanswerable questions"
  public let templates: [Template] = [
    "[What happened|What does the text report] in {year}? [Write|Answer] \"Not stated\" if the text does not name that year.",
    "[Find|Look up] what the text tells of the year {year}, or [write|say] \"Not stated\".",
    "{year}: [which event does the text give|what took place], or \"Not stated\"?",
    "Year: {year}\nEvent, or \"Not stated\":",
    "Is there an event dated {year}? [Quote it|Give it], or [answer|reply] \"Not stated\".",
    "In {year}, ____ [Complete from the text|Finish with the text's words]; \"Not stated\" if it has no such date.",
    "[Going by the text alone|From the text only], what was in {year}? [Else|Otherwise] \"Not stated\".",
    "[A reader asks|Someone asks] about {year}. [Quote the text's event|Say what the text reports], or say \"Not stated\".",
    "[Extract|Give] the event of {year}; [where the text names no such year|if that year is not in the text], \"Not stated\".",
    "[Check|See] whether the text dates anything to {year}. The event, else \"Not stated\":",
    "[Do not guess|Use nothing but the text]: what of {year}? The event, or \"Not stated\".",
    "Timeline entry for {year} ([quote the text|from the text], or \"Not stated\"):",
  ]

  /// The whole document is searched for a year that it does not name: not a long one's for each of its pieces.
  private static let mostPieces = 8

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.total <= Self.mostPieces else {
      return .none(because: "a piece of a long document")
    }
    let events = DatedEvent.all(in: passage)
    let found = events.compactMap { event -> Exercise? in
      let year = passage.string(event.year)
      var random = SeededGenerator(seed: 0, id, passage.document.id, passage.string(event.what))
      // More often, and one would guess it.
      if random.below(12) == 0 {
        guard
          let other = random.shuffled([-4, -3, -2, -1, 1, 2, 3, 4]).map({ event.number + $0 })
            .first(where: {
              UTF8Bytes.find("\($0)".utf8, in: passage.text.bytes[...]) == nil
            })
        else { return nil }
        return Exercise(
          slots: ["year": "\(other)"], response: Derivation.absent,
          evidence: [.text(event.sentence, in: passage.document)])
      }
      // Two events of one year would both be right, and so would one that another sentence dates.
      guard let at = UTF8Bytes.find(year.utf8, in: passage.text.bytes[...]),
        UTF8Bytes.find(year.utf8, in: passage.text.bytes[...], from: at + 1) == nil
      else { return nil }
      return Exercise(
        slots: ["year": year], response: passage.string(event.what),
        evidence: [
          .text(event.what, in: passage.document), .text(event.year, in: passage.document),
        ]
      )
    }
    guard !found.isEmpty else { return .none(because: "no event that the text dates for itself") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private static let event = "the wardens counted the nests of the whole northern shore"

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The coast is low and wide. In 1971, the sea took the whole of the old harbour."),
        slots: ["year": "1971"], response: "the sea took the whole of the old harbour"),
      TaskExample(
        .sample(
          "The coast is low and wide. In 1971, the birds left the shore for the islands of the south."
        ), response: "Not stated"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no event that the text dates for itself"
    return [
      TaskCounterexample(
        .sample("The coast is low and wide. Later on, \(Self.event)."), because: reason)
    ]
  }
}
