import Didact
import DidactMining
import Testing

@Suite struct WordsTests {
  func words(_ text: Text) -> [String] { Words.spans(in: text, text.span).map(text.string) }

  @Test func hyphensAndApostrophesJoinInsideWords() {
    #expect(
      words("a beta-blocker's -use- of IL-6, µ-opioids.") == [
        "a", "beta-blocker's", "use", "of", "IL-6", "µ-opioids",
      ])
    #expect(
      words("‘Off with “Alice’s” head’—said… café—x² at 5°C «là» 水、火。") == [
        "Off", "with", "Alice’s", "head", "said", "café", "x²", "at", "5", "C", "là", "水", "火",
      ])
    #expect(words("").isEmpty)
  }

  @Test func countsStretchesBetweenBlanks() {
    let text: Text = " one,two  three\nfour "
    #expect(Words.count(in: text, text.span) == 3)
  }

  @Test func standsOnlyAsAWholeWord() {
    let text = Array("overdue to, due to-day, due to".utf8)
    let due = Array("due to".utf8)
    #expect(!Words.stands(due, at: 4, in: text))
    #expect(Words.stands(due, at: 12, in: text))
    #expect(Words.stands(due, at: 24, in: text))
    #expect(!Words.stands(due, at: 25, in: text))
  }

  @Test func quotesWholeSentencesOnly() {
    let document = Document(
      id: "1",
      text: Text(
        "The first sentence has more than eight words in it. Too short. "
          + "The last one has many words as well but it does not end"))
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    #expect(
      passage.quotable().map(passage.string) == [
        "The first sentence has more than eight words in it."
      ])
  }
}
