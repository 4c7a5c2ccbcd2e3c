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

  /// The value after `charset=`, or after `encoding=` in an XML declaration.
  private static func declared(in head: ArraySlice<UInt8>) -> String? {
    let lowered = head.map(UTF8Bytes.lowered)
    var value = lowered[...]
    if lowered.starts(with: "<?xml".utf8), let end = UTF8Bytes.find("?>".utf8, in: value),
      let mark = UTF8Bytes.find("encoding=".utf8, in: value[..<end])
    {
      value = value[(mark + 9)...]
    } else if let mark = UTF8Bytes.find("charset=".utf8, in: value) {
      value = value[(mark + 8)...]
    } else {
      return nil
    }
    value = value.drop {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || UTF8Bytes.isBlank($0)
    }
    value = value.prefix {
      UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "_")
    }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }
}
