import Didact

/// Dates as pages show them, as ISO 8601 writes them: `2025-03-29`, `--09-27`, `2025-03`.
enum DateFormats {
  /// What a date is made of, in which order, and how its month is written.
  private struct Order {
    var parts: [Part]
    var month: Month
  }
  private enum Part { case year, month, day }
  private enum Month { case number, name, roman }

  static let all: [String: Transformations.Transformation] = {
    var all: [String: Transformations.Transformation] = ["datequarterend": quarterEnd]
    for (names, parts, month) in orders {
      let order = Order(parts: parts, month: month)
      for name in names.split(separator: " ") { all[String(name)] = { date($0, order) } }
    }
    return all
  }()

  /// Registries 1, 2 and 3, 4 and 5 in turn.
  private static let orders: [(String, [Part], Month)] = [
    (
      "dateslasheu datedoteu datedaymonthyear date-day-month-year", [.day, .month, .year], .number
    ),
    (
      "dateslashus datedotus datemonthdayyear date-month-day-year", [.month, .day, .year], .number
    ),
    (
      "datelonguk dateshortuk datedaymonthyearen date-day-monthname-year-en",
      [.day, .month, .year], .name
    ),
    (
      "datelongus dateshortus datemonthdayyearen date-monthname-day-year-en",
      [.month, .day, .year], .name
    ),
    ("dateslashdaymontheu datedaymonth date-day-month", [.day, .month], .number),
    ("dateslashmonthdayus datemonthday date-month-day", [.month, .day], .number),
    (
      "datelongdaymonthuk dateshortdaymonthuk datedaymonthen date-day-monthname-en",
      [.day, .month],
      .name
    ),
    (
      "datelongmonthdayus dateshortmonthdayus datemonthdayen date-monthname-day-en",
      [.month, .day], .name
    ),
    (
      "datelongyearmonth dateshortyearmonth dateyearmonthen date-year-monthname-en",
      [.year, .month], .name
    ),
    (
      "datelongmonthyear dateshortmonthyear datemonthyearen date-monthname-year-en",
      [.month, .year], .name
    ),
    ("dateyearmonthday date-year-month-day", [.year, .month, .day], .number),
    ("datemonthyear date-month-year", [.month, .year], .number),
    ("date-year-month", [.year, .month], .number),
    ("date-day-monthroman", [.day, .month], .roman),
    ("date-day-monthroman-year", [.day, .month, .year], .roman),
    ("date-monthroman-year", [.month, .year], .roman),
  ]

  private static func date(_ text: ArraySlice<UInt8>, _ order: Order) -> String? {
    let runs = runs(text)
    var (year, month, day): (Int?, Int?, Int?)
    var rest = runs[...]
    for part in order.parts {
      if part == .month, order.month != .number {
        let names = order.month == .name ? names : romans
        // `29th of March`: words may stand between a number and a month.
        while rest.count < runs.count, case .word(let word)? = rest.first, names[word] == nil {
          rest = rest.dropFirst()
        }
        guard case .word(let word)? = rest.popFirst(), let found = names[word] else { return nil }
        month = found
        continue
      }
      while case .word? = rest.first, month != nil || day != nil { rest = rest.dropFirst() }
      guard case .number(let number, let width)? = rest.popFirst() else { return nil }
      switch part {
      case .year:
        guard width == 4 || width <= 2 else { return nil }
        year = width == 4 ? number : 2_000 + number
      case .month: month = width <= 2 ? number : nil
      case .day: day = width <= 2 ? number : nil
      }
    }
    // `29th` may end a date.
    guard rest.isEmpty || order.parts.last == .day,
      rest.allSatisfy({ if case .word = $0 { true } else { false } })
    else { return nil }
    return written(year, month, day, order.parts)
  }

  private static func written(_ year: Int?, _ month: Int?, _ day: Int?, _ parts: [Part]) -> String?
  {
    guard let month, (1...12).contains(month) else { return nil }
    var text = parts.contains(.year) ? year.map { padded($0, 4) } ?? "" : "-"
    text += "-" + padded(month, 2)
    if parts.contains(.day) {
      guard let day, (1...days(in: month, of: year)).contains(day) else { return nil }
      text += "-" + padded(day, 2)
    }
    return text
  }

  private static func days(in month: Int, of year: Int?) -> Int {
    let isLeap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `the second quarter of 2019`, `Q2 2019`, `2019 Q2`: the last day of a calendar quarter.
  private static func quarterEnd(_ text: ArraySlice<UInt8>) -> String? {
    var (quarter, year): (Int?, Int?)
    for run in runs(text) {
      switch run {
      case .number(let number, 4):
        guard year == nil else { return nil }
        year = number
      case .number(let number, 1):
        guard quarter == nil, (1...4).contains(number) else { return nil }
        quarter = number
      case .number: return nil
      case .word(let word):
        guard let number = ["first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4][word]
        else {
          continue
        }
        guard quarter == nil else { return nil }
        quarter = number
      }
    }
    guard let quarter, let year else { return nil }
    return "\(padded(year, 4))-" + ["03-31", "06-30", "09-30", "12-31"][quarter - 1]
  }

  /// A stretch of digits or letters.
  private enum Run {
    case number(Int, width: Int)
    case word(String)
  }

  /// What stands between blanks, points, commas and dashes; no date has more than a few.
  private static func runs(_ text: ArraySlice<UInt8>) -> [Run] {
    var runs: [Run] = []
    var rest = text.prefix(256)
    while let first = rest.first {
      let digits = rest.prefix(while: UTF8Bytes.isDigit)
      let letters = rest.prefix(while: UTF8Bytes.isLetter)
      if !digits.isEmpty {
        runs.append(
          .number(Int(String(decoding: digits, as: UTF8.self)) ?? -1, width: digits.count))
      } else if UTF8Bytes.isLetter(first) {
        runs.append(.word(String(decoding: letters.map(UTF8Bytes.lowered), as: UTF8.self)))
      }
      rest = rest.dropFirst(max(1, digits.count, letters.count))
    }
    return runs
  }

  private static let names: [String: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    var numbers = ["sept": 9]
    for (index, name) in names.enumerated() {
      numbers[name] = index + 1
      numbers[String(name.prefix(3))] = index + 1
    }
    return numbers
  }()

  private static let romans: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ].enumerated().map { ($1, $0 + 1) })
}
