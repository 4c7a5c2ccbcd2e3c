import Didact

extension Document {
  /// A document for tasks' examples: paragraphs under a title, or under none.
  static func example(title: String = "", _ paragraphs: String..., facts: [Fact] = []) -> Document {
    var text = DocumentText()
    let span = title.isEmpty ? Span(0, 0) : text.title(title)
    for paragraph in paragraphs { _ = text.paragraph(paragraph) }
    return Document(id: "1", title: span, text: text.finish(), facts: facts, language: "en")
  }
}

extension Span {
  /// The first place of some bytes in a stretch of a text.
  init?(of string: String, in text: Text, _ within: Span) {
    guard let start = UTF8Bytes.find(string.utf8, in: text[within]) else { return nil }
    self.init(start, start + string.utf8.count)
  }
}
