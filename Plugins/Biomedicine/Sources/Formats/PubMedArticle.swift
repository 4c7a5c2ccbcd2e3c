import Didact

/// An abstract as the record states it.
struct PubMedAbstract {
  /// One `AbstractText`.
  struct Part {
    var label: String
    var role: String
    var text: [UInt8]
  }
  var type = ""
  var language: String?
  var parts: [Part] = []
  var copyright = ""

  /// Whether all that it says is where an abstract is to be had.
  var isPlaceholder: Bool {
    parts.count == 1
      && UTF8Bytes.areEqualIgnoringCase(
        parts[0].text[...].drop(while: UTF8Bytes.isBlank).prefix(Self.placeholder.count),
        Self.placeholder[...])
      && parts[0].text.count < Self.placeholder.count + 10
  }
  private static let placeholder = Array("abstract available from the publisher".utf8)
}

/// What a PubMed record says, gathered while it is read.
struct PubMedArticle {
  var pmid = ""
  var title: [UInt8] = []
  var bookTitle: [UInt8] = []
  var vernacularTitle = ""
  var abstract = PubMedAbstract()
  var otherAbstracts: [PubMedAbstract] = []
  var languages: [String] = []
  var journal = (title: "", abbreviation: "", volume: "", issue: "", pages: "")
  /// Pages as two numbers: what says them where `journal.pages` does not.
  var pages = (first: "", last: "")
  var date: [String] = []
  private var leftOut = PubMedLeftOut()
  private var identifiers: [Fact] = []
  private var facts: [Fact] = []

  mutating func add(_ fact: Fact) { facts.append(fact) }

  /// Counts characters that no document holds.
  mutating func leaveOut(_ rule: PubMedRule, _ characters: Int) {
    leftOut.count(rule, characters)
  }
  /// Counts text that no document holds.
  mutating func leaveOut(_ rule: PubMedRule, _ bytes: some Collection<UInt8>) {
    if !bytes.isEmpty { leftOut.count(rule, LeftOut.characters(bytes)) }
  }

  /// Sets a field that records state once.
  ///
  /// - Returns: Characters of what it held before: they count as repeated.
  static func state(_ field: inout String, _ value: String) -> Int {
    defer { field = value }
    return field.isEmpty ? 0 : LeftOut.characters(field.utf8)
  }
  /// Sets a field that records state once.
  ///
  /// - Returns: Characters of what it held before: they count as repeated.
  static func state(_ field: inout [UInt8], _ value: [UInt8]) -> Int {
    defer { field = value }
    return field.isEmpty ? 0 : LeftOut.characters(field)
  }

  /// A value without e-mail addresses.
  mutating func clean(_ value: String) -> String {
    let cleaned = EMailAddress.removed(from: value)
    leaveOut(
      .eMailAddress, LeftOut.characters(value.utf8) - LeftOut.characters(cleaned.utf8))
    return cleaned
  }

  /// A DOI stands in two places; each identifier is kept once.
  mutating func addIdentifier(_ value: String, _ attributes: [Fact.Attribute]) {
    let fact = Fact("article-id", value, attributes: attributes)
    if fact["type"] == "pubmed" {
      if pmid.isEmpty { pmid = value } else { leaveOut(.repeated, value.utf8) }
    } else if !identifiers.contains(fact) {
      identifiers.append(fact)
    } else {
      leaveOut(.repeated, value.utf8)
    }
  }

  /// A grant, or a funder that states no number.
  mutating func addGrant(id: String, agency: String, country: String) {
    let country = Fact.Attribute("country", country)
    if !id.isEmpty {
      add(Fact("grant", id, attributes: [Fact.Attribute("agency", agency), country]))
    } else if !agency.isEmpty {
      add(Fact("funding-source", agency, attributes: [country]))
    } else {
      leaveOut(.bookkeeping, country.value.utf8)
    }
  }

  /// The article's document, then one for each other abstract that has text.
  consuming func documents() -> [Document] {
    settlePages()
    let others = otherAbstracts
    let shared = others.isEmpty ? [] : sharedFacts
    let marks = marks
    var out = PubMedLeftOut()
    swap(&out, &leftOut)
    // NLM's rule: title and Abstract are English, whatever the article's language; OtherAbstract states its own.
    var main = document(
      id: pmid, title: title.isEmpty ? bookTitle : title, of: abstract, language: "en",
      facts: others.isEmpty ? sharedFacts : shared, marks: marks, leftOut: &out)
    if main.text[main.body].allSatisfy(UTF8Bytes.isBlank) { main.marks.append("no-abstract") }
    var documents: [Document] = []
    for other in others {
      guard !other.isPlaceholder else {
        out.count(.placeholder, LeftOut.characters(other.parts.flatMap(\.text)))
        out.count(.unread, LeftOut.characters(other.copyright.utf8))
        continue
      }
      var title: [UInt8] = []
      if other.language == "en" {
        title = self.title
      } else if let language = other.language, languages.contains(language) {
        title = Array(vernacularTitle.utf8)
      }
      var own = PubMedLeftOut()
      var document = document(
        id: "\(pmid)#\(other.type)", title: title, of: other, language: other.language,
        facts: shared, marks: marks, leftOut: &own)
      guard !document.text[document.body].allSatisfy(UTF8Bytes.isBlank) else {
        out.count(.unread, LeftOut.characters(other.copyright.utf8))
        continue
      }
      document.facts += own.facts
      documents.append(document)
    }
    main.facts += out.facts
    return [main] + documents
  }

