import Didact
import DidactMining
import DidactXML

/// EDGAR's plain text: paragraphs set apart by blank lines or indentation, tables by tags or columns.
enum PlainFiling {
  static func page(_ content: ArraySlice<UInt8>) throws(RecordError) -> HTMLPage {
    if let zero = content.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - content.startIndex)
    }
    // EDGAR takes ASCII alone; what else got in is Windows' own.
    let text = String(validating: content, as: UTF8.self).map { Array($0.utf8) }
    var page = HTMLPage()
    let cleaned = withoutTags(text ?? SingleByte.windows1252(content))
    page.lines = lines(cleaned.bytes)
    page.leftOut.count("sgml-tag", characters: cleaned.dropped)
    page.leftOut.count("page-number", characters: cleaned.pageNumbers)
    return page
  }

  static func lines(_ bytes: [UInt8]) -> [HTMLPage.Line] {
    let joined = HardWraps.joined(withoutIndents(bytes))
    return joined.split(separator: 0x0A).compactMap { line in
      let isTable = HardWraps.isTabular(line)
      let text = folded(line)
      guard !text.isEmpty else { return nil }
      return HTMLPage.Line(isTable ? .preformatted : .paragraph, isTable ? trimmedEnd(line) : text)
    }
  }

  private static func folded(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var text = DocumentText()
    _ = text.paragraph(line)
    return text.finish().bytes
  }

  private static func trimmedEnd(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line
    while let last = line.last, UTF8Bytes.isBlank(last) { line.removeLast() }
    return Array(line)
  }

  /// Takes the indentation that a block's lines share off, so that only a first line's own is left.
  private static func withoutIndents(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var block: [ArraySlice<UInt8>] = []
    func indent(_ line: ArraySlice<UInt8>) -> Int { line.prefix(while: UTF8Bytes.isBlank).count }
    func endBlock() {
      let shared = block.dropFirst().map(indent).min() ?? 0
      for (number, line) in block.enumerated() {
        let isFirst = number == 0
        output += line.dropFirst(isFirst ? indent(line) : shared)
        output.append(0x0A)
      }
      block = []
    }
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.allSatisfy(UTF8Bytes.isBlank) {
        endBlock()
        output.append(0x0A)
      } else {
        block.append(line.last == 0x0D ? line.dropLast() : line)
      }
    }
    endBlock()
    return output
  }

  private static let tags = [
    "PAGE", "TABLE", "/TABLE", "CAPTION", "S", "C", "FN", "F1", "F2", "F3", "F4", "F5", "TEXT",
    "/TEXT",
    "html", "/html", "body", "/body", "div", "/div", "pre", "/pre", "PRE", "/PRE",
  ]

  /// Takes EDGAR's own tags out; a page break ends a paragraph.
  private static func withoutTags(_ bytes: [UInt8]) -> (
    bytes: [UInt8], dropped: Int, pageNumbers: Int
  ) {
    guard bytes.contains(UInt8(ascii: "<")) else { return (bytes, 0, 0) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var (dropped, pageNumbers) = (0, 0)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"),
        let tag = tags.first(where: { bytes[(index + 1)...].starts(with: "\($0)>".utf8) })
      {
        let length = tag.utf8.count + 2
        dropped += length
        if tag == "PAGE" || tag.hasSuffix("TABLE") {
          if tag == "PAGE" {
            pageNumbers += dropPageNumber(from: &output)
            let rest = bytes[(index + length)...].prefix { $0 != 0x0A }
            // `<PAGE>   12`
            if isPageNumber(rest) {
              pageNumbers += LeftOut.characters(rest)
              index += rest.count
            }
          }
          output.append(0x0A)
        } else {
          // Columns stay where they are.
          output += repeatElement(0x20, count: length)
        }
        index += length
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return (output, dropped, pageNumbers)
  }

  /// Takes the number off that stands on the last line before a page's end; says how many characters it has.
  private static func dropPageNumber(from output: inout [UInt8]) -> Int {
    var end = output.count
    while end > 0, UTF8Bytes.isBlank(output[end - 1]) { end -= 1 }
    var start = end
    while start > 0, output[start - 1] != 0x0A, end - start < 100 { start -= 1 }
    guard start == 0 || output[start - 1] == 0x0A, isPageNumber(output[start..<end]) else {
      return 0
    }
    let characters = LeftOut.characters(output[start..<end])
    output.removeSubrange(start...)
    return characters
  }

  /// `12`, `- 12 -`, `F-12`
  private static func isPageNumber(_ line: ArraySlice<UInt8>) -> Bool {
    var text = line.filter { !UTF8Bytes.isBlank($0) && $0 != UInt8(ascii: "-") }[...]
    if let first = text.first, UTF8Bytes.isUpper(first) { text = text.dropFirst() }
    return (1...3).contains(text.count) && text.allSatisfy(UTF8Bytes.isDigit)
  }
}
