import Didact
import DidactXML

/// Makes a document of a filing's lines: items become sections whose headings are labels and no text; cover page,
/// table of contents and signatures are boilerplate.
struct FilingDocument {
  var id: String
  /// `WAL MART STORES INC, 8-K, 1995-05-10`: what the header says, as no task asks for it.
  var title = ""
  var facts: [Fact] = []
  /// What the page's inline XBRL states, and what its concepts are called.
  var inline: InlineXBRL?
  var labels: XBRLLabels?

  func document(of page: HTMLPage, form: FilingForm?) -> Document {
    var page = page
    PeriodTable.tell(in: &page.lines)
    let items = form.map { FilingItems(in: page.lines, of: $0) }
    var text = DocumentText()
    let titleSpan = title.isEmpty ? Span(0, 0) : text.title(title)
    var spans: [Span] = []
    let headings = items?.headings ?? []
    let isHeading = Set(headings.flatMap { Array($0.lines) })
    for (index, line) in page.lines.enumerated() {
      spans.append(
        isHeading.contains(index) ? Span(text.count, text.count) : Self.write(line, to: &text))
    }
    let whole = text.count
    var sections: [Section] = []
    var empty: [Fact] = []
    let signatures = Self.signatures(page.lines, after: headings.last?.start)
    for (place, heading) in headings.enumerated() {
      var end = place + 1 < headings.count ? headings[place + 1].first : signatures ?? spans.count
      // "PART II" introduces the next item.
      while end > heading.start, Self.isPartHeading(page.lines[end - 1].text) { end -= 1 }
      let span = Self.span(spans, heading.start..<max(heading.start, end), whole)
      if span.isEmpty {
        empty.append(
          Fact("empty-item", heading.label, attributes: [.init("role", heading.role)]))
      } else {
        sections.append(Section(label: heading.label, role: heading.role, span: span))
      }
    }
    var facts = self.facts
    if !page.title.isEmpty {
      facts.append(Fact("page-title", String(decoding: page.title, as: UTF8.self)))
    }
    facts += empty
    let report = inline.map {
      InlineReport($0, spans: page.markedSpans(written: spans), labels: labels)
    }
    // What the header says of the filing stands above what its cover says.
    for fact in report?.cover ?? [] where !self.facts.contains(where: { $0.name == fact.name }) {
      facts.append(fact)
    }
    if !title.isEmpty { facts.append(Fact(Fact.boilerplate, "composed-title", span: titleSpan)) }
    func boilerplate(_ value: String, _ lines: Range<Int>) {
      let span = Self.span(spans, lines, whole)
      if !span.isEmpty { facts.append(Fact(Fact.boilerplate, value, span: span)) }
    }
    if let first = headings.first {
      boilerplate("cover-page", 0..<first.first)
    }
    if let signatures {
      // An index of exhibits may follow.
      let end = page.lines.indices[signatures...].first {
        FilingBoilerplate.isExhibitIndex(page.lines[$0].text)
      }
      boilerplate("signatures", signatures..<(end ?? spans.count))
    }
    for (index, line) in page.lines.enumerated() where !spans[index].isEmpty {
      for (kind, span) in FilingBoilerplate.found(in: Text(trusted: line.text)) {
        facts.append(
          Fact(Fact.boilerplate, kind, span: span.shifted(by: spans[index].start)))
      }
    }
    if items?.hasTooManyHeadings == true {
      facts.append(Fact("unplaced-heading", "too many headings to tell items by"))
    }
    for line in items?.unplaced ?? [] where !spans[line].isEmpty {
      facts.append(
        Fact(
          "unplaced-heading", String(decoding: page.lines[line].text, as: UTF8.self),
          span: spans[line]))
    }
    facts += report?.facts ?? []
    for (line, span) in zip(page.lines, spans) where !span.isEmpty {
      facts += line.facts(at: span.start)
    }
    facts += page.leftOut.facts
    return Document(
      id: id, title: titleSpan, text: text.finish(), sections: sections, facts: facts,
      language: "en")
  }

  private static func isPartHeading(_ text: [UInt8]) -> Bool {
    let lowered = text.prefix(60).map(UTF8Bytes.lowered)
    guard text.count < 60, lowered.starts(with: "part ".utf8) else { return false }
    return lowered.dropFirst(5).prefix { UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) }
      .allSatisfy { "iv1234".utf8.contains($0) }
  }

  /// Columns stay where they are in what was set in them.
  private static func write(_ line: HTMLPage.Line, to text: inout DocumentText) -> Span {
    guard line.kind == .preformatted else { return text.paragraph(line.text) }
    if text.count > 0 { _ = text.verbatim([0x0A]) }
    return text.verbatim(line.text)
  }

  /// From the first to the last of some lines, blanks at either end aside.
  private static func span(_ spans: [Span], _ lines: Range<Int>, _ whole: Int) -> Span {
    let written = lines.clamped(to: 0..<spans.count).map { spans[$0] }.filter { !$0.isEmpty }
    guard let first = written.first, let last = written.last else { return Span(whole, whole) }
    return Span(first.start, last.end)
  }

  /// The line that says `SIGNATURES` (or `POWER OF ATTORNEY`) and nothing else, or else begins as signatures do,
  /// after the last item's heading.
  private static func signatures(_ lines: [HTMLPage.Line], after start: Int?) -> Int? {
    let first = max(start ?? 0, lines.count / 3)
    guard first < lines.count else { return nil }
    let after = lines.indices[first...]
    return after.first { FilingBoilerplate.isSignatureHeading(lines[$0].text) }
      ?? after.first { FilingBoilerplate.beginsSignatures(lines[$0].text) }
  }
}
