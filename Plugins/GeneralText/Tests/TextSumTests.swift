import Didact
import DidactGeneralText
import DidactTesting
import DidactXML
import Foundation
import Testing

/// Every character of a source is in its documents, or counted as left out: for each format, by a reading that shares
/// no code with it.
@Suite struct TextSumTests {
  @Test func feedsAddUp() throws {
    var feeds = FeedFormat().examples.map { Array($0.source.utf8) }
    feeds += SharedFiles.all(in: ["general/feeds", "biomed/clinicaltrials", "biomed/pubmed/small"])
      .filter { FeedFormat().recognises(SourceHead(path: $0.path, bytes: $0.bytes)) == .certain }
      .map(\.bytes)
    for (number, feed) in feeds.enumerated() {
      for record in try Records.cut(feed, with: FeedFormat()) {
        guard case .documents(let documents)? = try? FeedFormat().documents(in: record) else {
          continue
        }
        let data = try FeedCharacters.of(record)
        let faults = CharacterSum.faults(in: documents, of: data, added: "|")
        #expect(faults.isEmpty, "feed \(number): \(faults)")
      }
    }
  }

  @Test func tablesAddUp() throws {
    for table in CSVFormat().examples.map(\.source) {
      for record in try Records.cut(Array(table.utf8), with: CSVFormat()) {
        guard case .documents(let documents)? = try? CSVFormat().documents(in: record) else {
          continue
        }
        // No cell of the examples holds a separator that is text, but one.
        let data = String(decoding: record.bytes, as: UTF8.self)
        let separators = data.hasPrefix("a1") ? 3 : data.count { $0 == "," || $0 == ";" }
        let faults = CharacterSum.faults(
          in: documents,
          of: Array(
            data.replacingOccurrences(of: "\"\"", with: "”")
              .replacingOccurrences(of: "\"", with: "").replacingOccurrences(of: "”", with: "\"")
              .utf8),
          added: "", tolerance: separators)
        #expect(faults.isEmpty, "\(data): \(faults)")
      }
    }
  }

  @Test func linesAddUp() throws {
    let lines = [
      #"{"text": "One\ntwo é", "x": {"y": ["three", 4.50, true], "z": null}, "title": "T"}"#,
      #"{"id": 12, "text": "a", "lang": "en", "language": "English", "rights": "CC0"}"#,
    ]
    for (line, data) in zip(lines, ["One two é three 4.50 true T", "12 a en English CC0"]) {
      for options in [[:], ["fields": "facts"]] {
        let format = try JSONLinesFormat().configured(options)
        let documents = try Records.documents(of: Array(line.utf8), with: format)
        let faults = CharacterSum.faults(in: documents, of: Array(data.utf8))
        #expect(faults.isEmpty, "\(line): \(faults)")
      }
    }
  }

  /// Plain text and web archives of it; pages have a test of their own.
  @Test func textsAddUp() throws {
    var texts = PlainTextFormat().examples.map { Array($0.source.utf8) }.filter { !$0.contains(0) }
    texts += SharedFiles.all(in: ["general/gutenberg", "general/wikitext"])
      .filter { $0.path.hasSuffix(".txt") }.map(\.bytes)
    for text in texts {
      let documents = try Records.documents(of: text, with: PlainTextFormat())
      // The end of a hard-wrapped line takes its hyphen along; a title and an author stand in what is left out too.
      let faults = CharacterSum.faults(in: documents, of: text, added: "", tolerance: 300)
      #expect(faults.isEmpty, "\(String(decoding: text.prefix(60), as: UTF8.self)): \(faults)")
      let head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n"
      let record = Array("\(head)Content-Length: \(text.count)\r\n\r\n".utf8) + text
      let archived = try Records.documents(of: record, with: WARCFormat())
      let lost = CharacterSum.faults(
        in: archived, of: text.starts(with: [0xEF]) ? text[3...] : text[...], added: "")
      #expect(lost.isEmpty, "\(lost)")
    }
  }
}

/// Records as the tool cuts them.
enum Records {
  static func cut(_ bytes: [UInt8], with format: any SourceFormat) throws -> [Record] {
    try items(of: bytes, with: format).compactMap { item in
      if case .record(let record) = item { record } else { nil }
    }
  }

  static func documents(of bytes: [UInt8], with format: any SourceFormat) throws -> [Document] {
    let record = Record(source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...])
    guard case .documents(let documents) = try format.documents(in: record) else { return [] }
    return documents
  }
}

/// Character data of a feed's record: that of XML, and of the pages inside it.
private final class FeedCharacters: XMLHandler {
  private static let pages: Set<String> = ["title", "description", "summary", "encoded", "content"]
  private var bytes: [UInt8] = []
  private var element: [UInt8] = []
  private var names: [String] = []
  private var depth = 0

  static func of(_ record: Record) throws -> [UInt8] {
    let handler = FeedCharacters()
    try XMLReader(XMLVocabulary([])).parse(record, into: handler)
    return handler.bytes
  }

  func start(_ number: Int, _ tag: XMLTag) {
    flush()
    names.append(tag.name)
  }
  func end(_ number: Int) {
    flush()
    names.removeLast()
  }
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { element.append(contentsOf: piece) }

  private func flush() {
    defer { element = [] }
    guard let name = names.last else { return }
    var text = element
    if Self.pages.contains(name) {
      // Escaped twice is escaped once more.
      for _ in 0..<2 where text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: "&")) {
        let page = PageCharacters()
        try? HTMLReader(XMLVocabulary([])).parse(text[...], into: page)
        text = page.bytes
        if !String(decoding: text, as: UTF8.self).contains("<p>") { break }
      }
    }
    bytes += text
  }
}

private final class PageCharacters: XMLHandler {
  var bytes: [UInt8] = []
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
