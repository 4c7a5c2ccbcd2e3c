import Didact
import DidactXML

/// Makes a document's text of Markdown's parts.
final class MarkdownBuilder: MarkdownHandler {
  private(set) var writer = ProseWriter()
  private(set) var title = Span(0, 0)
  /// Why a block of HTML cannot be read.
  private(set) var fault: RecordError?
  /// The only heading of the first level, where it has become the title.
  private var headline: [UInt8]?
  private var levels = HeadingLevels()
  /// Quotes and lists that are open: headings in them are lines.
  private var containers = 0
  /// Numbers of the next items of open lists; nil for lists without.
  private var numbers: [Int?] = []
  private var table = TableText()
  /// The lines of a block of code or HTML.
  private var block: [UInt8]?

  /// - Parameters:
  ///   - title: what the text is called.
  ///   - isHeadline: whether a heading says so, which then is no section.
  init(title: [UInt8], isHeadline: Bool) {
    self.title = writer.title(title)
    headline = isHeadline ? title : nil
  }

  func finish() -> ProseWriter {
    levels.close(in: &writer)
    return writer
  }

  // MARK: Blocks

  func start(_ part: MarkdownBlock) {
    switch part {
    case .document, .rule: writer.endLine()
    case .quote, .list:
      writer.endLine()
      containers += 1
      if case .list = part { numbers.append(nil) }
    case .numberedList(let first):
      writer.endLine()
      containers += 1
      numbers.append(first)
    case .item(let isDone):
      writer.endLine()
      if let last = numbers.indices.last, let number = numbers[last] {
        writer.append("\(number). ".utf8)
        numbers[last] = number &+ 1
      }
      if let isDone { writer.append((isDone ? "[x] " : "[ ] ").utf8) }
    case .paragraph: writer.openMark()
    case .heading: writer.beginCapture()
    case .code, .html: block = []
    case .table: table = TableText()
    case .tableHead: table.setHead(true)
    case .tableBody: break
    case .row: table.startRow()
    case .cell: writer.beginCapture()
    }
  }

  func end(_ part: MarkdownBlock) {
    switch part {
    case .document, .rule, .item: writer.endLine()
    case .quote: containers -= 1
    case .list, .numberedList:
      containers -= 1
      numbers.removeLast()
    case .paragraph:
      if Self.directives.contains(where: writer.written.elementsEqual) {
        writer.leaveOutLine(as: "contents")
      }
      if let mark = Footnotes.mark(writer.written) {
        writer.closeFact("note", [.init("mark", mark)])
      } else {
        writer.closeMark()
      }
      writer.endLine()
    case .heading(let level):
      let label = writer.endCapture()
      end(heading: label, level, in: &writer)
    case .code(let language):
      writer.openMark()
      writer.verbatim(block ?? [])
      writer.closeFact("code", language.isEmpty ? [] : [.init("language", language)])
      block = nil
    case .html:
      read(html: block ?? [])
      block = nil
    case .table: writer.table(table)
    case .tableHead: table.setHead(false)
    case .tableBody, .row: break
    case .cell(let isHead): table.addCell(writer.endCapture(), isHead: isHead)
    }
  }

  /// Paragraphs that ask for a table of contents.
  private static let directives = ["[TOC]", "[[TOC]]", "[[_TOC_]]"].map { Array($0.utf8) }

  private func end(heading: [UInt8], _ level: Int, in writer: inout ProseWriter) {
    if containers > 0 {
      writer.append(heading)
      writer.endLine()
    } else if level == 1, heading == headline {
      headline = nil
    } else {
      levels.open(level, label: heading, in: &writer)
    }
  }

  /// A block of HTML, read as a page.
  private func read(html: [UInt8]) {
    let page: HTMLPage
    do throws(RecordError) {
      page = try HTMLPage.read(html[...])
    } catch {
      fault = fault ?? error
      return
    }
    writer.leftOut.add(page.leftOut)
    writer.append(page.title)
    writer.endLine()
    writer.write(page.lines) { writer, label, level in
      end(heading: label, level, in: &writer)
    }
  }

  // MARK: Spans and text

  func start(_ span: MarkdownSpan) {
    switch span {
    case .link, .image: writer.openMark()
    case .emphasis, .code: break
    }
  }

  func end(_ span: MarkdownSpan) {
    switch span {
    case .link(let address, let title): close("link", address, title)
    case .image(let address, let title): close("image", address, title)
    case .emphasis, .code: break
    }
  }

  private func close(_ fact: String, _ address: String, _ title: String) {
    // A link to a place in the text itself says nothing.
    if address.isEmpty || address.hasPrefix("#") && title.isEmpty {
      writer.closeMark()
      return
    }
    let attributes = [Fact.Attribute("url", address)]
    writer.closeFact(fact, title.isEmpty ? attributes : attributes + [.init("title", title)])
  }

  func text(_ kind: MarkdownText, _ bytes: UnsafeBufferPointer<UInt8>) {
    if block != nil {
      block? += kind == .zero ? Array("\u{FFFD}".utf8) : Array(bytes)
      return
    }
    switch kind {
    case .plain, .code: writer.append(bytes)
    case .lineEnd: writer.lineBreak()
    case .hardLineEnd: writer.endLine()
    case .reference: writer.append(CharacterReference.utf8(bytes) ?? Array(bytes))
    case .zero: writer.append("\u{FFFD}".utf8)
    case .html: read(tag: bytes)
    }
  }

  /// An element's tag in running text.
  private func read(tag: UnsafeBufferPointer<UInt8>) {
    switch InlineTag.name(of: tag) {
    case "br", "br/": writer.endLine()
    case "sup": writer.raised += 1
    case "/sup": writer.raised = max(0, writer.raised - 1)
    case let name where !name.isEmpty && !InlineTag.isKnown(name): writer.append(tag)
    default: break
    }
  }
}

/// Tags of HTML in running text.
enum InlineTag {
  /// `<br />` as `br`, `</sup>` as `/sup`, in lower case; empty for a comment.
  static func name(of tag: UnsafeBufferPointer<UInt8>) -> String {
    let name = tag.dropFirst().prefix {
      UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "/")
    }
    return String(decoding: name.prefix(16).map(UTF8Bytes.lowered), as: UTF8.self)
  }

  /// Whether HTML has an element of a tag's name: the `<T>` of `Box<T>` is text.
  static func isKnown(_ name: String) -> Bool {
    names.contains(name.hasPrefix("/") ? String(name.dropFirst()) : name)
  }

  private static let names: Set<String> = Set(
    """
    a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas caption
    center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption
    figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd
    label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup
    option output p param picture pre progress q rp rt ruby s samp script section select slot small source span
    strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
    ul var video wbr
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
