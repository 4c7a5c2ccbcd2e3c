import Didact
import DidactXML

/// Small texts of feeds.
enum FeedText {
  /// Blanks folded.
  static func line(_ text: String) -> String {
    var line = DocumentText()
    _ = line.paragraph(text)
    return line.finish().description
  }

  /// A licence's address, in an attribute or as text.
  static func licence(_ element: XMLTree) -> String? {
    let text = line(element.attribute("resource") ?? element.text)
    return text.isEmpty ? nil : text
  }

  /// A person's name, and the rest: `anna@example.org (Anna)` has both.
  static func name(_ text: String) -> (name: String, rest: String) {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return (text, "") }
    if let open = text.firstIndex(of: "("), let close = text[open...].lastIndex(of: ")") {
      let name = text[text.index(after: open)..<close]
      if !name.isEmpty, !name.utf8.contains(UInt8(ascii: "@")) {
        return (String(name), text[..<open] + "()" + text[text.index(after: close)...])
      }
    }
    if let open = text.firstIndex(of: "<"), open > text.startIndex {
      let name = UTF8Bytes.trimmed(String(text[..<open]))
      if !name.utf8.contains(UInt8(ascii: "@")) { return (name, String(text[open...])) }
    }
    return ("", text)
  }
}

/// The tail of an item's text: where it is cut off, and what feeds put below it.
enum FeedTail {
  private static let more = [
    "read more", "continue reading", "read the rest", "read the full", "read full", "more »",
    "full story",
    "weiterlesen", "lire la suite", "leer más", "leggi tutto", "читать далее",
  ]

  /// Marks the document `truncated` where its last line says so, and lines that are no text of the item's as
  /// boilerplate.
  static func mark(_ document: inout Document, _ body: FeedBody) {
    guard !document.body.isEmpty else { return }
    var (last, end) = lastLine(of: document, before: document.text.count)
    if isAppearedFirst(document.text[last]) {
      markBoilerplate(&document, last)
      (last, end) = lastLine(of: document, before: end)
    }
    let isLink =
      (body.page.lines.last { $0.linked * 10 >= $0.characters * 9 && $0.linked > 0 })
      .map { $0.text.elementsEqual(document.text[last]) } ?? false
    let lowered = document.text.string(last).lowercased()
    if isLink, more.contains(where: { lowered.hasPrefix($0) }) {
      markBoilerplate(&document, last)
      document.marks.append("truncated")
    } else if lowered.hasSuffix("[...]") || lowered.hasSuffix("[…]")
      || body.page.lines.count == 1 && (lowered.hasSuffix("...") || lowered.hasSuffix("…"))
    {
      document.marks.append("truncated")
    }
  }

  private static func lastLine(of document: Document, before end: Int) -> (Span, Int) {
    let body = document.body
    let line = document.text.trimmed(Span(body.start, end))
    var start = line.end
    while start > line.start, document.text.bytes[start - 1] != 0x0A { start -= 1 }
    return (Span(start, line.end), start)
  }

  /// WordPress: "The post A appeared first on B."
  private static func isAppearedFirst(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "The post ".utf8)
      && UTF8Bytes.find(" appeared first on ".utf8, in: line) != nil
  }

  private static func markBoilerplate(_ document: inout Document, _ span: Span) {
    document.facts.append(
      Fact(Fact.boilerplate, document.text.string(span), span: span))
  }
}
