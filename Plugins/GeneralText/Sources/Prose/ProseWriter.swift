import Didact
import DidactXML

/// Writes a document's text while its source is read, front to back: folded lines, blocks whose lines are kept,
/// tables, sections that nest, facts that stand where they were read.
///
/// Sections and facts that are open when something is written begin there; what nothing was written in is empty.
struct ProseWriter {
  private var text = DocumentText()
  private(set) var facts: [Fact] = []
  private(set) var sections: [Section] = []
  var leftOut = LeftOut()
  /// Raises digits and signs while it is above zero: 10<sup>6</sup> is not 106.
  var raised = 0

  /// The line being written.
  private var line: [UInt8] = []
  private var lineStart = 0
  private var blank = Blank.none
  private var wantsGap = false
  /// Places in `sections` of those that are open.
  private var open: [Int] = []
  private var marks = OpenMarks()
  private var captures: [Capture] = []

  private enum Blank { case none, space, lineBreak, glued }

  /// What was being written when a capture began.
  private struct Capture {
    var line: [UInt8]
    var blank: Blank
    var unplaced: Int
  }

  /// Writes the title line; call it first, or not at all.
  mutating func title(_ piece: some Collection<UInt8>) -> Span { text.title(piece) }

  /// Whether something was written below the title.
  private(set) var hasBody = false
  /// Whether the last character of the line opens a quotation; `«` does so before a blank as well.
  var endsInQuotationMark: Bool {
    guard let start = line.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
    let last = String(decoding: line[start...], as: UTF8.self)
    return blank == .none ? QuotationMark.isOne(last) : last == "«"
  }
  /// Whether what is written goes into a capture.
  var isCapturing: Bool { !captures.isEmpty }

  // MARK: Running text

  /// Running text, its blanks folded, Unicode's among them.
  mutating func append(_ piece: some Collection<UInt8>) {
    piece.withContiguousStorageIfAvailable { append($0) }
      ?? Array(piece).withUnsafeBufferPointer { append($0) }
  }

