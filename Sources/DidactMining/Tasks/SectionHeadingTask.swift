public import Didact

/// Under which of the document's own headings an excerpt stands.
///
/// Sections whose source states a role are left to the tasks that know what roles mean.
public struct SectionHeadingTask: DomainTask {
  public init() {}

  public let id = "section-heading"
  public let category = "section classification"
  public let templates: [Template] = [
    "Under which heading does this [stand|belong]? \"{excerpt}\"",
    "[Which section|Which part] of the document says this? \"{excerpt}\"",
    "\"{excerpt}\" [Which heading stands above it|What is its section called]?",
    "[Choose|Pick] the heading for this excerpt: \"{excerpt}\"",
    "Excerpt: {excerpt}\n[Section|Heading]:",
    "[Match|Assign] the excerpt to its section: \"{excerpt}\"",
    "[Where in the document|In which section] would one [find|look up] this? \"{excerpt}\"",
    "[Name|Give] the section that holds: \"{excerpt}\"",
    "The document has the sections below. [Which of them|Which one] holds \"{excerpt}\"?",
  ]

  private static let distractors = 3
  /// Sentences of a section that are looked at for one that is clearly its own.
  private static let mostTried = 12
  /// A longer list is a reference work's, whose headings are entries.
  private static let mostSections = 500

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let document = passage.document
    guard !passage.sections.isEmpty, document.sections.count <= Self.mostSections else {
      return .none(because: "too few sections with headings of their own")
    }
    let outer = passage.documentMemo.value { Outer(document) }.sections
    guard outer.count > Self.distractors else {
      return .none(because: "too few sections with headings of their own")
    }
    var found: [Exercise] = []
    for section in outer where section.span.overlaps(passage.body) {
      let inside = passage.quotable().filter(section.span.contains)
      guard !inside.isEmpty else { continue }
      var random = SeededGenerator(seed: 0, id, document.id, section.label)
      let words = SectionWords.of(outer, in: passage)
      let stems = Phrase(section.label).stems
      var chosen: (sentence: Span, others: [String])?
      for sentence in random.shuffled(inside).prefix(Self.mostTried)
      where chosen == nil && passage.isStatement(sentence) && !takesUp(sentence, passage)
        && !names(stems, sentence, passage)
      {
        chosen = Distractors.choose(
          Self.distractors, from: words.unlike(sentence, of: section, among: outer, passage.text),
          near: section.label, random: &random
        ).map { (sentence, $0) }
      }
      guard let (sentence, others) = chosen else { continue }
      found.append(
        Exercise(
          slots: ["excerpt": passage.string(sentence)], response: section.label,
          options: [section.label] + others, evidence: [.section(section)]))
    }
    guard !found.isEmpty else { return .none(because: "no sentence that can be quoted") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// The sections that no other one holds and whose headings are their own; none where two have one heading.
  private struct Outer: Sendable {
    let sections: [Section]

    init(_ document: Document) {
      let outer = SectionHeadingTask.outermost(of: document)
        .filter { $0.role.isEmpty && SectionHeadingTask.isHeading($0.label) }
      sections = Set(outer.map(\.label)).count == outer.count ? outer : []
    }
  }

  /// The sections that no other one holds.
  private static func outermost(of document: Document) -> [Section] {
    var outer: [Section] = []
    for section in document.sections where !section.span.isEmpty {
      if let last = outer.last, last.span.contains(section.span) { continue }
      outer.append(section)
    }
    // One section that holds all of the document says nothing: its parts do.
    if outer.count == 1, let whole = outer.first {
      var inner: [Section] = []
      for section in document.sections where section != whole && !section.span.isEmpty {
        if let last = inner.last, last.span.contains(section.span) { continue }
        inner.append(section)
      }
      return inner
    }
    return outer
  }

  private static func isHeading(_ label: String) -> Bool {
    (3...80).contains(label.utf8.count) && label.utf8.contains(where: UTF8Bytes.isLetter)
      && !endMatter.contains(label.lowercased())
  }

  /// Headings under which nothing of a document's subject stands: no reader would take them for an excerpt's.
  private static let endMatter: Set<String> = [
    "see also", "references", "external links", "further reading", "notes", "bibliography",
    "footnotes", "sources", "citations", "works cited", "notes and references", "gallery", "index",
    "contents", "table of contents", "colophon", "acknowledgements", "acknowledgments",
    "selected bibliography", "reference literature", "links", "references and notes",
    "general references",
  ]

  /// Whether a sentence goes on with what another one names: alone it could stand in many a section.
  private func takesUp(_ sentence: Span, _ passage: Passage) -> Bool {
    let head = Span(sentence.start, min(sentence.end, sentence.start + 30))
    guard let first = Words.spans(in: passage.text, head).first else { return true }
    return Self.pronouns.contains(passage.text[first])
  }
  private static let pronouns = WordKeys(
    words: """
      this that these those they it he she we you i his her its their our such both all another
      other others however then there then thus therefore similarly one some many most here
      """)

  /// Whether a word of a sentence begins with one of the stems of its heading.
  private func names(_ stems: [[UInt8]], _ sentence: Span, _ passage: Passage) -> Bool {
    let (words, bytes) = (PassageLexicon(passage), passage.text.bytes)
    return words.places(in: sentence).contains { place in
      let word = words.spans[place]
      return stems.contains { stem in
        stem.count <= word.count
          && stem.indices.allSatisfy { UTF8Bytes.lowered(bytes[word.start + $0]) == stem[$0] }
      }
    }
  }

  private static func document(_ labels: [String]) -> Document {
    let paragraphs = [
      "They grow where the falling water leaves its mud on the low shore.",
      "The flooding of the channels takes place twice a day, and it leaves them dry.",
      "They rest on their way to the north, and they feed on what lives in the mud.",
      "These carry off a part of the land in most winters of the last years.",
    ]
    var text = DocumentText()
    let sections = zip(labels, paragraphs).map { label, paragraph in
      let span = text.paragraph(paragraph)
      // What only these words take up, no other section could hold.
      guard paragraph.hasPrefix("The flooding") else { return Section(label: label, span: span) }
      let next = text.paragraph("It is the flooding that keeps the channels open in all winters.")
      return Section(label: label, span: Span(span.start, next.end))
    }
    return Document(id: "1", text: text.finish(), sections: sections, language: "en")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document(["Salt marshes", "The tide", "Birds", "Storms"]),
        slots: [
          "excerpt": "The flooding of the channels takes place twice a day, and it leaves them dry."
        ], response: "The tide")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "too few sections with headings of their own"
    return [
      TaskCounterexample(Self.document(["Salt marshes", "The tide"]), because: reason),
      TaskCounterexample(Self.document(["Tide", "Tide", "Birds", "Storms"]), because: reason),
      TaskCounterexample(
        Self.document(["Salt marshes", "The tide", "Birds", "See also"]), because: reason),
    ]
  }
}
