import Didact

/// A date as American English writes it: `January 30, 2015`.
struct WrittenDate {
  var span: Span
  var year: Int
  var month: Int
  var day: Int

  /// The date that begins at an offset, nil where none does.
  init?(at start: Int, before end: Int, in text: Text) {
    let bytes = text.bytes
    guard start < end, UTF8Bytes.isUpper(bytes[start]),
      let month = Self.months.firstIndex(where: { name in
        let stop = start + name.count
        return stop < end && bytes[stop] == 0x20 && bytes[start..<stop].elementsEqual(name)
      })
    else { return nil }
    var index = start + Self.months[month].count + 1
    guard let day = Self.number(&index, upTo: 2, bytes, end), (1...31).contains(day) else {
      return nil
    }
    if index < end, bytes[index] == UInt8(ascii: ",") { index += 1 }
    guard index < end, bytes[index] == 0x20 else { return nil }
    index += 1
    let first = index
    guard let year = Self.number(&index, upTo: 4, bytes, end), index - first == 4,
      (1_800...2_100).contains(year)
    else { return nil }
    span = Span(start, index)
    (self.year, self.month, self.day) = (year, month + 1, day)
  }

  private static func number(_ index: inout Int, upTo most: Int, _ bytes: [UInt8], _ end: Int)
    -> Int?
  {
    let start = index
    var value = 0
    while index < end, index - start < most, UTF8Bytes.isDigit(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    // A longer run of digits is no part of a date.
    guard index > start, index == end || !UTF8Bytes.isDigit(bytes[index]) else { return nil }
    return value
  }

  private static let months: [[UInt8]] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { Array($0.utf8) }
}
