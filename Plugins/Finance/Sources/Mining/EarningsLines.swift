import Didact
import DidactMining

/// The lines in which a news agency reports earnings: `Shr 39 cts vs 1.01 dlrs`, `Net 12.6 mln vs 15.8 mln`: the latest
/// period's figure, then that of a year before.
struct EarningsLine {
  /// `Net`, `Avg shrs`.
  var label: Span
  var latest: Span
  var before: Span
  /// The period that the line is of: `4TH QTR` of the title, `Nine mths` above the line.
  var period: String

  /// What a label is short for.
  func item(in text: Text) -> String { Self.items[text.string(label).lowercased()] ?? "" }

  /// The lines of a passage, none of which another has label and period of.
  static func all(in passage: Passage) -> [EarningsLine] {
    guard passage.marks.contains(where: { $0.contains(.digit) }),
      let title = period(of: passage)
    else { return [] }
    let text = passage.text
    guard UTF8Bytes.find(" vs ".utf8, in: text[passage.body]) != nil else { return [] }
    var lines: [EarningsLine] = []
    var period = title
    var start = passage.body.start
    while start < passage.body.end {
      let end =
        text.bytes[start..<passage.body.end].firstIndex(of: 0x0A) ?? passage.body.end
      let whole = text.trimmed(Span(start, end))
      start = end + 1
      if whole.count < 20, heads.contains(text.string(whole).lowercased()) {
        period = text.string(whole)
        continue
      }
      guard let line = line(in: whole, period, text), passage.allows(whole) else { continue }
      lines.append(line)
    }
    return lines.filter { one in
      lines.count { $0.item(in: text) == one.item(in: text) && $0.period == one.period } == 1
    }
  }

  private static func line(in whole: Span, _ period: String, _ text: Text) -> EarningsLine? {
    guard let versus = Span(of: " vs ", in: text, whole),
      Span(of: " vs ", in: text, Span(versus.end, whole.end)) == nil
    else { return nil }
    var head = Span(whole.start, versus.start)
    // The place and day before the first line.
    if let dash = Span(of: " - ", in: text, head) { head.start = dash.end }
    guard let digit = text[head].firstIndex(where: UTF8Bytes.isDigit), digit > head.start,
      text.bytes[digit - 1] == 0x20
    else { return nil }
    let label = Span(head.start, digit - 1)
    let (latest, before) = (Span(digit, head.end), Span(versus.end, whole.end))
    guard items[text.string(label).lowercased()] != nil, isFigure(text[latest]),
      isFigure(text[before])
    else { return nil }
    return EarningsLine(label: label, latest: latest, before: before, period: period)
  }

  /// A number with its scale and currency in words, and nothing else: no loss, no fraction.
  private static func isFigure(_ bytes: ArraySlice<UInt8>) -> Bool {
    let words = bytes.split(separator: 0x20)
    guard let number = words.first, let first = number.first, UTF8Bytes.isDigit(first),
      number.allSatisfy({ UTF8Bytes.isDigit($0) || $0 == 0x2E || $0 == 0x2C }),
      StatedNumber(number) != nil
    else { return false }
    return words.dropFirst().allSatisfy { units.contains(String(decoding: $0, as: UTF8.self)) }
  }

  /// The period that a title ends with: `SALT STORES <SALT> 4TH QTR NET`.
  private static func period(of passage: Passage) -> String? {
    guard !passage.title.isEmpty else { return nil }
    return periods.first { Span(of: $0, in: passage.text, passage.title) != nil }
  }

  private static let periods = [
    "1ST QTR", "2ND QTR", "3RD QTR", "4TH QTR", "FIRST QTR", "1ST HALF", "2ND HALF", "SIX MTHS",
    "NINE MTHS", "QTR", "FULL YEAR", "YEAR", "12 MTHS",
  ]
  private static let heads: Set<String> = [
    "year", "12 mths", "nine mths", "six mths", "1st half", "12 months", "nine months",
    "six months", "2nd half", "first half", "full year", "1st six mths", "9 mths", "6 mths",
  ]
  private static let units: Set<String> = [
    "mln", "billion", "bln", "cts", "dlrs", "dlr", "stg", "francs", "marks", "crowns", "yen", "p",
    "guilders", "lire",
  ]
  private static let items = [
    "shr": "net per share", "oper shr": "operating net per share",
    "shr diluted": "diluted net per share", "net": "net income", "oper net": "operating net income",
    "revs": "revenues", "rev": "revenues", "sales": "sales", "avg shrs": "average shares",
    "operating revenues": "operating revenues", "turnover": "turnover", "assets": "assets",
    "deposits": "deposits", "loans": "loans", "group sales": "group sales",
  ]

  /// What is written behind the number.
  static func unit(of figure: Span, in text: Text) -> String {
    text.string(figure).split(separator: " ").dropFirst().joined(separator: " ")
  }
  static func number(_ figure: Span, in text: Text) -> StatedNumber? {
    StatedNumber(text[figure])
  }

  static func news(_ lines: String...) -> Document {
    var text = DocumentText()
    let title = text.title("SALT STORES INC <SALT> 4TH QTR NET")
    for line in lines { _ = text.paragraph(line) }
    return Document(id: "1", title: title, text: text.finish(), language: "en")
  }
}
