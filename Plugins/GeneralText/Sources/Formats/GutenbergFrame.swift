import Didact
import DidactXML

/// What Project Gutenberg sets around a book: a head that names it, and its licence at the end.
struct GutenbergFrame {
  /// The book alone.
  let book: ArraySlice<UInt8>
  let title: String?
  let author: String?
  let language: String?
  /// Characters of head and licence that are no blanks.
  let leftOut: Int

  /// Nil for a text without both marks, `*** START OF ...` and `*** END OF ...`, each at a line's beginning.
  init?(of bytes: [UInt8]) {
    guard let start = Self.mark(["*** START OF TH", "***START OF TH"], in: bytes, from: 0),
      let end = Self.mark(["*** END OF TH", "***END OF TH"], in: bytes, from: start),
      let line = bytes[start...].firstIndex(of: 0x0A), line < end
    else { return nil }
    let head = bytes[..<start]
    var book = bytes[line..<end]
    while let first = book.first, UTF8Bytes.isBlank(first) { book.removeFirst() }
    while let last = book.last, UTF8Bytes.isBlank(last) { book.removeLast() }
    self.book = book
    title = Self.field("Title:", in: head)
    author = Self.field("Author:", in: head)
    language = Self.field("Language:", in: head)
    leftOut = LeftOut.characters(bytes) - LeftOut.characters(book)
  }

  private static func mark(_ marks: [String], in bytes: [UInt8], from start: Int) -> Int? {
    for mark in marks {
      var position = start
      while let hit = UTF8Bytes.find(mark.utf8, in: bytes[...], from: position) {
        let line = bytes[hit...].prefix { $0 != 0x0A }
        if hit == 0 || bytes[hit - 1] == 0x0A,
          UTF8Bytes.find("PROJECT GUTENBERG".utf8, in: line) != nil
        {
          return hit
        }
        position = hit + 1
      }
    }
    return nil
  }

  private static func field(_ name: String, in head: ArraySlice<UInt8>) -> String? {
    for line in head.split(separator: 0x0A) where line.starts(with: name.utf8) {
      let value = line.dropFirst(name.utf8.count).drop(while: UTF8Bytes.isBlank)
      return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }
    return nil
  }

  private static let languages = [
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "finnish": "fi", "latin": "la", "greek": "el",
    "chinese": "zh", "japanese": "ja", "russian": "ru", "swedish": "sv", "danish": "da",
  ]

  /// The book's document, `lines` its text's lines as they are to stand.
  func document(_ lines: [UInt8]) -> Document {
    var text = DocumentText()
    let span = title.map { text.title($0) } ?? Span(0, 0)
    if !span.isEmpty { _ = text.verbatim([0x0A]) }
    _ = text.verbatim(lines)
    var facts = [
      Fact("left-out", "gutenberg-frame", attributes: [.init("characters", String(leftOut))])
    ]
    if let author { facts.append(Fact("author", author)) }
    return Document(
      id: "", title: span, text: text.finish(), facts: facts,
      language: language.flatMap { Self.languages[$0.lowercased()] })
  }
}
