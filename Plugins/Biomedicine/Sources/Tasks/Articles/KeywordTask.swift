public import Didact
import DidactMining

/// The keywords of a document's record that its text names.
public struct KeywordTask: DomainTask {
  public init() {}

  public let id = "keyword"
  public let category = "keyword extraction"
  public let templates: [Template] = [
    "Which of the record's keywords [stand|occur|appear] in the text?",
    "[List|Name|Give] the [authors' keywords|keywords] that the text [uses|holds].",
    "[Extract|Pick out] the keywords of this [document|text].",
    "Keywords [found in the text|in the text]:",
    "[With which words from its text was this registered|Which words of the text serve as its keywords]?",
    "[Find|Mark] the terms of the text that [its record|its authors' list] gives as keywords.",
    "[For a search index|For a catalogue], copy the keywords that the text itself names.",
    "[Write down|Note] those keywords of the record that can be read in the text[.|, one after the other.]",
    "The record has a list of keywords. [Which of them does the text name|Which of them are in the text]?",
    "[Keyword extraction|Key terms] (terms of the record that the text states):",
    "[A librarian wants|An indexer asks for] the keywords that [this text states|stand in this text]. [List them.|Give them.]",
  ]

  private static let most = 8
  /// What publishers' lists of organisms and kinds put among the keywords.
  private static let noTerms: Set<String> = [
    "other", "none", "human", "mouse", "rat", "review", "case report", "original article",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let document = passage.document
    let keywords = document.facts.filter { fact in
      fact.name == "keyword" && (fact["language"] ?? document.language) == document.language
    }
    guard !keywords.isEmpty else { return .none(because: "no keywords") }
    let terms = PassageTerms(passage)
    var found: [Span] = []
    for keyword in keywords
    where keyword.value.utf8.count <= 80 && !Self.noTerms.contains(keyword.value.lowercased()) {
      guard let span = terms.first(keyword.value) else { continue }
      if let place = found.firstIndex(where: span.overlaps) {
        if found[place].count < span.count { found[place] = span }
      } else {
        found.append(span)
      }
    }
    guard (2...Self.most).contains(found.count) else {
      return .none(because: "fewer than two keywords in the text, or too many")
    }
    return .exercises([
      Exercise(
        response: found.map(passage.string).joined(separator: "; "),
        evidence: found.map { .text($0, in: document) })
    ])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [
          Fact("keyword", "Asthma"), Fact("keyword", "Inhalers"), Fact("keyword", "Children"),
        ]), response: "asthma; inhalers")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no keywords"),
      TaskCounterexample(
        ExampleDocument.trial(facts: [
          Fact("keyword", "Asthma"), Fact("keyword", "Asma", attributes: [.init("language", "es")]),
        ]), because: "fewer than two keywords in the text, or too many"),
    ]
  }
}
