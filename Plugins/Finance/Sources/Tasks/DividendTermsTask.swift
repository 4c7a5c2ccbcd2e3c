public import Didact
import DidactMining

/// When a dividend is paid, and whose holders of record get it: lines of a news agency's reports of dividends.
public struct DividendTermsTask: DomainTask {
  public init() {}

  public let id = "dividend-terms"
  public let category = "slot filling"
  public let templates: [Template] = [
    "[Which days|What] does the report [give|state] for the {what}?",
    "[Fill in|Complete] the dividend notice: {what}: ____",
    "Dividend notice\n{What}:",
    "[Find|Give|State|Look up] the {what} [of the dividend|in the report].",
    "A shareholder asks for the {what}. [What is the answer|What does the report say]?",
    "For the [calendar of dividends|dividend record]: the {what}?",
    "[Extract|Report] the {what} from the notice.",
    "The {what}[, as reported|, by the report]:",
    "[Read off|Copy] the {what}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var found: [(what: String, day: Span)] = []
    for (what, heads) in Self.kinds {
      let places = heads.compactMap { head -> Span? in
        guard let place = Span(of: "\n" + head, in: text, passage.body) else { return nil }
        let end = text.bytes[place.end..<passage.body.end].firstIndex(of: 0x0A) ?? passage.body.end
        let value = text.trimmed(Span(place.end, end))
        return Self.isDay(value, text) && passage.allows(value) ? value : nil
      }
      guard places.count == 1, let value = places.first else { continue }
      found.append((what, value))
    }
    guard !found.isEmpty else { return .none(because: "no lines of a dividend's days") }
    // Both days at once: the last of a quarter is the one, and could be guessed.
    let what = found.map(\.what).joined(separator: " and the ")
    return .exercises([
      Exercise(
        slots: ["what": what, "What": what.prefix(1).uppercased() + what.dropFirst()],
        response: found.map { passage.string($0.day) }.joined(separator: "; "),
        evidence: found.map { .text($0.day, in: passage.document) })
    ])
  }

  private static let kinds = [
    ("payment date", ["Pay ", "Payable "]), ("record date", ["Record "]),
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec",
  ]

  /// `March 31`, `April one`: a month and one word.
  private static func isDay(_ span: Span, _ text: Text) -> Bool {
    let words = text.string(span).split(separator: " ")
    return words.count == 2 && months.contains(String(words[0])) && words[1].utf8.count <= 9
      && words[1].utf8.allSatisfy { UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) }
  }

  private static func news(_ lines: String...) -> Document {
    var text = DocumentText()
    let title = text.title("OHIO SALT STORES INC <SALT> SETS QUARTERLY DIVIDEND FOR ITS HOLDERS")
    for line in lines { _ = text.paragraph(line) }
    return Document(id: "1", title: title, text: text.finish(), language: "en")
  }

  public var examples: [TaskExample] {
    let notice = Self.news(
      "OHIO, Feb 26 - Qtly div 12 cts vs 12 cts prior to holders of the common stock",
      "Pay March 31",
      "Record March 16")
    return [
      TaskExample(
        notice, slots: ["what": "payment date and the record date"], response: "March 31; March 16")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.news(
          "OHIO, Feb 26 - Qtly div 12 cts vs 12 cts prior to holders of the common stock",
          "Pay date not yet fixed"), because: "no lines of a dividend's days")
    ]
  }
}
