/// Raised digits and signs: 10<sup>6</sup> is not 106.
public enum Superscript {
  /// The UTF-8 of a digit or sign raised; nil for any other byte.
  public static func of(_ byte: UInt8) -> [UInt8]? {
    switch byte {
    case UInt8(ascii: "1"): [0xC2, 0xB9]
    case UInt8(ascii: "2"): [0xC2, 0xB2]
    case UInt8(ascii: "3"): [0xC2, 0xB3]
    case UInt8(ascii: "0"), UInt8(ascii: "4")...UInt8(ascii: "9"): [0xE2, 0x81, 0x80 + byte]
    case UInt8(ascii: "+"): [0xE2, 0x81, 0xBA]
    case UInt8(ascii: "-"): [0xE2, 0x81, 0xBB]
    default: nil
    }
  }
}
