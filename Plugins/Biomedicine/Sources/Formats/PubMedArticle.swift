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
  private var leftOut = LeftOut()
  private var identifiers: [Fact] = []
  private var facts: [Fact] = []

  mutating func add(_ fact: Fact) { facts.append(fact) }

  /// Counts characters that no document holds.
  mutating func leaveOut(_ rule: PubMedRule, _ characters: Int) {
    leftOut.count(rule.rawValue, characters: characters)
  }
  /// Counts text that no document holds.
  mutating func leaveOut(_ rule: PubMedRule, _ bytes: some Collection<UInt8>) {
    if !bytes.isEmpty { leftOut.count(rule.rawValue, bytes) }
  }

  /// Sets a value; one that is stated again counts as repeated.
  mutating func state<Value: Statement>(_ field: WritableKeyPath<Self, Value>, _ value: Value) {
    leaveOut(.repeated, self[keyPath: field].stated)
    self[keyPath: field] = value
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
    let shared = sharedFacts
    let marks = marks
    var out = LeftOut()
    // NLM's rule: title and Abstract are English, whatever the article's language; OtherAbstract states its own.
    var main = document(
      id: pmid, title: title.isEmpty ? bookTitle : title, of: abstract, language: "en",
      facts: shared, marks: marks, leftOut: &out)
    leftOut.add(out)
    if main.text[main.body].allSatisfy(UTF8Bytes.isBlank) { main.marks.append("no-abstract") }
    var documents = [main]
    for other in otherAbstracts {
      guard !other.isPlaceholder else {
        leaveOut(.placeholder, other.parts.flatMap(\.text))
        leaveOut(.unread, other.copyright.utf8)
        continue
      }
      var title: [UInt8] = []
      if other.language == "en" {
        title = self.title
      } else if let language = other.language, languages.contains(language) {
        title = Array(vernacularTitle.utf8)
      }
      out = LeftOut()
      var document = document(
        id: "\(pmid)#\(other.type)", title: title, of: other, language: other.language,
        facts: shared, marks: marks, leftOut: &out)
      guard !document.text[document.body].allSatisfy(UTF8Bytes.isBlank) else {
        leaveOut(.unread, other.copyright.utf8)
        continue
      }
      document.facts += out.facts
      documents.append(document)
    }
    documents[0].facts += leftOut.facts
    return documents
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
    id: String, title: [UInt8], of abstract: PubMedAbstract, language: String?, facts: [Fact],
    marks: [String], leftOut: inout LeftOut
  ) -> Document {
    var text = DocumentText()
    var facts = facts
    var sections: [Section] = []
    func clean(_ bytes: [UInt8]) -> [UInt8] {
      guard EMailAddress.isPossible(in: bytes[...]) else { return bytes }
      let cleaned = EMailAddress.removed(from: bytes[...])
      leftOut.count(
        PubMedRule.eMailAddress.rawValue,
        characters: LeftOut.characters(bytes) - LeftOut.characters(cleaned))
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
    var shared = identifiers
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
    return shared + facts
  }

  private var marks: [String] {
    let types = Set(facts.lazy.filter { $0.name == "publication-type" }.map(\.value))
    let related = Set(facts.lazy.filter { $0.name == "related" }.map(\.value))
    var marks: [String] = []
    if types.contains("Retracted Publication") || related.contains("RetractionIn") {
      marks.append("retracted")
    }
    let notices: Set = [
      "Retraction of Publication", "Retraction Notice", "Published Erratum",
      "Expression of Concern",
    ]
    if !types.isDisjoint(with: notices)
      || !related.isDisjoint(with: ["RetractionOf", "ErratumFor", "ExpressionOfConcernFor"])
    {
      marks.append("notice")
    }
    return marks
  }
}

/// A value that a record states once.
protocol Statement {
  var stated: [UInt8] { get }
}
extension String: Statement {
  var stated: [UInt8] { Array(utf8) }
}
extension [UInt8]: Statement {
  var stated: [UInt8] { self }
}
