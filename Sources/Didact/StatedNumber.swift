public import Foundation

/// A number as a text states it: `$1,234.5`, `12 %`, `(3.4)`.
public struct StatedNumber: Sendable, Hashable {
  /// The exact value of its digits and sign, units aside.
  public let value: Decimal
  /// Digits after the point.
  public let places: Int

  /// The number of a text that holds exactly one, with thousands in groups of three; nil for anything else: two
  /// numbers, ranges, and groups that are none (`12,34`).
  ///
  /// A sign before it counts, and so do brackets around the whole text, which accountants write for a minus.
  public init?(_ text: some Collection<UInt8>) {
    let bytes = Array(text)
    guard let first = bytes.firstIndex(where: UTF8Bytes.isDigit) else { return nil }
    var end = first
    var digits: [UInt8] = []
    while end < bytes.count, UTF8Bytes.isDigit(bytes[end]) {
      digits.append(bytes[end])
      end += 1
    }
    if digits.count <= 3 {
      while end + 3 < bytes.count, bytes[end] == UInt8(ascii: ","),
        bytes[(end + 1)...(end + 3)].allSatisfy(UTF8Bytes.isDigit),
        end + 4 >= bytes.count || !UTF8Bytes.isDigit(bytes[end + 4])
      {
        digits += bytes[(end + 1)...(end + 3)]
        end += 4
      }
    }
    var places = 0
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), UTF8Bytes.isDigit(bytes[end + 1]) {
      digits.append(UInt8(ascii: "."))
      end += 1
      while end < bytes.count, UTF8Bytes.isDigit(bytes[end]) {
        digits.append(bytes[end])
        end += 1
        places += 1
      }
    }
    guard digits.count <= 30, !bytes[end...].contains(where: UTF8Bytes.isDigit),
      let value = Self.value(of: digits, places: places)
    else { return nil }
    self.value = Self.isNegative(bytes, first, end) ? -value : value
    self.places = places
  }

  /// Numbers of up to 18 digits fit an integer, which is quicker made a decimal than a string is.
  private static func value(of digits: [UInt8], places: Int) -> Decimal? {
    guard digits.count <= 18 else {
      return Decimal(string: String(decoding: digits, as: UTF8.self))
    }
    var whole: UInt64 = 0
    for digit in digits where digit != UInt8(ascii: ".") {
      whole = whole * 10 + UInt64(digit - UInt8(ascii: "0"))
    }
    return places == 0
      ? Decimal(whole) : Decimal(sign: .plus, exponent: -places, significand: Decimal(whole))
  }

  /// A result of arithmetic, written with so many places.
  public init(_ value: Decimal, places: Int) {
    self.value = value.rounded(places)
    self.places = places
  }

  private static func isNegative(_ bytes: [UInt8], _ first: Int, _ end: Int) -> Bool {
    var before = bytes[..<first]
    while let last = before.last, last == UInt8(ascii: "$") || last == 0x20 { before.removeLast() }
    if before.last == UInt8(ascii: "(") { return bytes[end...].contains(UInt8(ascii: ")")) }
    if before.suffix(3).elementsEqual([0xE2, 0x88, 0x92]) {
      before.removeLast(3)
    } else if before.last == UInt8(ascii: "-") {
      before.removeLast()
    } else {
      return false
    }
    // A hyphen inside a word is no sign.
    return before.last.map { !UTF8Bytes.isWord($0) } ?? true
  }

  /// The number as steps and answers write it: no groups, a hyphen for minus, all its places.
  public var plain: String {
    var text = "\(value)"
    guard places > 0 else { return text }
    let written = text.utf8.firstIndex(of: UInt8(ascii: ".")).map {
      text.utf8.distance(from: $0, to: text.utf8.endIndex) - 1
    }
    if written == nil { text += "." }
    text += String(repeating: "0", count: max(0, places - (written ?? 0)))
    return text
  }

  /// A plain number with its thousands in groups, as answers write it: `1234.5` as `1,234.5`.
  public static func grouped(_ plain: String) -> String {
    let bytes = Array(plain.utf8)
    guard let first = bytes.firstIndex(where: UTF8Bytes.isDigit) else { return plain }
    let end = bytes[first...].firstIndex { !UTF8Bytes.isDigit($0) } ?? bytes.endIndex
    var output = Array(bytes[..<first])
    for (index, digit) in bytes[first..<end].enumerated() {
      if index > 0, (end - first - index) % 3 == 0 { output.append(UInt8(ascii: ",")) }
      output.append(digit)
    }
    return String(decoding: output + bytes[end...], as: UTF8.self)
  }
}

extension Decimal {
  /// Rounded half away from zero, as tables are.
  func rounded(_ places: Int) -> Decimal {
    var value = self
    var result = Decimal()
    NSDecimalRound(&result, &value, places, .plain)
    return result
  }
}
