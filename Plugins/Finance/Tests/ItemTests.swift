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

  @Test func numbersMayBeWrittenOut() throws {
    let found = try items(
      "Item No. 1 - Business", Self.prose, "ITEM NUMBER 2: Properties", "We rent.")
    #expect(found == ["item-1": Self.prose, "item-2": "We rent."])
  }

  @Test func joinedItemsAreOneSection() throws {
    let found = try items(
      "Items 1 and 2. Business and Properties", Self.prose, "ITEM 3. LEGAL PROCEEDINGS", "None.",
      "Items 7 and 7A. Management's Discussion and Analysis", "Sales rose.")
    #expect(found["item-1-and-2"] == Self.prose)
    #expect(found["item-3"] == "None.")
    #expect(found["item-7-and-7a"] == "Sales rose.")
  }

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

  @Test func whatCannotBePlacedIsReported() throws {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 10-K<p>Item 1. Business<p>\(Self.prose)<p>Item 77. Salt<p>x"
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.htm"), offset: 0, bytes: Array(html.utf8)[...])
    guard case .documents(let documents) = try FilingFormat().documents(in: record) else { return }
    #expect(documents.first?.facts(named: "unplaced-heading").map(\.value) == ["Item 77. Salt"])
  }

  /// Boundaries of real filings of 1995 to 2025, read and written down by hand.
  @Test func agreesWithTheTableMadeByHand() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? folder.appendingPathComponent("../../../../shared").standardizedFileURL.path
    guard FileManager.default.fileExists(atPath: "\(shared)/data/finance") else {
      return print(
        "SKIPPED: the shared data is not there; item boundaries of real filings were not checked")
    }
    let table = try String(
      contentsOf: folder.appendingPathComponent("item-boundaries.tsv"), encoding: .utf8)
    var files: [String: [[String]]] = [:]
    for row in table.split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      files[fields[0], default: []].append(fields)
    }
    #expect(files.count >= 12)
    for (path, rows) in files {
      let bytes = Array(
        try Data(contentsOf: URL(fileURLWithPath: "\(shared)/data/finance/\(path)")))
      let found = try sections(path.hasSuffix(".txt") ? MainDocument() : FilingFormat(), bytes)
      #expect(Set(found.keys) == Set(rows.map { $0[1] }), "\(path)")
      for row in rows {
        let text = (found[row[1]] ?? "").replacing("\n", with: " ")
        #expect(String(text.prefix(row[2].count)) == row[2], "\(path) \(row[1])")
        #expect(String(text.suffix(row[3].count)) == row[3], "\(path) \(row[1])")
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
