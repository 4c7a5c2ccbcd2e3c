import Didact

/// Tables: their cells are taken aside, and set as lines when the table is whole.
extension JATSReader {
  mutating func openTablePart(_ element: JATSElement, _ attributes: some JATSAttributes) {
    if element == .table {
      guard table == nil, captureDepth == 0, isText else { return }
      if let parent = frames.dropLast().last, parent.element == .alternatives, parent.isSpecial {
        return skip(as: .notation)
      }
      table = TableText()
      set(isSpecial: true)
      return
    }
    // What lies in a cell is a table in a table: its cells follow each other.
    guard captureDepth == 0, table != nil else {
      if element == .cell || element == .row, isTaking { withLine { $0.blank() } }
      return
    }
    switch element {
    case .tableHead: table?.setHead(true)
    case .row: table?.startRow()
    case .column: table?.addColumn(named: attributes.string(.columnName) ?? "")
    case .cell:
      var width = attributes.string(.columnSpan).flatMap { Int($0) } ?? 1
      if let first = attributes.string(.firstColumn), let last = attributes.string(.lastColumn) {
        width = table?.columns(from: first, to: last) ?? 1
      }
      let height =
        attributes.string(.rowSpan).flatMap { Int($0) }
        ?? attributes.string(.moreRows).flatMap { Int($0) }.map { $0 < 1_000 ? $0 + 1 : 1_000 } ?? 1
      frames[frames.count - 1].number = width
      frames[frames.count - 1].otherNumber = height
      set(isSpecial: true)
      beginCapture()
      lastSign = nil
    default: break
    }
  }

  mutating func closeTablePart(_ frame: Frame) {
    switch frame.element {
    case .cell where frame.isSpecial:
      leaveOutLastSign()
      let text = endCapture()
      table?.addCell(text, columns: frame.number, rows: frame.otherNumber)
    case .tableHead where captureDepth == 0: table?.setHead(false)
    case .table where frame.isSpecial:
      if let table { write(table) }
      table = nil
      if let parent = frames.indices.last, frames[parent].element == .alternatives {
        frames[parent].isSpecial = true
      }
    default: break
    }
  }

  private mutating func write(_ table: TableText) {
    article.flow.line.breakLine()
    for line in table.lines() {
      article.flow.line.append(line.text)
      let start = article.flow.line.count - line.text.count
      article.flow.facts += line.facts.map { fact in
        var fact = fact
        fact.span = fact.span.map { Span($0.start + start, $0.end + start) }
        return fact
      }
      article.flow.line.breakLine()
    }
  }
}
