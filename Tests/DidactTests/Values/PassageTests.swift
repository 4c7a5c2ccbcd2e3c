import Didact
import Testing

@Suite struct PassageTests {
  func printed(_ passage: Passage, hiding hidden: [Span] = []) -> String {
    String(decoding: passage.printed(hiding: hidden), as: UTF8.self)
  }

  func document() -> Document {
    var text = DocumentText()
    let title = text.title("Title")
    _ = text.paragraph("One here. Two here.")
    _ = text.paragraph("Three here.")
    return Document(id: "1", title: title, text: text.finish())
  }

  @Test func printsWithoutItsHiddenSpans() {
    let whole = passage(document())
    #expect(printed(whole) == "Title\nOne here. Two here.\nThree here.")
    #expect(printed(whole, hiding: [Span(0, 5)]) == "One here. Two here.\nThree here.")
    #expect(printed(whole, hiding: [Span(6, 15)]) == "Title\nTwo here.\nThree here.")
    #expect(printed(whole, hiding: [Span(16, 25)]) == "Title\nOne here.\nThree here.")
    #expect(printed(whole, hiding: [Span(26, 37)]) == "Title\nOne here. Two here.")
    // Two that overlap, given in the wrong order.
    #expect(printed(whole, hiding: [Span(10, 25), Span(6, 15)]) == "Title\nThree here.")
    #expect(printed(whole, hiding: [Span(0, 37)]).isEmpty)
  }

  @Test func laterPiecesRepeatTheTitle() {
    let later = Passage(document: document(), number: 1, total: 2, span: Span(26, 37))
    #expect(printed(later) == "Title\nThree here.")
    #expect(printed(later, hiding: [Span(0, 5)]) == "Three here.")
    #expect(later.id == "#1")
  }

  @Test func tasksKeepOffBoilerplate() {
    var document = document()
    document.facts = [Fact(Fact.boilerplate, "Three here.", span: Span(26, 37))]
    let whole = passage(document)
    #expect(whole.allows(Span(6, 15)))
    #expect(!whole.allows(Span(20, 30)))
    #expect(!whole.allows(Span(30, 40)))
  }

  @Test func sectionsAreClampedToThePiece() {
    var document = document()
    document.sections = [
      Section(label: "A", span: Span(6, 25)), Section(label: "B", span: Span(26, 37)),
    ]
    let later = Passage(document: document, number: 1, total: 2, span: Span(16, 37))
    #expect(later.sections.map(\.label) == ["A", "B"])
    #expect(later.sections.map(\.span) == [Span(16, 25), Span(26, 37)])
  }
}
