import Didact
import DidactSources
import Foundation
import Testing

@testable import DidactBiomedicine

/// What users of other programs complained of, each under the number of its report.
@Suite struct UserComplaintTests {
  /// pubmed_parser #161: one mismatched tag aborts every second MEDLINE file.
  @Test func mismatchedTagCostsOneRecord() throws {
    let outcome = try Self.read(
      """
      <PubmedArticleSet>
      \(Self.article(1, "First."))
      <PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>A <b>bold</i> title.</ArticleTitle></Article></MedlineCitation></PubmedArticle>
      \(Self.article(3, "Third."))
      </PubmedArticleSet>
      """)
    #expect(outcome.ids == ["1", "3"])
    #expect(outcome.reasons == ["malformed-xml"])
  }

  /// pubmed_parser #161, worse: an end tag that is missing altogether.
  @Test func missingEndTagCostsOneRecord() throws {
    let broken = Self.article(2, "Second.").replacingOccurrences(of: "</PubmedArticle>", with: "")
    let outcome = try Self.read(
      "<PubmedArticleSet>\(Self.article(1, "First."))\(broken)\(Self.article(3, "Third."))</PubmedArticleSet>"
    )
    #expect(outcome.ids == ["1", "3"])
    #expect(outcome.reasons == ["unclosed"])
  }

  /// pubmed_parser #40: a truncated file raises an error and yields nothing.
  @Test func truncatedFileYieldsTheRecordsBeforeItsEnd() throws {
    let whole = "<PubmedArticleSet>\(Self.article(1, "First."))\(Self.article(2, "Second."))"
    let outcome = try Self.read(String(whole.dropLast(20)))
    #expect(outcome.ids == ["1"])
    #expect(outcome.reasons.count == 1)
  }

  /// pubmed_parser #40, compressed: the archive breaks off in the middle.
  @Test func truncatedArchiveYieldsTheRecordsBeforeItsEnd() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sample = folder.appendingPathComponent("../Samples/pubmed-sample.xml.gz")
      .standardizedFileURL
    let bytes = [UInt8](try Data(contentsOf: sample))
    let whole = try Self.read(bytes, named: "a.xml.gz")
    let half = try Self.read(Array(bytes[..<(bytes.count / 2)]), named: "a.xml.gz")
    #expect(half.ids.count > 10)
    #expect(half.ids.count < whole.ids.count)
    #expect(Array(whole.ids.prefix(half.ids.count)) == half.ids)
    #expect(half.reasons.count == 1)
  }

  /// pubget #47: one character that XML does not allow loses a whole set of articles.
  @Test(arguments: [
    [UInt8(0x0B)], Array("&#11;".utf8), [0xFF], Array("&unknown;".utf8), Array("\u{FFFF}".utf8),
  ])
  func oneBadCharacterCostsOneArticle(character: [UInt8]) throws {
    func article(_ id: Int, _ text: [UInt8]) -> [UInt8] {
      Array(
        "<article><front><article-meta><article-id pub-id-type=\"pmid\">\(id)</article-id></article-meta></front><body><p>"
          .utf8) + text + Array("</p></body></article>".utf8)
    }
    let set =
      Array("<pmc-articleset>".utf8) + article(1, Array("One.".utf8))
      + article(2, Array("T".utf8) + character + Array("o.".utf8))
      + article(3, Array("Three.".utf8))
      + Array("</pmc-articleset>".utf8)
    let outcome = try Self.read(set, named: "a.xml")
    #expect(outcome.ids == ["1", "3"])
    #expect(outcome.reasons.count == 1)
  }

  private static func article(_ id: Int, _ title: String) -> String {
    "<PubmedArticle><MedlineCitation><PMID>\(id)</PMID><Article><ArticleTitle>\(title)</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
  }

  private static func read(_ text: String) throws -> (ids: [String], reasons: [String]) {
    try read(Array(text.utf8), named: "a.xml")
  }

  /// The ids of all documents of a file, the reasons of all rejections.
  private static func read(
    _ bytes: [UInt8], named name: String
  ) throws -> (ids: [String], reasons: [String]) {
    let folder = try ScratchFolder()
    let file = folder.url.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    let formats = BiomedicineDomain().formats
    var blocks = SourceBlocks(try SourceList([file.path]), formats: formats)
    let parsing = Parsing(domain: "biomedicine", formats: formats)
    var (ids, reasons): ([String], [String]) = ([], [])
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      ids += parsed.documents.map(\.id)
      reasons += parsed.rejections.map(\.reason)
    }
    return (ids, reasons)
  }
}
