import Didact
import DidactXML

/// The narrative of a section in HL7's documents, drug labels and clinical documents alike: paragraphs, lists and
/// tables as lines (HL7 CDA release 2, section 4.3.5, narrative block).
///
/// A paragraph, a list item and a caption stand on lines of their own, as does what a line break sets apart;
/// footnotes follow the line or the table in which they stand. Digits raised after a digit become superscripts
/// (`10⁹`). Pictures are references, and leave their captions alone.
struct Narrative {
  /// What a narrative is made of, in order.
  enum Piece {
    case line([UInt8])
    case table(NarrativeTable)
  }
  private(set) var pieces: [Piece] = []
  private var line: [UInt8] = []
  private var footnotes: [[UInt8]] = []

  /// Reads a narrative; the caller counts its character data as read.
  init(_ text: XMLTree) {
    walk(text)
    flush()
    endBlock()
  }

  private init() {}

  /// All text of an element on one line: a title, a cell. Footnotes are handed over.
  static func line(_ element: XMLTree, footnotes: inout [[UInt8]]) -> [UInt8] {
    var narrative = Narrative()
    narrative.walk(element)
    narrative.flush()
    footnotes += narrative.footnotes
    var lines: [[UInt8]] = []
    for piece in narrative.pieces {
      switch piece {
      case .line(let line): lines.append(line)
      case .table(let table): lines += table.lines
      }
    }
    return Array(lines.joined(separator: [0x20]))
  }

  /// All text of an element on one line, footnotes at its end.
  static func line(_ element: XMLTree) -> [UInt8] {
    var footnotes: [[UInt8]] = []
    let line = line(element, footnotes: &footnotes)
    return Array(([line] + footnotes).joined(separator: [0x20]))
  }

  private mutating func walk(_ element: XMLTree) {
    for child in element.children {
      switch child {
      case .text(let text): line += Array(text.utf8)
      case .element(let inner): enter(inner)
      }
    }
  }

  private mutating func enter(_ element: XMLTree) {
    switch element.name {
    case "paragraph", "caption", "renderMultiMedia":
      flush()
      walk(element)
      flush()
      endBlock()
    case "list":
      flush()
      walk(element)
      flush()
    case "item": readItem(element)
    case "br": flush()
    case "table":
      flush()
      pieces.append(.table(NarrativeTable(element, footnotes: &footnotes)))
      endBlock()
    case "footnote": footnotes.append(Self.line(element))
    case "sup": superscript(element)
    case "content":
      // Vendors set blocks and labels inside cells apart by a style: `xdiv`, `xlabel`.
      let isApart = element.attribute("styleCode")?.hasPrefix("x") ?? false
      if isApart { line.append(0x20) }
      walk(element)
      if isApart { line.append(0x20) }
    default: walk(element)
    }
  }

  /// A list item; a caption inside it is its mark.
  private mutating func readItem(_ element: XMLTree) {
    flush()
    for child in element.children {
      switch child {
      case .text(let text): line += Array(text.utf8)
      case .element(let inner) where inner.name == "caption":
        line += Self.line(inner, footnotes: &footnotes) + [0x20]
      case .element(let inner): enter(inner)
      }
    }
    flush()
    endBlock()
  }

  private mutating func superscript(_ element: XMLTree) {
    let mark = line.count
    walk(element)
    guard mark <= line.count, let last = line[..<mark].last, UTF8Bytes.isDigit(last),
      let raised = Superscript.raised(line[mark...])
    else { return }
    line.replaceSubrange(mark..., with: raised)
  }

  private mutating func flush() {
    let text = HL7.folded(line)
    line = []
    if !text.isEmpty { pieces.append(.line(text)) }
  }

  /// Footnotes follow the block in which they stand.
  private mutating func endBlock() {
    pieces += footnotes.map { .line($0) }
    footnotes = []
  }
}

/// A table of a narrative, its cells as text.
struct NarrativeTable {
  private struct Cell {
    var text: [UInt8]
    var isHead: Bool
    var columns: Int
    var rows: Int
  }
  private var caption: [UInt8] = []
  private var rows: [[Cell]] = []
  private var headRows = 0

  init(_ table: XMLTree, footnotes: inout [[UInt8]]) {
    for part in table.elements {
      switch part.name {
      case "caption": caption = Narrative.line(part, footnotes: &footnotes)
      case "thead":
        for row in part.elements { addRow(row, &footnotes) }
        headRows = rows.count
      case "tbody", "tfoot": for row in part.elements { addRow(row, &footnotes) }
      case "tr": addRow(part, &footnotes)
      default: break
      }
    }
  }

  private mutating func addRow(_ row: XMLTree, _ footnotes: inout [[UInt8]]) {
    func number(_ cell: XMLTree, _ name: String) -> Int {
      cell.attribute(name).flatMap(Int.init) ?? 1
    }
    rows.append(
      row.elements.map { cell in
        Cell(
          text: Narrative.line(cell, footnotes: &footnotes), isHead: cell.name == "th",
          columns: number(cell, "colspan"), rows: number(cell, "rowspan"))
      })
  }

  /// Caption and rows, for a table inside a cell.
  var lines: [[UInt8]] {
    let all = [caption] + rows.map { Array($0.map(\.text).joined(separator: [0x20])) }
    return all.filter { !$0.isEmpty }
  }

  /// Writes caption and rows, each text through `clean`; gives the facts of caption and cells.
  func write(to text: inout DocumentText, _ clean: ([UInt8]) -> [UInt8]) -> [Fact] {
    let caption = clean(caption)
    var table = TableText(caption: String(decoding: caption, as: UTF8.self))
    var facts: [Fact] = []
    if !caption.isEmpty {
      facts.append(Fact("table-caption", table.caption, span: text.paragraph(caption)))
    }
    for (index, row) in rows.enumerated() {
      table.setHead(index < headRows)
      table.startRow()
      for cell in row {
        table.addCell(
          clean(cell.text), isHead: cell.isHead, columns: cell.columns, rows: cell.rows)
      }
    }
    return facts + table.write(to: &text).facts
  }
}
