import Didact
import DidactXML

/// Makes a document of a page's lines.
enum PageDocument {
  /// - Parameter given: the title, where something else than the page says it.
  static func document(of page: HTMLPage, title given: [UInt8]? = nil) -> Document {
    let heads = page.lines.indices.filter { page.lines[$0].kind == .heading(1) }
    let headline = heads.count == 1 && given == nil ? heads.first : nil
    var text = DocumentText()
    let title = text.title(given ?? headline.map { page.lines[$0].text } ?? page.title)
    var facts = page.leftOut.facts
    if headline != nil || given != nil, !page.title.isEmpty {
      facts.append(Fact("page-title", String(decoding: page.title, as: UTF8.self)))
    }
    var sections: [Section] = []
    var cells: [Fact] = []
    /// Open sections: their place in `sections` and their heading's level.
    var open: [(section: Int, level: Int)] = []
    for (index, line) in page.lines.enumerated() where index != headline {
      guard case .heading(let level) = line.kind else {
        let span =
          line.kind == .preformatted ? verbatim(line.text, in: &text) : text.paragraph(line.text)
        cells += line.facts(at: span.start)
        for item in open {
          if sections[item.section].span.isEmpty { sections[item.section].span.start = span.start }
          sections[item.section].span.end = span.end
        }
        continue
      }
      open.removeAll { $0.level >= level }
      open.append((sections.count, level))
      let label = String(decoding: line.text, as: UTF8.self)
      sections.append(Section(label: label, span: Span(text.count, text.count)))
    }
    // A heading above nothing is told as what it is.
    for section in sections where section.span.isEmpty {
      facts.append(Fact("empty-section", section.label))
    }
    return Document(
      id: "", title: title, text: text.finish(), sections: sections.filter { !$0.span.isEmpty },
      facts: facts + cells, language: page.language.flatMap(LanguageCode.primary))
  }

  private static func verbatim(_ line: [UInt8], in text: inout DocumentText) -> Span {
    if text.count > 0 { _ = text.verbatim([0x0A]) }
    return text.verbatim(line)
  }
}
