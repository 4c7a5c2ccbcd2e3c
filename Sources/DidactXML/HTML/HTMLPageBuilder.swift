import Didact

/// Makes a page's lines of its elements and character data.
///
/// Lines end where blocks begin and end, and at `<br>`. Inside a table a cell collects lines of its own; at the
/// row's end they become one line, or, in tables that lay out whole paragraphs, lines of their own.
final class HTMLPageBuilder: XMLHandler {
  private var page = HTMLPage()
  private var frames: [Frame] = []
  /// The line being written.
  private var line: [UInt8] = []
  private var linked = 0
  private var blank = false
  private var kind = HTMLPage.Kind.paragraph
  /// Open tables, innermost last.
  private var tables: [Table] = []
  /// Numbers of open elements of these kinds.
  private var (links, mains, furniture, pres, raised) = (0, 0, 0, 0, 0)
  /// The rule by which character data is left out, and the frame that set it.
  private var dropping: (rule: String, depth: Int)?
  private var titleDepth: Int?
  private let watcher: (any HTMLWatcher)?
  /// The watcher's number of each element.
  private let watched: [Int]
  private var marks = HTMLMarkTrail()
  /// How many lines there have been; the number of the one being written.
  private var number = 0

  private static let elements = HTMLElement.allCases

  private struct Frame {
    var element: HTMLElement?
    var watched = -1
    var isMarked = false
    var isFurniture = false
  }

  init(_ watcher: (any HTMLWatcher, [Int])? = nil) {
    self.watcher = watcher?.0
    watched = watcher?.1 ?? []
  }

  /// A table whose row is being read: lines of each cell so far.
  private struct Table {
    var cells: [[HTMLPage.Line]] = []
    var marks: [HTMLTableHeads.Mark] = []
    var isInCell = false
    var heads = HTMLTableHeads()
    var isInCaption = false
  }

  func finish() -> HTMLPage {
    while !frames.isEmpty { close() }
    endLine()
    page.marks = marks.settled(&page.lines)
    return page
  }

  // MARK: Elements

  func start(_ number: Int, _ tag: XMLTag) {
    let element = Self.elements.indices.contains(number) ? Self.elements[number] : nil
    frames.append(Frame(element: element))
    watch(number, tag)
    guard dropping == nil else { return }
    if let rule = HTMLRules.drop(element, tag) {
      if element.map(HTMLRules.blocks.contains) ?? false { endLine() }
      dropping = (rule, frames.count)
      return
    }
    guard let element else { return }
    if HTMLRules.isFurniture(element, tag) {
      frames[frames.count - 1].isFurniture = true
      furniture += 1
    }
    open(element, tag)
  }

  private func open(_ element: HTMLElement, _ tag: XMLTag) {
    switch element {
    case .html: page.language = tag["lang"]
    case .title: titleDepth = titleDepth ?? frames.count
    case .br: endLine()
    case .wbr: break
    case .a: links += 1
    case .sup: raised += 1
    case .table:
      endLine()
      tables.append(Table())
    case .tr:
      endLine()
      endRow()
    case .td, .th:
      endLine()
      guard let table = tables.indices.last else { break }
      tables[table].cells.append([])
      tables[table].marks.append(tables[table].heads.mark(tag, isHead: element == .th))
      tables[table].isInCell = true
    default:
      guard HTMLRules.blocks.contains(element) else { break }
      endLine()
      if element == .main || element == .article { mains += 1 }
      if HTMLRules.preformatted.contains(element) { pres += 1 }
      if element == .caption || element == .thead { setPart(element, isOpen: true) }
      kind = HTMLRules.kind(of: element, within: kind)
    }
  }

  /// Tells the watcher of the element that has just begun.
  private func watch(_ number: Int, _ tag: XMLTag) {
    guard let watcher else { return }
    let element = number < 0 ? -1 : watched[number]
    frames[frames.count - 1].watched = element
    guard let mark = watcher.start(element, tag) else { return }
    frames[frames.count - 1].isMarked = true
    marks.begin(mark)
  }

  func end(_ number: Int) { close() }

  private func close() {
    guard let frame = frames.popLast() else { return }
    if frame.isMarked { marks.end() }
    watcher?.end(frame.watched)
    if let drop = dropping {
      if frames.count < drop.depth { dropping = nil }
      return
    }
    if frame.isFurniture {
      // Its last line is its own still.
      endLine()
      furniture -= 1
    }
    guard let element = frame.element else { return }
    switch element {
    case .title: if titleDepth == frames.count + 1 { titleDepth = nil }
    case .a: links -= 1
    case .sup: raised -= 1
    case .td, .th:
      endLine()
      if let table = tables.indices.last { tables[table].isInCell = false }
    case .tr:
      endLine()
      endRow()
    case .table:
      endLine()
      endRow()
      if !tables.isEmpty { tables.removeLast() }
    default:
      guard HTMLRules.blocks.contains(element) else { break }
      endLine()
      if element == .main || element == .article { mains -= 1 }
      if HTMLRules.preformatted.contains(element) { pres -= 1 }
      if element == .caption || element == .thead { setPart(element, isOpen: false) }
      kind = .paragraph
    }
  }

