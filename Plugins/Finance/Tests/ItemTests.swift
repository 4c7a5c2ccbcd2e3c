import Didact
import DidactFinance
import Foundation
import Testing

/// Where items begin and end: what users of other cutters complain about, and tables made by hand.
@Suite struct ItemTests {
  static let prose =
    "We sell salt in forty stores and have sold it there since the year in which we were founded by our founders, "
    + "who had mined it before, and whose mines we own and work to this day in three states of the union."

  func items(_ lines: String...) throws -> [String: String] {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 10-K</p>"
      + lines.map { "<p>\($0)</p>" }.joined() + "</html>"
    return try sections(FilingFormat(), Array(html.utf8))
  }

  func sections(_ format: any SourceFormat, _ bytes: [UInt8]) throws -> [String: String] {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.htm"), offset: 0, bytes: bytes[...])
    guard case .documents(let documents) = try format.documents(in: record) else { return [:] }
    let document = try #require(documents.first)
    return Dictionary(
      document.sections.map { ($0.role, document.text.string($0.span)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// edgar-crawler #20: filings are cut at "see Item 1A" inside the text.
  @Test func referencesInsideTheTextEndNoItem() throws {
    let found = try items(
      "Item 1. Business", Self.prose, "Item 1A of this report has more on this.",
      "For more, see",
      "Item 1A. Risk Factors, and our other reports, which say what may go wrong with salt in wet years and with those who mine it, sell it, buy it and eat it; we say so here once, there twice, and not again after that.",
      Self.prose, "Item 1A. Risk Factors", "Salt may get wet. " + Self.prose, "Item 2. Properties",
      Self.prose)
    #expect(found["item-1"]?.hasSuffix(Self.prose) == true)
    #expect(found["item-1a"] == "Salt may get wet. " + Self.prose)
  }

  /// edgar-crawler #37: "Item No. 1".
  @Test func numbersMayBeWrittenOut() throws {
    let found = try items(
      "Item No. 1 - Business", Self.prose, "ITEM NUMBER 2: Properties", "We rent.")
    #expect(found == ["item-1": Self.prose, "item-2": "We rent."])
  }

  /// edgar-crawler #45: "Items 1 and 2".
  @Test func joinedItemsAreOneSection() throws {
    let found = try items(
      "Items 1 and 2. Business and Properties", Self.prose, "ITEM 3. LEGAL PROCEEDINGS", "None.",
      "Items 7 and 7A. Management's Discussion and Analysis", "Sales rose.")
    #expect(found["item-1-and-2"] == Self.prose)
    #expect(found["item-3"] == "None.")
    #expect(found["item-7-and-7a"] == "Sales rose.")
  }

  /// edgartools #453: Item 1C is missing.
  @Test func newItemsAreKnown() throws {
    let found = try items(
      "Item 1B. Unresolved Staff Comments", "None.", "Item 1C. Cybersecurity",
      "We watch our networks.",
      "Item 2. Properties", "We rent.", "Item 9C. Disclosure Regarding Foreign Jurisdictions",
      "None.")
    #expect(found["item-1c"] == "We watch our networks.")
    #expect(found["item-9c"] == "None.")
  }

  @Test func headingsMayStandInTablesAndOnTwoLines() throws {
    let found = try items(
      "<table><tr><td>Item&nbsp;1.</td><td>Business</td></tr></table>", Self.prose,
      "ITEM 2", "PROPERTIES", "We rent.", "Part I, Item 3. Legal Proceedings (continued)", "None.")
    #expect(found["item-1"] == Self.prose)
    #expect(found["item-2"]?.hasPrefix("We rent.") == true)
  }

  @Test func headingsMayRunOverLines() throws {
    let found = try items(
      "Item 1. Business", Self.prose, "Item 5. Market for Registrant's Common Equity, Related",
      "Stockholder Matters and Issuer Purchases of", "Equity Securities", "There is a market.",
      "ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS", "OF FINANCIAL CONDITION",
      "On June 6 we sold salt.", "Item 8. Financial Statements", "The accounts follow.")
    #expect(found["item-5"]?.hasSuffix("There is a market.") == true)
    #expect(found["item-7"] == "On June 6 we sold salt.")
    #expect(found["item-8"] == "The accounts follow.")
  }

  @Test func anItemWithoutTextIsReported() throws {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 10-K<p>Item 1. Business<p>\(Self.prose)"
      + "<p>Item 6. [Reserved]<p>Item 7. Management's Discussion<p>Sales rose."
    let document = try #require(try FilingFormat().read(Array(html.utf8)).first)
    #expect(document.facts(named: "empty-item").map { $0["role"] } == ["item-6"])
    #expect(document.sections.map(\.role) == ["item-1", "item-7"])
  }

  @Test func pageFurnitureIsLeftOut() throws {
    let text = """
      SECURITIES AND EXCHANGE COMMISSION
      FORM 8-K

      ITEM 5. Other Events.
      -----------------------

      The Company sold salt.

                                      -2-
      <PAGE>
      It sold pepper.

                                       3
      <PAGE>
      Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly
      caused this report to be signed.

      EXHIBIT INDEX

      99. Press release
      """
    let document = try #require(try FilingFormat().read(Array(text.utf8)).first)
    #expect(
      document.sections.map { document.text.string($0.span) }
        == ["The Company sold salt.\nIt sold pepper."])
    let signatures = document.facts(named: Fact.boilerplate).first { $0.value == "signatures" }
    #expect(signatures?.span.map { document.text.string($0).hasSuffix("signed.") } == true)
  }

  @Test func formsWithoutItemsAreReadToo() throws {
    for form in ["6-K", "40-F", "S-1"] {
      let html =
        "<html><p>SECURITIES AND<br>EXCHANGE COMMISSION<p>FORM \(form)<p>Item 1. Business<p>\(Self.prose)</html>"
      let head = SourceHead(path: "a.htm", bytes: Array(html.utf8))
      #expect(FilingFormat().recognises(head) == .certain)
      let document = try #require(try FilingFormat().read(Array(html.utf8)).first)
      #expect(document.facts(named: "form-type").map(\.value) == [form])
      #expect(document.sections.isEmpty)
      #expect(document.text.description.contains(Self.prose))
    }
  }

  @Test func boilerplateIsMarkedSentenceBySentence() throws {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 8-K<p>Item 2.02 Results<p>On May 1, 2020 we said that salt rose. "
      + "The release is incorporated herein by reference. It shall not be deemed filed for purposes of Section 18 of the Act."
      + "<p>These forward-looking statements are subject to risks and uncertainties, and actual results may differ.</html>"
    let document = try #require(try FilingFormat().read(Array(html.utf8)).first)
    let marked = document.facts(named: Fact.boilerplate).map {
      ($0.value, $0.span.map { document.text.string($0) } ?? "")
    }
    #expect(
      marked.contains {
        $0 == ("incorporation-by-reference", "The release is incorporated herein by reference.")
      })
    #expect(marked.contains { $0.0 == "furnished-not-filed" && $0.1.hasPrefix("It shall not") })
    #expect(marked.contains { $0.0 == "forward-looking" && $0.1.hasPrefix("These forward") })
  }

  /// edgartools #821: the wrong section, and no error.
  @Test func whatCannotBePlacedIsReported() throws {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 10-K<p>Item 1. Business<p>\(Self.prose)<p>Item 77. Salt<p>x"
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.htm"), offset: 0, bytes: Array(html.utf8)[...])
    guard case .documents(let documents) = try FilingFormat().documents(in: record) else { return }
    #expect(documents.first?.facts(named: "unplaced-heading").map(\.value) == ["Item 77. Salt"])
  }

  /// Boundaries of 25 real filings of 1995 to 2025 in many layouts.
  ///
  /// The table was made without this project's code: another HTML parser's lines of each filing, every line that begins
  /// with `Item` and a number read by eye, tables of contents and references in the text struck out, and the letters and
  /// digits after each heading and before the next one written down; page numbers, heads of pages and EDGAR's tags
  /// between them were struck out by hand. The same was done for all 8-Ks of the shared data: 185 items of 59 filings.
  @Test func agreesWithTheTableMadeByHand() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let table = try String(
      contentsOf: folder.appendingPathComponent("item-boundaries.tsv"), encoding: .utf8)
    var files: [String: [[String]]] = [:]
    for row in table.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      files[fields[0], default: []].append(fields)
    }
    #expect(files.count >= 20)
    var folders: [String: [(name: String, bytes: [UInt8])]] = [:]
    for (path, rows) in files.sorted(by: { $0.key < $1.key }) {
      let name = path.split(separator: "/").map(String.init)
      if folders[name[0]] == nil {
        folders[name[0]] = try SharedData.files(
          "finance/\(name[0])", for: "item boundaries of real filings were not checked")
      }
      guard let bytes = folders[name[0]]?.first(where: { $0.name == name[1] })?.bytes else {
        continue
      }
      let found = try sections(path.hasSuffix(".txt") ? MainDocument() : FilingFormat(), bytes)
      #expect(Set(found.keys) == Set(rows.map { $0[1] }), "\(path)")
      for row in rows {
        let text = String(
          decoding: (found[row[1]] ?? "").utf8.map(UTF8Bytes.lowered).filter {
            UTF8Bytes.isLower($0) || UTF8Bytes.isDigit($0)
          }, as: UTF8.self)
        #expect(text.hasPrefix(row[2]), "\(path) \(row[1]): \(text.prefix(40))")
        #expect(text.hasSuffix(row[3]), "\(path) \(row[1]): \(text.suffix(40))")
      }
    }
  }
}

/// The first document of a submission.
private struct MainDocument: SourceFormat {
  let name = "main"
  let summary = ""
  let cutting = Cutting.whole
  let examples: [FormatExample] = []
  func recognises(_ head: SourceHead) -> Confidence { .no }
  func documents(in record: Record) throws(RecordError) -> Reading {
    let bytes = record.bytes
    guard let open = UTF8Bytes.find("<DOCUMENT>".utf8, in: bytes),
      let close = UTF8Bytes.find("</DOCUMENT>".utf8, in: bytes)
    else { return .skipped(rule: "none") }
    return try EDGARSubmissionFormat().documents(
      in: Record(
        source: record.source, offset: open, bytes: bytes[open..<close],
        envelope: Envelope(head: Array(bytes[..<open]), tail: [])))
  }
}
