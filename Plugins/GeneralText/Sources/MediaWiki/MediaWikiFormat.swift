public import Didact
import DidactXML

/// Dumps of wikis that MediaWiki runs, Wikipedia's first of all: export XML of versions 0.3 to 0.11
/// (https://www.mediawiki.org/xml/export-0.11.xsd).
///
/// A page is a record; its newest revision is read. The id is the page's with the wiki's database name before it,
/// `enwiki:12`, since numbers repeat from wiki to wiki. The text is what ``WikiReader`` makes of the wikitext.
/// Redirects, pages outside the main namespace and pages that are no wikitext are skipped by rule.
public struct MediaWikiFormat: ConfigurableFormat {
  private let namespaces: Set<Int>

  public init() { self.init(namespaces: [0]) }

  init(namespaces: Set<Int>) { self.namespaces = namespaces }

  public let name = "mediawiki"
  public let summary =
    "MediaWiki XML dumps (Wikipedia), a document a page; without redirects, pages outside the main namespace, "
    + "references, navigation boxes, older revisions (option: namespaces)"
  public let cutting = Cutting.elements(["page"], keeping: ["siteinfo"])

  public func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat {
    var namespaces = self.namespaces
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      guard option == "namespaces" else {
        throw RunError(
          "format mediawiki has no option '\(option)'", remedy: "its option is namespaces")
      }
      let numbers = value.split(separator: " ").map { Int($0) }
      guard !numbers.isEmpty, !numbers.contains(nil) else {
        throw RunError(
          "format mediawiki: the option namespaces has no value '\(value)'",
          remedy: "list their numbers: \"0 14\"")
      }
      namespaces = Set(numbers.compactMap { $0 })
    }
    return MediaWikiFormat(namespaces: namespaces)
  }

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "mediawiki": .certain
    // One stream of a dump in many has pages and no root.
    case "page": UTF8Bytes.find("<revision>".utf8, in: head.bytes[...]) == nil ? .no : .likely
    default: .no
    }
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let site = WikiSite.of(record.envelope)
    let page = try MediaWikiPage.read(record)
    if let rule = skipRule(page, site) { return .skipped(rule: rule) }
    guard let revision = page.newest, revision.hasText, !revision.text.isEmpty else {
      return .skipped(rule: "no-text")
    }
    guard !revision.text.allSatisfy(UTF8Bytes.isBlank) else { return .skipped(rule: "blank") }
    return .documents([document(page, revision, site)])
  }

  // MARK: Which pages

  private func skipRule(_ page: MediaWikiPage, _ site: WikiSite) -> String? {
    if page.isRedirect { return "redirect" }
    let number = Self.namespace(of: page, site)
    if !namespaces.contains(number) { return Self.rule(forNamespace: number) }
    if let model = page.newest?.model, !model.isEmpty, !model.elementsEqual("wikitext".utf8) {
      return Self.rule(forModel: String(decoding: model, as: UTF8.self))
    }
    if let text = page.newest?.text, WikiRedirect.begins(text) { return "redirect" }
    return nil
  }

  /// The page's namespace; older dumps have it in the title alone.
  private static func namespace(of page: MediaWikiPage, _ site: WikiSite) -> Int {
    if let number = Int(UTF8Bytes.trimmed(String(decoding: page.namespace, as: UTF8.self))) {
      return number
    }
    guard let colon = page.title.firstIndex(of: UInt8(ascii: ":")) else { return 0 }
    return site.namespace(named: page.title[..<colon])
  }

  static func rule(forNamespace number: Int) -> String {
    if number > 0, number % 2 == 1 { return "namespace-talk" }
    return switch number {
    case 0: "namespace-main"
    case 2: "namespace-user"
    case 4: "namespace-project"
    case 6: "namespace-file"
    case 8: "namespace-interface"
    case 10: "namespace-template"
    case 12: "namespace-help"
    case 14: "namespace-category"
    case 100: "namespace-portal"
    case 118: "namespace-draft"
    case 828: "namespace-module"
    default: "namespace-other"
    }
  }

  private static func rule(forModel model: String) -> String {
    switch model.lowercased() {
    case "css", "sanitized-css": "model-css"
    case "javascript": "model-javascript"
    case "json", "wikibase-item", "wikibase-property": "model-json"
    case "scribunto": "model-scribunto"
    default: "model-other"
    }
  }

  // MARK: The document

  private func document(
    _ page: MediaWikiPage, _ revision: MediaWikiPage.Revision, _ site: WikiSite
  ) -> Document {
    let id = String(decoding: page.id, as: UTF8.self)
    var facts: [Fact] = []
    func add(_ name: String, _ value: [UInt8]) {
      if !value.isEmpty { facts.append(Fact(name, String(decoding: value, as: UTF8.self))) }
    }
    add("revision", revision.id)
    add("revision-date", revision.timestamp)
    var document = WikiDocument.document(
      of: revision.text, title: page.title, site: site, leftOut: page.leftOut)
    document.id = site.database.isEmpty || id.isEmpty ? id : "\(site.database):\(id)"
    document.facts = facts + document.facts
    document.language = page.language.flatMap(Self.primary)
    return document
  }

  /// `en-GB` as `en`; nil for what is no language mark.
  private static func primary(_ mark: String) -> String? {
    let language = mark.lowercased().prefix { $0 != "-" && $0 != "_" }
    return (2...3).contains(language.utf8.count) && language.utf8.allSatisfy(UTF8Bytes.isLower)
      ? String(language) : nil
  }

  public var examples: [FormatExample] { MediaWikiExamples.all }
}

/// Makes a document of one page's wikitext.
enum WikiDocument {
  static func document(
    of wikitext: [UInt8], title: [UInt8], site: WikiSite, leftOut: LeftOut = LeftOut()
  ) -> Document {
    var head = DocumentText()
    let titleSpan = head.title(title)
    var reader = WikiReader(wikitext, title: head.finish().bytes, site: site)
    reader.read()
    var leftOut = leftOut
    leftOut.add(reader.account.rules)
    return Document(
      id: "", title: titleSpan, text: Text(trusted: reader.writer.bytes), sections: reader.sections,
      facts: reader.facts + leftOut.facts, marks: reader.marks)
  }
}

/// Tells a page that only leads to another by its first word, where the dump does not.
enum WikiRedirect {
  private static let words = [
    "redirect", "weiterleitung", "redirection", "redirección", "redireccion", "rinvia",
    "doorverwijzing", "przekieruj", "patrz", "tam", "перенаправление", "перенапр", "omdirigering",
    "redirecionamento", "yönlendir", "转向", "重定向", "転送",
  ].map { Array($0.utf8) }

  static func begins(_ text: [UInt8]) -> Bool {
    let start = text.prefix(200).drop(while: UTF8Bytes.isBlank)
    guard start.first == UInt8(ascii: "#") else { return false }
    let rest = start.dropFirst().map(UTF8Bytes.lowered)
    return words.contains { word in
      guard rest.starts(with: word) else { return false }
      let after = rest.dropFirst(word.count).drop {
        UTF8Bytes.isBlank($0) || $0 == UInt8(ascii: ":")
      }
      return after.starts(with: "[[".utf8)
    }
  }
}
