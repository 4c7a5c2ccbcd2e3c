/// A table on its way into a text: a line a row, cells set apart by ` | `, and each cell of the body as a fact
/// with the heads of its row and its column.
///
///     var table = TableText()
///     table.startRow()
///     table.addCell(place, isHead: true)
///     table.addCell(rise, isHead: true)
///     ...
///     facts += table.write(to: &text).facts
///
/// Cells are set into a grid, so that spans over rows and columns find their heads. Made for the models of HTML,
/// CALS and wikis alike.
public struct TableText: Sendable {
  /// What the source calls the table; each cell's fact names it.
  public var caption = ""
  /// Texts of the cells; spans point at one cell from each place that it covers.
  private var cells: [Cell] = []
  /// Number of the cell in each place, -1 where there is none.
  private var rows: [[Int]] = []
  /// Rows of the head.
  private var heads: Set<Int> = []
  private var column = 0
  private var isInHead = false
  /// CALS column names, in order.
  private var columnNames: [String] = []
  /// Places that cells cover beyond their own.
  private var spanned = 0
  private var rowsBegun = 0

  private struct Cell {
    var text: [UInt8]
    var isHead: Bool
  }

  /// A span is cut at this many columns or rows...
  private static let widest = 1_000
  /// ...and all spans of a table cover no more places than this many for each cell, and some to begin with: what
  /// a table comes to stays in proportion to what is written, whatever its spans say.
  private static let mostSpanned = (first: 1_000, perCell: 20)
  /// A longer text is set once, not in each place of its span, and is no head of other cells.
  private static let longest = 200
  /// Rows of the head that heads are taken from.
  private static let mostHeads = 8

  public init(caption: String = "") {
    self.caption = caption
  }

  /// Whether no row has begun.
  public var isEmpty: Bool { rowsBegun == 0 }

  /// The head's rows begin or end (`thead`).
  public mutating func setHead(_ isHead: Bool) { isInHead = isHead }
  /// A CALS `colspec`.
  public mutating func addColumn(named name: String) {
    if columnNames.count < Self.widest { columnNames.append(name) }
  }
  /// Number of columns from the CALS column `first` to `last`.
  public func columns(from first: String, to last: String) -> Int {
    guard let start = columnNames.firstIndex(of: first), let end = columnNames.firstIndex(of: last),
      start <= end
    else { return 1 }
    return end - start + 1
  }

  /// A row begins.
  public mutating func startRow() {
    rowsBegun += 1
    if rows.count < rowsBegun { rows.append([]) }
    if isInHead { heads.insert(rowsBegun - 1) }
    column = 0
  }

  /// A cell with its text, blanks folded.
  ///
  /// - Parameter isHead: whether the source marks it as a head (`th`): of its column where all of its row are
  ///   marked, else of its row.
  public mutating func addCell(
    _ text: [UInt8], isHead: Bool = false, columns: Int = 1, rows height: Int = 1
  ) {
    guard rowsBegun > 0 else { return }
    let row = rowsBegun - 1
    while column < rows[row].count, rows[row][column] >= 0 { column += 1 }
    let number = cells.count
    cells.append(Cell(text: text, isHead: isHead))
    place(number, row: row, column: column)
    var width = min(max(columns, 1), Self.widest)
    var height = min(max(height, 1), Self.widest)
    let room = Self.mostSpanned.first + Self.mostSpanned.perCell * cells.count - spanned
    if width * height > room { (width, height) = (min(width, max(room, 1)), 1) }
    spanned += width * height - 1
    if width * height > 1 {
      for line in row..<row + height {
        for column in column..<column + width { place(number, row: line, column: column) }
      }
    }
    column += width
  }

  /// Sets a cell into a place, if that is free.
  private mutating func place(_ number: Int, row: Int, column: Int) {
    while rows.count <= row { rows.append([]) }
    while rows[row].count <= column { rows[row].append(-1) }
    if rows[row][column] < 0 { rows[row][column] = number }
  }

  // MARK: Lines

  /// A row as a line of text.
  public struct Line: Sendable {
    /// UTF-8; cells set apart by ` | `.
    public var text: [UInt8] = []
    /// `table-cell` facts of its cells; spans are places in `text`.
    public var facts: [Fact] = []
  }

