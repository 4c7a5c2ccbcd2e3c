import Didact

/// Durations as ISO 8601 writes them: `P1Y6M`.
enum Durations {
  enum Unit { case years, months, weeks, days, hours }

  /// A decimal number of a unit; what is over spills into the next smaller units as the SEC's formats have it, a month
  /// of 30.4375 days.
  static func written(_ text: ArraySlice<UInt8>, in unit: Unit) -> String? {
    var digits = text
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    guard ExactDecimal(digits) != nil else { return nil }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    // A number of billionths keeps everything in whole numbers.
    guard let whole = number(parts[0], width: 0), parts[0].count <= 6,
      let part = number(parts.count > 1 ? parts[1] : [], width: 9)
    else { return nil }
    let billion = 1_000_000_000
    var fields: [(Int, String)] = []
    switch unit {
    case .years:
      let months = part * 12
      fields = [
        (whole, "Y"), (months / billion, "M"), (days(of: months % billion, billion), "D"),
      ]
    case .months: fields = [(whole, "M"), (days(of: part, billion), "D")]
    case .weeks: fields = [((whole * billion + part) * 7 / billion, "D")]
    case .days: fields = [(whole, "D"), (part * 24 / billion, "H")]
    case .hours: fields = [(whole, "H")]
    }
    let stated = fields.filter { $0.0 > 0 }
    guard !stated.isEmpty else { return "P" + designated(fields.prefix(1)) }
    return (isNegative ? "-P" : "P") + designated(stated[...])
  }

  /// Hours stand behind a `T`.
  private static func designated(_ fields: ArraySlice<(Int, String)>) -> String {
    fields.map { number, unit in (unit == "H" ? "T" : "") + "\(number)\(unit)" }.joined()
  }

  private static func days(of months: Int, _ billion: Int) -> Int {
    months * 304_375 / 10_000 / billion
  }

  /// Digits as a number, filled up with zeros to a width; nil past it.
  private static func number(_ digits: ArraySlice<UInt8>, width: Int) -> Int? {
    guard digits.count <= max(width, 18) else { return nil }
    let filled = digits + repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count))
    return filled.isEmpty
      ? 0 : Int(String(decoding: filled.prefix(width > 0 ? width : 18), as: UTF8.self))
  }

  /// `two years and six months`, `90 days`.
  static func inWords(_ text: String) -> String? {
    var duration = "P"
    var words: [Substring] = []
    var units = ["year", "month", "day"][...]
    for word in text.split(whereSeparator: { NumberWords.isDash($0) || $0 == " " || $0 == "," }) {
      let unit = word.hasSuffix("s") ? word.dropLast() : word
      guard let place = units.firstIndex(where: { $0 == unit }) else {
        words.append(word)
        continue
      }
      // Of two parts the second may begin with "and".
      if place > 0, words.first == "and" { words.removeFirst() }
      let number = words.joined(separator: " ")
      let digits = number.utf8.allSatisfy(UTF8Bytes.isDigit) && number.utf8.count <= 4
      guard
        let value = digits
          ? UInt64(number) : ["no", "zero"].contains(number) ? 0 : NumberWords.value(number)
      else { return nil }
      if value > 0 { duration += "\(value)\(unit.prefix(1).uppercased())" }
      units = units[(place + 1)...]
      words = []
    }
    guard words.isEmpty, units.count < 3 else { return nil }
    return duration == "P" ? "P0D" : duration
  }
}
