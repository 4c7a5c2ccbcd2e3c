public import Didact
import Foundation

/// The cells of a passage's tables that can be asked about: those whose row and column no other cell of the
/// passage shares.
public struct TableCells: Sendable {
  /// A cell with its heads.
  public struct Cell: Sendable {
    public var fact: Fact
    public var row: String
    public var column: String
    /// Where the row's line begins in the text: cells of one row share it.
    public var line: Int
    /// The value, where it is one number.
    public var number: StatedNumber?
    /// What is written around its digits: two cells are compared only where this is the same.
    public var unit: String

    /// The row's head in the text, where it stands at the head of the row's line.
    func name(in passage: Passage) -> Span? {
      let span = Span(line, line + row.utf8.count)
      guard span.end < passage.span.end, passage.allows(span),
        passage.text[span].elementsEqual(row.utf8), row.utf8.contains(where: UTF8Bytes.isLetter),
        passage.text.bytes[span.end] == 0x20
      else { return nil }
      return span
    }
    /// Whether no word of the cell and its heads could be taken for the sign of a step.
    var isPlain: Bool {
      ![row, column, fact.value].contains { text in
        text.utf8.split(separator: 0x20).contains {
          $0.count == 1 && "+-x/<>=".utf8.contains($0.first ?? 0)
        }
      }
    }
    /// Whether the value is one number and no negative one.
    var isCounted: Bool { number.map { $0.value.sign == .plus } ?? false }
  }

  public let cells: [Cell]

  /// The longest head or value that is asked about, in bytes.
  private static let longest = 120

  /// The cells of a passage, found once for all tasks.
  public init(in passage: Passage) {
    guard passage.facts.contains(where: { $0.name == TableText.fact }) else {
      cells = []
      return
    }
    self = passage.memo.value { TableCells(readFrom: passage) }
  }

  private init(readFrom passage: Passage) {
    let text = passage.text
    let bar = UInt8(ascii: "|")
    let edges = Self.heads(around: passage)
    var line = Span(0, 0)
    var seen: [String: Int] = [:]
    var found: [Cell] = []
    for fact in passage.facts where fact.name == TableText.fact {
      guard let span = fact.span, let row = fact["row"], let column = fact["column"] else {
        continue
      }
      seen["\(row)\u{1}\(column)", default: 0] += 1
      guard passage.span.contains(span), passage.allows(span), Self.isAskable(fact.value),
        Self.isHead(row), Self.isHead(column), !Self.isCitation(column, fact.value)
      else { continue }
      if !line.contains(span) { line = Self.line(of: span, in: text) }
      guard !Self.isSpread(span, in: text), !edges.contains(Array(row.utf8)) else { continue }
      // A row whose first cell is empty goes on with the head above it: that head is no single row's.
      guard text.bytes[line.start] != bar,
        line.end + 1 >= text.count || text.bytes[line.end + 1] != bar
      else { continue }
      found.append(
        Cell(
          fact: fact, row: row, column: column, line: line.start,
          number: StatedNumber(fact.value.utf8), unit: Self.unit(of: fact.value)))
    }
    cells = found.filter { seen["\($0.row)\u{1}\($0.column)"] == 1 && $0.row != $0.column }
  }

  /// Whether a cell is repeated in the place after it: it spans both, and is a title of the rows below.
  private static func isSpread(_ cell: Span, in text: Text) -> Bool {
    let next = Span(cell.end, min(text.count, cell.end + 3 + cell.count))
    return text[next].starts(with: " | ".utf8) && text[next].dropFirst(3).elementsEqual(text[cell])
  }

  /// The heads of the lines before and after a passage: a table that it cuts may go on with the same row's head.
  private static func heads(around passage: Passage) -> [[UInt8]] {
    let text = passage.text
    return [passage.body.start - 2, passage.body.end + 1].compactMap { offset in
      guard offset > 0, offset < text.count else { return nil }
      let line = line(of: Span(offset, offset), in: text)
      return UTF8Bytes.find(" | ".utf8, in: text[line]).map { Array(text[Span(line.start, $0)]) }
    }
  }

  /// The line that holds a cell.
  private static func line(of span: Span, in text: Text) -> Span {
    var line = span
    while line.start > 0, text.bytes[line.start - 1] != 0x0A { line.start -= 1 }
    while line.end < text.count, text.bytes[line.end] != 0x0A { line.end += 1 }
    return line
  }

  /// Whether a value says something: not a dash, not a bare mark, not `NA`.
  private static func isAskable(_ value: String) -> Bool {
    let text = Text(value)
    guard text.count <= longest, !Words.spans(in: text, text.span).isEmpty else { return false }
    return ![
      "na", "n/a", "n.a.", "nr", "nd", "n.d", "n.d.", "ns", "none", "no", "yes", "x", "ref",
      "reference", "not available", "unknown", "tba", "tbd", "✔", "✓", "✗", "✘", "•",
    ]
    .contains(value.lowercased())
  }

  /// Whether a column or a value refers to the literature: `Refs.`, `[32]`.
  private static func isCitation(_ column: String, _ value: String) -> Bool {
    let head = column.lowercased().filter { $0 != "." && $0 != "s" }
    return ["ref", "reference", "citation", "ref no"].contains(head)
      || (value.hasPrefix("[") && value.hasSuffix("]")
        && !value.utf8.contains(where: UTF8Bytes.isLetter))
  }

