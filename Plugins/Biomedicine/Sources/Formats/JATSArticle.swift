import Didact

/// What is known of one article (or sub-article, or abstract in another language) while it is read.
struct JATSArticle {
  /// What the document is of.
  enum Kind { case article, part, abstract }

  var kind: Kind
  /// Identifiers with their `pub-id-type`, in source order.
  var identifiers: [(type: String, value: String)] = []
  /// Set apart from the article's own by `#`: the part's XML id, or its number.
  var suffix = ""
  var articleType = ""
  var language: String?
  var title: [UInt8] = []
  /// Titles in other languages.
  var translatedTitles: [(language: String, title: [UInt8])] = []
  /// What is said of it, without a place in the text.
  var facts: [Fact] = []
  var rights = JATSRights()
  var isRetracted = false
  var leftOut = LeftOut()
  var flow = JATSFlow()
  /// What floats in the paragraph that is being read, to be set after it.
  var floating: [JATSFlow] = []

  init(kind: Kind) { self.kind = kind }

  /// The identifier that documents are told by: DOI, else PMID, PMC number, the first one there is.
  ///
  /// One of more than 300 bytes is none: each part's id repeats it.
  var identifier: String? {
    let identifiers = identifiers.filter { $0.value.utf8.count <= 300 }
    for type in ["doi", "pmid", "pmc", "pmcid"] {
      if let found = identifiers.first(where: { $0.type == type }) { return Self.named(found) }
    }
    return identifiers.first?.value
  }

  /// A PMC number as PMC writes it, with its letters.
  static func named(_ identifier: (type: String, value: String)) -> String {
    let isPMC = identifier.type == "pmc" || identifier.type == "pmcid"
    return isPMC && identifier.value.utf8.allSatisfy(UTF8Bytes.isDigit)
      ? "PMC" + identifier.value : identifier.value
  }

  /// The document, with the identifier and rights of the article that it is part of.
  consuming func document(partOf parent: (id: String, rights: String)?, fallbackID: String)
    -> Document
  {
    let own = identifier ?? fallbackID
    let id = parent.map { "\($0.id)#\(suffix)" } ?? own
    for float in floating { flow.append(float) }
    var (body, sections, placed, out) = flow.finish()
    out.add(leftOut)
    rights.leaveOut(&out)
    if !title.isEmpty {
      let distance = body.isEmpty ? 0 : title.count + 1
      for index in sections.indices {
        sections[index].span = sections[index].span.shifted(by: distance)
      }
      for index in placed.indices { placed[index].span = placed[index].span?.shifted(by: distance) }
      body = body.isEmpty ? title : title + [UInt8(ascii: "\n")] + body
    }
    let isEmpty = body.count == title.count
    var all = identifiers.map {
      Fact("article-id", Self.named($0), attributes: [.init("type", $0.type)])
    }
    if !articleType.isEmpty { all.append(Fact("article-type", articleType)) }
    if let parent { all.append(Fact("part-of", parent.id)) }
    all += facts
    // "Decision letter", "Author response": only a translation has a title of its own.
    if kind == .part, !articleType.hasPrefix("translat"), !title.isEmpty {
      all.append(Fact(Fact.boilerplate, "review-title", span: Span(0, title.count)))
    }
    var stated = rights.stated
    if stated == "unknown", let parent { stated = parent.rights }
    return Document(
      id: id, title: Span(0, title.count), text: Text(trusted: body), sections: sections,
      facts: all + placed + EndMatter.facts(of: sections) + out.facts, language: language,
      rights: stated,
      marks: marks(isEmpty: isEmpty))
  }

  private func marks(isEmpty: Bool) -> [String] {
    var marks: [String] = []
    let saysRetracted = title.prefix(9).map(UTF8Bytes.lowered).elementsEqual("retracted".utf8)
    if isRetracted || saysRetracted || articleType == "retracted-article" {
      marks.append("retracted")
    }
    switch articleType {
    case "retraction", "partial-retraction", "correction", "erratum", "addendum",
      "corrigendum", "expression-of-concern":
      marks.append("notice")
    default: break
    }
    if isEmpty { marks.append("no-abstract") }
    return marks
  }
}

/// Text with the sections and facts that have a place in it.
struct JATSFlow {
  var line = JATSLine()
  var sections: [Section] = []
  var facts: [Fact] = []
  /// Paragraphs open in it.
  var paragraphs = 0
  private var leftOut = LeftOut()

  init() {}

  /// Sets another flow's lines after the present ones.
  mutating func append(_ other: JATSFlow) {
    var (bytes, sections, facts, out) = other.finish()
    leftOut.add(out)
    guard !bytes.isEmpty else { return }
    line.breakLine()
    let distance = line.append(lines: bytes)
    for index in sections.indices {
      sections[index].span = sections[index].span.shifted(by: distance)
    }
    for index in facts.indices { facts[index].span = facts[index].span?.shifted(by: distance) }
    self.sections += sections
    self.facts += facts
  }

  /// The bytes, and what has a place in them: spans without blanks at either end, nothing empty.
  consuming func finish() -> (
    bytes: [UInt8], sections: [Section], facts: [Fact], leftOut: LeftOut
  ) {
    let bytes = line.take()
    leftOut.count(JATSRule.eMailAddress.rawValue, characters: line.takeRemoved())
    let text = Text(trusted: bytes)
    let sections: [Section] = self.sections.compactMap {
      let span = text.trimmed($0.span)
      guard !span.isEmpty, text.isBoundary(span.start), text.isBoundary(span.end) else {
        leftOut.count(JATSRule.emptySection.rawValue, $0.label.utf8)
        return nil
      }
      return Section(label: $0.label, role: $0.role, span: span)
    }
    let facts: [Fact] = self.facts.compactMap { fact in
      guard let span = fact.span else { return fact }
      var fact = fact
      let trimmed = text.trimmed(span)
      let isWhole = text.isBoundary(trimmed.start) && text.isBoundary(trimmed.end)
      fact.span = trimmed.isEmpty || !isWhole ? nil : trimmed
      if JATSFacts.quoted.contains(fact.name), text.string(trimmed) != fact.value {
        fact.span = nil
      }
      return fact
    }
    return (bytes, sections, facts, leftOut)
  }
}

/// What is known of the names of facts with a place.
enum JATSFacts {
  /// Facts whose value is the text at their place.
  static let quoted: Set<String> = ["abbreviation", "table-cell"]
}
