import Didact
import DidactXML

/// Reads text in XML by a vocabulary's rules, without recursion.
struct ProseReader<Vocabulary: ProseVocabulary> {
  let vocabulary: Vocabulary
  var writer = ProseWriter()
  private var frames: [Frame] = []
  private var ancestors: [XMLTree] = []
  private var tables: [TableText] = []
  /// Notes that wait for the end of the block that they stand in.
  private var notes: [XMLTree.Child] = []
  private var openBlocks = 0

  private struct Frame {
    /// Nil for notes that are read after their block.
    var element: XMLTree?
    var rule: ProseRule
    var children: [XMLTree.Child]
    var next = 0
    var isSpaced = false
    /// What a part of it has named, for the facts of those after it.
    var name = ""
    /// The quotation mark to set at its end.
    var closing = ""
  }

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Reads an element; `around` are those that it stands in.
  mutating func read(_ element: XMLTree, in around: [XMLTree] = []) {
    ancestors = around
    enter(element)
    while let last = frames.indices.last {
      guard frames[last].next < frames[last].children.count else {
        leave()
        continue
      }
      let child = frames[last].children[frames[last].next]
      frames[last].next += 1
      switch child {
      case .element(let element):
        if frames[last].isSpaced { writer.space() }
        enter(element)
      case .text(let text): writer.append(text.utf8)
      }
    }
    writer.endLine()
  }

  private mutating func enter(_ element: XMLTree) {
    let isRunning = openBlocks > 0 || writer.isCapturing
    var rule = vocabulary.rule(for: element, in: ancestors, isRunning: isRunning)
    if case .note = rule.kind, isRunning || !tables.isEmpty {
      notes.append(.element(element))
      return
    }
    if let last = frames.indices.last {
      if rule.isName, frames[last].name.isEmpty { frames[last].name = element.line }
      if let naming = rule.naming, !frames[last].name.isEmpty {
        rule.fact?.attributes.append(.init(naming, frames[last].name))
      }
    }
    var frame = Frame(element: element, rule: rule, children: element.children)
    frame.isSpaced = rule.isSpaced && element.isStructure
    if case .quotation = rule.kind, !writer.endsInQuotationMark,
      !QuotationMark.isOne(element.opening)
    {
      writer.append("“".utf8)
      writer.glue()
      frame.closing = "”"
    }
    if rule.fact != nil { writer.openMark() }
    open(element, &frame)
    frames.append(frame)
    ancestors.append(element)
  }

  private mutating func open(_ element: XMLTree, _ frame: inout Frame) {
    switch frame.rule.kind {
    case .inline, .quotation: break
    case .block, .note:
      writer.endLine()
      openBlocks += 1
    case .group: writer.endLine()
    case .stanza: writer.gap()
    case .section(let role): writer.openSection(role: role)
    case .head, .caption, .cell, .cellBetween: writer.beginCapture()
    case .verbatim:
      writer.verbatim(Array(element.text.utf8))
      frame.children = []
    case .markup:
      writer.verbatim(MarkupSource.written(element))
      frame.children = []
    case .table:
      writer.endLine()
      tables.append(TableText())
    case .tableHead: change { $0.setHead(true) }
    case .row: change { $0.startRow() }
    case .column(let name): change { $0.addColumn(named: name) }
    case .raised: writer.raised += 1
    case .blank: writer.space()
    case .lineBreak: writer.lineBreak()
    case .glue: writer.glue()
    case .reference(let text, let target):
      writer.openMark()
      writer.append(text.utf8)
      writer.closeFact("cross-reference", [.init("target", target)])
    case .reading(let chosen): frame.children = reading(chosen, of: element)
    case .leftOut(let rule):
      writer.leftOut.count(rule, element.text.utf8)
      frame.children = []
    }
  }

  private mutating func leave() {
    guard let frame = frames.popLast() else { return }
    if frame.element != nil {
      ancestors.removeLast()
      close(frame.rule.kind)
      if let fact = frame.rule.fact { writer.closeFact(fact.name, fact.attributes) }
      if !frame.closing.isEmpty { writer.close(with: frame.closing) }
    }
    guard !notes.isEmpty, openBlocks == 0, tables.isEmpty, !writer.isCapturing else { return }
    frames.append(Frame(element: nil, rule: .group, children: notes))
    notes = []
  }

  private mutating func close(_ kind: ProseRule.Kind) {
    switch kind {
    case .block, .note:
      writer.endLine()
      openBlocks -= 1
    case .group: writer.endLine()
    case .stanza: writer.gap()
    case .section: writer.closeSection()
    case .head: writer.label(writer.endCapture())
    case .caption:
      let caption = writer.endCapture()
      change { $0.caption = String(decoding: caption, as: UTF8.self) }
      writer.append(caption)
      writer.endLine()
    case .table: if let table = tables.popLast() { writer.table(table) }
    case .tableHead: change { $0.setHead(false) }
    case .cell(let isHead, let columns, let rows): addCell(isHead, columns, rows)
    case .cellBetween(let first, let last, let rows):
      addCell(false, tables.last?.columns(from: first, to: last) ?? 1, rows)
    case .raised: writer.raised -= 1
    case .inline, .quotation, .verbatim, .markup, .row, .column, .blank, .lineBreak, .glue,
      .reference, .reading, .leftOut:
      break
    }
  }

  // MARK: Parts

  private mutating func change(_ change: (inout TableText) -> Void) {
    guard let table = tables.indices.last else { return }
    change(&tables[table])
  }

  /// A cell outside of a table is running text.
  private mutating func addCell(_ isHead: Bool, _ columns: Int, _ rows: Int) {
    let text = writer.endCapture()
    guard !tables.isEmpty else {
      writer.space()
      writer.append(text)
      writer.space()
      return
    }
    change {
      if $0.isEmpty { $0.startRow() }
      $0.addCell(text, isHead: isHead, columns: columns, rows: rows)
    }
  }

  private mutating func reading(_ chosen: Int, of element: XMLTree) -> [XMLTree.Child] {
    var kept: [XMLTree.Child] = []
    for (number, reading) in element.elements.enumerated() {
      if number == chosen {
        kept = [.element(reading)]
      } else {
        writer.leftOut.count("other-reading", reading.text.utf8)
      }
    }
    return kept
  }
}

/// Characters that begin a quotation.
enum QuotationMark {
  static func isOne(_ character: String) -> Bool {
    ["\"", "'", "“", "‘", "„", "‚", "«", "‹", "»", "「", "『"].contains(character)
  }
}
