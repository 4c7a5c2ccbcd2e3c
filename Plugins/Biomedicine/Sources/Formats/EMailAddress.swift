import Didact

/// Finds e-mail addresses in text, so that they never reach a document.
enum EMailAddress {
  /// Whether there is an `@` to look at.
  static func isPossible(in text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { $0.contains(UInt8(ascii: "@")) }
  }

  /// The text without its addresses (`name@host.domain`, with a `mailto:` before it); blanks around one that
  /// was taken out become a single one.
  static func removed(from text: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var index = text.startIndex
    while let sign = text[index...].firstIndex(of: UInt8(ascii: "@")) {
      var start = sign
      while start > index, isLocal(text[start - 1]) { start -= 1 }
      let end = endOfHost(text, from: sign + 1)
      guard start < sign, let end else {
        output.append(contentsOf: text[index...sign])
        index = sign + 1
        continue
      }
      output.append(contentsOf: text[index..<start])
      let prefix = Array("mailto:".utf8)
      if output.suffix(prefix.count).elementsEqual(prefix) { output.removeLast(prefix.count) }
      index = end
      if output.last ?? 0x20 == 0x20, index < text.endIndex, text[index] == 0x20 { index += 1 }
    }
    output.append(contentsOf: text[index...])
    while output.last == 0x20 { output.removeLast() }
    return output
  }

  /// The string without its addresses.
  static func removed(from string: String) -> String {
    let bytes = Array(string.utf8)
    guard isPossible(in: bytes[...]) else { return string }
    return String(decoding: removed(from: bytes[...]), as: UTF8.self)
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"),
      UInt8(ascii: "-"),
      UInt8(ascii: "'"):
      true
    default: UTF8Bytes.isWord(byte)
    }
  }

  /// The end of a host name with at least two labels that begins at `start`, or nil.
  private static func endOfHost(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var index = start
    var end: Int?
    while true {
      let label = index
      while index < text.endIndex, UTF8Bytes.isWord(text[index]) || text[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      guard index > label else { return end }
      if label > start { end = index }
      guard index < text.endIndex, text[index] == UInt8(ascii: ".") else { return end }
      index += 1
    }
  }
}
