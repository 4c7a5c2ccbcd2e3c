import Didact
import Testing

@testable import DidactBiomedicine

/// What a record's bytes say of its version.
@Suite struct PubMedVersionsTests {
  @Test(arguments: [
    ("<PubmedArticle><MedlineCitation Status=\"M\"><PMID Version=\"2\">31</PMID>", 31, 2),
    ("<PubmedArticle>\n <MedlineCitation>\n  <PMID> 31\n</PMID>", 31, 1),
    ("<PubmedArticle><MedlineCitation><PMID Other='x' Version = '12' >31</PMID >", 31, 12),
    ("<p:PubmedArticle xmlns:p='u'><p:MedlineCitation><p:PMID Version=\"3\">31</p:PMID>", 31, 3),
    ("<PubmedBookArticle><BookDocument><PMID Version=\"1\">31</PMID>", 31, 1),
    (
      "<PubmedArticle><PMIDs>9</PMIDs><MedlineCitation><PMID>31</PMID><R><PMID>99</PMID></R>", 31, 1
    ),
  ]) func tellsItsOwnNumberByBytesAlone(head: String, number: Int, version: Int) {
    // Nothing closes what is open: a parser would find no record in it.
    #expect(Self.version(head) == .version(version, of: number))
  }

  @Test(arguments: [
    (
      "<PubmedArticle><MedlineCitation><!-- <PMID>9</PMID> --><PMID Version=\"2\">31</PMID></MedlineCitation></PubmedArticle>",
      31, 2
    ),
    (
      "<PubmedArticle><MedlineCitation><PMID Version=\"&#50;\">3<![CDATA[1]]></PMID></MedlineCitation></PubmedArticle>",
      31, 2
    ),
    (
      "<PubmedArticle><MedlineCitation><PMID Version=\"1\">&#51;1</PMID></MedlineCitation></PubmedArticle>",
      31, 1
    ),
  ]) func parsesWhatIsNotWrittenAsUsual(record: String, number: Int, version: Int) {
    #expect(Self.version(record) == .version(version, of: number))
  }

  @Test(arguments: [
    "", "x", "<PubmedArticle/>", "<PubmedArticle><MedlineCitation><PMID>",
    "<PubmedArticle><PMID>x</PMID>",
    "<PubmedArticle><MedlineCitation><PMID>123456789</PMID></MedlineCitation></PubmedArticle>",
    "<PubmedArticle><PMID Version=\"1>31</PMID></PubmedArticle>", "<PubmedArticle><PMID>31",
  ]) func saysNothingWhereThereIsNoNumber(record: String) {
    #expect(Self.version(record) == .none)
  }

  @Test func takesAllNumbersOfADeletion() {
    #expect(
      Self.version(
        "<DeleteCitation>\n<PMID Version=\"1\">7</PMID>\n<PMID>8</PMID></DeleteCitation>")
        == .deletes([7, 8]))
    #expect(
      Self.version("<DeleteCitation><PMID>7</PMID><!-- <PMID>8</PMID> --></DeleteCitation>")
        == .deletes([7]))
    #expect(Self.version("<DeleteCitation/>") == .deletes([]))
  }

  @Test func readsTheFirstLineOfTheMedlineFormat() {
    let format = MedlineTextFormat()
    #expect(format.version(of: Self.record("PMID- 31\r\nTI  - A")) == .version(1, of: 31))
    #expect(format.version(of: Self.record("PMID- none\n")) == .none)
  }

  private static func version(_ text: String) -> RecordVersion {
    PubMedFormat().version(of: record(text))
  }
  private static func record(_ text: String) -> Record {
    Record(source: SourceStream(ordinal: 0, path: "a.xml"), offset: 0, bytes: Array(text.utf8)[...])
  }
}
