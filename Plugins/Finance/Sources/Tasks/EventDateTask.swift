public import Didact
import DidactMining

/// The day of an event that a sentence begins with: *On April 7, 2000, the company entered into ...*.
public struct EventDateTask: DomainTask {
  public init() {}

  public let id = "event-date"
  public let category = "temporal question answering"
  public let templates: [Template] = [
    "[On what date|On which day|When], [according to|by] the text, did this take place? \"{event}\"",
    "[Give|State|Find] the date [of this event|on which this happened]: \"{event}\"",
    "\"{event}\" [When was that|What is the date of this|Which date does the document give]?",
    "Event: {event}\n[Date|Date of the event|Day]:",
    "[Fill in|Complete]: on ____, {event}",
    "A [chronology|timeline] of the [company|filing] is being drawn up. [Which date goes with|Under which date belongs] \"{event}\"?",
    "[Look up|Find out] when the following [occurred|happened]: \"{event}\"",
    "For the record: [what day does the text name for|what is the date stated for] \"{event}\"?",
    "[Date the event|Date this]: \"{event}\"",
  ]

  private static let most = 3

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(with: .digit) {
      if let exercise = exercise(in: sentence, of: passage) { found.append(exercise) }
    }
    guard !found.isEmpty else { return .none(because: "no sentence that begins with its date") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  private func exercise(in sentence: Span, of passage: Passage) -> Exercise? {
    DatedEvent(in: sentence, of: passage.text).map { dated in
      Exercise(
        slots: ["event": passage.string(dated.event)], response: passage.string(dated.date),
        evidence: [.text(dated.date, in: passage.document)])
    }
  }

  static func filing(_ sentence: String) -> Document {
    .example("The company mines salt in three states and sells it to cities. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.filing("On April 7, 2000, the company entered into a lease of two mines in Ohio."),
        slots: ["event": "the company entered into a lease of two mines in Ohio."],
        response: "April 7, 2000"),
      TaskExample(
        Self.filing("On May 31, 2011 Salt Stores sold the last of its six mines to a buyer."),
        response: "May 31, 2011"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence that begins with its date"
    return [
      TaskCounterexample(
        Self.filing("On or about April 7, 2000, the company entered into a lease of two mines."),
        because: reason),
      TaskCounterexample(
        Self.filing("On May 1, 2008 and June 3, 2008, the company sold mines to a buyer in Ohio."),
        because: reason),
    ]
  }
}

/// What happened on a day: the sentence that begins with it.
public struct EventOnDateTask: DomainTask {
  public init() {}

  public let id = "event-on-date"
  public let category = "extractive question answering"
  public let templates: [Template] = [
    "[What happened|What took place|What does the text report for] on {date}?",
    "{date}: [what does the document say happened|which event]?",
    "[Give|State|Find] the event of {date} [in the words of the text|as the text has it].",
    "Date: {date}\n[Event|What happened]:",
    "[Fill in|Complete] from the text: on {date}, ____",
    "A [chronology|timeline] has an entry for {date}. [What does it say|What stands there]?",
    "[Look up|Find out] what [occurred|was done] on {date}.",
    "[Which event|What] does the [filing|text] date to {date}?",
    "[Report|Quote] what the text says of {date}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    let body = text[passage.body]
    let found = passage.quotable(with: .digit).compactMap { sentence -> Exercise? in
      guard let dated = DatedEvent(in: sentence, of: text),
        // A day that stands twice may have seen more than this.
        let first = UTF8Bytes.find(text[dated.date], in: body),
        UTF8Bytes.find(text[dated.date], in: body, from: first + 1) == nil
      else { return nil }
      return Exercise(
        slots: ["date": passage.string(dated.date)], response: passage.string(dated.event),
        evidence: [.text(dated.event, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no day that one event alone is dated to") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        EventDateTask.filing(
          "On April 7, 2000, the company entered into a lease of two mines in Ohio."),
        slots: ["date": "April 7, 2000"],
        response: "the company entered into a lease of two mines in Ohio.")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        EventDateTask.filing(
          "On May 1, 2008, the company sold six mines. It was paid on May 1, 2008 for them."),
        because: "no day that one event alone is dated to")
    ]
  }
}

/// A sentence that begins with the day of what it tells.
private struct DatedEvent {
  var date: Span
  /// The rest of the sentence.
  var event: Span

  init?(in sentence: Span, of text: Text) {
    guard text[sentence].starts(with: "On ".utf8),
      let date = WrittenDate(at: sentence.start + 3, before: sentence.end, in: text)
    else { return nil }
    var start = date.span.end
    if text.bytes[start] == UInt8(ascii: ",") { start += 1 }
    guard start + 1 < sentence.end, text.bytes[start] == 0x20 else { return nil }
    event = Span(start + 1, sentence.end)
    self.date = date.span
    let bytes = text[event]
    // `On May 1, 2008 and June 3, 2008, ...`, `On June 1, 2001 (the "date"), ...`
    guard let first = bytes.first, UTF8Bytes.isLetter(first),
      !["and ", "or ", "through ", "to "].contains(where: { bytes.starts(with: $0.utf8) }),
      Words.count(in: text, event) >= 6, UTF8Bytes.find(text[date.span], in: bytes) == nil,
      // A sentence that was cut at a case's name.
      !bytes.suffix(3).elementsEqual(" v.".utf8)
    else { return nil }
  }
}
