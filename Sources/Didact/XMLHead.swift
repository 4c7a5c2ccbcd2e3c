/// Looks at the beginning of a source for its root element; no XML parser, since all that is decided here is
/// which format gets to try.
enum XMLHead {
  static func rootElement(of bytes: [UInt8]) -> String? {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = bytes.dropFirst(3)
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(4).contains(0)
    {
      // UTF-16: its markup is ASCII with zero bytes between.
      bytes = bytes.filter { $0 != 0 && $0 < 0x80 }[...]
    }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "<") else {
        guard UTF8Bytes.isBlank(bytes[index]) else { return nil }
        index += 1
        continue
      }
      let rest = bytes[index...]
      if rest.starts(with: "<!--".utf8) {
        guard let end = UTF8Bytes.find("-->".utf8, in: rest) else { return nil }
        index = end + 3
      } else if rest.starts(with: "<?".utf8) {
        guard let end = UTF8Bytes.find("?>".utf8, in: rest) else { return nil }
        index = end + 2
      } else if rest.starts(with: "<!".utf8) {
        guard let end = endOfDoctype(rest) else { return nil }
        index = end
      } else {
        let name = rest.dropFirst().prefix {
          UTF8Bytes.isWord($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_")
            || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        let local = name.split(separator: UInt8(ascii: ":")).last ?? []
        return local.isEmpty ? nil : String(decoding: local, as: UTF8.self)
      }
    }
    return nil
  }

  /// The offset after a DOCTYPE's `>`, its internal subset and quoted strings honoured.
  private static func endOfDoctype(_ bytes: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var quote: UInt8?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if quote == nil, bytes[index...].starts(with: "<!--".utf8) {
        guard let end = UTF8Bytes.find("-->".utf8, in: bytes[index...]) else { return nil }
        index = end + 3
        continue
      }
      let byte = bytes[index]
      defer { index += 1 }
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"):
        depth -= 1
        if depth <= 0 { return index + 1 }
      default: break
      }
    }
    return nil
  }
}
