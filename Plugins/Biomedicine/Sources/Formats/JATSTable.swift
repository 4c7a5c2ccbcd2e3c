import Didact

/// A table while it is read: cells set into a grid, so that spans over rows and columns find their heads.
///
/// Reads the XHTML model (`tr`, `td`, `th`) and the CALS model (`row`, `entry`) alike.
struct JATSTable {
  /// A cell's text; spans point at one cell from each place that it covers.
  private var cells: [[UInt8]] = []
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

  /// A span is cut at this many columns or rows...
  private static let widest = 1_000
  /// ...and all spans of a table cover no more places than this many for each cell, and some to begin with: what
  /// a table comes to stays in proportion to what is written, whatever its spans say.
  private static let mostSpanned = (first: 1_000, perCell: 20)
  /// A longer text is set once, not in each place of its span, and is no head of other cells.
  private static let longest = 200
  /// Rows of the head that heads are taken from.
  private static let mostHeads = 8

  init() {}

  /// `thead` begins or ends.
  mutating func setHead(_ isHead: Bool) { isInHead = isHead }
  /// A CALS `colspec`.
  mutating func addColumn(named name: String) {
    if columnNames.count < Self.widest { columnNames.append(name) }
  }
  /// Number of columns from the CALS column `first` to `last`.
  func columns(from first: String, to last: String) -> Int {
    guard let start = columnNames.firstIndex(of: first), let end = columnNames.firstIndex(of: last),
      start <= end
    else { return 1 }
    return end - start + 1
  }

  /// A row begins.
  mutating func startRow() {
    rowsBegun += 1
    if rows.count < rowsBegun { rows.append([]) }
    if isInHead { heads.insert(rowsBegun - 1) }
    column = 0
  }

  /// A cell with its text.
  mutating func addCell(_ text: [UInt8], columns: Int = 1, rows height: Int = 1) {
    guard rowsBegun > 0 else { return }
    let row = rowsBegun - 1
    while column < rows[row].count, rows[row][column] >= 0 { column += 1 }
    let number = cells.count
    cells.append(text)
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

  /// One line a row, cells separated by ` | `; a cell that spans several places is repeated in each, unless it
  /// is the only one of its row or long. Rows that a span alone has made are left out.
  ///
  /// - Parameter cell: Called for every cell of the body that has a head, once: its place in `line`, its
  ///   row's and its column's head.
  func write(
    into text: inout JATSLine,
    cell found: (_ value: [UInt8], _ start: Int, _ rowHead: [UInt8], _ columnHead: [UInt8]) -> Void
  ) {
    var written = Set<Int>()
    let columnHeads = self.columnHeads()
    for (index, row) in rows.prefix(rowsBegun).enumerated() {
      let filled = Set(row.filter { $0 >= 0 && !cells[$0].isEmpty })
      let isAlone = filled.isEmpty || (filled.count == 1 && row.first.map(filled.contains) == true)
      let rowHead = row.first.flatMap { $0 >= 0 ? cells[$0] : nil } ?? []
      text.breakLine()
      for (column, number) in row.enumerated() where column == 0 || !isAlone {
        if column > 0 {
          text.blank()
          text.append([UInt8(ascii: "|")])
          text.blank()
        }
        let value = number >= 0 ? cells[number] : []
        guard !value.isEmpty else { continue }
        let isFirst = written.insert(number).inserted
        guard isFirst || value.count <= Self.longest else { continue }
        text.append(value)
        guard isFirst, column > 0, !heads.contains(index), column < columnHeads.count else {
          continue
        }
        let head = columnHeads[column]
        if !head.isEmpty, !rowHead.isEmpty, max(head.count, rowHead.count) <= Self.longest {
          found(value, text.count - value.count, rowHead, head)
        }
      }
      text.breakLine()
    }
  }

  /// For each column, the texts of the head above it, the upper first, each once.
  private func columnHeads() -> [[UInt8]] {
    let width = rows.map(\.count).max() ?? 0
    let heads = self.heads.sorted().prefix(Self.mostHeads)
    return (0..<width).map { column in
      var seen: [Int] = []
      for row in heads where row < rows.count && column < rows[row].count {
        let number = rows[row][column]
        if number >= 0, !cells[number].isEmpty, !seen.contains(number) { seen.append(number) }
      }
      return Array(seen.map { cells[$0] }.joined(separator: Array(" / ".utf8)))
    }
  }
}
