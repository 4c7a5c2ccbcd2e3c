public import Didact

/// Which of two rows has the higher or the lower figure in a column: the figures prove it.
public struct TableComparisonTask: DomainTask {
  public init() {}

  public let id = "table-comparison"
  public let category = "comparison"
  public let templates: [Template] = [
    "[Which|Which of the two] has the {more} figure under \"{column}\" [in|by] the table: \"{one}\" or \"{other}\"?",
    "[Compare|Set side by side] \"{one}\" and \"{other}\" in the column \"{column}\". Which [figure|value] is {more}?",
    "\"{one}\" or \"{other}\": [which row has|where is] the {more} figure in the column \"{column}\"?",
    "[Name|Give] the row with the {more} figure for \"{column}\", \"{one}\" or \"{other}\".",
    "[By|Going by] the table, is the {more} figure for \"{column}\" that of \"{one}\" or of \"{other}\"?",
    "Column: {column}\nRows: {one}; {other}\nThe {more} [figure|value] is in the row:",
    "[Look at|Read] \"{column}\" for \"{one}\" and for \"{other}\": [which is|which one stands] {more}?",
    "[Find|Tell] which of \"{one}\" and \"{other}\" shows the {more} figure for \"{column}\".",
    "The table lists \"{one}\" and \"{other}\" [under|with] \"{column}\". Whose [figure|number] is {more}?",
    "[Under|In] \"{column}\", one of these rows has the {more} figure: \"{one}\", \"{other}\". [Which?|Name it.]",
    "[Decide|Work out] from the table which is {more} in \"{column}\": \"{one}\" or \"{other}\".",
    "[Fill in|Complete]: in \"{column}\", of \"{one}\" and \"{other}\", the {more} figure is that of ____",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = TableRank.exercises(of: 2, in: passage, id) { column, isMost, names in
      [
        "column": column, "more": isMost ? "higher" : "lower", "one": names[0], "other": names[1],
      ]
    }
    guard !found.isEmpty else { return .none(because: "no column of figures to compare") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Ness", "6 m"]]),
        slots: ["column": "Rise", "more": "lower"], response: "Cove"),
      TaskExample(
        .tides([["Coast", "Cost"], ["North", "$900"], ["South", "$1,200"]]),
        slots: ["column": "Cost", "more": "higher"], response: "South"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no column of figures to compare"
    return [
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Ness", "6 ft"]]), because: reason),
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Ness", "5 m"]]), because: reason),
      TaskCounterexample(
        .tides([["Place", "Rank"], ["Cove", "5"], ["Ness", "6"]]), because: reason),
    ]
  }
}

/// Which of four rows has the highest or the lowest figure of a column.
public struct TableExtremeTask: DomainTask {
  public init() {}

  public let id = "table-extreme"
  public let category = "comparison"
  public let templates: [Template] = [
    "Which of these rows has the {most} figure under \"{column}\" [in the table|by the table]?",
    "[Find|Name|Give] the row with the {most} figure for \"{column}\" among those below.",
    "[Look down|Read down] the column \"{column}\": [which of these|which of the four] is {most}?",
    "[Compare|Rank] the four by \"{column}\". Which [stands|comes out] {most}?",
    "The {most} figure under \"{column}\" [of the four is that of|among these is found for] ____",
    "[In the table|According to the table], where does the {most} figure for \"{column}\" stand?",
    "Column: {column}\n[Row|Entry] with the {most} [figure|value]:",
    "Four rows of the table are listed. [Which|Which one] has the {most} figure under \"{column}\"?",
    "[Pick|Choose] the one whose figure for \"{column}\" is {most}.",
    "[Of the rows|Out of the rows] named here, [which|which one] shows the {most} figure in the column \"{column}\"?",
    "\"{column}\": [who or what|which row] has the {most} [figure|number] here?",
    "[Decide|Tell] by the table's figures which of these is {most} in \"{column}\".",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = TableRank.exercises(of: 4, in: passage, id) { column, isMost, _ in
      ["column": column, "most": isMost ? "highest" : "lowest"]
    }
    guard !found.isEmpty else { return .none(because: "no column of four figures to compare") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([
          ["Place", "Rise"], ["Cove", "5 m"], ["Ness", "6 m"], ["Bay", "4 m"], ["Sound", "3 m"],
        ]),
        slots: ["column": "Rise", "most": "highest"], response: "Ness")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no column of four figures to compare"
    return [
      TaskCounterexample(
        .tides([["Place", "Rise"], ["Cove", "5 m"], ["Ness", "6 m"], ["Bay", "4 m"]]),
        because: reason),
      TaskCounterexample(
        .tides([
          ["Place", "Rise"], ["Cove", "5"], ["Ness", "6"], ["Bay", "4"], ["Total", "15"],
        ]),
        because: reason),
    ]
  }
}

/// Rows set against each other by one column's figures.
enum TableRank {
  /// One exercise for each column that has so many different figures: options drawn from its rows, with a
  /// comparison of the answer's figure with each other one.
  static func exercises(
    of count: Int, in passage: Passage, _ task: String,
    slots: (_ column: String, _ isMost: Bool, _ names: [String]) -> [String: String]
  ) -> [Exercise] {
    TableCells(in: passage).columns(in: passage).compactMap { rows in
      guard rows.count >= count, let column = rows.first?.cell.column, isComparable(rows) else {
        return nil
      }
      var random = SeededGenerator(
        seed: 0, task, passage.document.id, column, "\(rows[0].name.start - passage.body.start)")
      let drawn = Array(random.shuffled(rows).prefix(count))
      guard Set(drawn.map(\.cell.row)).count == count,
        Set(drawn.map { unit(of: $0.cell.row) }).count == 1,
        Set(drawn.compactMap { $0.cell.number?.value }).count == count
      else { return nil }
      let isMost = random.below(2) == 0
      let sorted = drawn.sorted {
        guard let one = $0.cell.number?.value, let other = $1.cell.number?.value else {
          return false
        }
        return isMost ? one > other : one < other
      }
      guard let best = sorted.first?.cell.number else { return nil }
      let names = drawn.map(\.cell.row)
      let steps = sorted.dropFirst().compactMap { $0.cell.number }
        .map { "\(best.plain) \(isMost ? ">" : "<") \($0.plain)" }
      return Exercise(
        slots: slots(column, isMost, names), response: sorted[0].cell.row, options: names,
        reasoning: sorted.map { "\($0.cell.row): \($0.cell.fact.value)" }.joined(separator: "\n")
          + "\n" + steps.joined(separator: "\n"),
        evidence: sorted.flatMap {
          [.text($0.name, in: passage.document), .fact($0.cell.fact)]
        })
    }
  }

  /// Not where rows or columns carry signs that steps are made of, nor where all figures are years.
  private static func isComparable(_ rows: [(cell: TableCells.Cell, name: Span)]) -> Bool {
    let isPlain = rows.allSatisfy { row in
      row.cell.isPlain
        && ![row.cell.row, row.cell.column].contains {
          $0.contains("highest") || $0.contains("lowest")
        }
    }
    let areYears = rows.allSatisfy { row in
      row.cell.fact.value.utf8.count == 4
        && ["15", "16", "17", "18", "19", "20"].contains(String(row.cell.fact.value.prefix(2)))
    }
    return isPlain && !areYears
  }

  /// What stands in brackets at the end of a row's head: rows in different units are not set against each other.
  private static func unit(of row: String) -> Substring {
    guard row.hasSuffix(")"), let open = row.lastIndex(of: "(") else { return "" }
    return row[open...]
  }
}
