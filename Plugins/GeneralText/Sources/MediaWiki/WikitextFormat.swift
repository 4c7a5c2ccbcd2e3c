public import Didact
import DidactDecoding

/// One page's wikitext in a file of its own.
///
/// It is read as a page of a dump is, but that nothing is known of its wiki: the file names no title, and only
/// English and the larger wikis' names for files and categories are understood.
public struct WikitextFormat: SourceFormat {
  public init() {}

  public let name = "wikitext"
  public let summary =
    "one page's wikitext a file (.wikitext, .mediawiki, .wiki, or told by its markup); read as mediawiki's pages are"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    guard head.rootElement == nil else { return .no }
    let path = head.path.lowercased()
    let bytes =
      head.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.bytes.dropFirst(3)) : head.bytes
    if path.hasSuffix(".wikitext") || path.hasSuffix(".mediawiki") { return .certain }
    return path.hasSuffix(".wiki") || WikiRedirect.begins(bytes)
      || Self.isMarkedUp(bytes) ? .likely : .no
  }

  /// Links and templates, and bold words, headings or tables: no other markup has all of these.
  private static func isMarkedUp(_ bytes: [UInt8]) -> Bool {
    func count(_ pattern: String, atMost: Int) -> Int {
      var (count, from) = (0, 0)
      while count < atMost, let at = UTF8Bytes.find(pattern.utf8, in: bytes[...], from: from) {
        count += 1
        from = at + pattern.utf8.count
      }
      return count
    }
    guard count("[[", atMost: 3) == 3, count("]]", atMost: 3) == 3 else { return false }
    let others = [("{{", 1), ("'''", 2), ("\n==", 1), ("\n{|", 1)]
    return others.count { count($0, atMost: $1) == $1 } >= 2
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let decoded = try TextDecoding(record.bytes)
    let wikitext = LineEnds.normalised(decoded.bytes)
    guard !wikitext.allSatisfy(UTF8Bytes.isBlank) else { return .skipped(rule: "blank") }
    if WikiRedirect.begins(wikitext) { return .skipped(rule: "redirect") }
    var document = WikiDocument.document(of: wikitext, title: [], site: .unknown)
    document.facts += decoded.facts
    return .documents([document])
  }

  public var examples: [FormatExample] { MediaWikiExamples.wikitext }
}
