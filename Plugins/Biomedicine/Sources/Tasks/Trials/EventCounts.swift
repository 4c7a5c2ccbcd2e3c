import Didact
import DidactMining
import Foundation

/// Cells of a trial's tables of adverse events: those affected of those at risk.
struct EventCounts {
  struct Count {
    var cell: TableCells.Cell
    /// `8` and `424` of `8/424`.
    var affected: Span
    var atRisk: Span
    /// The share of those affected, to four places.
    var share: StatedNumber
    /// `8 / 424 = 0.0189`
    var step: String
    var kind: String
  }
  let counts: [Count]

  private static let kinds = [
    "serious-events": "serious adverse event", "other-events": "non-serious adverse event",
  ]
  /// Places of a share: two places of its percentage.
  static let places = 4
  private static let fewestAtRisk: Decimal = 20
  /// Of a smaller share, four places would leave a figure or two.
  private static let smallestShare: Decimal = 0.01

  init(in passage: Passage) {
    let hasEvents = passage.facts.contains {
      $0.name == TableText.fact && Self.kinds[$0["table"] ?? ""] != nil
    }
    guard hasEvents else {
      counts = []
      return
    }
    counts = TableCells(in: passage).cells.compactMap { Self.count($0, passage) }
  }

  private static func count(_ cell: TableCells.Cell, _ passage: Passage) -> Count? {
    guard let kind = kinds[cell.fact["table"] ?? ""], let span = cell.fact.span,
      cell.row.utf8.first.map(UTF8Bytes.isLetter) ?? false, !cell.row.hasPrefix("Total")
    else { return nil }
    let bytes = passage.text.bytes
    var slash = span.start
    while slash < span.end, UTF8Bytes.isDigit(bytes[slash]) { slash += 1 }
    guard slash > span.start, slash < span.end, bytes[slash] == UInt8(ascii: "/") else {
      return nil
    }
    var end = slash + 1
    while end < span.end, UTF8Bytes.isDigit(bytes[end]) { end += 1 }
    // `3/44 (5)` counts events too; anything else is no such cell.
    guard end > slash + 1, end == span.end || bytes[end] == 0x20 else { return nil }
    let (affected, atRisk) = (Span(span.start, slash), Span(slash + 1, end))
    guard let part = StatedNumber(passage.text[affected]),
      let whole = StatedNumber(passage.text[atRisk]), part.value > 0, part.value <= whole.value,
      whole.value >= fewestAtRisk
    else { return nil }
    let share = StatedNumber(part.value / whole.value, places: places)
    guard share.value >= smallestShare else { return nil }
    return Count(
      cell: cell, affected: affected, atRisk: atRisk, share: share,
      step: "\(part.plain) / \(whole.plain) = \(share.plain)", kind: kind)
  }
}

extension ExampleDocument {
  /// A table of serious adverse events: a row's head and its cells.
  static func events(_ groups: [String], _ rows: [(String, [String])]) -> Document {
    var text = DocumentText()
    let title = text.title("Budesonide in mild asthma")
    _ = text.paragraph(
      "Events were counted for a year in all children who took a puff of the inhaler once at least."
    )
    var table = TableText()
    table.startRow()
    for head in [""] + groups { table.addCell(Array(head.utf8), isHead: true) }
    for (row, cells) in rows {
      table.startRow()
      table.addCell(Array(row.utf8), isHead: true)
      for cell in cells { table.addCell(Array(cell.utf8), isHead: false) }
    }
    let facts = table.write(to: &text).facts.map { fact in
      Fact(
        fact.name, fact.value, span: fact.span,
        attributes: fact.attributes + [.init("table", "serious-events")])
    }
    return Document(
      id: "NCT00000001", title: title, text: text.finish(), facts: facts, language: "en")
  }
}
