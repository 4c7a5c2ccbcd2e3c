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

  /// Elements in any order and nesting, as no DTD would have them.
  @Test(arguments: 1...8)
  func holdsForAnyNesting(seed: UInt64) throws {
    var nonsense = Nonsense(seed: seed)
    for _ in 0..<150 {
      let source = nonsense.article()
      for document in try JATSFormat.documents(of: Array(source.utf8)) {
        #expect(Self.faults(of: document) == [], "\(source)")
        #expect(!document.text.description.contains("a@b.org"), "\(source)")
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

/// Makes well-formed articles that mean nothing.
private struct Nonsense {
  private var state: SeededGenerator
  private let names =
    JATSElement.byName.filter { $0.1 != .skipped }.map(\.0) + MathElement.localNames
    + ["x", "email", "ref-list"]
  private let words = [" ", "a", "12", "word é", "a@b.org", "\u{A0}", ",", "–", "10", "\n"]
  private let attributes = [
    "xref": [" ref-type=\"bibr\"", " ref-type=\"fn\""], "td": [" colspan=\"3\"", " rowspan=\"2\""],
    "abstract": [" xml:lang=\"es\""], "article": [" xml:lang=\"en\""],
  ]

  init(seed: UInt64) { state = SeededGenerator(seed: seed) }

  mutating func article() -> String {
    let front = "<front><article-meta>\(content(2))</article-meta></front>"
    return "<article>\(front)<body>\(content(0))</body>\(content(1))</article>"
  }

  private mutating func content(_ depth: Int) -> String {
    var output = ""
    for _ in 0..<Int.random(in: 0...(depth > 6 ? 1 : 4), using: &state) {
      if Int.random(in: 0..<6, using: &state) == 0 {
        output += words[Int.random(in: 0..<words.count, using: &state)]
        continue
      }
      let name = names[Int.random(in: 0..<names.count, using: &state)]
      let attribute = attributes[name]?.randomElement(using: &state) ?? ""
      output += "<\(name)\(attribute)>\(content(depth + 1))</\(name)>"
    }
    return output
  }
}
