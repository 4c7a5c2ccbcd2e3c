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
  private static func withoutTags(_ bytes: [UInt8]) -> (bytes: [UInt8], dropped: Int) {
    guard bytes.contains(UInt8(ascii: "<")) else { return (bytes, 0) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var dropped = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"),
        let tag = tags.first(where: { bytes[(index + 1)...].starts(with: "\($0)>".utf8) })
      {
        let length = tag.utf8.count + 2
        dropped += length
        if tag == "PAGE" || tag.hasSuffix("TABLE") {
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
    return (output, dropped)
  }
}
