import Didact

/// Elements of simple SGML, none inside another of its name.
struct SGMLFields {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The content of the first element of that name.
  func element(_ name: String) -> ArraySlice<UInt8>? {
    var position = 0
    while let open = UTF8Bytes.find("<\(name)".utf8, in: bytes[...], from: position) {
      let after = open + 1 + name.utf8.count
      position = after
      guard after < bytes.count, !UTF8Bytes.isWord(bytes[after]) else { continue }
      // What does not end here ends nowhere after.
      guard let start = bytes[after...].firstIndex(of: UInt8(ascii: ">")),
        let end = UTF8Bytes.find("</\(name)>".utf8, in: bytes[...], from: start)
      else { return nil }
      return bytes[(start + 1)..<end]
    }
    return nil
  }

  /// What stands outside the first element of each of these names.
  func outside(_ names: [String]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    let inside = names.compactMap { name -> Range<Int>? in
      guard let content = element(name),
        let open = bytes[..<content.startIndex].lastIndex(of: UInt8(ascii: "<"))
      else { return nil }
      return open..<min(bytes.count, content.endIndex + name.utf8.count + 3)
    }
    for range in inside.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard range.lowerBound >= index else { continue }
      output += bytes[index..<range.lowerBound]
      output.append(0x0A)
      index = range.upperBound
    }
    return output + bytes[index...]
  }

  /// The value of an attribute of the first tag, or of the first of that name.
  func attribute(_ name: String, of element: String? = nil) -> String? {
    var start = bytes.startIndex
    if let element {
      guard let open = UTF8Bytes.find("<\(element) ".utf8, in: bytes[...]) else { return nil }
      start = open
    }
    guard let tag = bytes[start...].firstIndex(of: UInt8(ascii: ">")),
      let found = UTF8Bytes.find(" \(name)=\"".utf8, in: bytes[start..<tag])
    else { return nil }
    let value = bytes[(found + name.utf8.count + 3)..<tag].prefix { $0 != UInt8(ascii: "\"") }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }

  /// The contents of its `<D>` elements.
  static func listed(_ bytes: ArraySlice<UInt8>) -> [String] {
    var values: [String] = []
    var position = bytes.startIndex
    while let open = UTF8Bytes.find("<D>".utf8, in: bytes, from: position),
      let end = UTF8Bytes.find("</D>".utf8, in: bytes, from: open)
    {
      values.append(
        UTF8Bytes.trimmed(String(decoding: plain(bytes[(open + 3)..<end]), as: UTF8.self)))
      position = end
    }
    return values.filter { !$0.isEmpty }
  }

  /// Character data with references resolved; those to control characters say nothing.
  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let rest = bytes[index...]
      if bytes[index] != UInt8(ascii: "&") {
        output.append(bytes[index])
        index += 1
      } else if let (name, byte) = names.first(where: { rest.starts(with: $0.0.utf8) }) {
        output.append(byte)
        index += name.utf8.count
      } else if rest.starts(with: "&#".utf8),
        let end = rest.prefix(8).firstIndex(of: UInt8(ascii: ";"))
      {
        let code = UInt32(String(decoding: bytes[(index + 2)..<end], as: UTF8.self)) ?? 0
        if code >= 0x20, code != 0x7F, let scalar = Unicode.Scalar(code) {
          output += Array(String(Character(scalar)).utf8)
        }
        index = end + 1
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static let names: [(String, UInt8)] = [
    ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&amp;", UInt8(ascii: "&")),
  ]
}
