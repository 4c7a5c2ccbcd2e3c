import Didact
import DidactXML

/// The elements of MediaWiki's export format, versions 0.3 to 0.11, that say something to ``MediaWikiPage``.
enum MediaWikiElement: String, CaseIterable {
  case mediawiki, page, title, ns, id, redirect, revision, timestamp, contributor, comment, model,
    text

  static let all = Array(allCases)
}

/// One `<page>` of a dump: its newest revision.
final class MediaWikiPage: XMLHandler {
  private static let xml = XMLReader(XMLVocabulary(MediaWikiElement.self))

  /// One revision.
  struct Revision {
    var id: [UInt8] = []
    var timestamp: [UInt8] = []
    var model: [UInt8] = []
    var text: [UInt8] = []
    var hasText = false
  }

  private(set) var language: String?
  private(set) var title: [UInt8] = []
  private(set) var id: [UInt8] = []
  private(set) var namespace: [UInt8] = []
  private(set) var isRedirect = false
  private(set) var newest: Revision?
  private(set) var leftOut = LeftOut()
  private var isPage = false

  private var current: Revision?
  private var path: [MediaWikiElement?] = []
  private var buffer: [UInt8] = []
  /// Bytes that a text can have at most.
  private let size: Int

  private init(size: Int) { self.size = size }

  /// Parses a page.
  ///
  /// - Throws: ``RecordError`` where it is not well-formed, or no page.
  static func read(_ record: Record) throws(RecordError) -> MediaWikiPage {
    let page = MediaWikiPage(size: record.bytes.count)
    try xml.parse(record, into: page)
    guard page.isPage else {
      throw RecordError(reason: "no-record", detail: "there is no page in it")
    }
    return page
  }

  func start(_ element: Int, _ tag: XMLTag) {
    let kind = element >= 0 ? MediaWikiElement.all[element] : nil
    countRest()
    path.append(kind)
    switch kind {
    case .mediawiki: language = tag["lang"]
    case .page: isPage = true
    case .redirect: isRedirect = true
    case .revision: current = Revision()
    case .text:
      buffer.reserveCapacity(size)
      // `deleted="deleted"` and stub dumps have an element without a text.
      current?.hasText = tag.value(of: "deleted") == nil
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(contentsOf: bytes) }

  func end(_ element: Int) {
    guard let kind = path.popLast() else { return }
    let parent = path.last.flatMap { $0 }
    switch (kind, parent) {
    case (.title, .page): title = take()
    case (.ns, .page): namespace = take(counting: "bookkeeping")
    case (.id, .page): id = take()
    case (.id, .revision): current?.id = take()
    case (.timestamp, .revision): current?.timestamp = take()
    case (.model, .revision): current?.model = take(counting: "bookkeeping")
    case (.text, .revision): current?.text = take()
    case (.comment, _): leaveOut("edit-comment")
    case (.revision, _): finishRevision()
    case (.contributor, _): leaveOut("contributor")
    default: leaveOut(path.contains(.contributor) ? "contributor" : "bookkeeping")
    }
  }

  private func take(counting rule: String? = nil) -> [UInt8] {
    if let rule { leftOut.count(rule, buffer) }
    let taken = buffer
    buffer.removeAll(keepingCapacity: taken.count < 1_000)
    return taken
  }

  private func leaveOut(_ rule: String) {
    guard !buffer.isEmpty else { return }
    leftOut.count(rule, buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Character data between elements, which is none in a sound dump.
  private func countRest() { leaveOut(path.contains(.contributor) ? "contributor" : "bookkeeping") }

  /// Keeps the revision if it is newer than the one kept; timestamps of one form compare as text.
  private func finishRevision() {
    leaveOut("bookkeeping")
    guard let revision = current else { return }
    current = nil
    guard let other = newest else {
      newest = revision
      return
    }
    let isNewer = !revision.timestamp.lexicographicallyPrecedes(other.timestamp)
    let older = isNewer ? other : revision
    for part in [older.id, older.timestamp, older.text] { leftOut.count("older-revision", part) }
    if isNewer { newest = revision }
  }
}
