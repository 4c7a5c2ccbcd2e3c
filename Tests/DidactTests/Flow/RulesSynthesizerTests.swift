import Didact
import Testing

@Suite struct RulesSynthesizerTests {
  @Test func accountsForEveryCandidate() {
    let passage = passage(
      plain("asthma asthma asthma asthma in twelve words or more, as it should be"))
    let written = RulesSynthesizer(tasks: [WordTask()], pairs: 2, seed: 0).pairs(for: passage)
    #expect(written.offered == 4)
    #expect(written.pairs.count == 1)
    #expect(Set(written.notSelected.map(\.reason)) == ["repeat"])
  }

  @Test func spreadsOverCategories() {
    let text = "alpha beta gamma delta alpha beta gamma delta and some further words stand here"
    let tasks = ["alpha", "beta", "gamma", "delta"].map {
      WordTask(id: $0, category: $0, word: $0)
    }
    let written = RulesSynthesizer(tasks: tasks, pairs: 3, seed: 7).pairs(for: passage(plain(text)))
    #expect(written.pairs.count == 3)
    #expect(Set(written.pairs.map(\.category)).count == 3)
  }

  @Test func dependsOnDocumentAndSeedAlone() {
    var document = trial(copies: 3)
    let synthesizer = RulesSynthesizer(
      tasks: [WordTask(word: "patient"), WordTask(id: "rate", category: "r", word: "rate")],
      pairs: 3,
      seed: 1)
    let one = synthesizer.pairs(for: passage(document)).pairs
    document.key = "5-100-0"
    let other = synthesizer.pairs(for: passage(document)).pairs
    #expect(one.map(\.instruction) == other.map(\.instruction))
    #expect(one.map(\.response) == other.map(\.response))
  }

  @Test func hiddenAnswerIsNeverSpoiledByAnotherPair() {
    let document = trial()
    let hiding = SpanTask(id: "title", span: document.title, hides: true)
    let quoting = SpanTask(id: "quote", span: Span(0, document.title.end - 4), hides: false)
    let written = RulesSynthesizer(tasks: [hiding, quoting], pairs: 5, seed: 3)
      .pairs(for: passage(document))
    #expect(written.pairs.count == 1)
    #expect(written.notSelected.map(\.reason) == ["spoils-another"])
  }

  /// Asks for a fixed span.
  struct SpanTask: DomainTask {
    var id: String
    var category: String { id }
    var span: Span
    var hides: Bool
    var templates: [Template] { [Template("Give the \(id).")] }
    var examples: [TaskExample] { [] }
    var counterexamples: [TaskCounterexample] { [] }
    func exercises(in passage: Passage) -> Findings {
      .exercises([
        Exercise(
          response: passage.string(span), evidence: [.text(span, in: passage.document)],
          hidden: hides ? [span] : [])
      ])
    }
  }
}
