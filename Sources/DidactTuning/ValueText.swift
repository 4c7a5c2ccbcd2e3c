import Didact

/// Words that a value comes to.
enum ValueText {
  /// One line: a string, a number, yes or no; what a list or an object holds, set apart by `separator`.
  static func line(_ value: JSONTree, separator: String = ", ") -> String? {
    let text: String
    switch value {
    case .string(let string): text = string
    case .number(let digits): text = digits
    case .boolean(let truth): text = truth ? "yes" : "no"
    case .null: return nil
    case .array(let elements):
      text = elements.compactMap { line($0, separator: separator) }.joined(separator: separator)
    case .object(let members):
      text = members.compactMap { line($0.value, separator: " ") }.joined(separator: " ")
    }
    let stripped = Blank.stripped(text)
    return stripped.isEmpty ? nil : stripped
  }

  /// A text of paragraphs: of a list each element is one, tables have a line a row.
  static func paragraphs(_ value: JSONTree, to lines: inout [String]) {
    switch value {
    case .array(let elements):
      if let table = table(ofRows: elements) {
        lines += table
      } else {
        for element in elements { paragraphs(element, to: &lines) }
      }
    case .object(let members):
      if let table = table(ofColumns: members) {
        lines += table
      } else {
        for member in members { paragraphs(member.value, to: &lines) }
      }
    case .string(let string): lines.append(string)
    default: if let line = line(value) { lines.append(line) }
    }
  }

  private static func isCell(_ value: JSONTree) -> Bool {
    switch value {
    case .array, .object: false
    default: true
    }
  }

  /// Rows of cells, all of them lists of two or more.
  private static func table(ofRows rows: [JSONTree]) -> [String]? {
    let cells = rows.compactMap(\.elements)
    guard cells.count == rows.count, cells.count > 1,
      cells.allSatisfy({ $0.count > 1 && $0.allSatisfy(isCell) })
    else { return nil }
    var table = TableText()
    for row in cells {
      table.startRow()
      for cell in row { table.addCell(folded(cell)) }
    }
    return lines(of: table)
  }

  /// Columns by their heads, each with its cells by theirs: `{"2007": {"revenue": 5}}`.
  private static func table(ofColumns columns: [JSONTree.Member]) -> [String]? {
    var rows: [String] = []
    for column in columns {
      guard case .object(let cells) = column.value, cells.allSatisfy({ isCell($0.value) }) else {
        return nil
      }
      // The first column has most of them as a rule; looking them up by name keeps uneven ones right.
      if rows.isEmpty { rows = cells.map(\.key) }
      for cell in cells where !rows.contains(cell.key) {
        guard rows.count < 1_000 else { return nil }
        rows.append(cell.key)
      }
    }
    guard !rows.isEmpty else { return nil }
    var table = TableText()
    table.startRow()
    table.addCell([])
    for column in columns { table.addCell(folded(.string(column.key))) }
    for row in rows {
      table.startRow()
      table.addCell(folded(.string(row)))
      for column in columns { table.addCell(folded(column.value[row] ?? .null)) }
    }
    return lines(of: table)
  }

  private static func folded(_ cell: JSONTree) -> [UInt8] {
    Array(Blank.folded(line(cell) ?? "").utf8)
  }

  private static func lines(of table: TableText) -> [String] {
    table.lines().map { String(decoding: $0.text, as: UTF8.self) }
  }
}

/// White space in what collections state.
enum Blank {
  /// Without blanks at either end.
  static func stripped(_ text: String) -> String {
    // Most strings have none: nothing is copied.
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      isBlank(first) || isBlank(last)
    else { return text }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// On one line: each run of blanks is one space, none at either end.
  static func folded(_ text: String) -> String {
    var folded = ""
    var isAfterBlank = true
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        isAfterBlank = true
      } else {
        if isAfterBlank, !folded.isEmpty { folded.unicodeScalars.append(" ") }
        folded.unicodeScalars.append(scalar)
        isAfterBlank = false
      }
    }
    return folded
  }

  /// As replies are read (`DidactPrompting.Blanks`).
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
        || (0x1C...0x1F).contains(scalar.value)
      : scalar.properties.isWhitespace
  }
}
