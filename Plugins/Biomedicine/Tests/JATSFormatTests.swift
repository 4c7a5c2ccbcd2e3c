import Didact
import Foundation
import Testing

@testable import DidactBiomedicine

struct JATSRecognitionTests {
  /// Heads of sources with how sure the format must be.
  static let heads: [(String, Confidence)] = [
    ("<article><front><article-meta/></front></article>", .certain),
    (
      "<?xml version='1.0'?><!-- x --><j:article xmlns:j='u'><j:front><j:article-meta/></j:front></j:article>",
      .certain
    ),
    (
      "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1//EN\" \"x.dtd\"><article/>",
      .certain
    ),
    ("<pmc-articleset><article/></pmc-articleset>", .certain),
    (
      "<OAI-PMH><ListRecords><record><metadata><article><front><article-meta/></front></article>",
      .certain
    ),
    ("<OAI-PMH><ListRecords><record><metadata><oai_dc:dc/>", .no),
    ("<article article-type=\"research-article\"><body>", .likely),
    ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", .no),
    ("<rss><channel><item/></channel></rss>", .no),
    (
      "<!DOCTYPE article PUBLIC \"-//OASIS//DTD DocBook XML V4.5//EN\" \"docbookx.dtd\"><article><title>T</title>",
      .no
    ),
    ("<article xmlns=\"http://docbook.org/ns/docbook\"><info/><para>T</para></article>", .no),
    ("<html><body><article class=\"article-meta\"><p>T</p></article></body></html>", .no),
    ("plain text about an <article>", .no),
  ]

  @Test(arguments: heads)
  func tellsJATSFromOtherArticles(head: String, expected: Confidence) {
    let utf8 = SourceHead(path: "x.xml", bytes: Array(head.utf8))
    #expect(JATSFormat().recognises(utf8) == expected)
    let utf16 = SourceHead(
      path: "x.xml",
      bytes: [0xFF, 0xFE] + head.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    #expect(JATSFormat().recognises(utf16) == expected)
  }
}

struct JATSOtherFilesTests {
  @Test func takesNoFileOfAnotherKind() throws {
    guard let jats = JATSCorpus.shared.folder else {
      return print("SKIPPED: files of other kinds are not on this machine")
    }
    let data = jats.deletingLastPathComponent().deletingLastPathComponent()
    let paths = FileManager.default.enumerator(atPath: data.path)?.allObjects as? [String] ?? []
    for path in paths.sorted() where !path.hasPrefix("biomed/jats/") {
      guard let handle = FileHandle(forReadingAtPath: data.appendingPathComponent(path).path),
        let head = try? handle.read(upToCount: 65_536)
      else { continue }
      let confidence = JATSFormat().recognises(SourceHead(path: path, bytes: Array(head)))
      let isJATS = path.hasSuffix("efetch_pmc.xml")
      #expect(isJATS ? confidence == .certain : confidence == .no, "\(path)")
    }
  }
}

struct JATSReadingTests {
  private func text(_ body: String) throws -> String {
    let source = """
      <article xmlns:xlink="x" xmlns:mml="m"><front><article-meta/></front><body>\(body)</body></article>
      """
    return try #require(try JATSFormat.documents(of: Array(source.utf8)).first).text.description
  }