  private mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < piece.count {
      let width = UnicodeBlank.width(piece, at: index)
      if width > 0 {
        note(piece[index] == 0x0A ? .lineBreak : .space)
        index += width
        continue
      }
      let start = index
      while index < piece.count, UnicodeBlank.width(piece, at: index) == 0 { index += 1 }
      write(UnsafeBufferPointer(rebasing: piece[start..<index]))
    }
  }

  /// A blank between what was written and what comes, where both are there.
  mutating func space() { note(.space) }
  /// A line of the source ends: a blank, but not between ideographs.
  mutating func lineBreak() { note(.lineBreak) }
  /// What comes belongs to the word that was written.
  mutating func glue() { blank = .glued }

  /// A mark that ends a quotation: a blank before it goes behind it.
  mutating func close(with mark: String) {
    let waiting = blank
    blank = .none
    append(mark.utf8)
    blank = waiting == .glued ? .none : waiting
  }

  private mutating func note(_ new: Blank) {
    switch blank {
    case .glued, .lineBreak: break
    case .none, .space: blank = new
    }
  }

  private mutating func write(_ word: UnsafeBufferPointer<UInt8>) {
    if line.isEmpty, captures.isEmpty { lineStart = nextStart }
    if !line.isEmpty, needsBlank(before: word) { line.append(0x20) }
    blank = .none
    marks.place(at: captures.isEmpty ? lineStart + line.count : line.count)
    if raised > 0 {
      for byte in word { line += Superscript.of(byte) ?? [byte] }
    } else {
      line.append(contentsOf: word)
    }
  }

  private func needsBlank(before word: UnsafeBufferPointer<UInt8>) -> Bool {
    switch blank {
    case .none, .glued: false
    case .space: true
    case .lineBreak: !(Ideograph.ends(line) && Ideograph.begins(word))
    }
  }

  // MARK: Lines and blocks

  /// Where the next line will begin.
  private var nextStart: Int { text.count == 0 ? 0 : text.count + (wantsGap ? 2 : 1) }

  /// Ends the line; inside a capture it is a blank.
  mutating func endLine() {
    guard captures.isEmpty else { return note(.space) }
    blank = .none
    guard !line.isEmpty else { return }
    startLine()
    _ = text.verbatim(line)
    line.removeAll(keepingCapacity: true)
  }

  /// Takes the line being written back, and counts it by a rule; nothing may have ended in it.
  mutating func leaveOutLine(as rule: String) {
    guard captures.isEmpty else { return }
    leftOut.count(rule, line)
    line.removeAll()
    blank = .none
    marks.takeBack(from: lineStart)
  }

  /// Sets what comes apart by an empty line: stanzas.
  mutating func gap() {
    endLine()
    if captures.isEmpty, text.count > 0 { wantsGap = true }
  }

  private mutating func startLine() {
    hasBody = true
    if text.count > 0 { _ = text.verbatim(wantsGap ? [0x0A, 0x0A] : [0x0A]) }
    wantsGap = false
  }

  /// A block whose lines stay as they are; empty lines before and after it are dropped.
  mutating func verbatim(_ block: [UInt8]) {
    guard captures.isEmpty else { return append(block) }
    endLine()
    let lines = VerbatimLines.trimmed(block)
    guard !lines.isEmpty else { return }
    marks.place(at: nextStart)
    startLine()
    _ = text.verbatim(lines)
  }

  /// A table, a line for each row.
  mutating func table(_ table: TableText) {
    guard captures.isEmpty else {
      for row in table.lines() {
        append(row.text)
        note(.space)
      }
      return
    }
    endLine()
    wantsGap = false
    let (span, cells) = table.write(to: &text)
    guard !span.isEmpty else { return }
    hasBody = true
    marks.place(at: span.start)
    facts += cells
  }

  // MARK: Captures

  /// Sends what is written elsewhere until ``endCapture()``: labels and cells.
  mutating func beginCapture() {
    captures.append(Capture(line: line, blank: blank, unplaced: marks.beginCapture()))
    line = []
    blank = .none
  }

  /// What was written since ``beginCapture()``.
  mutating func endCapture() -> [UInt8] {
    guard let capture = captures.popLast() else { return [] }
    defer {
      line = capture.line
      blank = capture.blank
      marks.endCapture(capture.unplaced)
    }
    return line
  }

  // MARK: Sections and facts

  /// Something begins whose place is asked for.
  mutating func openMark() { marks.open(capture: captures.count) }

  /// The place of what was written since ``openMark()``; nil where nothing was, or where it went into a capture.
  @discardableResult mutating func closeMark() -> Span? {
    guard let mark = marks.close(), let start = mark.start, mark.capture == 0 else { return nil }
    let end = line.isEmpty ? text.count : lineStart + line.count
    return end > start ? Span(start, end) : nil
  }

  /// What stands in the line since the last ``openMark()``.
  var written: ArraySlice<UInt8> {
    guard captures.isEmpty, let start = marks.last?.start, start >= lineStart else { return [] }
    return line.dropFirst(start - lineStart)
  }

  /// Ends what ``openMark()`` began as a fact whose value is what was written.
  mutating func closeFact(_ name: String, _ attributes: [Fact.Attribute] = []) {
    let mark = marks.last
    let captured: String? = mark.flatMap { mark in
      guard let start = mark.start, mark.capture > 0, mark.capture == captures.count else {
        return nil
      }
      return String(decoding: line[min(start, line.count)...], as: UTF8.self)
    }
    if let captured {
      closeMark()
      facts.append(Fact(name, captured, attributes: attributes))
    } else if let span = closeMark() {
      facts.append(Fact(name, "", span: span, attributes: attributes))
    }
  }

  mutating func add(_ fact: Fact) { facts.append(fact) }

  mutating func openSection(role: String = "") {
    endLine()
    open.append(sections.count)
    sections.append(Section(label: "", role: role, span: Span(0, 0)))
    openMark()
  }

  /// Labels the innermost open section; a further label is set after the first.
  mutating func label(_ bytes: [UInt8]) {
    guard let section = open.last, !bytes.isEmpty else { return }
    let label = String(decoding: bytes, as: UTF8.self)
    sections[section].label += sections[section].label.isEmpty ? label : " " + label
  }

  /// Ends the innermost open section. One that holds nothing is told as what it is; one without label and role is
  /// no section.
  mutating func closeSection() {
    endLine()
    guard let section = open.popLast() else { return }
    let label = sections[section].label
    if let span = closeMark() {
      sections[section].span = span
      if label.isEmpty, sections[section].role.isEmpty { sections.remove(at: section) }
    } else {
      sections.remove(at: section)
      if !label.isEmpty { facts.append(Fact("empty-section", label)) }
    }
  }

  // MARK: The end

  /// The document; facts that stand in the text get their values, what was left out is told last.
  consuming func document(
    id: String, title: Span, language: String? = nil, rights: String = Rights.unknown,
    marks: [String] = []
  ) -> Document {
    endLine()
    let finished = text.finish()
    let told = facts.map { fact in
      var fact = fact
      if fact.value.isEmpty, let span = fact.span { fact.value = finished.string(span) }
      return fact
    }
    return Document(
      id: id, title: title, text: finished, sections: sections, facts: told + leftOut.facts,
      language: language, rights: rights, marks: marks)
  }
}
