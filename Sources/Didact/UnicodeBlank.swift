/// Tells blanks in UTF-8: XML's white space and Unicode's space characters, which publishers use between a
/// number and its unit.
public enum UnicodeBlank {
  /// Length of a blank at `index`: ASCII blanks, U+00A0, U+2000...U+200A, U+2028, U+2029, U+202F, U+205F,
  /// U+3000; 0 where there is none.
  @inlinable public static func width(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte <= 0x20 ? 1 : 0 }
    if byte == 0xC2 { return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xE3, index + 2 < bytes.count else { return 0 }
    switch (byte, bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }
}
