/// Encodings of one byte a character, as UTF-8.
public enum SingleByte {
  /// ISO 8859-1.
  public static func latin1(_ bytes: ArraySlice<UInt8>) -> [UInt8] { utf8(bytes, [:]) }
  /// Windows-1252.
  public static func windows1252(_ bytes: ArraySlice<UInt8>) -> [UInt8] { utf8(bytes, windows) }

  private static func utf8(_ bytes: ArraySlice<UInt8>, _ table: [UInt8: UInt32]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      let code = byte < 0x80 ? UInt32(byte) : table[byte] ?? UInt32(byte)
      switch code {
      case ..<0x80: output.append(byte)
      case ..<0x800: output += [UInt8(0xC0 | code >> 6), UInt8(0x80 | code & 0x3F)]
      default:
        output += [
          UInt8(0xE0 | code >> 12), UInt8(0x80 | code >> 6 & 0x3F), UInt8(0x80 | code & 0x3F),
        ]
      }
    }
    return output
  }

  /// What Windows-1252 has where Latin-1 has control characters (WHATWG Encoding Standard).
  private static let windows: [UInt8: UInt32] = [
    0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020,
    0x87: 0x2021, 0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152,
    0x8E: 0x017D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022,
    0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A,
    0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
  ]
}
