import Didact
import DidactXML
import Testing

/// What a vocabulary skips is counted, not read.
@Suite struct SkippedCharactersTests {
  @Test func namesTheOutermostSkippedElement() throws {
    let counted = try counts(
      "<r><p>text</p><a>one <b>two</b> <a>three</a></a><p>more</p><b/><b> \n</b><b>4</b></r>")
    #expect(counted.skipped == ["a:11", "b:1"])
    #expect(counted.text == "textmore")
  }

  @Test func resolvesEntitiesAndSections() throws {
    let counted = try counts("<r><a>&lt;&#233;&eacute;<![CDATA[<x>]]><!-- no --></a></r>")
    #expect(counted.skipped == ["a:6"])
  }

  @Test func saysNothingOfWhatIsNotWellFormed() throws {
    let handler = Handler()
    #expect(throws: RecordError.self) {
      try Self.reader.parse(record("<r><a>text</b></r>"), into: handler)
    }
    #expect(handler.skipped.isEmpty)
  }

  /// The count in C is the core's own, blanks of all kinds and pieces of any length included.
  @Test func countsAsTheCoreDoes() {
    let pieces = [
      "", "a", " a b ", "é", "e\u{301}", "日本語", "😀 x", "\u{A0}", "\u{2009}5\u{2009}",
      "\u{202F}\u{3000}",
      "\u{2028}x\u{2029}", "\u{205F}", "Â", "â€", "\u{200B}", "\t\r\n", "\u{2030}", "\u{3001}",
    ]
    for piece in pieces + pieces.map({ String(repeating: $0 + "x", count: 300) }) {
      let bytes = Array(piece.utf8)
      let counted = bytes.withUnsafeBufferPointer { XMLCharacters.count($0) }
      #expect(counted == LeftOut.characters(bytes), "\(piece.prefix(8))")
    }
  }

  private static let vocabulary = XMLVocabulary(["r", "p"], skipping: ["a", "b"])
  private static let reader = XMLReader(vocabulary)

  private final class Handler: XMLHandler {
    var skipped: [String] = []
    var text: [UInt8] = []
    func start(_ element: Int, _ tag: XMLTag) {}
    func end(_ element: Int) {}
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: bytes) }
    func skipped(_ element: Int, characters: Int) {
      skipped.append("\(SkippedCharactersTests.vocabulary.names[element]):\(characters)")
    }
  }

  private func counts(_ text: String) throws -> (skipped: [String], text: String) {
    let handler = Handler()
    try Self.reader.parse(record(text), into: handler)
    return (handler.skipped, String(decoding: handler.text, as: UTF8.self))
  }

  private func record(_ text: String) -> Record {
    Record(source: SourceStream(ordinal: 0, path: "a.xml"), offset: 0, bytes: Array(text.utf8)[...])
  }
}
