public import Didact
import DidactDecoding
import DidactXML

/// Web archives (WARC 1.0 and 1.1, ISO 28500): pages and plain texts that a crawler got, and texts that were made of
/// them (`conversion`, as in Common Crawl's WET files).
///
/// Pages are read as ``HTMLFormat`` reads them. Records that hold no text by rule are skipped: `warcinfo`, `request`,
/// `metadata`, `revisit`, ..., responses whose status is not 200 (`http-status`), other media types (`media-type`).
/// Heads are no text; of them the address, the date and the payload's digest are facts. Digests are not checked.
public struct WARCFormat: SourceFormat {
  public init() {}

  public let name = "warc"
  public let summary =
    "web archives: pages and plain texts of responses with status 200, and texts of WET files; without requests, "
    + "metadata, revisits, other media types, and what `html` leaves out of pages"
  public let cutting = Cutting.sized(after: "WARC/1.")

  public func recognises(_ head: SourceHead) -> Confidence {
    let isMarked = head.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return head.bytes.dropFirst(isMarked ? 3 : 0).starts(with: "WARC/1.".utf8) ? .certain : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let (head, content) = try HeaderBlock.read(record.bytes)
    let type = (head["warc-type"] ?? "").lowercased()
    if let number = head["warc-segment-number"], number != "1" {
      return .skipped(rule: "continuation")
    }
    var document: Document?
    switch type {
    case "response":
      guard (head["content-type"] ?? "").lowercased().hasPrefix("application/http") else {
        return .skipped(rule: "media-type")
      }
      let response = try HTTPResponse(content)
      guard response.status == 200 else { return .skipped(rule: "http-status") }
      let body = WebContent(
        type: response.headers["content-type"], language: response.headers["content-language"])
      guard body.isText else { return .skipped(rule: "media-type") }
      document = try body.document(of: try response.body())
    case "resource", "conversion":
      let body = WebContent(type: head["content-type"], language: head["content-language"])
      guard body.isText else { return .skipped(rule: "media-type") }
      document = try body.document(of: content)
    case "warcinfo", "request", "metadata", "revisit", "continuation": return .skipped(rule: type)
    default: return .skipped(rule: "other-record")
    }
    guard var document else { return .skipped(rule: "blank") }
    document.id = Self.bare(head["warc-record-id"] ?? "")
    document.facts = Self.facts(of: head) + document.facts
    if head["warc-truncated"] != nil { document.marks.append("truncated") }
    return .documents([document])
  }

  private static func facts(of head: HeaderBlock) -> [Fact] {
    [
      ("warc-target-uri", "url"), ("warc-date", "date"), ("warc-payload-digest", "payload-digest"),
      ("warc-identified-content-language", "identified-language"),
    ].compactMap { name, fact in head[name].map { Fact(fact, bare($0)) } }
  }

  /// Without the angle brackets that addresses may stand in.
  private static func bare(_ value: String) -> String {
    value.hasPrefix("<") && value.hasSuffix(">") ? String(value.dropFirst().dropLast()) : value
  }

  public var examples: [FormatExample] { WARCExamples.all }
}

/// What a record or a response holds, by its media type.
struct WebContent {
  private let media: String
  private let charset: String?
  private let language: String?

  init(type: String?, language: String?) {
    let type = type ?? ""
    media = UTF8Bytes.trimmed(String(type.prefix { $0 != ";" })).lowercased()
    charset = PageReading.meta(in: Array(type.utf8)[...])
    self.language = language
  }

  /// Whether it is a page or plain text.
  var isText: Bool { isPage || media == "text/plain" }
  private var isPage: Bool { media == "text/html" || media == "application/xhtml+xml" }

  /// Its document; nil where nothing is left of it.
  func document(of bytes: ArraySlice<UInt8>) throws(RecordError) -> Document? {
    var document: Document
    if isPage {
      let read = try PageReading(bytes, charset: charset)
      var page = read.page
      MainContent.keep(in: &page)
      guard !page.lines.isEmpty else { return nil }
      document = PageDocument.document(of: page)
      document.facts += read.facts
    } else {
      let text = try TextDecoding(bytes, declared: charset)
      let lines = LineEnds.normalised(text.bytes)
      guard !lines.allSatisfy(UTF8Bytes.isBlank) else { return nil }
      document = Document(id: "", text: Text(trusted: lines), facts: text.facts)
    }
    // A page's own word is about itself, the server's about the file; several languages are none.
    if document.language == nil, let language, !language.utf8.contains(UInt8(ascii: ",")) {
      document.language = LanguageCode.primary(UTF8Bytes.trimmed(language))
    }
    return document
  }
}
