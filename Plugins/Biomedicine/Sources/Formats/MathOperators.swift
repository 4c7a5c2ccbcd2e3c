import Didact

/// What is known of single operators: which stand apart, which fence, which are not seen.
enum MathOperators {
  /// The part that an operator plays in a row.
  static func role(of bytes: [UInt8]) -> MathPiece.Role {
    switch String(decoding: bytes, as: UTF8.self) {
    case "(", "[", "{", "⟨", "〈", "⌊", "⌈": .opening
    case ")", "]", "}", "⟩", "〉", "⌋", "⌉", "!", "%", "′", "″": .closing
    case ",", ";": .separator
    case "|", "∥", "‖", "/", "∕", "∘", "°", ".", ":", "∂", "∇", "√", "¬", "…", "⋯": .operand
    case "∑", "∏", "∫", "∮", "∬", "⋃", "⋂", "lim", "max", "min", "log", "ln", "exp": .word
    default: .operation
    }
  }

  /// Whether an operator is a sign where nothing stands before it.
  static func isSign(_ bytes: [UInt8]) -> Bool {
    switch String(decoding: bytes, as: UTF8.self) {
    case "-", "−", "–", "+", "±", "∓", "~", "∼", "<", ">", "≤", "≥", "≈": true
    default: false
    }
  }

  private static let relations: [[UInt8]] = [
    "=", "<", ">", "≤", "≥", "≈", "≡", "≠", "∼", "→", "∝", "+", "−",
  ]
  .map { Array($0.utf8) }

  static func beginsOrEndsWithRelation(_ bytes: [UInt8]) -> Bool {
    relations.contains { bytes.starts(with: $0) } || endsWithRelation(bytes)
  }

  static func endsWithRelation(_ bytes: [UInt8]) -> Bool {
    relations.contains { bytes.suffix($0.count).elementsEqual($0) }
  }

  /// Whether a power is written without `^`: primes and stars.
  static func isPrime(_ bytes: [UInt8]) -> Bool {
    switch String(decoding: bytes, as: UTF8.self) {
    case "′", "″", "‴", "'", "''", "*", "∗", "†", "‡", "°", "∘": true
    default: false
    }
  }

  /// The combining mark for an accent over one symbol, nil for what is none.
  static func combining(_ bytes: [UInt8]) -> [UInt8]? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "¯", "‾", "ˉ", "_", "―", "–", "—", "\u{0304}", "\u{0305}": Array("\u{0304}".utf8)
    case "^", "ˆ", "\u{0302}": Array("\u{0302}".utf8)
    case "~", "˜", "∼", "\u{0303}": Array("\u{0303}".utf8)
    case "˙", ".", "\u{0307}": Array("\u{0307}".utf8)
    case "¨", "\u{0308}": Array("\u{0308}".utf8)
    case "→", "⃗", "⇀": Array("\u{20D7}".utf8)
    case "ˇ": Array("\u{030C}".utf8)
    default: nil
    }
  }

  /// Length of a sign at `index` that is not seen: U+200B, U+2061...U+2064, U+FEFF; else 0.
  static func silentWidth(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard bytes[index] >= 0xE2, index + 2 < bytes.count else { return 0 }
    switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
    case (0xE2, 0x80, 0x8B), (0xE2, 0x81, 0xA1...0xA4), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }
}
