import Didact

extension Document {
  /// A document for tasks' examples: paragraphs under a title, or under none.
  static func sample(title: String = "", _ paragraphs: String...) -> Document {
    var text = DocumentText()
    let span = title.isEmpty ? Span(0, 0) : text.title(title)
    for paragraph in paragraphs { _ = text.paragraph(paragraph) }
    return Document(id: "1", title: span, text: text.finish(), language: "en")
  }
}
