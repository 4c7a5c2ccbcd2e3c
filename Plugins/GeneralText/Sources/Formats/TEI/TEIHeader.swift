import Didact
import DidactXML

/// What a TEI header states of its text.
struct TEIHeader {
  var title = ""
  var id = ""
  var language: String?
  var rights = Rights.unknown
  var facts: [Fact] = []
  var leftOut = LeftOut()
  /// Descriptions of manuscripts, which are text of their own.
  var descriptions: [XMLTree] = []

  init() {}

  init(_ header: XMLTree) {
    var account = XMLAccount(header)
    let file = header["fileDesc"]
    let publication = file?["publicationStmt"]
    let titles = file?["titleStmt"]
    readTitles(titles?.all("title") ?? [], &account)
    for (element, fact) in [("author", "author"), ("editor", "editor")] {
      for person in titles?.all(element) ?? [] { add(fact, person, &account) }
    }
    for publisher in (publication?.elements ?? []) {
      switch publisher.name {
      case "publisher", "distributor", "authority": add("publisher", publisher, &account)
      case "date": add("date", publisher, &account, value: publisher.attribute("when"))
      case "pubPlace": add("publication-place", publisher, &account)
      case "idno": readIdentifier(publisher, &account)
      default: break
      }
    }
    readRights(publication?["availability"] ?? file?["availability"], &account)
    let profile = header["profileDesc"]
    let languages = profile?["langUsage"]?.all("language") ?? []
    if languages.count == 1,
      let mark = languages[0].attribute("ident") ?? languages[0].attribute("id")
    {
      language = LanguageCode.primary(mark)
    }
    for keywords in profile?["textClass"]?.all("keywords") ?? [] {
      readKeywords(keywords, &account)
    }
    for abstract in profile?.all("abstract") ?? [] { add("abstract", abstract, &account) }
    descriptions = file?["sourceDesc"]?.all("msDesc") ?? []
    for description in descriptions { account.read(description) }
    leftOut = account.leftOut()
  }

  private mutating func add(
    _ fact: String, _ element: XMLTree, _ account: inout XMLAccount, value: String? = nil
  ) {
    let line = account.line(element)
    guard let value = value ?? (line.isEmpty ? nil : line) else { return }
    facts.append(
      Fact(fact, value, attributes: line == value || line.isEmpty ? [] : [.init("text", line)]))
  }

  /// The main title, else the first; the others are facts.
  private mutating func readTitles(_ titles: [XMLTree], _ account: inout XMLAccount) {
    let main = titles.firstIndex { $0.attribute("type") == "main" } ?? 0
    for (number, element) in titles.enumerated() {
      if number == main {
        title = account.line(element)
      } else {
        let line = account.line(element)
        if !line.isEmpty {
          facts.append(Fact("further-title", line, attributes: element.attributes(["type"])))
        }
      }
    }
  }

  private mutating func readIdentifier(_ element: XMLTree, _ account: inout XMLAccount) {
    let line = account.line(element)
    guard !line.isEmpty else { return }
    if id.isEmpty { id = line }
    facts.append(Fact("identifier", line, attributes: element.attributes(["type"])))
  }

  /// A licence's address, else what is said.
  private mutating func readRights(_ availability: XMLTree?, _ account: inout XMLAccount) {
    guard let availability else { return }
    let said = account.line(availability)
    let licence = availability["licence"] ?? availability["license"]
    let target = licence?.attribute("target") ?? licence?.attribute("n")
    if let target, !target.isEmpty {
      rights = target
      if !said.isEmpty { facts.append(Fact("availability", said)) }
    } else if !said.isEmpty {
      rights = said
    } else if let status = availability.attribute("status"), !status.isEmpty, status != "unknown" {
      rights = status
    }
  }

  private mutating func readKeywords(_ keywords: XMLTree, _ account: inout XMLAccount) {
    let items = keywords.all("list").flatMap { $0.all("item") } + keywords.all("term")
    for item in items {
      let line = account.line(item)
      if !line.isEmpty {
        facts.append(Fact("keyword", line, attributes: keywords.attributes(["scheme"])))
      }
    }
  }
}
