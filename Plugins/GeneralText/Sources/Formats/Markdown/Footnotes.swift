import Didact

/// Readies footnotes for a parser that knows none: `[^1]: text` is a paragraph, and no definition of a link's address.
enum Footnotes {
  /// The text with the marks of definitions escaped and what continues them undented.
  static func readied(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard UTF8Bytes.find("[^".utf8, in: bytes) != nil else { return Array(bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 64)
    var fence: ArraySlice<UInt8>?
    var isInNote = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !output.isEmpty || line.startIndex > bytes.startIndex { output.append(0x0A) }
      let indent = line.prefix { $0 == 0x20 }.count
      let content = line.dropFirst(indent)
      if let open = fence {
        output += line
        if indent < 4, content.starts(with: open),
          content.drop(while: { $0 == open.first }).allSatisfy(UTF8Bytes.isBlank)
        {
          fence = nil
        }
        continue
      }
      if indent < 4, let mark = self.fence(content) {
        fence = mark
        isInNote = false
        output += line
      } else if indent < 4, isDefinition(content) {
        isInNote = true
        output += "\\".utf8 + content
      } else if isInNote, indent >= 4 {
        output += line.dropFirst(4)
      } else if isInNote, line.first == 0x09 {
        output += line.dropFirst()
      } else {
        if !content.allSatisfy(UTF8Bytes.isBlank) { isInNote = false }
        output += line
      }
    }
    return output
  }

  private static func fence(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = content.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else {
      return nil
    }
    let mark = content.prefix { $0 == first }
    return mark.count >= 3 ? mark : nil
  }

  private static func isDefinition(_ content: ArraySlice<UInt8>) -> Bool { mark(content) != nil }

  /// The label of a definition that begins here: `[^1]:`.
  static func mark(_ content: ArraySlice<UInt8>) -> String? {
    guard content.starts(with: "[^".utf8), let end = content.firstIndex(of: UInt8(ascii: "]")),
      end > content.startIndex + 2, end - content.startIndex <= 100, end + 1 < content.endIndex,
      content[end + 1] == UInt8(ascii: ":")
    else { return nil }
    return String(decoding: content[(content.startIndex + 2)..<end], as: UTF8.self)
  }
}
