import Didact

/// Follows a table of a page row by row and tells which heads each cell stands under.
///
/// Heads are what is marked as one (`th`, `scope`): of columns where all of a row at the table's top are, or where it
/// stands in `thead`; of its row elsewhere. A row without a marked head is headed by its first cell. In a table
/// without any mark nothing is told: most tables of filings, and those that only lay a page out.
struct HTMLTableHeads {
  /// The text of `<caption>`.
  var caption: [UInt8] = []
  /// Whether `thead` is open.
  var isInHead = false
  /// Whether any cell has been marked as a head.
  private(set) var isMarked = false
  private var isInBody = false
  private var rows = 0
  /// Texts of the heads above each column, the upper first.
  private var columns: [[UInt8]] = []
  private var levels = 0
  /// For each column, the cell of a row above that reaches down into the next ones; none where `rows` is 0.
  private var reaching: [(rows: Int, text: [UInt8], isHead: Bool)] = []

  private static let widest = 200
  private static let mostLevels = 8
  private static let longest = 200

  /// What a cell's tag says.
  struct Mark {
    var isHead = false
    var isRowHead = false
    var columns = 1
    var rows = 1
  }

  /// Reads a cell's tag; most cells are asked for nothing.
  mutating func mark(_ tag: XMLTag, isHead: Bool) -> Mark {
    var mark = Mark(isHead: isHead)
    guard tag.attributeCount > 0, isMarked || isHead || rows < 3 else {
      isMarked = isMarked || isHead
      return mark
    }
    if let scope = tag["scope"]?.lowercased() {
      mark.isHead = true
      mark.isRowHead = scope.hasPrefix("row")
    }
    mark.columns = min(max(tag["colspan"].flatMap(Int.init) ?? 1, 1), Self.widest)
    mark.rows = min(max(tag["rowspan"].flatMap(Int.init) ?? 1, 1), 1_000)
    isMarked = isMarked || mark.isHead
    return mark
  }

  /// Counts a row; whether it says anything of heads.
  mutating func wantsRows(_ marks: [Mark]) -> Bool {
    rows += 1
    return isMarked || reaching.contains { $0.rows > 0 } || marks.contains { $0.rows > 1 }
  }

  /// Takes a row, and gives its line the facts of its cells.
  ///
  /// - Parameters:
  ///   - cells: texts of all cells, empty ones among them.
  ///   - places: for each cell, which of the line's it is part of; nil for empty ones.
  mutating func take(_ cells: [([UInt8], Mark)], _ places: [Int?], _ line: inout HTMLPage.Line?) {
    let cells = cells.map { (text: $0.0, mark: $0.1) }
    let (starts, above) = placed(cells)
    let filled = cells.filter { !$0.text.isEmpty }
    let isHeadRow =
      isInHead
      || !isInBody && filled.allSatisfy { $0.mark.isHead && !$0.mark.isRowHead }
    if isHeadRow {
      // One cell alone is a title of what follows.
      guard filled.count + above.count > 1, levels < Self.mostLevels else { return }
      levels += 1
      for (cell, start) in zip(cells, starts) {
        for column in Self.range(start, cell.mark) {
          addHead(cell.text, to: column)
        }
      }
      return
    }
    isInBody = true
    guard isMarked, line != nil else { return }
    tell(cells, starts, above, places, &line)
  }

  /// The first column of each cell, and heads of rows above that reach into this one. What reaches further down is
  /// noted.
  private mutating func placed(
    _ cells: [(text: [UInt8], mark: Mark)]
  ) -> (starts: [Int], above: [[UInt8]]) {
    var heads: [[UInt8]] = []
    let taken = reaching.map { $0.rows > 0 }
    for (column, cell) in reaching.enumerated() where cell.rows > 0 {
      if cell.isHead, !cell.text.isEmpty, heads.last != cell.text { heads.append(cell.text) }
      reaching[column].rows -= 1
    }
    var starts: [Int] = []
    var column = 0
    for cell in cells {
      while column < taken.count, taken[column] { column += 1 }
      starts.append(column)
      if cell.mark.rows > 1 {
        for place in Self.range(column, cell.mark) {
          while reaching.count <= place { reaching.append((0, [], false)) }
          reaching[place] = (cell.mark.rows - 1, cell.text, cell.mark.isHead)
        }
      }
      column += cell.mark.columns
    }
    return (starts, heads)
  }

  /// The columns that a cell covers; none beyond the widest table.
  private static func range(_ start: Int, _ mark: Mark) -> Range<Int> {
    min(start, widest)..<min(start + mark.columns, widest)
  }

  private mutating func addHead(_ text: [UInt8], to column: Int) {
    while columns.count <= column { columns.append([]) }
    guard !text.isEmpty, columns[column].count + text.count <= Self.longest else { return }
    if !columns[column].isEmpty { columns[column] += " / ".utf8 }
    columns[column] += text
  }

  /// A fact for each cell of the line that is no head itself.
  private func tell(
    _ cells: [(text: [UInt8], mark: Mark)], _ starts: [Int], _ above: [[UInt8]], _ places: [Int?],
    _ line: inout HTMLPage.Line?
  ) {
    guard let row = line else { return }
    var heads = above
    heads += cells.filter { $0.mark.isHead && !$0.text.isEmpty }.map(\.text)
    let isRowMarked = !heads.isEmpty
    // The first cell heads a row that marks none, if it stands in the first column.
    let first = isRowMarked || starts.first != 0 ? nil : cells.first
    if let first, !first.text.isEmpty { heads = [first.text] }
    let head = Array(heads.prefix(Self.mostLevels).joined(separator: " / ".utf8))
    guard !head.isEmpty, head.count <= Self.longest else { return }
    for (place, span) in row.cells.enumerated() {
      let parts = cells.indices.filter { places[$0] == place }
      guard !parts.contains(where: { cells[$0].mark.isHead || first != nil && $0 == 0 }) else {
        continue
      }
      let column = parts.lazy.map { starts[$0] }.first {
        $0 < columns.count && !columns[$0].isEmpty
      }
      guard column != nil || isRowMarked else { continue }
      var attributes = [Fact.Attribute("row", String(decoding: head, as: UTF8.self))]
      if let column {
        attributes.append(.init("column", String(decoding: columns[column], as: UTF8.self)))
      }
      if !caption.isEmpty {
        attributes.append(.init("table", String(decoding: caption, as: UTF8.self)))
      }
      line?.facts.append(
        Fact(
          TableText.fact, String(decoding: row.text[span.range], as: UTF8.self), span: span,
          attributes: attributes))
    }
  }
}
