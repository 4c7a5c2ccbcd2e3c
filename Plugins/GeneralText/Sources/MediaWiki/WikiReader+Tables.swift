import Didact

/// Tables, `{| ... |}`: a line a row, cells as facts with the heads that the source marks.
extension WikiReader {
  /// A cell as the source has it.
  private struct Cell {
    var attributes: Range<Int>
    var content: Range<Int>
    var isHead: Bool
  }

  mutating func table(_ node: WikiStructure.Node) {
    let inner = node.inner
    markup(2 + Int(node.closing))
    let first = lineEnd(inner.lowerBound, inner.upperBound)
    markup(inner.lowerBound..<first)
    let isTabular = UTF8Bytes.find("wikitable".utf8, in: bytes[inner.lowerBound..<first]) != nil
    var caption = 0..<0
    var rows: [[Cell]] = []
    var index = first + 1
    while index < inner.upperBound {
      var start = index
      while start < inner.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      guard start < inner.upperBound else { break }
      let mark = bytes[start]
      let second = start + 1 < inner.upperBound ? bytes[start + 1] : 0
      let stop = lineEnd(start, inner.upperBound)
      if mark == UInt8(ascii: "|"), second == UInt8(ascii: "-") {
        markup(start..<stop)
        rows.append([])
      } else if mark == UInt8(ascii: "|"), second == UInt8(ascii: "+") {
        markup(2)
        caption = withoutAttributes(start + 2..<stop)
      } else if mark == UInt8(ascii: "|") || mark == UInt8(ascii: "!") {
        if rows.isEmpty { rows.append([]) }
        cells(start + 1..<stop, isHead: mark == UInt8(ascii: "!"), into: &rows[rows.count - 1])
      } else if let last = rows.last?.indices.last {
        // A line that begins no cell goes on with the one before.
        rows[rows.count - 1][last].content = rows[rows.count - 1][last].content.lowerBound..<stop
      } else {
        // Text before the first cell: MediaWiki shows it above the table.
        inlineWhole(start..<stop)
      }
      index = stop + 1
    }
    let hasHeads = rows.contains { $0.contains(where: \.isHead) }
    if captures > 0 {
      flatten(caption, rows)
    } else if node.closing == 0 || !isTabular && !hasHeads && isLayout(rows) {
      layOut(caption, rows)
    } else {
      write(caption, rows)
    }
  }

  /// The cells of one line.
  private mutating func cells(_ range: Range<Int>, isHead: Bool, into row: inout [Cell]) {
    var start = range.lowerBound
    var index = start
    markup(1)
    while index <= range.upperBound {
      let atEnd = index >= range.upperBound
      if atEnd || isDoubled(index, range, UInt8(ascii: "|"))
        || isHead && isDoubled(index, range, UInt8(ascii: "!"))
      {
        row.append(cell(start..<min(index, range.upperBound), isHead: isHead))
        guard !atEnd else { return }
        markup(2)
        index += 2
        start = index
        continue
      }
      if bytes[index] == UInt8(ascii: "{") || bytes[index] == UInt8(ascii: "[")
        || bytes[index] == UInt8(ascii: "<"), let node = structure.node(at: index),
        node.range.upperBound <= range.upperBound
      {
        index = node.range.upperBound
      } else {
        index += 1
      }
    }
  }

  /// Whether a sign stands twice at an offset: `||`.
  private func isDoubled(_ index: Int, _ range: Range<Int>, _ byte: UInt8) -> Bool {
    bytes[index] == byte && index + 1 < range.upperBound && bytes[index + 1] == byte
  }

  /// `attributes | content`.
  private mutating func cell(_ range: Range<Int>, isHead: Bool) -> Cell {
    guard let bar = firstBar(range) else {
      return Cell(attributes: range.lowerBound..<range.lowerBound, content: range, isHead: isHead)
    }
    markup(range.lowerBound..<bar + 1)
    return Cell(
      attributes: range.lowerBound..<bar, content: bar + 1..<range.upperBound, isHead: isHead)
  }