  /// Bodies with the text that they come to.
  static let bodies: [(String, String)] = [
    ("<p>a\n  b<break/>c&#xA0;d &amp; e</p>", "a b c d & e"),
    ("<p>Before <list><list-item><p>one</p></list-item></list> after</p>", "Before\none\nafter"),
    ("<disp-quote><p>Said.</p><attrib>Roe</attrib></disp-quote>", "Said.\nRoe"),
    ("<p>A<fn><label>1</label><p>Note.</p></fn> b</p><p>C</p>", "A b\nNote.\nC"),
    ("<p>5 x 10<sup>-3</sup> m<sup>2</sup>, CD4<sup>+</sup></p>", "5 x 10⁻³ m2, CD4+"),
    ("<p>shown<sup>[<xref ref-type=\"bibr\">3</xref>]</sup>.</p>", "shown."),
    ("<p>shown <sup><xref ref-type=\"bibr\">3a</xref></sup>, so</p>", "shown, so"),
    (
      "<p>so<xref ref-type=\"bibr\"><sup>1</sup></xref><sup>,</sup><xref ref-type=\"bibr\"><sup>2</sup></xref> on</p>",
      "so on"
    ),
    ("<p>Smith<sup><xref ref-type=\"bibr\">et al. 2010</xref></sup></p>", "Smithet al. 2010"),
    (
      "<p>genders.<xref ref-type=\"bibr\">13</xref><sup>-</sup><xref ref-type=\"bibr\">15</xref> This</p>",
      "genders. This"
    ),
    (
      "<p>study.<xref ref-type=\"bibr\">4</xref>,<xref ref-type=\"bibr\">19</xref> In</p>",
      "study. In"
    ),
    (
      "<p>see [<xref ref-type=\"bibr\">4</xref>,<xref ref-type=\"bibr\">5</xref>–<xref ref-type=\"bibr\">7</xref>]</p>",
      "see [4,5–7]"
    ),
    (
      "<p>in (<xref ref-type=\"bibr\">4</xref>) and <xref ref-type=\"bibr\">5</xref></p>",
      "in (4) and 5"
    ),
    ("<p>cells<xref ref-type=\"fn\">*</xref> grew</p>", "cells grew"),
    ("<p>Write to <email>a@b.org</email>, x.y@z.co.uk or mailto:q@r.de.</p>", "Write to , or ."),
    ("<p>5 @ 10</p>", "5 @ 10"),
    ("<preformat>a = 1\n  b = 2</preformat>", "a = 1\nb = 2"),
    (
      "<p>In <abbrev><def><p>Zoological Museum </p></def>(ZM)</abbrev> alone.</p>",
      "In Zoological Museum (ZM) alone."
    ),
    ("<p>Use <abbrev>BP<def><p>blood pressure</p></def></abbrev> here.</p>", "Use BP here."),
    ("<boxed-text><caption><title>Box</title></caption><p>In.</p></boxed-text>", "Box.\nIn."),
    (
      "<p>x<inline-graphic/><supplementary-material><caption><p>S</p></caption></supplementary-material>y</p>",
      "xy"
    ),
    ("<p>Data <![CDATA[<b>]]> end</p>", "Data <b> end"),
  ]

  @Test(arguments: bodies)
  func bodyBecomesText(body: String, expected: String) throws {
    #expect(try text(body) == expected)
  }

  /// Tables with the lines that they come to.
  static let tables: [(String, String)] = [
    ("<tr><th/><th>n</th></tr><tr><td>A</td><td>1</td></tr>", "| n\nA | 1"),
    (
      "<tr><td colspan=\"3\">Men</td></tr><tr><td>A</td><td>1</td><td>2</td></tr>", "Men\nA | 1 | 2"
    ),
    ("<tr><td rowspan=\"2\">A</td><td>1</td></tr><tr><td>2</td></tr>", "A | 1\nA | 2"),
    (
      "<tr><td>A<xref ref-type=\"table-fn\">a</xref></td><td><p>1</p><p>2</p></td></tr>", "A | 1 2"
    ),
    ("<tr><td colspan=\"999999999\">A</td><td rowspan=\"999999999\">1</td></tr>", "A | 1"),
    ("<tr><td colspan=\"-1\">A</td><td colspan=\"x\">1</td></tr>", "A | 1"),
  ]

