import Didact

/// Rows of a form that hold the same answers: transactions, holdings, managers.
struct FormTable {
  var caption: String
  /// What a row is: `transaction`; its value is the row's first answer.
  var fact: String
  /// Heads of the columns, with the names that the rows' facts have for them.
  var columns: [(name: String, head: String)]
  var rows: [Row] = []

  struct Row {
    /// One for each column, empty where there is no answer.
    var cells: [Cell]
    /// What the source says of the row beyond its columns.
    var attributes: [Fact.Attribute] = []
  }

  struct Cell {
    var values: [String] = []
    /// Marks of the footnotes to it: `F1`.
    var footnotes: [String] = []

    var text: [UInt8] {
      let marks = footnotes.isEmpty ? "" : " (\(footnotes.joined(separator: ", ")))"
      return FormText.folded(values.joined(separator: " ") + marks)
    }
  }

  /// Writes a head and the rows, columns without any answer left out; gives facts of rows, cells and footnotes.
  func write(to text: inout DocumentText) -> [Fact] {
    let used = columns.indices.filter { column in
      rows.contains { !$0.cells[column].text.isEmpty }
    }
    guard !used.isEmpty else { return [] }
    let filled = rows.filter { row in used.contains { !row.cells[$0].text.isEmpty } }
    var table = TableText(caption: caption)
    table.startRow()
    for column in used { table.addCell(Array(columns[column].head.utf8), isHead: true) }
    for row in filled {
      table.startRow()
      for column in used { table.addCell(row.cells[column].text) }
    }
    var facts: [Fact] = []
    let lines = table.lines()
    for (number, line) in lines.enumerated() {
      if text.count > 0 { _ = text.verbatim([0x0A]) }
      let span = text.verbatim(line.text)
      // The first line is the head.
      guard number > 0, number <= filled.count else { continue }
      facts += self.facts(of: filled[number - 1], line, at: span)
    }
    return facts
  }

  private func facts(of row: Row, _ line: TableText.Line, at span: Span) -> [Fact] {
    var attributes: [Fact.Attribute] = []
    for (column, cell) in zip(columns, row.cells) where !cell.values.isEmpty {
      attributes.append(.init(column.name, cell.values.joined(separator: " ")))
    }
    let value = row.cells.first { !$0.values.isEmpty }?.values.first ?? ""
    var facts = [
      Fact(fact, value, span: span, attributes: Array(attributes.dropFirst()) + row.attributes)
    ]
    var found = row.cells.dropFirst()[...]
    for var fact in line.facts {
      fact.span = fact.span.map { $0.shifted(by: span.start) }
      // The cell's value stands without the marks of its footnotes, which are facts of their own.
      while let cell = found.first, cell.text.isEmpty { found = found.dropFirst() }
      if let cell = found.popFirst(), !cell.footnotes.isEmpty, let place = fact.span {
        let bare = FormText.folded(cell.values.joined(separator: " "))
        fact.value = String(decoding: bare, as: UTF8.self)
        if !bare.isEmpty { fact.span = Span(place.start, place.start + bare.count) }
        for mark in cell.footnotes {
          facts.append(
            Fact(
              "footnote-reference", mark, span: fact.span,
              attributes: fact.attributes.filter { $0.name == "column" }))
        }
      }
      if !fact.value.isEmpty { facts.append(fact) }
    }
    return facts
  }
}
