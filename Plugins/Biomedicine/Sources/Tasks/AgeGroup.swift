import Didact
import DidactMining

/// The age groups of MeSH's check tags, each with the ages it is for.
///
/// Source: MEDLINE indexing manual, age check tags.
enum AgeGroup: String, CaseIterable {
  case newborn = "Infant, Newborn"
  case infant = "Infant"
  case preschool = "Child, Preschool"
  case child = "Child"
  case adolescent = "Adolescent"
  case youngAdult = "Young Adult"
  case adult = "Adult"
  case middleAged = "Middle Aged"
  case aged = "Aged"
  case overEighty = "Aged, 80 and over"

  /// The ages, in years, at which someone may be indexed with the tag.
  private var years: Range<Double> {
    switch self {
    case .newborn: 0..<1.0 / 12
    case .infant: 1.0 / 12..<2
    case .preschool: 2..<6
    case .child: 6..<13
    case .adolescent: 13..<19
    case .youngAdult: 19..<25
    case .adult: 19..<45
    case .middleAged: 45..<65
    case .aged: 65..<200
    case .overEighty: 80..<200
    }
  }

  func holds(_ age: StatedAge) -> Bool { years.contains(age.years) }
}

/// Somebody's age as a text states it: `71-year-old`, `3 months old`.
struct StatedAge {
  let span: Span
  let years: Double

  /// The ages that the text states; empty where one of them is an end of a range or list, which says little of
  /// those who were studied.
  static func all(in text: Text) -> [StatedAge] {
    let words = Words.spans(in: text, text.span)
    var found: [StatedAge] = []
    for (index, word) in words.enumerated() where UTF8Bytes.isDigit(text.bytes[word.start]) {
      let parts = text[word].split(separator: UInt8(ascii: "-")).map(string)
      let next = words[(index + 1)...].prefix(2).map { string(text[$0]) }
      let unit: String
      let end: Int
      if parts.count >= 3, parts.last == "old" || parts.last == "olds" {
        guard parts.count == 3 else { return [] }
        (unit, end) = (parts[1], word.end)
      } else if parts.count == 1, next.count == 2, next[1] == "old" {
        (unit, end) = (next[0], words[index + 2].end)
      } else {
        continue
      }
      guard let perYear = units[unit], let number = Double(parts[0]), number < 1_000 else {
        continue
      }
      if index > 0, ["to", "and", "or", "through"].contains(string(text[words[index - 1]])) {
        return []
      }
      found.append(StatedAge(span: Span(word.start, end), years: number / perYear))
    }
    return found
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map(UTF8Bytes.lowered), as: UTF8.self)
  }

  private static let units: [String: Double] = [
    "year": 1, "years": 1, "yr": 1, "month": 12, "months": 12, "week": 52, "weeks": 52, "day": 365,
    "days": 365,
  ]
}
