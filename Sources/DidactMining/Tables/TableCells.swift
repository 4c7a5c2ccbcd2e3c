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

    /// Whether the value is one number and no negative one.
    var isCounted: Bool { number.map { $0.value.sign == .plus } ?? false }
  }

  public let cells: [Cell]

  /// The longest head or value that is asked about, in bytes.
  private static let longest = 120

  /// The cells of a passage, found once for all tasks.
  public init(in passage: Passage) {
    self = passage.memo.value { TableCells(of: passage) }
  }

  private init(of passage: Passage) {
    let text = passage.text
    var seen: [String: Int] = [:]
    var found: [Cell] = []
    for fact in passage.facts where fact.name == TableText.fact {
      guard let span = fact.span, let row = fact["row"], let column = fact["column"] else {
        continue
      }
      seen["\(row)\u{1}\(column)", default: 0] += 1
      guard passage.span.contains(span), passage.allows(span), Self.isAskable(fact.value),
        Self.isHead(row), Self.isHead(column)
      else { continue }
      var line = span.start
      while line > 0, text.bytes[line - 1] != 0x0A { line -= 1 }
      found.append(
        Cell(
          fact: fact, row: row, column: column, line: line,
          number: StatedNumber(fact.value.utf8), unit: Self.unit(of: fact.value)))
    }
    cells = found.filter { seen["\($0.row)\u{1}\($0.column)"] == 1 && $0.row != $0.column }
  }

  /// Whether a value says something: not a dash, not a bare mark, not `NA`.
  private static func isAskable(_ value: String) -> Bool {
    let text = Text(value)
    guard text.count <= longest, !Words.spans(in: text, text.span).isEmpty else { return false }
    return !["na", "n/a", "nr", "nd", "ns", "none", "no", "yes", "x", "ref", "reference"]
      .contains(value.lowercased())
  }

  /// A head that names something: a letter or a year in it.
  private static func isHead(_ head: String) -> Bool {
    head.utf8.count <= longest && head.utf8.contains(where: UTF8Bytes.isWord)
      && head.utf8.count >= 2
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
    for (index, one) in cells.enumerated() where one.isCounted {
      guard let first = HeadYear(one.column) else { continue }
      for other in cells[(index + 1)...].prefix(8) where other.line == one.line {
        guard other.isCounted, other.unit == one.unit, other.row == one.row,
          let second = HeadYear(other.column), second.around == first.around,
          second.year != first.year
        else { continue }
        pairs.append(first.year < second.year ? (one, other) : (other, one))
        break
      }
    }
    return pairs
  }

  /// A column's head that holds one year.
  private struct HeadYear {
    var year: Int
    /// The head without the year.
    var around: String

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
      around = String(
        decoding: bytes[..<found.start] + bytes[(found.start + 4)...], as: UTF8.self)
    }
  }

  /// At most so many of them, drawn by the document alone.
  static func some<Element>(
    _ most: Int, of elements: [Element], _ passage: Passage, _ task: String
  ) -> [Element] {
    guard elements.count > most else { return elements }
    var random = SeededGenerator(
      seed: 0, task, passage.document.id, "\(passage.span.start - passage.document.body.start)")
    let drawn = Set(random.shuffled(Array(elements.indices)).prefix(most))
    return elements.enumerated().filter { drawn.contains($0.offset) }.map(\.element)
  }
}
