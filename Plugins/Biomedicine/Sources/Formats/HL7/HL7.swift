import Didact
import DidactXML

/// Small things that HL7's documents share.
enum HL7 {
  /// `20140113` as `2014-01-13`, as far as it is stated; the time of day is dropped.
  static func date(_ value: String) -> String {
    let digits = value.utf8.prefix { UTF8Bytes.isDigit($0) }
    let text = String(decoding: digits.prefix(8), as: UTF8.self)
    switch text.utf8.count {
    case 8: return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6))"
    case 6: return "\(text.prefix(4))-\(text.dropFirst(4))"
    default: return text
    }
  }

  /// A code's name as the document gives it.
  static func display(_ code: XMLTree?) -> String? {
    guard let name = code?.attribute("displayName"), !name.isEmpty else { return nil }
    return name
  }

  /// `en-US` as `en`.
  static func language(_ code: XMLTree?) -> String? {
    guard let value = code?.attribute("code") else { return nil }
    let name = value.utf8.prefix { UTF8Bytes.isLetter($0) }
    return (2...3).contains(name.count)
      ? LanguageCode.iso(String(decoding: name, as: UTF8.self)) : nil
  }

  /// Blanks of all kinds folded into single spaces.
  static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var text = DocumentText()
    if UTF8Bytes.areASCII(bytes) {
      _ = text.paragraph(bytes)
      return text.finish().bytes
    }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let width = UnicodeBlank.width(bytes, at: index)
        plain.append(width > 1 ? 0x20 : bytes[index])
        index += max(width, 1)
      }
    }
    _ = text.paragraph(plain)
    return text.finish().bytes
  }

  /// A section code's name without the word that it ends with: `WARNINGS SECTION` as `WARNINGS`.
  static func words(_ name: String) -> String {
    let ending = " section"
    return name.lowercased().hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  /// A section code's name as a role: `Boxed Warning section` as `boxed-warning`; empty for the code that says
  /// that a section is of no kind.
  static func role(_ name: String) -> String {
    var role: [UInt8] = []
    for byte in words(name).utf8 {
      if UTF8Bytes.isWord(byte) {
        role.append(UTF8Bytes.lowered(byte))
      } else if let last = role.last, last != UInt8(ascii: "-") {
        role.append(UInt8(ascii: "-"))
      }
    }
    if role.last == UInt8(ascii: "-") { role.removeLast() }
    let words = String(decoding: role, as: UTF8.self)
    return words == "spl-unclassified" ? "" : words
  }

  /// What is stated of a fact's attributes.
  static func attributes(_ attributes: [(String, String?)]) -> [Fact.Attribute] {
    attributes.compactMap { name, value in
      guard let value, !value.isEmpty else { return nil }
      return Fact.Attribute(name, value)
    }
  }

  /// `6.25 mg`, without the unit that stands for a number of pieces.
  static func quantity(_ element: XMLTree?) -> String? {
    guard let value = element?.attribute("value"), !value.isEmpty else { return nil }
    let unit = element?.attribute("unit") ?? ""
    return unit.isEmpty || unit == "1" ? value : "\(value) \(unit)"
  }
}
