import Didact
import DidactFinance
import DidactTesting
import Foundation
import Testing

/// Damaged, gigantic and hostile input: a document or a rejection, in time that grows with the bytes.
@Suite struct HostileTests {
  static let formats: [any SourceFormat] = FinanceDomain().formats

  @Test func damagedFilesAreReadOrRejected() throws {
    var inputs: [(any SourceFormat, [UInt8], [UInt8])] = []
    for folder in ["other_forms", "html_8k", "8k_1994_2023"] {
      for (name, bytes) in try SharedData.files(
        "finance/\(folder)", for: "damaged filings were not read"
      ).prefix(10) {
        if name.hasSuffix(".xml") {
          inputs.append((EDGARFormFormat(), bytes, []))
        } else if UTF8Bytes.find("<DOCUMENT>".utf8, in: bytes[...]) == nil {
          inputs.append((FilingFormat(), bytes, []))
        } else {
          let (head, records) = stretches(of: bytes, from: "<DOCUMENT>", to: "</DOCUMENT>")
          inputs += records.prefix(1).map { (EDGARSubmissionFormat(), $0, head) }
        }
      }
    }
    for (format, bytes, head) in inputs where bytes.count < 100_000 {
      for copy in Damage.copies(of: bytes, count: 1) {
        guard let documents = try? format.read(copy, after: head) else { continue }
        #expect(documents.flatMap(\.faults).isEmpty, "\(format.name)")
      }
    }
  }

  @Test func headingsWithoutEndAreReportedAndCostNoMore() throws {
    let html =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 10-K"
      + String(repeating: "<p>ITEM 1. BUSINESS<p>Salt.", count: 20_000)
    let document = try #require(try FilingFormat().read(Array(html.utf8)).first)
    #expect(document.sections.isEmpty)
    #expect(
      document.facts(named: "unplaced-heading").map(\.value) == [
        "too many headings to tell items by"
      ])
  }

  @Test func documentsInsideDocumentsCostOneRecord() throws {
    let record =
      "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n" + String(repeating: "<DOCUMENT>\n<TEXT>\n", count: 50_000)
    #expect((try? EDGARSubmissionFormat().read(Array(record.utf8)).count) ?? 0 <= 1)
  }

  @Test func gigantic() throws {
    let row =
      "<infoTable><nameOfIssuer>A &amp; B</nameOfIssuer><cusip>1</cusip><value>2</value></infoTable>"
    let table = "<informationTable>" + String(repeating: row, count: 5_000) + "</informationTable>"
    let holdings = try #require(try EDGARFormFormat().read(Array(table.utf8)).first)
    #expect(holdings.facts(named: "holding").count == 5_000)
    let cells =
      "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 8-K<table><tr>"
      + String(repeating: "<td>1", count: 100_000) + "</table>"
    #expect(try FilingFormat().read(Array(cells.utf8)).count == 1)
    let call =
      "Operator\n\nHello.\n\n"
      + String(
        repeating: "Ann Clerk -- CEO\n\nYes.\n\nBob Broker -- Bank -- Analyst\n\nNo?\n\n",
        count: 5_000)
    let turns = try #require(try TranscriptFormat().read(Array(call.utf8)).first)
    #expect(turns.facts(named: "question").count == 5_000)
    let story =
      "<REUTERS NEWID=\"1\"><TEXT><BODY>" + String(repeating: "Salt. &lt;\n", count: 100_000)
      + "</BODY></TEXT></REUTERS>"
    #expect(try ReutersFormat().read(Array(story.utf8)).count == 1)
    let tags = "<REUTERS NEWID=\"1\">" + String(repeating: "<TEXT", count: 100_000)
    #expect((try? ReutersFormat().read(Array(tags.utf8)).count) ?? 0 == 0)
  }

  @Test func deepFormsAreRejected() {
    let deep = "<edgarSubmission>" + String(repeating: "<a>", count: 10_000)
    #expect(throws: RecordError.self) { try EDGARFormFormat().read(Array(deep.utf8)) }
  }

  @Test func onlyFormsAreTakenForForms() throws {
    for folder in [
      "finance/xbrl", "finance/xbrl_nflx_10q_2010", "finance/ixbrl_aapl_10q_2025",
      "finance/reuters21578",
    ] {
      for (name, bytes) in try SharedData.files(folder, for: "\(folder) was not looked at") {
        let head = SourceHead(path: name, bytes: Array(bytes.prefix(64 << 10)))
        #expect(EDGARFormFormat().recognises(head) == .no, "\(folder)/\(name)")
      }
    }
  }
}
