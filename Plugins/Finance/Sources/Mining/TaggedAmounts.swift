import Didact
import DidactMining
import Foundation

/// The amounts that inline XBRL tags in a passage: each with what it is, for when, and as shown.
///
/// Left out: facts without a place, nil ones, those of single members of a dimension, those of another entity, those
/// whose value is not what is shown times a power of ten, and those whose concept has two values for one period.
struct TaggedAmount {
  var fact: Fact
  /// The standard label, or the concept's own name in words.
  var label: String
  /// `2024-12-29/2025-03-29`, `2025-03-29`.
  var period: String
  /// The digits as shown.
  var span: Span
  var number: StatedNumber

  static func all(in passage: Passage) -> [TaggedAmount] {
    var found: [TaggedAmount] = []
    var values: [String: Set<String>] = [:]
    for fact in passage.facts where fact.name == "xbrl" {
      guard let span = fact.span, passage.span.contains(span), let concept = fact["concept"],
        let period = fact["period"], fact["unit"] != nil, period != "forever",
        fact["dimensions"] == nil, fact["entity"] == nil, fact["nil"] == nil,
        fact["as-shown"] == nil, !concept.hasPrefix("dei:")
      else { continue }
      if let label = fact["label"], label.utf8.count > 110 { continue }
      values["\(concept) \(period)", default: []].insert(fact.value)
      guard passage.allows(span), let number = StatedNumber(passage.text[span]),
        number.value.sign == .plus, isShown(number, in: fact.value)
      else { continue }
      found.append(
        TaggedAmount(
          fact: fact, label: fact["label"] ?? Self.words(of: concept), period: period, span: span,
          number: number))
    }
    var seen: Set<String> = []
    return found.filter { amount in
      let key = "\(amount.fact["concept"] ?? "") \(amount.period)"
      return values[key]?.count == 1 && seen.insert(key).inserted
    }
  }

  /// Whether the digits of a positive value are those shown, zeros at the end aside.
  private static func isShown(_ number: StatedNumber, in value: String) -> Bool {
    func digits(_ text: String) -> Substring {
      var digits = text.filter { $0 != "." }[...]
      while digits.first == "0" { digits.removeFirst() }
      while digits.last == "0" { digits.removeLast() }
      return digits
    }
    return !value.hasPrefix("-") && !digits(value).isEmpty
      && digits(value) == digits(number.plain)
  }

  /// `us-gaap:NetIncomeLoss` as `Net Income Loss`.
  private static func words(of concept: String) -> String {
    let name = concept.split(separator: ":").last.map(String.init) ?? concept
    var words = ""
    var last: Character = " "
    for character in name {
      if character.isUppercase, last.isLowercase || last.isNumber { words.append(" ") }
      words.append(character)
      last = character
    }
    return words
  }

  /// How a period is said: `for 2024-12-29 to 2025-03-29`, `at 2025-03-29`.
  var when: String {
    let days = period.split(separator: "/")
    return days.count == 2 ? "for \(days[0]) to \(days[1])" : "at \(period)"
  }
  /// How many digits before the point the value has more than what is shown.
  var scale: Int {
    fact.value.utf8.prefix { $0 != 0x2E }.count - number.plain.utf8.prefix { $0 != 0x2E }.count
  }
  /// The concept without its prefix: `Revenues`.
  var name: String { (fact["concept"] ?? "").split(separator: ":").last.map(String.init) ?? "" }
  var unit: String { fact["unit"] ?? "" }

  /// Pairs of amounts of one concept and scale for two periods of one length, the earlier first.
  static func changes(in amounts: [TaggedAmount]) -> [(earlier: TaggedAmount, later: TaggedAmount)]
  {
    var pairs: [(TaggedAmount, TaggedAmount)] = []
    for (index, one) in amounts.enumerated() {
      for other in amounts[(index + 1)...]
      where other.fact["concept"] == one.fact["concept"] && other.unit == one.unit
        && other.scale == one.scale
        && lengths(one.period, other.period) && one.number.value != other.number.value
      {
        pairs.append(one.period < other.period ? (one, other) : (other, one))
        break
      }
    }
    return pairs
  }

  /// Two instants; or two durations that begin and end about a whole year apart.
  private static func lengths(_ one: String, _ other: String) -> Bool {
    let (first, second) = (one.split(separator: "/"), other.split(separator: "/"))
    guard first.count == second.count else { return false }
    if first.count == 1 { return true }
    guard let a = days(first[0]), let b = days(first[1]), let c = days(second[0]),
      let d = days(second[1])
    else { return false }
    return abs((b - a) - (d - c)) <= 8 && abs(abs(a - c) - 365) <= 8
  }

  /// A date as a number of days, near enough to tell lengths apart.
  private static func days(_ date: Substring) -> Int? {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return parts[0] * 365 + parts[0] / 4 + (parts[1] - 1) * 30 + parts[1] / 2 + parts[2]
  }

  /// A statement of two years for tasks' examples.
  static func statement(_ rows: [(label: String, concept: String, figures: [String])]) -> Document {
    var text = DocumentText()
    _ = text.paragraph(
      "The statements of the mines of salt follow here, in millions, for two years of trade.")
    var facts: [Fact] = []
    for row in rows {
      let line = text.paragraph(([row.label] + row.figures).joined(separator: " | "))
      var start = line.start + row.label.utf8.count + 3
      for (figure, year) in zip(row.figures, ["2024", "2023"]) {
        let digits = figure.filter { $0 != "," && $0 != "." }
        facts.append(
          Fact(
            "xbrl", "\(digits)000000", span: Span(start, start + figure.utf8.count),
            attributes: [
              .init("concept", row.concept), .init("label", row.label),
              .init("period", "\(year)-01-01/\(year)-12-31"), .init("unit", "USD"),
              .init("shown", figure),
            ]))
        start += figure.utf8.count + 3
      }
    }
    return Document(id: "1", text: text.finish(), facts: facts, language: "en")
  }
  static let sample = statement([
    ("Net Sales", "us-gaap:Revenues", ["1,250", "1,000"]),
    ("Cost of Sales", "us-gaap:CostOfRevenue", ["610", "640"]),
    ("Research Expense", "us-gaap:ResearchExpense", ["75", "60"]),
    ("Net Income", "us-gaap:NetIncomeLoss", ["310", "248"]),
  ])
  static let year = statement([
    ("Net Sales", "us-gaap:Revenues", ["1,250"]),
    ("Cost of Sales", "us-gaap:CostOfRevenue", ["610"]),
  ])
  static let untagged = Document.example(
    "The statements of the mines of salt follow here, in millions, for two years of trade.")
}