  private mutating func withoutAttributes(_ range: Range<Int>) -> Range<Int> {
    guard let bar = firstBar(range) else { return range }
    markup(range.lowerBound..<bar + 1)
    return bar + 1..<range.upperBound
  }

  /// Whether a table that marks no heads lays text out: a cell of it holds a list, paragraphs or a table.
  private func isLayout(_ rows: [[Cell]]) -> Bool {
    rows.contains { row in
      row.contains { cell in
        let content = trimmed(cell.content)
        guard content.count > 0 else { return false }
        var index = content.lowerBound
        while let feed = next(UInt8(ascii: "\n"), index..<content.upperBound) {
          let following = bytes[feed + 1]
          if following == UInt8(ascii: "*") || following == UInt8(ascii: "#")
            || following == UInt8(ascii: "\n")
          {
            return true
          }
          index = feed + 1
        }
        return bytes[content.lowerBound] == UInt8(ascii: "{")
          && structure.node(at: content.lowerBound)?.kind == .table || content.count > 1_000
      }
    }
  }

  /// Cells one after the other, each as text of its own.
  private mutating func layOut(_ caption: Range<Int>, _ rows: [[Cell]]) {
    for range in [caption] + rows.flatMap({ $0.map(\.content) }) {
      endLine()
      let content = trimmed(range)
      if !content.isEmpty { blocksOrNothing(content) }
    }
    endLine()
  }

  private mutating func blocksOrNothing(_ range: Range<Int>) {
    guard depth < Self.deepest else { return leaveOut(.nesting, range) }
    depth += 1
    blocks(range)
    depth -= 1
  }

  /// A table inside a cell or an argument: its cells in a row.
  private mutating func flatten(_ caption: Range<Int>, _ rows: [[Cell]]) {
    writer.endPart()
    content(caption)
    for row in rows {
      writer.endPart()
      for cell in row {
        writer.space()
        let range = trimmed(cell.content)
        content(range)
      }
    }
    writer.endPart()
  }

  private mutating func write(_ caption: Range<Int>, _ rows: [[Cell]]) {
    endLine()
    let caption = trimmed(caption)
    let (title, titleFacts) = capture { $0.content(caption) }
    writeLine(title, titleFacts)
    var table = TableText(caption: String(decoding: title, as: UTF8.self))
    var written = 0
    var found: [(text: [UInt8], facts: [Fact])] = []
    for row in rows where !row.isEmpty {
      table.startRow()
      for cell in row {
        let content = trimmed(cell.content)
        let (text, facts) = capture { $0.content(content) }
        written += LeftOut.characters(text)
        if !facts.isEmpty { found.append((text, facts)) }
        table.addCell(
          text, isHead: cell.isHead, columns: span("colspan", cell.attributes),
          rows: span("rowspan", cell.attributes))
      }
    }
    let start = writer.position
    for line in table.lines() {
      account.generate(LeftOut.characters(line.text))
      writeLine(line.text, line.facts)
    }
    account.generate(-written)
    place(found, from: start)
  }

  /// Places the facts of cells where their cell's text stands in the table's lines.
  private mutating func place(_ cells: [(text: [UInt8], facts: [Fact])], from start: Int) {
    var position = start
    var misses = 0
    for (text, new) in cells {
      let place =
        misses < 8 && !text.isEmpty
        ? UTF8Bytes.find(text, in: writer.bytes[...], from: position) : nil
      if let place { position = place + text.count } else { misses += 1 }
      for var fact in new {
        fact.span = place.flatMap { fact.span?.shifted(by: $0) }
        state(fact)
      }
    }
  }

  /// `colspan="2"`, from the attributes of a cell.
  private func span(_ name: String, _ attributes: Range<Int>) -> Int {
    guard let at = UTF8Bytes.find(name.utf8, in: bytes[attributes]) else { return 1 }
    let value = bytes[at + name.utf8.count..<attributes.upperBound].prefix(12).drop {
      !UTF8Bytes.isDigit($0)
    }
    return Int(String(decoding: value.prefix(4).prefix(while: UTF8Bytes.isDigit), as: UTF8.self))
      ?? 1
  }
}
