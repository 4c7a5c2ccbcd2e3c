import Didact

/// Names of encodings, as sources spell them and as the converter knows them.
enum EncodingName {
  /// A byte order mark and what it says; UTF-32's before UTF-16's, which begins alike.
  static func mark(of bytes: ArraySlice<UInt8>) -> (mark: [UInt8], name: String)? {
    let marks: [([UInt8], String)] = [
      ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE, 0, 0], "UTF-32LE"),
      ([0, 0, 0xFE, 0xFF], "UTF-32BE"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
    ]
    return marks.first { bytes.starts(with: $0.0) }.map { (mark: $0.0, name: $0.1) }
  }

  /// The name in upper case as the converter wants it; nil for what cannot be one.
  ///
  /// Where the web means a larger set than it says (`Shift_JIS`, `GBK`, `EUC-KR`), the larger one is meant here
  /// (WHATWG Encoding Standard); ISO 8859-1 is taken at its word.
  static func canonical(_ name: String) -> String? {
    let name = UTF8Bytes.trimmed(name).uppercased()
    guard !name.isEmpty, name.utf8.count <= 40,
      name.utf8.allSatisfy({
        UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || "-_.:".utf8.contains($0)
      })
    else { return nil }
    return aliases[name] ?? name
  }

  private static let aliases = [
    "UTF8": "UTF-8", "UTF-16": "UTF-16LE", "UTF16": "UTF-16LE", "UTF-32": "UTF-32LE",
    "LATIN1": "ISO-8859-1", "LATIN-1": "ISO-8859-1", "CP1252": "WINDOWS-1252",
    "MACROMAN": "MACINTOSH", "MAC-ROMAN": "MACINTOSH", "X-MAC-ROMAN": "MACINTOSH",
    "SHIFT_JIS": "CP932", "SHIFT-JIS": "CP932", "SJIS": "CP932", "WINDOWS-31J": "CP932",
    "GB2312": "GB18030", "GBK": "GB18030", "GB-18030": "GB18030", "EUC-KR": "UHC",
    "KS_C_5601-1987": "UHC", "BIG5": "BIG5-HKSCS", "BIG-5": "BIG5-HKSCS", "US-ASCII": "UTF-8",
    "ASCII": "UTF-8", "MAC-CENTRALEUROPE": "MACCENTRALEUROPE", "MAC-CYRILLIC": "MAC-CYRILLIC",
  ]

  /// Whether bytes of this encoding may be valid UTF-8 by their looks, and yet mean something else.
  static func hidesFromUTF8(_ name: String) -> Bool {
    ["UTF-16", "UTF-32", "UCS", "ISO-2022", "UTF-7", "HZ"].contains { name.hasPrefix($0) }
  }
}
