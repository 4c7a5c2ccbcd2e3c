import Didact
import DidactMining

extension Passage {
  /// At most so many of some exercises for each abstract's length, drawn by the document and the place of the passage in it.
  func drawn<Element>(_ most: Int, of elements: [Element], for task: String) -> [Element] {
    let most = most * abstracts
    guard elements.count > most else { return elements }
    var random = SeededGenerator(
      seed: 0, task, document.id, "\(span.start - document.body.start)")
    let chosen = Set(random.shuffled(Array(elements.indices)).prefix(most))
    return elements.enumerated().filter { chosen.contains($0.offset) }.map(\.element)
  }
}

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
