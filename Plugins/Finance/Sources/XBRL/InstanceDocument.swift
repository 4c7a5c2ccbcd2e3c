import Didact
import DidactXML

/// Makes a readable document of an instance: a line for each fact, its blocks of text as sections, its footnotes.
///
/// `Accounts payable | 2010-09-30 | 170120000 USD`: what it is, of which parts, when, the value and its unit. What a
/// concept is called is its label, or its name where no label is at hand.
struct InstanceDocument {
  private let reader: InstanceReader
  private var report: XBRLReport
  private var text = DocumentText()
  private var sections: [Section] = []
  private var facts: [XBRLFact] = []
  private var leftOut: LeftOut

  init(_ reader: InstanceReader, labels: XBRLLabels?, size: Int) {
    self.reader = reader
    leftOut = reader.leftOut
    report = XBRLReport(reader.contexts, labels: labels, size: size)
  }

  /// Nil where there is neither fact nor footnote.
  mutating func document() -> Document? {
    guard !reader.facts.isEmpty || !reader.footnotes.isEmpty else { return nil }
    facts = reader.facts.map { fact, text, _ in
      var fact = fact
      fact.footnotes = fact.id.flatMap { reader.explained[$0] } ?? 0
      let value = InlineXBRL.folded(text[...])
      if !Self.isBlock(fact, text) { fact.value = String(decoding: value, as: UTF8.self) }
      return fact
    }
    let cover = CoverFacts.facts(of: facts, report)
    let title = ["company", "form-type", "period"].compactMap { name in
      cover.first { $0.name == name }?.value
    }.joined(separator: ", ")
    let titleSpan = title.isEmpty ? Span(0, 0) : text.title(title)
    let blocks = reader.facts.indices.filter { Self.isBlock(facts[$0], reader.facts[$0].text) }
    let isBlock = Set(blocks)
    for place in facts.indices where !isBlock.contains(place) { line(place) }
    for place in blocks { block(place) }
    var all: [Fact] = cover
    if !title.isEmpty { all.append(Fact(Fact.boilerplate, "composed-title", span: titleSpan)) }
    for (place, fact) in facts.enumerated() {
      var fact = fact.fact(&report)
      if let tuple = reader.facts[place].tuple, report.spend(tuple.utf8.count) {
        fact.attributes.append(.init("tuple", tuple))
      }
      all.append(fact)
    }
    for footnote in reader.footnotes {
      let span = text.paragraph(footnote)
      all.append(
        Fact(
          "xbrl-footnote", "", span: span,
          attributes: [.init("characters", String(LeftOut.characters(footnote)))]))
    }
    return Document(
      id: "", title: titleSpan, text: text.finish(), sections: sections, facts: all + leftOut.facts,
      language: reader.language.flatMap(Self.code))
  }

  /// `en` of `en-US`.
  private static func code(_ language: String) -> String? {
    let code = language.prefix { $0 != "-" }.lowercased()
    return code.utf8.count == 2 ? code : nil
  }

  /// The label, else the name without its prefix.
  private static func name(of fact: XBRLFact, _ about: XBRLReport.About?) -> String {
    about?.label ?? fact.concept.split(separator: ":").last.map(String.init) ?? fact.concept
  }

  /// A block's name as a heading: what it is in the taxonomy (`Debt [Text Block]`) is no part of it.
  private static func heading(_ name: String) -> String {
    for suffix in [" [Text Block]", " [Policy Text Block]", " [Table Text Block]"]
    where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
      return String(name.dropLast(suffix.count))
    }
    return name
  }

  /// A text that is long, or markup.
  private static func isBlock(_ fact: XBRLFact, _ text: [UInt8]) -> Bool {
    fact.unit == nil && !fact.isNil
      && (text.count > 256 || UTF8Bytes.find("</".utf8, in: text[...]) != nil)
  }

  /// A line for a fact; a fact that states that there is no value has none.
  private mutating func line(_ place: Int) {
    let fact = facts[place]
    guard !fact.isNil, !fact.value.isEmpty else { return }
    let about = report.about(fact)
    var cells = [Self.name(of: fact, about)]
    cells += about?.dimensions ?? []
    if let period = about?.period, !period.isEmpty { cells.append(period) }
    let head = text.paragraph(cells.joined(separator: " | ") + " |")
    _ = text.verbatim([0x20])
    facts[place].span = text.verbatim(fact.value.utf8)
    if let unit = about?.unit, !unit.isEmpty, !head.isEmpty {
      _ = text.verbatim(" \(unit)".utf8)
    }
  }

  /// A section for a block of text, read as a page where it is markup.
  private mutating func block(_ place: Int) {
    let bytes = reader.facts[place].text
    let start = text.count
    let page = try? HTMLPage.read(bytes[...])
    let lines = page.map { $0.lines.map(\.text) } ?? [bytes]
    var kept = 0
    var spans: [Span] = []
    for (index, line) in lines.enumerated() {
      let span = text.paragraph(line)
      if !span.isEmpty { spans.append(span) }
      let bars = page.map { max(0, $0.lines[index].cells.count - 1) } ?? 0
      kept += LeftOut.characters(line) - bars
    }
    if let page {
      leftOut.add(page.leftOut)
      kept += page.leftOut.characters + LeftOut.characters(page.title)
      leftOut.count("page-title", page.title)
    }
    leftOut.count("markup", characters: LeftOut.characters(bytes) - kept)
    facts[place].characters = LeftOut.characters(bytes)
    guard let first = spans.first, let last = spans.last else { return }
    let span = Span(max(start, first.start), last.end)
    facts[place].span = span
    sections.append(
      Section(
        label: Self.heading(Self.name(of: facts[place], report.about(facts[place]))), span: span))
  }
}
