import Didact

/// Finds out how much of an envelope's head a record needs.
enum EnvelopeHead {
  /// The head without XML declaration and DOCTYPE where these say nothing: encoding UTF-8, no internal subset.
  static func needed(of head: [UInt8]) -> ArraySlice<UInt8> {
    var rest = head[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    skipBlanks(&rest)
    if rest.starts(with: "<?xml".utf8) {
      guard let end = UTF8Bytes.find("?>".utf8, in: rest) else { return head[...] }
      guard isUTF8(declaration: rest[..<end]) else { return head[...] }
      rest = rest[(end + 2)...]
    }
    skipBlanks(&rest)
    if rest.starts(with: "<!DOCTYPE".utf8) {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")),
        !rest[..<end].contains(UInt8(ascii: "["))
      else { return head[...] }
      rest = rest[(end + 1)...]
    }
    // Anything else before the first start tag (comments, instructions) is rare enough to keep whole.
    skipBlanks(&rest)
    if rest.starts(with: "<!".utf8) || rest.starts(with: "<?".utf8) { return head[...] }
    return rest
  }

  private static func skipBlanks(_ bytes: inout ArraySlice<UInt8>) {
    bytes = bytes.drop(while: UTF8Bytes.isBlank)
  }

  private static func isUTF8(declaration: ArraySlice<UInt8>) -> Bool {
    let lowered = declaration.map(UTF8Bytes.lowered)
    guard let at = UTF8Bytes.find("encoding".utf8, in: lowered[...]) else { return true }
    let value = lowered[(at + 8)...].drop { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    return value.dropFirst().starts(with: "utf-8".utf8)
      || value.dropFirst().starts(with: "utf8".utf8)
      || value.dropFirst().starts(with: "us-ascii".utf8)
  }
}