  @Test(arguments: tables)
  func tableBecomesLines(rows: String, expected: String) throws {
    let lines = try text("<table-wrap><table><tbody>\(rows)</tbody></table></table-wrap>")
    #expect(lines.hasPrefix(expected.prefix(1)))
    if !rows.contains("999999999") { #expect(lines == expected) }
  }

  @Test func readsColumnsOfTheCALSModel() throws {
    let table = """
      <table-wrap><table><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
      <thead><row><entry>X</entry><entry namest="b" nameend="c">Y</entry></row></thead>
      <tbody><row><entry morerows="1">k</entry><entry>1</entry><entry>2</entry></row>
      <row><entry>3</entry><entry>4</entry></row></tbody></tgroup></table></table-wrap>
      """
    #expect(try text(table) == "X | Y | Y\nk | 1 | 2\nk | 3 | 4")
  }

  /// Presentation MathML with its text on one line.
  static let formulas: [(String, String)] = [
    ("<mi>x</mi><mo>=</mo><mn>1</mn>", "x = 1"),
    ("<mo>-</mo><mn>1</mn>", "-1"),
    ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "a/b"),
    (
      "<mfrac><mrow><mi>a</mi><mo>-</mo><mn>1</mn></mrow><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>",
      "(a - 1)/(2b)"
    ),
    ("<mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac>", "(n choose k)"),
    ("<msup><mn>10</mn><mrow><mo>−</mo><mn>6</mn></mrow></msup>", "10^−6"),
    ("<msubsup><mi>σ</mi><mi>R</mi><mn>2</mn></msubsup>", "σ_R^2"),
    ("<msup><mi>y</mi><mo>′</mo></msup>", "y′"),
    (
      "<msup><msub><mtext>SO</mtext><mn>4</mn></msub><mrow><mn>2</mn><mo>-</mo></mrow></msup>",
      "SO_4^2-"
    ),
    ("<msqrt><mi>x</mi></msqrt>", "√x"),
    ("<msqrt><mi>x</mi><mo>+</mo><mi>y</mi></msqrt>", "√(x + y)"),
    ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√[3]x"),
    ("<mover><mi>x</mi><mo>¯</mo></mover>", "x\u{304}"),
    ("<mover><msub><mi>T</mi><mi>i</mi></msub><mo>¯</mo></mover>", "T\u{304}_i"),
    (
      "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>",
      "∑_(i = 1)^n x_i"
    ),
    ("<mfenced open=\"[\" close=\"]\"><mi>a</mi><mi>b</mi></mfenced>", "[a, b]"),
    ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sin x"),
    ("<mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo>", "f(x, y)"),
    (
      "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>",
      "a, b; c, d"
    ),
    ("<mmultiscripts><mi>C</mi><mprescripts/><none/><mn>13</mn></mmultiscripts>", "^13C"),
    ("<semantics><mi>x</mi><annotation>noise</annotation></semantics>", "x"),
    ("<mstyle><mi>x</mi><mtext> if </mtext><mi>y</mi></mstyle>", "x if y"),
  ]

  @Test(arguments: formulas)
  func formulaReadsOnOneLine(math: String, expected: String) throws {
    let prefixed = math.replacingOccurrences(of: "</", with: "</mml:")
      .replacingOccurrences(of: "<(?=[a-z])", with: "<mml:", options: .regularExpression)
    #expect(
      try text("<p><inline-formula><mml:math>\(prefixed)</mml:math></inline-formula></p>")
        == expected)
    #expect(try text("<p><math>\(math)</math></p>") == expected)
  }

  @Test func formulaNestedWithoutEndIsCutShort() throws {
    let deep =
      String(repeating: "<mrow>", count: 200) + "<mi>x</mi>"
      + String(repeating: "</mrow>", count: 200)
    #expect(try text("<p><math>\(deep)</math></p>") == "x")
  }

