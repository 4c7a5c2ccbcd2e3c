public import Didact

/// The figure of a row for a year, or that the table gives none: in one of three exercises the year is one that stands
/// nowhere in the document.
public struct TableNotStatedTask: DomainTask {
  public init() {}

  public let id = "table-not-stated"
  public let category = "unanswerable questions"
  public let templates: [Template] = [
    "What does the table give for \"{row}\" under \"{column}\"? [Write|Answer] \"Not stated\" if it gives nothing.",
    "[Look up|Find] \"{row}\" for \"{column}\", or [say|write] \"Not stated\" if the table has no such figure.",
    "\"{row}\", \"{column}\": [give the figure|which figure], or \"Not stated\" [where there is none|if it is missing]?",
    "Row: {row}\nColumn: {column}\nValue, or \"Not stated\":",
    "[Does the table state|Is there a figure for] \"{row}\" in \"{column}\"? [Give it|Quote it], or answer \"Not stated\".",
    "[Fill in|Enter] the value of \"{row}\" for \"{column}\"; \"Not stated\" [if the table lacks it|if none is given].",
    "[From|Using] the table alone: what is \"{row}\" in \"{column}\"? [If it cannot be told|If it is not there], \"Not stated\".",
    "[A reader wants|Someone asks for] \"{row}\" in \"{column}\". [Quote the table|Answer from the table], or say \"Not stated\".",
    "[State|Report] the entry for \"{row}\" under \"{column}\", unless there is none: then \"Not stated\".",
    "[Check|See] whether the table covers \"{column}\" for \"{row}\". [The value|The entry], else \"Not stated\":",
    "[Answer only from the table|Do not guess]: \"{row}\", \"{column}\"? The value, or \"Not stated\".",
    "Query: {row} / {column}\n[Result|Reply] (a value, or \"Not stated\"):",
  ]

  /// The whole document is searched for a year that it does not name: not a long one's for each of its pieces.
  private static let mostPieces = 8

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.total <= Self.mostPieces else {
      return .none(because: "a piece of a long document")
    }
    let cells = TableCells(in: passage).cells.filter {
      $0.number != nil && TableCells.HeadYear($0.column) != nil
    }
    guard !cells.isEmpty else { return .none(because: "no figure under a year") }
    let found = passage.drawn(2, of: cells, for: id).compactMap {
      exercise(for: $0, in: passage)
    }
    return found.isEmpty ? .none(because: "no year that is named nowhere") : .exercises(found)
  }

  private func exercise(for cell: TableCells.Cell, in passage: Passage) -> Exercise? {
    var random = SeededGenerator(seed: 0, id, passage.document.id, cell.row, cell.column)
    guard random.below(3) == 0 else {
      return Exercise(
        slots: ["row": cell.row, "column": cell.column], response: cell.fact.value,
        evidence: [.fact(cell.fact)])
    }
    guard let head = TableCells.HeadYear(cell.column) else { return nil }
    for step in random.shuffled([-3, -2, -1, 1, 2, 3]) {
      let column = head.head(of: head.year + step)
      guard UTF8Bytes.find("\(head.year + step)".utf8, in: passage.text.bytes[...]) == nil else {
        continue
      }
      return Exercise(
        slots: ["row": cell.row, "column": column], response: Derivation.absent,
        evidence: [.fact(cell.fact)])
    }
    return nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise in 1990", "Rise in 2000"], ["Cove", "5 m", "6 m"]]),
        slots: ["row": "Cove"], response: "5 m")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        .tides([["Place", "Rise", "Fall"], ["Cove", "5 m", "6 m"]]),
        because: "no figure under a year")
    ]
  }
}
