import Didact
import DidactXML

/// What an EPUB's package file states: of the book, and which files are its text, in their order.
struct EPUBPackage {
  /// A file of the book's text.
  struct Item {
    var path: String
    /// Whether it lists the others.
    var isNavigation: Bool
  }

  var title = ""
  var id = ""
  var language: String?
  var rights = Rights.unknown
  var facts: [Fact] = []
  var leftOut = LeftOut()
  var spine: [Item] = []
  /// The file that names the chapters: EPUB 3's navigation, else EPUB 2's NCX.
  var navigation: String?

  /// Finds the package file through the container and reads it.
  ///
  /// - Throws: ``RecordError`` with reason `malformed-epub`, `encrypted-epub`, and those of its parts.
  static func read(_ book: EPUBFiles) throws(RecordError) -> EPUBPackage {
    let head = try book.read(["META-INF/container.xml", "META-INF/encryption.xml"])
    guard let container = head["META-INF/container.xml"] else {
      throw malformed("it has no META-INF/container.xml")
    }
    let root = try tree(container, "its container file").first("rootfile")
    guard let path = root?.attribute("full-path").flatMap({ EPUBPath.resolved($0, from: "") })
    else {
      throw malformed("its container names no package file")
    }
    let encrypted = try head["META-INF/encryption.xml"].map(EPUBEncryption.files) ?? []
    guard let file = try book.read([path])[path] else {
      throw malformed("its package file is not in the archive")
    }
    if encrypted.contains(path) { throw EPUBEncryption.refused }
    let package = EPUBPackage(try tree(file, "its package file"), path)
    if package.spine.isEmpty { throw malformed("its package file lists no text") }
    if package.spine.contains(where: { encrypted.contains($0.path) }) {
      throw EPUBEncryption.refused
    }
    return package
  }

  static func malformed(_ what: String) -> RecordError {
    RecordError(reason: "malformed-epub", detail: what)
  }

  /// A part in XML; where it cannot be read, places inside it say nothing about the book's bytes.
  static func tree(_ bytes: [UInt8], _ part: String) throws(RecordError) -> XMLTree {
    do throws(RecordError) {
      return try XMLTree.parse(
        Record(source: SourceStream(ordinal: 0, path: ""), offset: 0, bytes: bytes[...]))
    } catch {
      throw RecordError(reason: error.reason, detail: "\(part): \(error.detail)")
    }
  }

  private init(_ package: XMLTree, _ path: String) {
    let metadata = package["metadata"]
    if let metadata {
      read(metadata["dc-metadata"] ?? metadata, package.attribute("unique-identifier"))
    }
    var items: [String: XMLTree] = [:]
    for item in package["manifest"]?.all("item") ?? [] {
      if let id = item.attribute("id"), items[id] == nil { items[id] = item }
    }
    func place(_ item: XMLTree?) -> String? {
      item?.attribute("href").flatMap { EPUBPath.resolved($0, from: path) }
    }
    func isNavigation(_ item: XMLTree) -> Bool {
      item.attribute("properties")?.split(separator: " ").contains("nav") ?? false
    }
    let spine = package["spine"]
    for reference in spine?.all("itemref") ?? [] {
      guard let item = reference.attribute("idref").flatMap({ items[$0] }) else { continue }
      guard let place = place(item), Self.isText(item.attribute("media-type")) else {
        facts.append(Fact("not-read", item.attribute("href") ?? ""))
        continue
      }
      self.spine.append(Item(path: place, isNavigation: isNavigation(item)))
    }
    let ncx = spine?.attribute("toc").flatMap { items[$0] }
    navigation = place(items.values.first(where: isNavigation)) ?? place(ncx)
    facts.removeAll { $0.value.isEmpty }
  }

  private static func isText(_ type: String?) -> Bool {
    ["application/xhtml+xml", "text/html", "text/x-oeb1-document"].contains(type)
  }

  private mutating func read(_ metadata: XMLTree, _ unique: String?) {
    var account = XMLAccount(metadata)
    for element in metadata.elements {
      guard let fact = Self.facts[element.name] else { continue }
      let line = account.line(element)
      guard !line.isEmpty else { continue }
      switch element.name {
      case "title" where title.isEmpty: title = line
      case "language": if language == nil { language = LanguageCode.primary(line) }
      case "rights": rights = rights == Rights.unknown ? line : rights + "; " + line
      default:
        if element.name == "identifier", id.isEmpty || element.attribute("id") == unique {
          id = line
        }
        facts.append(Fact(fact, line, attributes: element.attributes(["role", "scheme", "event"])))
      }
    }
    leftOut = account.leftOut()
  }

  /// Elements of Dublin Core, by the facts that they are.
  private static let facts = [
    "title": "further-title", "language": "language", "rights": "rights", "creator": "author",
    "contributor": "contributor", "publisher": "publisher", "date": "date", "subject": "keyword",
    "description": "description", "identifier": "identifier", "source": "source",
  ]
}

/// What an EPUB says of the encryption of its files.
enum EPUBEncryption {
  static let refused = RecordError(
    reason: "encrypted-epub", detail: "its text is encrypted, as digital rights management does")

  /// The files that are encrypted. Fonts that are merely obfuscated, which no reading needs, are not among them.
  static func files(_ encryption: [UInt8]) throws(RecordError) -> Set<String> {
    let tree = try EPUBPackage.tree(encryption, "its encryption file")
    var files: Set<String> = []
    for data in tree.all("EncryptedData") {
      let method = data["EncryptionMethod"]?.attribute("Algorithm") ?? ""
      if obfuscations.contains(method) { continue }
      let reference = data["CipherData"]?["CipherReference"]?.attribute("URI")
      if let path = reference.flatMap({ EPUBPath.resolved($0, from: "") }) { files.insert(path) }
    }
    return files
  }

  private static let obfuscations: Set<String> = [
    "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
  ]
}

extension XMLTree {
  /// The first element of that name in it, at any depth.
  func first(_ name: String) -> XMLTree? {
    var waiting = [self]
    while let element = waiting.popLast() {
      if element.name == name { return element }
      waiting += element.elements.reversed()
    }
    return nil
  }
}
