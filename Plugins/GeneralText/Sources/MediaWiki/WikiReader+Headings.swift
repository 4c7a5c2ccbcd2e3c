import Didact

/// Headings, which are labels of sections and no text.
extension WikiReader {
  /// Reads the heading that a line is; where the next line begins, nil where it is none.
  mutating func heading(_ start: Int, _ end: Int) -> Int? {
    let stop = lineEnd(start, end)
    var last = stop
    // Comments may follow a heading.
    while last > start {
      if UTF8Bytes.isBlank(bytes[last - 1]) {
        last -= 1
      } else if bytes[last - 1] == UInt8(ascii: ">"), let comment = commentEnding(at: last, start) {
        last = comment
      } else {
        break
      }
    }
    var level = 0
    while level < 6, start + level < last, bytes[start + level] == UInt8(ascii: "=") { level += 1 }
    var closing = 0
    while closing < level, last - closing > start + level,
      bytes[last - closing - 1] == UInt8(ascii: "=")
    {
      closing += 1
    }
    level = min(level, closing)
    guard level > 0 else { return nil }
    guard captures == 0, sections.count < Self.mostSections else {
      // In a cell, in an argument and beyond the bound it is a line like any other.
      endLine()
      markup(2 * level)
      inlineWhole(start + level..<last - level)
      inlineWhole(last..<stop)
      endLine()
      return stop + 1
    }
    endLine()
    let (label, found) = capture { $0.inlineWhole(start + level..<last - level) }
    _ = capture { $0.inlineWhole(last..<stop) }
    markup(2 * level)
    account.label(WikiAccount.characters(label, 0..<label.count))
    for var fact in found {
      fact.span = nil
      state(fact)
    }
    closeSections(level: level)
    let position = writer.position
    open.append((sections.count, level))
    sections.append(
      Section(label: String(decoding: label, as: UTF8.self), span: Span(position, position)))
    return stop + 1
  }

  /// Where a comment begins that ends at an offset, looked for in a short distance.
  private func commentEnding(at end: Int, _ start: Int) -> Int? {
    guard end - start >= 7, bytes[end - 2] == UInt8(ascii: "-") else { return nil }
    var index = end - 7
    while index > start, end - index < 400 {
      if bytes[index] == UInt8(ascii: "<"), let node = structure.node(at: index),
        node.kind == .comment, node.range.upperBound == end
      {
        return index
      }
      index -= 1
    }
    return nil
  }

  /// Ends the sections of a level and below.
  mutating func closeSections(level: Int) {
    while let last = open.last, last.level >= level {
      open.removeLast()
      let start = sections[last.section].span.start
      sections[last.section].span.end = max(start, writer.count)
    }
  }
}
