public import Didact
import DidactXML

/// Feeds: RSS 0.9 to 2.0 and Atom; an item is a document.
///
/// The body is `content:encoded`, Atom's `content`, else the description or summary, read as a page is: headings are
/// labels of sections, what is left out is counted by the rules of ``HTMLFormat``. Where there is both a content and
/// a summary, the summary is a fact. Language and rights are the item's, else the channel's. Elements that nothing
/// is asked of are counted under their names; addresses of people under `contact`.
public struct FeedFormat: SourceFormat {
  private let channels = EnvelopeReading(none: FeedChannel(), read: FeedChannel.init)

  public init() {}

  public let name = "feed"
  public let summary =
    "RSS and Atom feeds, an item a document, with its date, author and categories; without e-mail addresses, media, "
    + "comments' links and the channel's own description"
  public let cutting = Cutting.elements(
    ["item", "entry"], keeping: ["title", "language", "copyright", "rights", "license"])

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "rss": return .certain
    case "feed", "entry": return holds(head, FeedNames.atom) ? .certain : .no
    case "RDF":
      return holds(head, FeedNames.rdf) ? .certain : .no
    default: return .no
    }
  }

  private func holds(_ head: SourceHead, _ namespaces: [String]) -> Bool {
    // UTF-16 has zeros between.
    let bytes = head.bytes.filter { $0 != 0 }
    return namespaces.contains { UTF8Bytes.find($0.utf8, in: bytes[...]) != nil }
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let tree = try XMLTree.parse(record)
    var documents: [Document] = []
    if FeedNames.items.contains(tree.name) {
      documents += try FeedItem(tree, in: channels.value(for: record)).document().map { [$0] } ?? []
    } else {
      // A feed that could not be cut: UTF-16 is one record.
      let channel = FeedChannel(tree)
      for item in Self.items(in: tree, depth: 0) {
        documents += try FeedItem(item, in: channel).document().map { [$0] } ?? []
      }
    }
    return documents.isEmpty ? .skipped(rule: "blank") : .documents(documents)
  }

  private static func items(in tree: XMLTree, depth: Int) -> [XMLTree] {
    tree.elements.flatMap { element -> [XMLTree] in
      if FeedNames.items.contains(element.name) { return [element] }
      return depth < 4 ? items(in: element, depth: depth + 1) : []
    }
  }

  public var examples: [FormatExample] { FeedExamples.all }
}

/// Names and namespaces that feeds use.
enum FeedNames {
  static let items: Set<String> = ["item", "entry"]
  static let atom = ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"]
  static let rdf = ["http://purl.org/rss/1.0/", "netscape.com/rdf/simple/0.9"]
  static let content = "http://purl.org/rss/1.0/modules/content/"
  static let xhtml = "http://www.w3.org/1999/xhtml"
  static let dublinCore: Set<String> = [
    "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
  ]
  static let licences: Set<String> = [
    "http://backend.userland.com/creativeCommonsRssModule", "http://web.resource.org/cc/",
    "http://creativecommons.org/ns#",
  ]
  /// Whether a namespace holds names of its own beside the feed's.
  static func isModule(_ namespace: String) -> Bool {
    dublinCore.contains(namespace) || namespace == podcast || namespace == media
  }
  static let media = "http://search.yahoo.com/mrss/"
  static let podcast = "http://www.itunes.com/dtds/podcast-1.0.dtd"
}

/// What a feed says of all its items.
struct FeedChannel: Sendable {
  var title = ""
  var language: String?
  var rights: String?

  init() {}

  /// Of a feed's root element, or of what an envelope keeps of it.
  init(_ root: XMLTree) {
    let channel = root["channel"] ?? root
    for element in channel.elements {
      let text = FeedText.line(element.text)
      switch element.name {
      // A title that comes after the channel's is its picture's.
      case "title" where title.isEmpty && !FeedNames.isModule(element.namespace): title = text
      case "language" where !text.isEmpty: language = language ?? text
      case "rights" where !text.isEmpty, "copyright" where !text.isEmpty: rights = rights ?? text
      case "license" where FeedNames.licences.contains(element.namespace):
        rights = FeedText.licence(element) ?? rights
      default: break
      }
    }
    language = language ?? channel.attribute("lang") ?? root.attribute("lang")
  }
}
