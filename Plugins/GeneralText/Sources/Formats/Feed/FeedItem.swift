import Didact
import DidactXML

/// One item of a feed on its way into a document.
struct FeedItem {
  private let item: XMLTree
  private let channel: FeedChannel
  private var account: XMLAccount
  private var facts: [Fact] = []
  private var leftOut = LeftOut()
  private var id: String?
  private var link: String?
  private var title: [UInt8] = []
  private var language: String?
  private var rights: String?

  init(_ item: XMLTree, in channel: FeedChannel) {
    self.item = item
    self.channel = channel
    account = XMLAccount(item)
  }

  /// The item's document; nil where it has neither title nor text.
  consuming func document() throws(RecordError) -> Document? {
    if let about = item.attribute("about") { id = about }
    for element in item.elements {
      if element.namespace == item.namespace {
        try readCore(element)
      } else {
        readModule(element)
      }
    }
    let bodies = bodies()
    var body = FeedBody()
    for (number, element) in bodies.enumerated() {
      account.read(element)
      let read = try FeedBody(element, isAtom: isAtom)
      if number == 0 || body.page.lines.isEmpty {
        leftOut.add(body.page.leftOut)
        body = read
        language = language ?? element.attribute("lang")
      } else {
        leftOut.add(read.page.leftOut)
        if !read.line.isEmpty { facts.append(Fact("summary", read.line)) }
        if !read.page.title.isEmpty {
          facts.append(Fact("page-title", String(decoding: read.page.title, as: UTF8.self)))
        }
      }
    }
    guard !title.isEmpty || !body.page.lines.isEmpty else { return nil }
    var document = PageDocument.document(of: body.page, title: title)
    document.facts = facts + document.facts
    leftOut.add(account.leftOut())
    document.facts += leftOut.facts
    if !channel.title.isEmpty { document.facts.append(Fact("feed", channel.title)) }
    document.id = id ?? link ?? ""
    document.language = (language ?? item.attribute("lang") ?? channel.language).flatMap(
      LanguageCode.primary)
    document.rights = rights ?? channel.rights ?? Rights.unknown
    document.marks += body.marks
    if body.page.lines.isEmpty { document.marks.append("no-body") }
    FeedTail.mark(&document, body)
    return document
  }

  private var isAtom: Bool { FeedNames.atom.contains(item.namespace) }

  /// What may be the text, the fullest first.
  private func bodies() -> [XMLTree] {
    let own = item.namespace
    var found = item.elements.filter { $0.name == "encoded" && $0.namespace == FeedNames.content }
    found += item.elements.filter {
      $0.name == "content" && $0.namespace == own && FeedBody.isText($0)
        || $0.name == "body" && $0.namespace == FeedNames.xhtml
    }
    for name in ["description", "summary"] {
      found += item.elements.filter { $0.name == name && $0.namespace == own }
    }
    found += item.elements.filter { $0.name == "summary" && $0.namespace == FeedNames.podcast }
    return found
  }

  /// An element of the feed's own vocabulary.
  private mutating func readCore(_ element: XMLTree) throws(RecordError) {
    switch element.name {
    case "title" where title.isEmpty:
      account.read(element)
      let read = try FeedBody(element, isAtom: isAtom)
      leftOut.add(read.page.leftOut)
      title = Array(read.line.utf8) + (read.line.isEmpty ? read.page.title : [])
    case "id", "guid":
      id = line(element) ?? id
    case "link":
      guard let address = element.attribute("href") else {
        link = fact("link", element) ?? link
        break
      }
      switch element.attribute("rel") ?? "alternate" {
      case "alternate":
        link = link ?? address
        facts.append(Fact("link", address))
      case "license": rights = rights ?? address
      case "enclosure": facts.append(Fact("enclosure", address))
      default: break
      }
    case "pubDate", "published", "updated", "issued", "modified", "created": date(element)
    case "author", "contributor", "managingEditor": author(element)
    case "category":
      if let term = element.attribute("label") ?? element.attribute("term") {
        facts.append(Fact("category", term))
      } else {
        fact("category", element)
      }
    case "rights", "copyright": rights = line(element) ?? rights
    case "language": language = line(element) ?? language
    case "source":
      if element.elements.isEmpty { fact("source", element) } else { nested("source", element) }
    case "enclosure":
      if let address = element.attribute("url") { facts.append(Fact("enclosure", address)) }
    default: break
    }
  }

  /// An element of one of the modules that feeds are extended by.
  private mutating func readModule(_ element: XMLTree) {
    if FeedNames.licences.contains(element.namespace), element.name == "license" {
      account.read(element)
      rights = FeedText.licence(element) ?? rights
    } else if element.namespace == FeedNames.podcast, element.name == "author" {
      author(element)
    } else if FeedNames.dublinCore.contains(element.namespace) {
      switch element.name {
      case "creator", "contributor": author(element)
      case "date", "created", "modified", "issued", "available": date(element)
      case "subject": fact("category", element)
      case "language": language = line(element) ?? language
      case "rights", "license": rights = line(element) ?? rights
      case "identifier": fact("identifier", element)
      case "publisher": fact("publisher", element)
      case "source": fact("source", element)
      default: break
      }
    }
  }

  // MARK: Values

  /// An element's text on one line, nil where there is none; it counts as read.
  private mutating func line(_ element: XMLTree) -> String? {
    let line = account.line(element)
    return line.isEmpty ? nil : line
  }

  @discardableResult private mutating func fact(_ name: String, _ element: XMLTree) -> String? {
    guard let value = line(element) else { return nil }
    facts.append(Fact(name, value))
    return value
  }

  private mutating func nested(_ name: String, _ element: XMLTree) {
    guard let title = element["title"] else { return }
    fact(name, title)
  }

  private mutating func date(_ element: XMLTree) {
    guard let value = line(element) else { return }
    facts.append(Fact("date", value, attributes: [.init("kind", element.name.lowercased())]))
  }

  /// A name; addresses are left out.
  private mutating func author(_ element: XMLTree) {
    if let name = element["name"] {
      fact("author", name)
      return account.leaveOut(element, as: "contact")
    }
    let (name, rest) = FeedText.name(account.line(element))
    if !name.isEmpty { facts.append(Fact("author", name)) }
    leftOut.count("contact", rest.utf8)
  }
}
