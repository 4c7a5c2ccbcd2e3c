import Didact

/// Blocks whose lines are kept.
enum VerbatimLines {
  /// A block with LF at its line ends, without empty lines before and after it.
  static func trimmed(_ block: [UInt8]) -> [UInt8] {
    var bytes = LineEnds.normalised(block)[...]
    while let last = bytes.last, UTF8Bytes.isBlank(last) { bytes.removeLast() }
    while let end = bytes.firstIndex(of: 0x0A), bytes[..<end].allSatisfy(UTF8Bytes.isBlank) {
      bytes = bytes[(end + 1)...]
    }
    return Array(bytes)
  }
}

/// Characters of scripts that set no blanks between words: Chinese and Japanese.
enum Ideograph {
  /// Whether UTF-8 ends with one.
  static func ends(_ bytes: [UInt8]) -> Bool {
    guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
    return bytes[start...].withUnsafeBufferPointer(begins)
  }

  /// Whether UTF-8 begins with one: U+3000...U+9FFF but for Hangul's letters, U+F900...U+FAFF, U+FE30...U+FE4F,
  /// U+FF00...U+FF9F, and planes 2 and 3.
  static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 3 else { return false }
    if bytes[0] == 0xF0 { return bytes[1] >= 0xA0 && bytes[1] <= 0xBF }
    guard bytes[0] >= 0xE3, bytes[0] <= 0xEF else { return false }
    let code =
      UInt32(bytes[0] & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
    switch code {
    case 0x3130...0x318F: return false
    case 0x3000...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF9F: return true
    default: return false
    }
  }
}