  @Test func readsUTF16() throws {
    let source = "<article><front><article-meta/></front><body><p>Größe 5 µm</p></body></article>"
    let bytes: [UInt8] =
      [0xFF, 0xFE] + source.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] as [UInt8] }
    #expect(try JATSFormat.documents(of: bytes).first?.text.description == "Größe 5 µm")
  }

  @Test func readsARecordInsideItsEnvelope() throws {
    let envelope = Envelope(
      head: Array("<!DOCTYPE s [<!ENTITY drug \"salt\">]><s><set xmlns:x=\"y\">".utf8),
      tail: Array("</set></s>".utf8))
    let bytes = Array("<article><front/><body><p>&drug; <x:b>b</x:b></p></body></article>".utf8)
    let record = Record(
      source: SourceStream(ordinal: 0, path: "set.xml"), offset: 70, bytes: bytes[...],
      envelope: envelope)
    guard case .documents(let documents) = try JATSFormat().documents(in: record) else { return }
    #expect(documents.map(\.text.description) == ["salt b"])
    #expect(documents.map(\.id) == ["set.xml#70"])
  }

  @Test func rejectsWhatHoldsNoArticle() {
    #expect(throws: RecordError.self) {
      try JATSFormat.documents(of: Array("<book><p>T</p></book>".utf8))
    }
  }

  @Test func licenceIsReadFromEachPlaceThatStatesIt() throws {
    let places = [
      (
        "<license xlink:href=\"https://l.org/a\"><license-p>T</license-p></license>",
        "https://l.org/a"
      ),
      (
        "<license><ali:license_ref xmlns:ali=\"a\">https://l.org/b</ali:license_ref></license>",
        "https://l.org/b"
      ),
      (
        "<license><license-p>See <ext-link xlink:href=\"https://l.org/c\">it</ext-link></license-p></license>",
        "https://l.org/c"
      ),
      (
        "<license><license-p>Under CC BY (http://creativecommons.org/licenses/by/4.0/).</license-p></license>",
        "http://creativecommons.org/licenses/by/4.0/"
      ),
      ("<license><p>Free to use.</p></license>", "Free to use."),
      ("<copyright-statement>© 2010 Roe</copyright-statement>", "© 2010 Roe"),
      ("", "unknown"),
    ]
    for (permissions, expected) in places {
      let source = """
        <article xmlns:xlink="x"><front><article-meta><permissions>\(permissions)</permissions></article-meta>
        </front></article>
        """
      #expect(try JATSFormat.documents(of: Array(source.utf8)).first?.rights == expected)
    }
  }

  @Test func marksComeFromTheArticleTypeAndItsLinks() throws {
    let cases = [
      ("<article article-type=\"correction\">", "", ["notice"]),
      ("<article article-type=\"Retraction\">", "", ["notice"]),
      (
        "<article>", "<related-article related-article-type=\"retraction-forward\"/>", ["retracted"]
      ),
      (
        "<article>", "<title-group><article-title>RETRACTED: Salt</article-title></title-group>",
        ["retracted"]
      ),
      ("<article>", "", []),
    ]
    for (start, meta, expected) in cases {
      let source =
        "\(start)<front><article-meta>\(meta)</article-meta></front><body><p>T</p></body></article>"
      #expect(try JATSFormat.documents(of: Array(source.utf8)).first?.marks == expected)
    }
  }

  /// Bodies whose text or facts would outgrow them if they were taken at their word.
  static let greedy: [String] = [
    String(
      repeating: "<table><tr><td colspan=\"1000\" rowspan=\"1000\">x</td></tr></table>", count: 200),
    "<table><tr><td colspan=\"1000\">" + String(repeating: "x", count: 5_000)
      + "</td><td>1</td></tr></table>",
    "<table><thead><tr><th>h</th><th>" + String(repeating: "x", count: 20_000)
      + "</th></tr></thead>"
      + String(repeating: "<tr><td>a</td><td>1</td></tr>", count: 500) + "</table>",
    String(repeating: "<def-list><def-item><term>a</term><def><p>", count: 60)
      + String(repeating: "x", count: 20_000)
      + String(repeating: "</p></def></def-item></def-list>", count: 60),
  ]

  @Test(arguments: greedy)
  func outputStaysInProportionToInput(body: String) throws {
    let source = "<article><front><article-meta/></front><body>\(body)</body></article>"
    let document = try #require(try JATSFormat.documents(of: Array(source.utf8)).first)
    let size = document.facts.reduce(document.text.count) { sum, fact in
      fact.attributes.reduce(sum + fact.value.utf8.count) { $0 + $1.value.utf8.count }
    }
    #expect(size < 60 * source.utf8.count)
  }
}