  /// `StartPage` and `EndPage` say what `MedlinePgn` says, or say it alone.
  private mutating func settlePages() {
    if journal.pages.isEmpty {
      journal.pages = pages.last.isEmpty ? pages.first : "\(pages.first)-\(pages.last)"
    } else {
      leaveOut(.repeated, pages.first.utf8)
      leaveOut(.repeated, pages.last.utf8)
    }
    guard journal.title.isEmpty else { return }
    (journal.title, journal.abbreviation) = (journal.abbreviation, "")
    guard journal.title.isEmpty else { return }
    for value in [journal.volume, journal.issue, journal.pages] {
      leaveOut(.bookDetails, value.utf8)
    }
  }

  private func document(
    id: String, title: [UInt8], of abstract: PubMedAbstract, language: String?,
    facts: consuming [Fact], marks: [String], leftOut: inout PubMedLeftOut
  ) -> Document {
    var text = DocumentText()
    var sections: [Section] = []
    func clean(_ bytes: [UInt8]) -> [UInt8] {
      guard EMailAddress.isPossible(in: bytes[...]) else { return bytes }
      let cleaned = EMailAddress.removed(from: bytes[...])
      leftOut.count(
        .eMailAddress, LeftOut.characters(bytes) - LeftOut.characters(cleaned))
      return cleaned
    }
    let titleSpan = text.title(clean(title))
    for part in abstract.parts {
      let span = text.paragraph(clean(part.text))
      guard !span.isEmpty else { continue }
      let role = Self.role(part.role)
      let label = Self.isLabel(part.label) ? part.label : ""
      if !label.isEmpty || !role.isEmpty {
        sections.append(Section(label: label, role: role, span: span))
      }
    }
    if !abstract.copyright.isEmpty { facts.append(Fact("copyright", abstract.copyright)) }
    var document = Document(
      id: id, title: titleSpan, text: text.finish(), sections: sections, facts: facts,
      language: language, rights: abstract.copyright.isEmpty ? Rights.unknown : abstract.copyright,
      marks: marks)
    document.facts += Boilerplate.facts(of: document)
    return document
  }

  private static func role(_ category: String) -> String {
    let role = category.lowercased()
    return role == "unassigned" || role == "unlabelled" ? "" : role
  }

  private static func isLabel(_ label: String) -> Bool {
    let label = label.uppercased()
    return label != "UNASSIGNED" && label != "UNLABELLED"
  }

  private var sharedFacts: [Fact] {
    var shared: [Fact] = []
    shared.reserveCapacity(identifiers.count + facts.count + 16)
    shared += identifiers
    if !journal.title.isEmpty {
      shared.append(
        Fact(
          "journal", journal.title,
          attributes: [
            Fact.Attribute("abbreviation", journal.abbreviation),
            Fact.Attribute("volume", journal.volume), Fact.Attribute("issue", journal.issue),
            Fact.Attribute("pages", journal.pages),
          ]))
    }
    if !bookTitle.isEmpty {
      var text = DocumentText()
      _ = text.title(bookTitle)
      shared.append(Fact("book", text.finish().description))
    }
    if !date.isEmpty { shared.append(Fact("publication-date", date.joined(separator: "-"))) }
    shared += languages.map { Fact("article-language", $0) }
    if !vernacularTitle.isEmpty { shared.append(Fact("vernacular-title", vernacularTitle)) }
    if title.first == UInt8(ascii: "["), languages != ["en"] {
      shared.append(Fact("translated-title", "yes"))
    }
    shared += facts
    return shared
  }

  private var marks: [String] {
    var (isRetracted, isNotice) = (false, false)
    for fact in facts {
      switch (fact.name, fact.value) {
      case ("publication-type", "Retracted Publication"), ("related", "RetractionIn"):
        isRetracted = true
      case ("publication-type", "Retraction of Publication"),
        ("publication-type", "Retraction Notice"), ("publication-type", "Published Erratum"),
        ("publication-type", "Expression of Concern"), ("related", "RetractionOf"),
        ("related", "ErratumFor"), ("related", "ExpressionOfConcernFor"):
        isNotice = true
      default: break
      }
    }
    return (isRetracted ? ["retracted"] : []) + (isNotice ? ["notice"] : [])
  }
}
