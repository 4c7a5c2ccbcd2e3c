import Didact
import Foundation
import Testing

@testable import DidactBiomedicine

/// What holds for every document, whatever the article.
struct JATSShapeTests {
  @Test(arguments: JATSCorpus.all)
  func spansAndLinesAreInOrder(of corpus: JATSCorpus) throws {
    guard let root = corpus.folder else {
      return print("SKIPPED: \(corpus.rawValue) JATS articles are not on this machine")
    }
    for path in corpus.files(in: root) {
      let bytes = Array(try Data(contentsOf: root.appendingPathComponent(path)))
      guard let documents = try? JATSFormat.documents(of: bytes, path: path) else { continue }
      #expect(!documents.isEmpty, "\(path)")
      for document in documents {
        #expect(Self.faults(of: document) == [], "\(path) \(document.id)")
      }
    }
  }

  /// What is wrong with a document's text, sections and facts.
  static func faults(of document: Document) -> Set<String> {
    let text = document.text
    var faults = Set<String>()
    func require(_ holds: Bool, _ fault: String) { if !holds { faults.insert(fault) } }
    require(Text(validating: text.bytes) != nil, "text is not UTF-8")
    var previous = UInt8(ascii: "\n")
    for byte in text.bytes {
      if UTF8Bytes.isBlank(byte) {
        require(byte == 0x20 || byte == UInt8(ascii: "\n"), "other blanks than space and line end")
        require(!UTF8Bytes.isBlank(previous), "two blanks in a row")
      }
      previous = byte
    }
    require(text.isEmpty || !UTF8Bytes.isBlank(previous), "text ends in a blank")
    require(document.title.start == 0 && document.title.end <= text.count, "title is outside")
    let sections = document.sections.map(\.span)
    for span in sections + document.facts.compactMap(\.span) {
      require(!span.isEmpty && text.span.contains(span), "span is empty or outside")
      require(text.isBoundary(span.start) && text.isBoundary(span.end), "span cuts a character")
      require(text.trimmed(span) == span, "span begins or ends in a blank")
    }
    for span in sections { require(document.body.contains(span), "section is outside the body") }
    for (first, second) in zip(sections, sections.dropFirst()) {
      require(
        first.contains(second) || first.end <= second.start, "sections overlap or are out of order")
    }
    for fact in document.facts where ["abbreviation", "table-cell"].contains(fact.name) {
      require(
        fact.span.map(text.string) ?? fact.value == fact.value, "fact is not its place's text")
    }
    require(!document.rights.isEmpty && !document.id.isEmpty, "rights or id are empty")
    return faults
  }
}