  /// A table's caption or head begins or ends.
  private func setPart(_ part: HTMLElement, isOpen: Bool) {
    guard let table = tables.indices.last else { return }
    if part == .caption {
      tables[table].isInCaption = isOpen
    } else {
      if !isOpen { endRow() }
      tables[table].heads.isInHead = isOpen
    }
  }

  // MARK: Character data

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    watcher?.characters(bytes)
    if let drop = dropping {
      page.leftOut.count(drop.rule, bytes)
    } else if titleDepth != nil {
      append(bytes, to: &page.title)
    } else if pres > 0 {
      appendPreformatted(bytes)
    } else {
      let before = line.count
      append(bytes, to: &line)
      if watcher != nil, line.count > before {
        // A blank before the text belongs to nothing.
        marks.wrote(number, (before + (line[before] == 0x20 ? 1 : 0))..<line.count)
      }
      if links > 0 { linked += LeftOut.characters(line[before...]) }
    }
  }

  /// Folds blanks, Unicode's among them.
  private func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let width = UnicodeBlank.width(bytes, at: index)
      if width > 0 {
        blank = true
        index += width
        continue
      }
      if blank, !output.isEmpty { output.append(0x20) }
      blank = false
      if raised > 0, let digit = Superscript.of(byte) {
        output += digit
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 {
        // Pages write U+0080...009F where they mean Windows-1252, and the web reads them so.
        output += SingleByte.windows1252([bytes[index + 1]])
        index += 1
      } else {
        output.append(byte)
      }
      index += 1
    }
  }

  private func appendPreformatted(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes {
      if byte == 0x0A {
        endLine(keepingEmpty: true)
      } else if byte != 0x0D {
        line.append(byte)
        if watcher != nil, !UTF8Bytes.isBlank(byte) {
          marks.wrote(number, (line.count - 1)..<line.count)
        }
      }
    }
  }

  // MARK: Lines

  private func endLine(keepingEmpty: Bool = false) {
    blank = false
    let isEmpty = pres > 0 ? line.allSatisfy(UTF8Bytes.isBlank) : line.isEmpty
    defer {
      line.removeAll(keepingCapacity: true)
      linked = 0
    }
    guard !isEmpty || keepingEmpty else { return }
    var finished = HTMLPage.Line(pres > 0 ? .preformatted : kind, line)
    finished.linked = linked
    finished.isMain = mains > 0
    finished.isFurniture = furniture > 0
    take(&finished)
    place(finished)
  }

  private func take(_ line: inout HTMLPage.Line) {
    line.number = number
    number += 1
  }

  /// Puts a line into the cell that is open, or on the page.
  private func place(_ line: HTMLPage.Line) {
    if let table = tables.indices.last, tables[table].isInCaption {
      if !tables[table].heads.caption.isEmpty { tables[table].heads.caption.append(0x20) }
      tables[table].heads.caption += line.text
    }
    guard let table = tables.lastIndex(where: { $0.isInCell }) else {
      return page.lines.append(line)
    }
    tables[table].cells[tables[table].cells.count - 1].append(line)
  }

  private func endRow() {
    guard let table = tables.indices.last else { return }
    let all = tables[table].cells
    guard !all.isEmpty else {
      tables[table].isInCell = false
      return
    }
    let tags = tables[table].marks
    tables[table].cells = []
    tables[table].marks = []
    tables[table].isInCell = false
    let cells = all.filter { !$0.isEmpty }
    var row: HTMLPage.Line?
    var places: [Int?] = all.map { _ in nil }
    if cells.count > 1, !cells.contains(where: HTMLRules.isLayout) {
      (row, places) = HTMLRow.line(of: all) { line, byte in
        if let line, watcher != nil { marks.moved(line, to: .init(line: number, byte: byte)) }
      }
    }
    if tables[table].heads.wantsRows(tags) {
      let texts = all.map { cell in
        cell.count == 1 ? cell[0].text : Array(cell.map(\.text).joined(separator: [0x20]))
      }
      tables[table].heads.take(Array(zip(texts, tags)), places, &row)
    }
    if var row {
      take(&row)
      place(row)
    } else {
      for line in cells.joined() { place(line) }
    }
  }
}
