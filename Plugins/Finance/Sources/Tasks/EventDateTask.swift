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
    let text = passage.text
    guard text[sentence].starts(with: "On ".utf8),
      let date = WrittenDate(at: sentence.start + 3, before: sentence.end, in: text)
    else { return nil }
    var start = date.span.end
    if text.bytes[start] == UInt8(ascii: ",") { start += 1 }
    guard start + 1 < sentence.end, text.bytes[start] == 0x20 else { return nil }
    let event = Span(start + 1, sentence.end)
    let bytes = text[event]
    // `On May 1, 2008 and June 3, 2008, ...`, `On June 1, 2001 (the "date"), ...`
    guard let first = bytes.first, UTF8Bytes.isLetter(first),
      !["and ", "or ", "through ", "to "].contains(where: { bytes.starts(with: $0.utf8) }),
      Words.count(in: text, event) >= 6,
      UTF8Bytes.find(text[date.span], in: bytes) == nil,
      // A sentence that was cut at a case's name.
      !bytes.suffix(3).elementsEqual(" v.".utf8)
    else { return nil }
    return Exercise(
      slots: ["event": passage.string(event)], response: passage.string(date.span),
      evidence: [.text(date.span, in: passage.document)])
  }

  private static func filing(_ sentence: String) -> Document {
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
