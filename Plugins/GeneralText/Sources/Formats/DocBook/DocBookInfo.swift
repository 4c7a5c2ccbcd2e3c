import Didact
import DidactXML

/// What a DocBook document states of itself.
struct DocBookInfo {
  var title = ""
  var id = ""
  var rights = Rights.unknown
  var facts: [Fact] = []
  var leftOut = LeftOut()
  /// Parts of it that are text: the abstract, the legal notice.
  var parts: [XMLTree] = []

  /// Reads the title and what stands in `info` (`bookinfo`, `articleinfo`, ...).
  init(_ root: XMLTree) {
    let infos = root.elements.filter(DocBookVocabulary.isMetadata)
    let titles = root.elements.filter { Self.titles.contains($0.name) }
    for element in titles + infos.flatMap({ $0.elements.filter { Self.titles.contains($0.name) } })
    {
      readTitle(element)
    }
    if title.isEmpty,
      let entry = root["refmeta"]?["refentrytitle"] ?? root["refnamediv"]?["refname"]
    {
      title = entry.line
    }
    for info in infos { read(info) }
  }

  static let titles: Set<String> = ["title", "subtitle", "titleabbrev"]

  private mutating func readTitle(_ element: XMLTree) {
    let line = element.line
    guard !line.isEmpty else { return }
    switch element.name {
    case "title" where title.isEmpty: title = line
    case "subtitle", "title": facts.append(Fact("further-title", line))
    default: leftOut.count("short-title", line.utf8)
    }
  }

  private mutating func read(_ info: XMLTree) {
    var account = XMLAccount(info)
    for element in info.elements {
      switch element.name {
      case "title", "subtitle", "titleabbrev": account.read(element)
      case "author", "editor", "othercredit", "corpauthor": addPerson(element, &account)
      case "authorgroup", "collab":
        for person in element.elements { addPerson(person, &account) }
      case "pubdate", "date": add("date", element, &account)
      case "publisher", "publishername": add("publisher", element, &account)
      case "copyright":
        let line = spaced(element, &account)
        facts.append(Fact("copyright", line))
        if rights == Rights.unknown, !line.isEmpty { rights = "Copyright \(line)" }
      case "keywordset":
        for keyword in element.all("keyword") { add("keyword", keyword, &account) }
      case "subjectset":
        for term in element.elements.flatMap({ $0.all("subjectterm") }) {
          add("subject", term, &account)
        }
      case "isbn", "issn", "biblioid":
        let line = account.line(element)
        if id.isEmpty { id = line }
        if !line.isEmpty {
          facts.append(Fact("identifier", line, attributes: element.attributes(["class"])))
        }
      case "abstract": take(element, &account)
      case "legalnotice":
        take(element, &account)
        if let licence = Self.licence(in: element) { rights = licence }
      default: break
      }
    }
    leftOut.add(account.leftOut())
  }

  private mutating func take(_ element: XMLTree, _ account: inout XMLAccount) {
    account.read(element)
    parts.append(element)
  }

  private mutating func add(_ fact: String, _ element: XMLTree, _ account: inout XMLAccount) {
    let line = account.line(element)
    if !line.isEmpty { facts.append(Fact(fact, line)) }
  }

  /// A person by name; an organisation by its.
  private mutating func addPerson(_ element: XMLTree, _ account: inout XMLAccount) {
    let fact = ["editor", "othercredit"].contains(element.name) ? "editor" : "author"
    let name = element["personname"] ?? element["orgname"] ?? element["name"]
    let line: String
    if let name {
      line = spaced(name, &account)
    } else if element.isStructure {
      let parts = element.elements.filter { Self.nameParts.contains($0.name) }
      line = parts.map { account.line($0) }.filter { !$0.isEmpty }.joined(separator: " ")
    } else {
      line = account.line(element)
    }
    if !line.isEmpty { facts.append(Fact(fact, line)) }
  }

  private static let nameParts: Set<String> = [
    "honorific", "firstname", "givenname", "othername", "surname", "lineage",
  ]

  /// An element's parts, set apart by blanks.
  private func spaced(_ element: XMLTree, _ account: inout XMLAccount) -> String {
    guard element.isStructure else { return account.line(element) }
    return element.elements.map { account.line($0) }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The address of a licence that a legal notice links to.
  private static func licence(in notice: XMLTree) -> String? {
    var waiting = [notice]
    while let element = waiting.popLast() {
      if let address = element.attribute("href") ?? element.attribute("url"),
        Rights.shortName(of: address) != nil
      {
        return address
      }
      waiting += element.elements.reversed()
    }
    return nil
  }
}

/// What references need of a document: the titles of its parts; and what it includes from elsewhere.
struct DocBookIndex {
  private(set) var titles: [String: String] = [:]
  private(set) var includes: [Fact] = []

  init(_ root: XMLTree) {
    var waiting = [root]
    while let element = waiting.popLast() {
      if element.name == "include", let place = element.attribute("href") {
        includes.append(Fact("not-included", place))
      }
      if let id = element.attribute("id"), titles[id] == nil, let title = Self.title(of: element),
        !title.isEmpty, title.utf8.count <= 200
      {
        titles[id] = title
      }
      waiting += element.elements.reversed()
    }
  }

  private static func title(of element: XMLTree) -> String? {
    if let label = element.attribute("xreflabel") { return label }
    switch element.name {
    case "term", "glossterm", "refname", "refentrytitle", "title": return element.line
    case "varlistentry": return element["term"]?.line
    case "glossentry": return element["glossterm"]?.line
    case "refentry":
      return (element["refmeta"]?["refentrytitle"] ?? element["refnamediv"]?["refname"])?.line
    case "bibliomixed", "biblioentry": return element["abbrev"]?.line
    default:
      return element["title"]?.line
        ?? element.elements.first(where: DocBookVocabulary.isMetadata)?["title"]?.line
    }
  }
}
