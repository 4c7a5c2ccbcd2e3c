import Didact
import Testing

@Suite struct DivisionTests {
  @Test func leavesShortDocumentWhole() {
    let passages = Division(passageTokens: 1_024).passages(of: trial())
    #expect(passages.count == 1)
    #expect(passages[0].printed() == trial().text.bytes)
  }

  @Test(arguments: [40, 64, 100, 250])
  func losesNothingAndFits(tokens: Int) {
    let document = trial(copies: 12)
    let passages = Division(passageTokens: tokens).passages(of: document)
    #expect(passages.count > 1)
    var position = 0
    for passage in passages {
      let between = document.text.string(Span(position, passage.span.start))
      #expect(between.allSatisfy { $0.isWhitespace }, "\(between) is lost")
      position = passage.span.end
      #expect(Tokens.estimate(passage.printed()) <= tokens)
      #expect(passage.printed().starts(with: document.text[document.title]))
    }
    #expect(position == document.text.count)
  }

  @Test func prefersSectionEnds() {
    let passages = Division(passageTokens: 120).passages(of: trial(copies: 12))
    let starts = Set(trial(copies: 12).sections.map(\.span.start))
    let atSections = passages.dropFirst().count { starts.contains($0.span.start) }
    #expect(atSections == passages.count - 1)
  }

  @Test func cutsSentenceWithoutBlanks() {
    let document = plain(String(repeating: "β", count: 1_000))
    let passages = Division(passageTokens: 64).passages(of: document)
    #expect(passages.count > 1)
    #expect(passages.flatMap { $0.printed() } == document.text.bytes)
    #expect(passages.allSatisfy { Tokens.estimate($0.printed()) <= 64 })
  }

  @Test func treatsGiantTitleAsText() {
    var text = DocumentText()
    let title = text.title(String(repeating: "word ", count: 500))
    let body = text.paragraph("A short body.")
    let document = Document(id: "1", title: title, text: text.finish())
    let passages = Division(passageTokens: 64).passages(of: document)
    #expect(passages.allSatisfy { $0.title.isEmpty && Tokens.estimate($0.printed()) <= 64 })
    #expect(passages.last?.span.end == body.end)
  }
}
