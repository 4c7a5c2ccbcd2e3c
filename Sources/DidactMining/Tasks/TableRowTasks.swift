public import Didact

/// Which row of a table has a value in a column: the value stands there once.
public struct TableLookupTask: DomainTask {
  public init() {}

  public let id = "table-lookup"
  public let category = "table question answering"
  public let templates: [Template] = [
    "[Which row|What] has \"{value}\" under \"{column}\" in the table?",
    "[Find|Name] the row whose \"{column}\" is \"{value}\".",
    "[For which entry|For what] does the table give \"{value}\" as \"{column}\"?",
    "Column: {column}\nValue: {value}\n[Row|Entry]:",
    "\"{value}\" stands under \"{column}\". [In which row|Beside which name]?",
    "[Look for|Search the table for] \"{value}\" in the column \"{column}\" and [give|name] its row.",
    "[The table's|In the table, the] \"{column}\" of ____ is \"{value}\".",
    "[To which row belongs|Whose entry is] \"{value}\" under \"{column}\"?",
    "[By|According to] the table, [which one|what] has the \"{column}\" \"{value}\"?",
    "{column}: {value}. [Which row of the table is this?|Name the table's row.]",
    "[Identify|Pick out] the entry with \"{column}\" equal to \"{value}\".",
    "[Trace|Follow] \"{value}\" under \"{column}\" back to the head of its row.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let cells = TableCells(in: passage).cells
    var counts: [String: Int] = [:]
    for cell in cells { counts["\(cell.column)\u{1}\(cell.fact.value)", default: 0] += 1 }
    let found = cells.compactMap { cell -> Exercise? in
      guard (2...60).contains(cell.fact.value.utf8.count),
        counts["\(cell.column)\u{1}\(cell.fact.value)"] == 1, cell.fact.value != cell.row,
        let name = cell.name(in: passage)
      else { return nil }
      return Exercise(
        slots: ["value": cell.fact.value, "column": cell.column], response: cell.row,
        evidence: [.text(name, in: passage.document), .fact(cell.fact)])
    }
    guard !found.isEmpty else { return .none(because: "no value that stands once in its column") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise"], ["Cove", "5 m"]]), slots: ["value": "5 m", "column": "Rise"],
        response: "Cove")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Ness", "5 m"]]),
        because: "no value that stands once in its column")
    ]
  }
}

/// The values of a row, in the order of the columns that are named.
public struct TableRowTask: DomainTask {
  public init() {}

  public let id = "table-row"
  public let category = "text to data"
  public let templates: [Template] = [
    "[Write out|Give] the table's row \"{row}\" [in this order|in the order]: {columns}.",
    "[From the table|Out of the table], list for \"{row}\": {columns}.",
    "Row: {row}\nFields: {columns}\n[Values|Record]:",
    "[Turn|Make] the row \"{row}\" into a record with the fields {columns}.",
    "[What are|What stands under] {columns} for \"{row}\", [set apart by semicolons|one after the other]?",
    "[Extract|Copy] from the row \"{row}\" [these values|what stands under these heads]: {columns}.",
    "[Fill in|Complete] the record of \"{row}\": {columns}",
    "\"{row}\": [write down|read off] {columns}, [separated by semicolons|in that order].",
    "[Read|Take] the row \"{row}\" and [write|note] its {columns}.",
    "A form asks for {columns}. [Fill it in|Answer it] for \"{row}\".",
    "[Which values|What] does the table hold for \"{row}\" under {columns}?",
    "[Export|Put] the row \"{row}\" as values [of|for] {columns}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var rows: [[TableCells.Cell]] = []
    for cell in TableCells(in: passage).cells {
      if let last = rows.last?.last, last.line == cell.line, last.row == cell.row {
        rows[rows.count - 1].append(cell)
      } else {
        rows.append([cell])
      }
    }
    let found = rows.compactMap { cells -> Exercise? in
      guard (2...6).contains(cells.count), let row = cells.first?.row,
        !cells.contains(where: {
          $0.fact.value.utf8.contains(UInt8(ascii: ";"))
            || $0.column.utf8.contains(UInt8(ascii: ";"))
        }), Set(cells.map(\.fact.value)).count * 2 > cells.count
      else { return nil }
      return Exercise(
        slots: ["row": row, "columns": cells.map { "\"\($0.column)\"" }.joined(separator: "; ")],
        response: cells.map(\.fact.value).joined(separator: "; "),
        evidence: cells.map { .fact($0.fact) })
    }
    guard !found.isEmpty else { return .none(because: "no row of two to six values") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise", "Fall"], ["Cove", "5 m", "4 m"]]),
        slots: ["row": "Cove", "columns": "\"Rise\"; \"Fall\""], response: "5 m; 4 m")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"]]), because: "no row of two to six values"),
      TaskCounterexample(
        .tides([["Place", "Rise", "Fall"], ["Cove", "5 m; 6 m", "4 m"]]),
        because: "no row of two to six values"),
    ]
  }
}
