import Didact

/// Finds dates as clinical documents write them. Years alone are no dates here.
enum DateForms {
  /// The end of a date that begins here, a time of day after it included, or nil.
  static func end(in text: [UInt8], at start: Int) -> Int? {
    guard start < text.count else { return nil }
    var cursor = Cursor(text: text, index: start)
    let isDate = UTF8Bytes.isDigit(text[start]) ? cursor.takeNumbers() : cursor.takeMonthFirst()
    guard isDate else { return nil }
    if cursor.index < text.count, UTF8Bytes.isWord(text[cursor.index]),
      text[cursor.index] | 0x20 != UInt8(ascii: "t")
    {
      return nil
    }
    return cursor.endOfTime()
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  /// A place in a text that moves on where what was asked for is there.
  private struct Cursor {
    let text: [UInt8]
    var index: Int

    /// `11-July-2013`, `11Jul2013`, `7/11/2013`, `2013-07-11`, `20130711103000`, `07/2013`.
    mutating func takeNumbers() -> Bool {
      guard let (first, digits) = takeNumber() else { return false }
      switch digits {
      case 8, 10, 12, 14: return isStamp(endingAt: index, digits)
      case 4:
        guard isYear(first), let mark = takeMark("-/."), let (month, width) = takeNumber(),
          width <= 2, isMonth(month)
        else { return false }
        guard take(mark), let (day, more) = takeNumber(), more <= 2 else { return false }
        return isDay(day)
      case 1, 2:
        let here = index
        if isDay(first), takeOrdinal(), takeMonth() {
          let afterMonth = index
          if takeGap(), let (year, width) = takeNumber(),
            width == 4 && year <= 2_100 || width == 2 && text[afterMonth] == UInt8(ascii: "-")
          {
            return true
          }
          index = afterMonth
          return true
        }
        index = here
        guard let mark = takeMark("-/."), let (second, width) = takeNumber() else { return false }
        // Month and year.
        if mark == UInt8(ascii: "/"), width == 4 { return isMonth(first) && isYear(second) }
        guard width <= 2, isDay(first) || isMonth(first), isDay(second), take(mark),
          let (year, last) = takeNumber()
        else { return false }
        return last == 4 ? isYear(year) : last == 2 && mark != UInt8(ascii: ".")
      default: return false
      }
    }

    /// `July 11, 2013`, `Jul 2013`, `July 11`.
    mutating func takeMonthFirst() -> Bool {
      guard UTF8Bytes.isUpper(text[index]) else { return false }
      let isMay = text[index...].starts(with: "May".utf8)
      guard takeMonth() else { return false }
      _ = take(UInt8(ascii: "."))
      guard takeGap(), let (number, width) = takeNumber() else { return false }
      if width == 4 { return isYear(number) }
      guard width <= 2, isDay(number) else { return false }
      let here = index
      _ = takeOrdinal()
      if takeGap(), let (year, width) = takeNumber(), width == 4, isYear(year) { return true }
      index = here
      // "May 5" may be a verb and a dose.
      return !isMay
    }

    /// The index after a time of day: ` 1:35 PM`, `T10:30:00`.
    mutating func endOfTime() -> Int {
      let date = index
      while index < text.count, index < date + 3, " ,T".utf8.contains(text[index]) { index += 1 }
      guard let (hour, width) = takeNumber(), width <= 2, hour < 25, take(UInt8(ascii: ":")),
        let (_, minutes) = takeNumber(), minutes == 2
      else { return date }
      var end = index
      if take(UInt8(ascii: ":")), let (_, seconds) = takeNumber(), seconds == 2 { end = index }
      index = end
      _ = take(0x20)
      if index + 1 < text.count, "ap".utf8.contains(UTF8Bytes.lowered(text[index])),
        UTF8Bytes.lowered(text[index + 1]) == UInt8(ascii: "m"),
        index + 2 == text.count || !UTF8Bytes.isWord(text[index + 2])
      {
        return index + 2
      }
      return end
    }

    // MARK: Pieces

    private mutating func takeNumber() -> (value: Int, digits: Int)? {
      let start = index
      var value = 0
      while index < text.count, index < start + 15, UTF8Bytes.isDigit(text[index]) {
        value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      return index > start ? (value, index - start) : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard index < text.count, text[index] == byte else { return false }
      index += 1
      return true
    }

    private mutating func takeMark(_ marks: String) -> UInt8? {
      guard index < text.count, marks.utf8.contains(text[index]) else { return nil }
      index += 1
      return text[index - 1]
    }

    /// Nothing, a mark, `th of `: what stands between a day and a month.
    private mutating func takeOrdinal() -> Bool {
      for ending in ["st", "nd", "rd", "th"] where text[index...].starts(with: ending.utf8) {
        index += 2
        break
      }
      if text[index...].starts(with: " of ".utf8) { index += 4 }
      let limit = index + 2
      while index < text.count, index < limit, " -/.,".utf8.contains(text[index]) { index += 1 }
      return true
    }

    private mutating func takeGap() -> Bool {
      let limit = index + 3
      while index < text.count, index < limit, " -/.,".utf8.contains(text[index]) { index += 1 }
      return true
    }

    /// A month's name, whole or its first three or four letters.
    private mutating func takeMonth() -> Bool {
      let word = text[index...].prefix(10).prefix(while: UTF8Bytes.isLetter)
        .map(UTF8Bytes.lowered)
      guard word.count >= 3 else { return false }
      for month in DateForms.months
      where word == month || word.count <= 4 && month.starts(with: word) {
        index += word.count
        return true
      }
      return false
    }

    private func isStamp(endingAt end: Int, _ digits: Int) -> Bool {
      func number(_ from: Int, _ count: Int) -> Int {
        text[(end - digits + from)..<(end - digits + from + count)]
          .reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      }
      return isYear(number(0, 4)) && isMonth(number(4, 2)) && isDay(number(6, 2))
    }

    private func isYear(_ value: Int) -> Bool { (1_850...2_100).contains(value) }
    private func isMonth(_ value: Int) -> Bool { (1...12).contains(value) }
    private func isDay(_ value: Int) -> Bool { (1...31).contains(value) }
  }
}
