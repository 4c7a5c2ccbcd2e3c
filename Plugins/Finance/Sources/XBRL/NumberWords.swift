/// English numbers in words: `two thousand, three hundred and four`.
enum NumberWords {
  /// The number that the words, in lower case, spell out and nothing else; nil where they do not, or past 64 bits.
  static func value(_ text: String) -> UInt64? {
    let words = text.split { isDash($0) || $0 == " " || $0 == "," }.map(String.init)
    guard !words.isEmpty, words.count <= 64 else { return nil }
    if words == ["zero"] { return 0 }
    var total: UInt64 = 0
    var (group, last) = (UInt64(0), Kind.nothing)
    var limit = UInt64.max
    for word in words {
      if word == "and" {
        guard last == .hundred || last == .power else { return nil }
        last = last == .hundred ? .hundredAnd : .powerAnd
      } else if let unit = units[word] {
        guard last != .unit, unit < 10 || last != .ten else { return nil }
        group += unit
        last = .unit
      } else if let ten = tens[word] {
        guard last != .unit, last != .ten else { return nil }
        group += ten
        last = .ten
      } else if word == "hundred" {
        guard last == .unit, group > 0, group < 20 else { return nil }
        group *= 100
        last = .hundred
      } else if let power = powers[word] {
        guard group > 0, power < limit, last != .hundredAnd else { return nil }
        let (product, overflow) = group.multipliedReportingOverflow(by: power)
        let (sum, carry) = total.addingReportingOverflow(product)
        guard !overflow, !carry else { return nil }
        (total, group, limit, last) = (sum, 0, power, .power)
      } else {
        return nil
      }
    }
    guard last != .hundredAnd, last != .powerAnd else { return nil }
    let (sum, overflow) = total.addingReportingOverflow(group)
    return overflow ? nil : sum
  }

  /// What the last word was.
  private enum Kind { case nothing, unit, ten, hundred, hundredAnd, power, powerAnd }

  static func isDash(_ character: Character) -> Bool {
    Transformations.dashes.contains(String(character))
  }

  private static let units: [String: UInt64] = Dictionary(
    uniqueKeysWithValues: [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ].enumerated().map { ($1, UInt64($0 + 1)) })

  private static let tens: [String: UInt64] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
  ]

  private static let powers: [String: UInt64] = [
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "quadrillion": 1_000_000_000_000_000,
    "quintillion": 1_000_000_000_000_000_000,
  ]
}
