import Didact
import DidactGeneralText
import DidactTesting
import Foundation
import Testing

/// What the formats' own examples (held to by the contract) do not show.
@Suite struct FormatTests {
  func read(_ format: any SourceFormat, _ bytes: [UInt8]) throws -> [Document] {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.txt"), offset: 0, line: 1, number: 0,
      bytes: bytes[...])
    guard case .documents(let documents) = try format.documents(in: record) else { return [] }
    return documents
  }

  @Test func textIsKeptButForLineEnds() throws {
    let text = "  Two  blanks\r\n\r\n\tand a tab, then CR\rand NFD e\u{301}.\n\n"
    let documents = try read(PlainTextFormat(), Array(text.utf8))
    #expect(
      documents.map(\.text) == ["  Two  blanks\n\n\tand a tab, then CR\nand NFD e\u{301}.\n\n"])
    #expect(documents.map(\.title.isEmpty) == [true])
  }

  @Test func theFirstLineIsTheTitleWhereItStandsAlone() throws {
    let format = try PlainTextFormat().configured(["title": "first-line"])
    let story = try read(format, Array("Salt rises\n\nSalt rose today.\n\nIt may fall.\n".utf8))
    #expect(story.map { $0.text.string($0.title) } == ["Salt rises"])
    #expect(story.map(\.text) == ["Salt rises\nSalt rose today.\n\nIt may fall.\n"])
    for text in ["Salt rose.\nIt may fall.\n", "Salt rises\n\n", "Salt rises"] {
      #expect(try read(format, Array(text.utf8)).map(\.title.isEmpty) == [true])
    }
    #expect(throws: RunError.self) { try PlainTextFormat().configured(["title": "last-line"]) }
  }

  @Test func joinsOnlyLinesThatAreFull() throws {
    let prose = """
      It is a truth universally acknowledged, that a single man in
      possession of a good fortune, must be in want of a wife.
        However little known the feelings or views of such a man may
      be on his first entering a neighbourhood, this truth is fixed.

      Full fathom five thy father lies;
      Of his bones are coral made;
      """
    let joined = """
      It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife.
        However little known the feelings or views of such a man may be on his first entering a neighbourhood, this truth is fixed.

      Full fathom five thy father lies;
      Of his bones are coral made;
      """
    #expect(try read(PlainTextFormat(), Array(prose.utf8)).map { "\($0.text)" } == [joined])
    let kept = try PlainTextFormat().configured(["lines": "kept"])
    #expect(try read(kept, Array(prose.utf8)).map { "\($0.text)" } == [prose])
    #expect(throws: RunError.self) { try PlainTextFormat().configured(["lines": "cut"]) }
    // Lines of any length, each a paragraph of its own.
    let list = (1...40).map { String(repeating: "word ", count: $0 % 17 + 1) + "end" }
      .joined(separator: "\n")
    #expect(try read(PlainTextFormat(), Array(list.utf8)).map { "\($0.text)" } == [list])
  }

  @Test func textReadsEncodings() throws {
    #expect(try read(PlainTextFormat(), [0xEF, 0xBB, 0xBF, 0x61]).map(\.text) == ["a"])
    #expect(
      try read(PlainTextFormat(), [0xFF, 0xFE, 0xE9, 0, 0x3D, 0xD8, 0, 0xDE]).map(\.text) == ["é😀"])
    #expect(try read(PlainTextFormat(), [0xFE, 0xFF, 0, 0xE9]).map(\.text) == ["é"])
    let windows = try PlainTextFormat().configured(["encoding": "windows-1252"])
    #expect(try read(windows, [0x93, 0xE9, 0x94]).map(\.text) == ["\u{201C}é\u{201D}"])
    #expect(try read(PlainTextFormat(), [0x61, 0xE9]).map(\.text) == ["aé"])
    #expect(throws: RecordError.self) { try read(PlainTextFormat(), [0xFF, 0xFE, 0x00, 0xD8]) }
    #expect(throws: RecordError.self) { try read(PlainTextFormat(), [0x61, 0x00]) }
  }

  @Test func linesBecomeExactlyTheirText() throws {
    let line = #"{"text": " a\u00e9\ud83d\ude00\n\tb ", "other": [1, {"text": "no"}]}"#
    let documents = try read(JSONLinesFormat(), Array(line.utf8))
    #expect(documents.map(\.text) == [" aé😀\n\tb "])
  }

  @Test func linesNameTheirFields() throws {
    let format = try JSONLinesFormat().configured(["text": "body", "id": "key", "title": "head"])
    let line = #"{"body": "The body.", "key": 12, "head": "The head", "text": "not this"}"#
    let documents = try read(format, Array(line.utf8))
    #expect(documents.map(\.id) == ["12"])
    #expect(documents.map(\.text) == ["The head\nThe body."])
    #expect(documents.map { $0.text.string($0.title) } == ["The head"])
    #expect(throws: RunError.self) { try JSONLinesFormat().configured(["txt": "body"]) }
  }

  /// The README's table lists the domain's tasks, all of them and no others.
  @Test func readmeListsEveryTask() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = try String(
      contentsOf: folder.appendingPathComponent("../README.md"), encoding: .utf8)
    #expect(Readme.tasks(in: readme) == Set(GeneralTextDomain().tasks.map(\.id)))
  }
}
