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
  private var places = 0

  /// A grid has at most this many places: a span of a million columns is an attack or a mistake.
  private static let mostPlaces = 200_000
  private static let widest = 1_000

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
  private var rowsBegun = 0

  /// A cell with its text.
  mutating func addCell(_ text: [UInt8], columns: Int = 1, rows height: Int = 1) {
    guard rowsBegun > 0, places < Self.mostPlaces else { return }
    let row = rowsBegun - 1
    while column < rows[row].count, rows[row][column] >= 0 { column += 1 }
    let width = min(max(columns, 1), Self.widest)
    let height = min(max(height, 1), Self.widest)
    let number = cells.count
    cells.append(text)
    for line in row..<row + height where places < Self.mostPlaces {
      while rows.count <= line { rows.append([]) }
      while rows[line].count < column + width { rows[line].append(-1) }
      for place in column..<column + width where rows[line][place] < 0 {
        rows[line][place] = number
        places += 1
      }
    }
    column += width
  }

  /// Whether nothing was read.
  var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }

  /// One line a row, cells separated by ` | `; a cell that spans several places is repeated in each, unless it
  /// is the only one of its row. Rows that a span alone has made are left out.
  ///
  /// - Parameter cell: Called for every cell of the body that has a head, once: its place in `line`, its
  ///   row's and its column's head.
  func write(
    into text: inout JATSLine,
    cell found: (_ value: [UInt8], _ start: Int, _ rowHead: [UInt8], _ columnHead: [UInt8]) -> Void
  ) {
    var told = Set<Int>()
    let columnHeads = self.columnHeads()
    for (index, row) in rows.prefix(max(rowsBegun, 0)).enumerated() {
      let filled = Set(row.filter { $0 >= 0 && !cells[$0].isEmpty })
      let isAlone = filled.isEmpty || (filled.count == 1 && row.first.map(filled.contains) == true)
      let rowHead = row.first.flatMap { $0 >= 0 ? cells[$0] : nil } ?? []
      let last = isAlone ? 0 : row.count - 1
      text.breakLine()
      for (column, number) in row.enumerated() where column <= last {
        let value = number >= 0 ? cells[number] : []
        if column > 0, !isAlone {
          text.blank()
          text.append(Array("|".utf8))
          text.blank()
        }
        guard !value.isEmpty else { continue }
        text.append(value)
        guard !isAlone, column > 0, !heads.contains(index), told.insert(number).inserted else {
          continue
        }
        let head = column < columnHeads.count ? columnHeads[column] : []
        if !head.isEmpty, !rowHead.isEmpty {
          found(value, text.count - value.count, rowHead, head)
        }
      }
      text.breakLine()
    }
  }

  /// For each column, the texts of the head above it, the upper first, each once.
  private func columnHeads() -> [[UInt8]] {
    let width = rows.map(\.count).max() ?? 0
    return (0..<width).map { column in
      var seen: [Int] = []
      for row in heads.sorted() where row < rows.count && column < rows[row].count {
        let number = rows[row][column]
        if number >= 0, !cells[number].isEmpty, !seen.contains(number) { seen.append(number) }
      }
      return Array(seen.map { cells[$0] }.joined(separator: Array(" / ".utf8)))
    }
  }
}
