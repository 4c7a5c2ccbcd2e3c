public import Didact

/// A cell of a table, asked for by the heads of its row and its column.
public struct TableCellTask: DomainTask {
  public init() {}

  public let id = "table-cell"
  public let category = "table question answering"
  public let templates: [Template] = [
    "[In the table, what|According to the table, what] stands under \"{column}\" for \"{row}\"?",
    "[Look up|Find] \"{row}\" in the table and [give|state] its value for \"{column}\".",
    "What does the table [give|state|report] for \"{row}\" in the column \"{column}\"?",
    "[Row|Table row]: {row}\nColumn: {column}\nValue:",
    "[Read off|Extract] the value of \"{column}\" in the row \"{row}\".",
    "For \"{row}\", [which value|what] does the table [list|show] as \"{column}\"?",
    "[Complete|Fill in] from the table: {row}, {column}: ____",
    "The table has a row \"{row}\". [What is its entry|What does it say] under \"{column}\"?",
    "{column}, {row}: [which value does the table give|what is the entry in the table]?",
    "[Which entry|What entry] is found where \"{row}\" meets \"{column}\"?",
  ]

  /// Cells of one passage, at most.
  private static let most = 4

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let cells = TableCells(in: passage).cells.filter { !repeatsRow($0) }
    guard !cells.isEmpty else {
      return .none(because: "no cell that its row's and its column's heads tell from all others")
    }
    return .exercises(
      passage.drawn(Self.most, of: cells, for: id).map { cell in
        Exercise(
          slots: ["row": cell.row, "column": cell.column], response: cell.fact.value,
          evidence: [.fact(cell.fact)])
      })
  }

  /// Whether a value says its row's head again: `1.3 in 2009` beside `2009`.
  private func repeatsRow(_ cell: TableCells.Cell) -> Bool {
    UTF8Bytes.find(cell.row.utf8, in: Array(cell.fact.value.utf8)[...]) != nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise in 1990", "Rise in 2000"], ["Cove", "5 m", "6 m"]]),
        slots: ["row": "Cove", "column": "Rise in 2000"], response: "6 m")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no cell that its row's and its column's heads tell from all others"
    return [
      TaskCounterexample(.tides([["Place", "Rise"], ["Cove", "-"]]), because: reason),
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m at Cove"]]), because: reason),
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Cove", "6 m"]]), because: reason),
    ]
  }
}

extension Document {
  /// A document for tasks' examples: a paragraph, and a table whose first row holds the columns' heads.
  static func tides(_ rows: [[String]]) -> Document {
    var text = DocumentText()
    _ = text.paragraph(
      "The water rises twice a day along the coast, and it falls as often as it rises there.")
    var table = TableText()
    for (index, row) in rows.enumerated() {
      table.startRow()
      for cell in row { table.addCell(Array(cell.utf8), isHead: index == 0) }
    }
    let facts = table.write(to: &text).facts
    return Document(id: "1", text: text.finish(), facts: facts, language: "en")
  }
}
