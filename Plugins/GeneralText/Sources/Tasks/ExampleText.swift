import Didact

/// Documents for tasks' examples.
enum ExampleText {
  /// Paragraphs under a title, or under none, with facts made from the text and the places of its paragraphs.
  static func document(
    title: String = "", _ paragraphs: [String],
    sections: [(label: String, paragraphs: Range<Int>)] = [],
    facts: (_ places: [Span]) -> [Fact] = { _ in [] }
  ) -> Document {
    var text = DocumentText()
    let span = title.isEmpty ? Span(0, 0) : text.title(title)
    let places = paragraphs.map { text.paragraph($0) }
    return Document(
      id: "1", title: span, text: text.finish(),
      sections: sections.map {
        Section(
          label: $0.label,
          span: Span(
            places[$0.paragraphs.lowerBound].start, places[$0.paragraphs.upperBound - 1].end))
      }, facts: facts(places), language: "en")
  }

  /// A fact about what a paragraph, or the first stretch of it that reads so, says.
  static func fact(
    _ name: String, _ value: String, in place: Span, at offset: Int = 0,
    _ attributes: (String, String)...
  ) -> Fact {
    let start = place.start + offset
    return Fact(
      name, value, span: Span(start, start + value.utf8.count),
      attributes: attributes.map { Fact.Attribute($0.0, $0.1) })
  }

  static let coast =
    "The water rises twice a day along the coast, and it falls as often as it rises there."
}
