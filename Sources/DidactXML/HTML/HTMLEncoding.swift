import Didact

/// Which encoding a page is in: by its byte order mark, by being valid UTF-8, by its `<meta>`, else
/// windows-1252, which the web takes the rest for (WHATWG Encoding and HTML Standards).
enum HTMLEncoding {
  static func name(for bytes: ArraySlice<UInt8>) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    if UTF8Bytes.areASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil {
      return "UTF-8"
    }
    guard let declared = declared(in: bytes.prefix(2_048)) else { return "windows-1252" }
    return latin.contains(declared) ? "windows-1252" : declared
  }

  /// What the web means by windows-1252; and UTF-8, which these bytes are not.
  private static let latin: Set<String> = [
    "ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "l1", "cp1252", "x-cp1252",
    "windows-1252", "utf-8", "utf8",
  ]

  /// The value after `charset=`.
  private static func declared(in head: ArraySlice<UInt8>) -> String? {
    let lowered = head.map(UTF8Bytes.lowered)
    guard let mark = UTF8Bytes.find("charset=".utf8, in: lowered[...]) else { return nil }
    let value = lowered[(mark + 8)...].drop {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || UTF8Bytes.isBlank($0)
    }.prefix {
      UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }
}