  /// A line for each row that holds something. A cell that spans several places is repeated in each, unless it is
  /// the only one of its row or long. Rows that a span alone has made are left out.
  ///
  /// A cell has a fact, once, if its row or its column has a head: rows of the head, and cells that are marked as
  /// heads; the first cell of a row where none of it is marked.
  public func lines() -> [Line] {
    var written = Set<Int>()
    let headRows = self.headRows
    let columnHeads = self.columnHeads(headRows)
    var lines: [Line] = []
    for (index, row) in rows.prefix(rowsBegun).enumerated() {
      let filled = Set(row.filter { $0 >= 0 && !cells[$0].text.isEmpty })
      guard !filled.isEmpty else { continue }
      let isAlone = filled.count == 1 && row.first.map(filled.contains) == true
      let rowHead = self.rowHead(of: row)
      var line = Line()
      for (column, number) in row.enumerated() where column == 0 || !isAlone {
        if column > 0 {
          line.text += column == 1 && line.text.isEmpty ? [0x7C, 0x20] : Self.bar(line)
        }
        let value = number >= 0 ? cells[number].text : []
        guard !value.isEmpty else { continue }
        let isFirst = written.insert(number).inserted
        guard isFirst || value.count <= Self.longest else { continue }
        line.text += value
        guard isFirst, !headRows.contains(index), !rowHead.cells.contains(number) else { continue }
        let span = Span(line.text.count - value.count, line.text.count)
        let columnHead = column < columnHeads.count ? columnHeads[column] : []
        line.facts += fact(value, span, rowHead, columnHead).map { [$0] } ?? []
      }
      while line.text.last == 0x20 { line.text.removeLast() }
      lines.append(line)
    }
    return lines
  }

  /// ` | `, without a second blank after the bar of an empty cell.
  private static func bar(_ line: Line) -> [UInt8] {
    line.text.last == 0x20 ? [0x7C, 0x20] : [0x20, 0x7C, 0x20]
  }

  /// Writes the lines, each as a paragraph, and says where the table and its cells stand.
  public func write(to text: inout DocumentText) -> (span: Span, facts: [Fact]) {
    var facts: [Fact] = []
    var whole = Span(text.count, text.count)
    for line in lines() {
      if text.count > 0 { _ = text.verbatim([0x0A]) }
      let span = text.verbatim(line.text)
      if whole.isEmpty { whole.start = span.start }
      whole.end = span.end
      for fact in line.facts {
        var fact = fact
        fact.span = fact.span.map { Span($0.start + span.start, $0.end + span.start) }
        facts.append(fact)
      }
    }
    return (whole, facts)
  }

  // MARK: Heads

  /// Name of the facts for cells.
  public static let fact = "table-cell"

  private func fact(
    _ value: [UInt8], _ span: Span, _ row: (cells: Set<Int>, text: [UInt8], isMarked: Bool),
    _ column: [UInt8]
  ) -> Fact? {
    guard !row.text.isEmpty, !column.isEmpty || row.isMarked,
      max(row.text.count, column.count) <= Self.longest
    else { return nil }
    var attributes = [Fact.Attribute("row", String(decoding: row.text, as: UTF8.self))]
    if !column.isEmpty {
      attributes.append(.init("column", String(decoding: column, as: UTF8.self)))
    }
    if !caption.isEmpty { attributes.append(.init("table", caption)) }
    return Fact(
      Self.fact, String(decoding: value, as: UTF8.self), span: span, attributes: attributes)
  }

  /// The rows that the source sets apart as the head, and rows of nothing but cells marked as heads above the
  /// body.
  private var headRows: Set<Int> {
    var found = heads
    for (index, row) in rows.prefix(rowsBegun).enumerated() where !found.contains(index) {
      let filled = Set(row.filter { $0 >= 0 && !cells[$0].text.isEmpty })
      guard filled.allSatisfy({ cells[$0].isHead }) else { break }
      // One cell alone is a title of what follows.
      if filled.count > 1 { found.insert(index) }
    }
    return found
  }

  /// The cells of a row that are marked as its heads, else its first one. Marked cells with no other one behind them
  /// are sums at the row's end, not its heads, unless all of the row is marked.
  private func rowHead(of row: [Int]) -> (cells: Set<Int>, text: [UInt8], isMarked: Bool) {
    var marked: [Int] = []
    let filled = row.filter { $0 >= 0 && !cells[$0].text.isEmpty }
    let end = filled.lastIndex { !cells[$0].isHead } ?? filled.endIndex
    for number in filled[..<end] where cells[number].isHead {
      if !marked.contains(number) { marked.append(number) }
      if marked.count == Self.mostHeads { break }
    }
    if !marked.isEmpty {
      return (Set(marked), Array(marked.map { cells[$0].text }.joined(separator: " / ".utf8)), true)
    }
    guard let first = row.first, first >= 0 else { return ([], [], false) }
    return ([first], cells[first].text, false)
  }

  /// For each column, the texts of the head above it, the upper first, each once.
  private func columnHeads(_ headRows: Set<Int>) -> [[UInt8]] {
    let width = rows.map(\.count).max() ?? 0
    let heads = headRows.sorted().prefix(Self.mostHeads)
    return (0..<width).map { column in
      var seen: [Int] = []
      for row in heads where row < rows.count && column < rows[row].count {
        let number = rows[row][column]
        if number >= 0, !cells[number].text.isEmpty, !seen.contains(number) { seen.append(number) }
      }
      return Array(seen.map { cells[$0].text }.joined(separator: Array(" / ".utf8)))
    }
  }
}