  /// A head that names something: a letter or a year in it.
  private static func isHead(_ head: String) -> Bool {
    head.utf8.count <= longest && head.utf8.contains(where: UTF8Bytes.isWord)
      && head.utf8.count >= 2 && !head.utf8.contains(UInt8(ascii: "\""))
      // A bullet belongs to a list, not to a name.
      && !head.utf8.starts(with: "•".utf8)
      // A list in a cell names no row.
      && head.utf8.count { $0 == UInt8(ascii: ";") } < 2
      // Arrows point from a corner to heads: such a row is one of heads itself.
      && UTF8Bytes.find([0xE2, 0x86], in: Array(head.utf8)[...]) == nil
  }

  /// All but digits, points, commas, signs and blanks.
  private static func unit(of value: String) -> String {
    String(
      decoding: value.utf8.filter {
        !UTF8Bytes.isDigit($0) && !" .,()-".utf8.contains($0)
      }, as: UTF8.self)
  }

  /// Pairs of cells of one row whose columns are the same but for a year, the earlier one first. None is negative: a
  /// loss of `(17)` after one of `(3)` has grown or fallen, as one takes it.
  public func yearPairs() -> [(earlier: Cell, later: Cell)] {
    var pairs: [(Cell, Cell)] = []
    for (index, one) in cells.enumerated() where one.isCounted && one.isPlain {
      // Of a rank one may say that it rose where its number fell.
      guard let first = HeadYear(one.column), !Self.isCounter(one.row) else { continue }
      for other in cells[(index + 1)...].prefix(8) where other.line == one.line {
        guard other.isCounted, other.isPlain, other.unit == one.unit, other.row == one.row,
          let second = HeadYear(other.column), second.around == first.around,
          second.year != first.year
        else { continue }
        pairs.append(first.year < second.year ? (one, other) : (other, one))
        break
      }
    }
    return pairs
  }

  /// Cells of one column, each with its row's name in the text: figures of one unit, in rows one below the other, that
  /// can be set against each other. Columns of numbers that only count or date the rows are left out.
  public func columns(in passage: Passage) -> [[(cell: Cell, name: Span)]] {
    var places: [String: Int] = [:]
    var columns: [[(cell: Cell, name: Span)]] = []
    var (block, last) = (0, cells.first?.line ?? 0)
    for cell in cells {
      if cell.line > last, !Self.areRows(passage.text, Span(last, cell.line)) { block += 1 }
      last = max(last, cell.line)
      guard cell.isCounted, cell.unit.utf8.count <= 3 else { continue }
      // `3b` is a class, `3 m` a measure.
      guard
        !cell.unit.utf8.contains(where: UTF8Bytes.isLetter) || cell.fact.value.utf8.contains(0x20),
        !Self.isCounter(cell.column), !Self.isTotal(cell.row),
        let name = cell.name(in: passage)
      else { continue }
      let key = "\(block)\u{1}\(cell.column)\u{1}\(cell.unit)"
      if let place = places[key] {
        columns[place].append((cell, name))
      } else {
        places[key] = columns.count
        columns.append([(cell, name)])
      }
    }
    return columns
  }

  /// Whether all lines of a stretch hold cells: one without ends a table, or a part of it.
  private static func areRows(_ text: Text, _ lines: Span) -> Bool {
    text[lines].split(separator: 0x0A).allSatisfy { UTF8Bytes.find(" | ".utf8, in: $0) != nil }
  }
  private static func isCounter(_ head: String) -> Bool {
    let words = head.utf8.map(UTF8Bytes.lowered).split { !UTF8Bytes.isWord($0) }
      .map { String(decoding: $0, as: UTF8.self) }
    return words.isEmpty || words.contains(where: counters.contains)
  }
  private static let levels: Set<String> = Set(
    words: "low lower medium middle high higher missing yes no unknown none")
  private static func isTotal(_ row: String) -> Bool {
    let row = row.lowercased()
    // A level says nothing without the group that it stands in.
    if levels.contains(row) { return true }
    return [
      "total", "all ", "sum", "overall", "other", "mean", "average", "n", "p",
      "participants", "patients", "subjects", "number of", "no. of",
    ].contains {
      row == $0 || row.hasPrefix($0.count > 1 ? $0 : "\($0) ")
    }
  }
  private static let counters: Set<String> = Set(
    words: """
      no nr number year years date rank ranking rankings place pos position order id seed round game page
      week day month season born established founded since p pvalue ref refs phone zip isbn
      version cusip cik isin sic ein form account code grid stop lane leg
      """)

  /// A column's head that holds one year.
  struct HeadYear {
    var year: Int
    /// The head without the year.
    var around: String
    private var start = 0

    /// The head with another year in it.
    func head(of year: Int) -> String {
      let bytes = Array(around.utf8)
      return String(
        decoding: bytes[..<start] + Array("\(year)".utf8) + bytes[start...], as: UTF8.self)
    }

    init?(_ head: String) {
      let bytes = Array(head.utf8)
      let runs = bytes.indices.filter {
        UTF8Bytes.isDigit(bytes[$0]) && ($0 == 0 || !UTF8Bytes.isDigit(bytes[$0 - 1]))
      }
      var found: (year: Int, start: Int)?
      for start in runs {
        let run = bytes[start...].prefix(while: UTF8Bytes.isDigit)
        guard run.count == 4, let year = Int(String(decoding: run, as: UTF8.self)),
          (1_900...2_100).contains(year)
        else { continue }
        guard found == nil else { return nil }
        found = (year, start)
      }
      guard let found else { return nil }
      year = found.year
      start = found.start
      around = String(
        decoding: bytes[..<found.start] + bytes[(found.start + 4)...], as: UTF8.self)
    }
  }
}
