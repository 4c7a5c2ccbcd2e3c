import Didact
import Testing

@testable import DidactBiomedicine

struct JATSExampleTests {
  @Test(arguments: JATSExamples.all.indices)
  func exampleYieldsWhatItSays(index: Int) throws {
    let example = JATSExamples.all[index]
    try check(example, example.source)
  }

  /// Ways of writing the same article that must not change what it yields.
  @Test(arguments: JATSExamples.all.indices)
  func exampleYieldsTheSameHoweverItIsWritten(index: Int) throws {
    let example = JATSExamples.all[index]
    let source = example.source
    try check(example, source.replacing("\n", with: "\r\n"))
    try check(example, "\u{FEFF}" + source)
    try check(example, source.replacing("<body>", with: "<!-- <p>no</p> --><body><?pi x?>"))
    try check(example, source.replacing("Salt", with: "&#83;alt"))
  }

  private func check(_ example: FormatExample, _ source: String) throws {
    let place = SourceLocation(
      fileID: #fileID, filePath: example.file, line: example.line, column: 1)
    let title = Comment(rawValue: example.title)
    let read: [Document]
    do {
      read = try JATSFormat.documents(of: Array(source.utf8))
    } catch let error as RecordError {
      let rejections = example.outcome.compactMap {
        if case .rejected(let reason) = $0 { reason } else { nil }
      }
      #expect(rejections == [error.reason], title, sourceLocation: place)
      return
    }
    #expect(read.count == example.outcome.count, title, sourceLocation: place)
    for (document, outcome) in zip(read, example.outcome) {
      guard case .document(let expectations) = outcome else { continue }
      for expectation in expectations {
        #expect(
          holds(expectation, for: document), "\(example.title): \(expectation)",
          sourceLocation: place)
      }
    }
  }

  private func holds(_ expectation: FormatExample.Expectation, for document: Document) -> Bool {
    let text = document.text
    switch expectation {
    case .id(let id): return document.id == id
    case .title(let title): return text.string(document.title) == title
    case .text(let whole): return text.description == whole
    case .section(let label, let role, let part):
      return document.sections.contains {
        $0.label == label && $0.role == role && text.string($0.span) == part
      }
    case .fact(let name, let value, let at):
      return document.facts(named: name).contains { fact in
        fact.value == value && (at == nil || fact.span.map(text.string) == at)
      }
    case .language(let language): return document.language == language
    case .rights(let rights): return document.rights == rights
    case .mark(let mark): return document.marks.contains(mark)
    case .nowhere(let string):
      let values = document.facts.flatMap { [$0.value] + $0.attributes.map(\.value) }
      return
        !([text.description, document.id, document.rights] + values + document.sections.map(\.label))
        .contains { $0.contains(string) }
    }
  }
}
