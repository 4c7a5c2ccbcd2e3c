/// A day of the calendar as English prose writes it: `29 May 1858`, `May 29, 1858`.
public struct WrittenDate: Sendable, Hashable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// `1858-05-29`, as ISO 8601 writes it.
  public var iso: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }

  /// The date of a text that is nothing but one, in full; nil for a day that its month does not have.
  public init?(_ text: some Collection<UInt8>) {
    let words = text.split { $0 == 0x20 || $0 == UInt8(ascii: ",") }
    guard words.count == 3, let year = Self.number(words[2]), (1_000...2_999).contains(year) else {
      return nil
    }
    let month = Self.month(words[0]) ?? Self.month(words[1])
    let day = Self.number(words[0]) ?? Self.number(words[1])
    guard let month, let day, (1...Self.days[month - 1]).contains(day),
      month != 2 || day < 29 || Self.isLeap(year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func number(_ word: some Collection<UInt8>) -> Int? {
    word.allSatisfy(UTF8Bytes.isDigit) && word.count <= 4
      ? Int(String(decoding: word, as: UTF8.self)) : nil
  }

  /// The number of a month, written out.
  public static func month(_ word: some Collection<UInt8>) -> Int? {
    months.firstIndex { $0.elementsEqual(word) }.map { $0 + 1 }
  }
  /// The names of the months.
  public static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { Array($0.utf8) }
  private static let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}
