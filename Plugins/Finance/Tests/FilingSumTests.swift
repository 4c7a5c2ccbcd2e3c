import Didact
import DidactFinance
import DidactTesting
import DidactXML
import Foundation
import Testing

/// Every character of a filing is in its document, or counted as left out.
@Suite struct FilingSumTests {
  @Test func keptAndLeftOutMakeAllOfAFiling() throws {
    var pages = FilingFormat().examples.filter { !$0.source.contains("\u{0}") }.map {
      ($0.title, Array($0.source.utf8))
    }
    for folder in ["8k_1994_2023", "html_10k", "html_20f", "html_8k", "ixbrl", "other_forms"] {
      pages += try SharedData.files(
        "finance/\(folder)", for: "sums of real filings were not checked"
      )
      .filter { $0.name.hasSuffix(".htm") || $0.name.hasSuffix(".html") }.map {
        ($0.name, $0.bytes)
      }
    }
    for (name, bytes) in pages where UTF8Bytes.find("<DOCUMENT>".utf8, in: bytes[...]) == nil {
      let document = try #require(try FilingFormat().read(bytes).first)
      #expect(document.faults.isEmpty, "\(name)")
      let found = try faults(document.bare, of: bytes[...])
      #expect(found == [], "\(name)")
    }
  }

  @Test func keptAndLeftOutMakeAllOfASubmission() throws {
    var sources = EDGARSubmissionFormat().examples.map { ($0.title, Array($0.source.utf8)) }
    for folder in ["8k_1994_2023", "edgar_full_submission", "other_forms"] {
      sources += try SharedData.files(
        "finance/\(folder)", for: "sums of real submissions were not checked"
      )
      .map { ($0.name, $0.bytes) }
    }
    var count = 0
    for (name, source) in sources {
      // Records begin at lines; a file whose lines end in CR alone has none.
      guard source.count(where: { $0 == 0x0A }) > 1 else { continue }
      let (head, records) = stretches(of: source, from: "<DOCUMENT>", to: "</DOCUMENT>")
      for record in records {
        let documents = try EDGARSubmissionFormat().read(record, after: head)
        // Forms in XML have a sum of their own.
        guard let document = documents.first,
          document.facts(named: "cik").allSatisfy({ $0.span == nil }),
          !document.sections.contains(where: { $0.role == "holdings" })
        else { continue }
        count += 1
        #expect(document.faults.isEmpty, "\(name) \(document.id)")
        let found = try faults(document.bare, ofRecord: record)
        #expect(found == [], "\(name) \(document.id)")
      }
    }
    #expect(count >= 2)
  }

  /// The values of the record's head, and what stands in its `<TEXT>`.
  private func faults(_ document: Document, ofRecord record: [UInt8]) throws -> [String] {
    let open = try #require(UTF8Bytes.find("<TEXT>".utf8, in: record[...]))
    let values = record[..<open].split(separator: 0x0A).flatMap { line -> [UInt8] in
      Array(line[(line.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? line.endIndex)...]) + [
        0x20
      ]
    }
    var content = record[(open + 6)...]
    var ends: [Int] = []
    var position = content.startIndex
    while let end = UTF8Bytes.find("</TEXT>".utf8, in: content, from: position) {
      ends.append(end)
      position = end + 1
    }
    content = content[..<(ends.last ?? content.endIndex)]
    return try faults(document, of: content, and: values)
  }

  private func faults(_ document: Document, of content: ArraySlice<UInt8>, and values: [UInt8] = [])
    throws
    -> [String]
  {
    // A page's characters are those of its parser, EDGAR's plain text is its own.
    let all = Gathered()
    let isPlain =
      document.facts.contains { $0.name == "left-out" && $0.value == "sgml-tag" }
      || UTF8Bytes.find("</".utf8, in: content) == nil
    if !isPlain { try HTMLReader(XMLVocabulary([])).parse(content, into: all) }
    let source = values + (isPlain ? Array(content) : all.bytes)
    // Raised digits have another form, and so has what pages mean by U+0080...009F.
    let other =
      document.text.description.unicodeScalars.count {
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻".unicodeScalars.contains($0)
      }
      + String(decoding: source, as: UTF8.self).unicodeScalars.count {
        (0x80...0x9F).contains($0.value)
      }
    return CharacterSum.faults(in: [document], of: source, added: "|", tolerance: other)
  }
}

/// Gathers character data.
private final class Gathered: XMLHandler {
  var bytes: [UInt8] = []
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
