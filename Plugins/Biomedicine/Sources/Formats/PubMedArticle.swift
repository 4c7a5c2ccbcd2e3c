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
  var date: [String] = []
  private var identifiers: [Fact] = []
  private var facts: [Fact] = []

  mutating func add(_ fact: Fact) { facts.append(fact) }

  /// A DOI stands in two places; each identifier is kept once.
  mutating func addIdentifier(_ value: String, _ attributes: [Fact.Attribute]) {
    let fact = Fact("article-id", value, attributes: attributes)
    if fact["type"] == "pubmed" {
      if pmid.isEmpty { pmid = value }
    } else if !identifiers.contains(fact) {
      identifiers.append(fact)
    }
  }

  mutating func addGrant(id: String, agency: String, country: String) {
    guard !id.isEmpty else { return }
    add(
      Fact(
        "grant", id,
        attributes: [Fact.Attribute("agency", agency), Fact.Attribute("country", country)]))
  }

  /// The article's document, then one for each other abstract that has text.
  func documents() -> [Document] {
    let shared = sharedFacts
    let marks = marks
    // NLM's rule: title and Abstract are English, whatever the article's language; OtherAbstract states its own.
    var main = document(
      id: pmid, title: title.isEmpty ? bookTitle : title, of: abstract, language: "en",
      facts: shared, marks: marks)
    if main.text[main.body].allSatisfy(UTF8Bytes.isBlank) { main.marks.append("no-abstract") }
    var documents = [main]
    for other in otherAbstracts {
      var title: [UInt8] = []
      if other.language == "en" {
        title = self.title
      } else if let language = other.language, languages.contains(language) {
        title = Array(vernacularTitle.utf8)
      }
      let document = document(
        id: "\(pmid)#\(other.type)", title: title, of: other, language: other.language,
        facts: shared, marks: marks)
      if !document.text[document.body].allSatisfy(UTF8Bytes.isBlank) { documents.append(document) }
    }
    return documents
  }

  private func document(
    id: String, title: [UInt8], of abstract: PubMedAbstract, language: String?, facts: [Fact],
    marks: [String]
  ) -> Document {
    var text = DocumentText()
    var facts = facts
    var sections: [Section] = []
    var leftOut = 0
    func clean(_ bytes: [UInt8]) -> [UInt8] {
      guard EMailAddress.isPossible(in: bytes[...]) else { return bytes }
      let cleaned = EMailAddress.removed(from: bytes[...])
      if cleaned.count < bytes.count { leftOut += 1 }
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
    if leftOut > 0 { facts.append(Fact("left-out", "e-mail-address")) }
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
    } else if !bookTitle.isEmpty {
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
