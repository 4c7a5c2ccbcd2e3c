import Didact
import DidactMining
import DidactXML

/// A filing's lines, from HTML or from EDGAR's plain text, with what was left out of them.
enum FilingText {
  /// - Throws: ``RecordError`` where the bytes are no text.
  static func page(_ content: ArraySlice<UInt8>) throws(RecordError) -> HTMLPage {
    var page = isHTML(content) ? try HTMLPage.read(content) : try PlainFiling.page(content)
    if page.lines.contains(where: { $0.kind == .preformatted }) { page = repaired(page) }
    page.leaveOut("page-number", lines: FilingFurniture.pageNumbers(page.lines))
    page.leaveOut("running-head", lines: FilingFurniture.runningHeads(page.lines))
    return page
  }

  /// Whether lines end by markup. Plain text may stand between a few tags of HTML.
  private static func isHTML(_ content: ArraySlice<UInt8>) -> Bool {
    let head = content.prefix(64 << 10)
    var (tags, lines) = (0, 0)
    var previous: UInt8 = 0
    for byte in head {
      if previous == UInt8(ascii: "<"), UTF8Bytes.isLetter(byte) || byte == UInt8(ascii: "/") {
        tags += 1
      }
      if byte == 0x0A { lines += 1 }
      previous = byte
    }
    return tags > 4 && tags * 4 > lines && UTF8Bytes.find("<S>".utf8, in: head) == nil
      || tags > 0 && UTF8Bytes.find("</html>".utf8, in: head) != nil && tags * 20 > lines
  }

  /// Plain text inside HTML's `<pre>`, as filings of the turn of the century have it.
  private static func repaired(_ page: HTMLPage) -> HTMLPage {
    var result = page
    result.lines = []
    var run: [HTMLPage.Line] = []
    func endRun() {
      result.lines += PlainFiling.lines(Array(run.map(\.text).joined(separator: [0x0A])))
      run = []
    }
    for line in page.lines {
      if line.kind == .preformatted {
        run.append(line)
      } else {
        endRun()
        result.lines.append(line)
      }
    }
    endRun()
    return result
  }
}

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
    page.leaveOut("sgml-tag", characters: cleaned.dropped)
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

/// What a filing's pages repeat.
enum FilingFurniture {
  /// Places of lines that hold a page's number: `12`, `- 12 -`, `F-3`, `Salt Inc. | Form 10-K | 7`; where several
  /// of one kind stand, counting upwards.
  static func pageNumbers(_ lines: [HTMLPage.Line]) -> Set<Int> {
    var kinds: [[UInt8]: [(index: Int, number: Int)]] = [:]
    var counts: Set<Int> = []
    for (index, line) in lines.enumerated() where line.text.count <= 80 {
      var text = line.text.map(UTF8Bytes.lowered)[...]
      while let last = text.last, last == UInt8(ascii: "-") || UTF8Bytes.isBlank(last) {
        text.removeLast()
      }
      let digits = text.reversed().prefix(while: UTF8Bytes.isDigit)
      guard (1...3).contains(digits.count),
        let number = Int(String(decoding: digits.reversed(), as: UTF8.self))
      else { continue }
      if isCount(text) {
        counts.insert(index)
        continue
      }
      let kind = text.dropLast(digits.count).filter { !UTF8Bytes.isBlank($0) }
      guard isFoot(kind) else { continue }
      kinds[kind, default: []].append((index, number))
    }
    var kept = counts
    for found in kinds.values {
      // A page's number follows the one before it.
      var inOrder: Set<Int> = []
      for (place, item) in found.enumerated() {
        let before = place > 0 && (1...5).contains(item.number - found[place - 1].number)
        let after =
          place + 1 < found.count && (1...5).contains(found[place + 1].number - item.number)
        if before || after { inOrder.insert(item.index) }
      }
      if inOrder.count >= 3 { kept.formUnion(inOrder) }
    }
    return kept
  }

  /// `1 of 2`
  private static func isCount(_ text: ArraySlice<UInt8>) -> Bool {
    let words = text.split(whereSeparator: UTF8Bytes.isBlank)
    return words.count == 3 && words[1].elementsEqual("of".utf8)
      && words[0].allSatisfy(UTF8Bytes.isDigit)
  }

  /// What may stand before a page's number.
  private static func isFoot(_ kind: [UInt8]) -> Bool {
    ["", "-", "--", "f-", "f", "page", "s-", "a-"].contains { kind.elementsEqual($0.utf8) }
      || ["form10", "form20", "form8", "annualreport", "|page", "quarterlyreport"].contains {
        UTF8Bytes.find($0.utf8, in: kind[...]) != nil
      }
  }

  /// Places of the links that lead back to a table of contents.
  static func runningHeads(_ lines: [HTMLPage.Line]) -> Set<Int> {
    let heads = [
      "table of contents", "back to contents", "return to table of contents", "back to top",
      "index to financial statements", "table of contents | index to financial statements",
    ]
    let found = lines.indices.filter { index in
      lines[index].text.count < 60
        && heads.contains(String(decoding: lines[index].text.map(UTF8Bytes.lowered), as: UTF8.self))
    }
    return found.count >= 3 ? Set(found) : []
  }
}
