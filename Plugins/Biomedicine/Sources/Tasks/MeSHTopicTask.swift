public import Didact
import DidactMining

/// The heading under which indexers filed the article, among four.
///
/// Asked only for headings none of whose words the text holds, and offered against headings that are not
/// assigned, come from fields of which the record has none, and have no word in the text either: matching
/// words helps nobody. Right and wrong ones come from one list, so that knowing the list helps nobody.
public struct MeSHTopicTask: DomainTask {
  public init() {}

  public let id = "mesh-topic"
  public let category = "topic classification"
  public let templates: [Template] = [
    "[Which|What] Medical Subject Heading [was assigned to|did indexers give to] this article?",
    "[Choose|Pick|Select] the MeSH heading [under which this article is indexed|that indexers chose for this article].",
    "Under which [of these headings|heading] is the article [filed|indexed] in MEDLINE?",
    "MeSH heading:",
    "[Classify|Index] the article: which heading [fits|is its own]?",
    "One of these subject headings [belongs to|stands in the record of] the article. [Which?|Name it.]",
    "[What is the article about, in the words of MeSH|Which subject does MeSH give it]?",
    "A librarian [files this article|indexes this text]. [Which heading is used|Under which heading]?",
    "[Find|Tell] the article's subject heading.",
    "[Only one heading below was assigned|Three headings below were not assigned]. Which one [was|is right]?",
    "Subject indexing: [which heading applies?|choose the heading.]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let document = passage.document
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let headings = passage.statements.facts(named: "mesh-heading")
    guard !headings.isEmpty else { return .none(because: "no MeSH headings") }
    let words = PassageWords(passage)
    let topics = headings.filter {
      MeSHPool.field(of: $0.value) != nil && !words.mentions($0.value)
    }
    guard !topics.isEmpty else {
      return .none(because: "no known heading that the text does not name")
    }
    let fields = Self.candidates(for: document, headings, words)
    var found: [Exercise] = []
    for topic in topics {
      var random = SeededGenerator(seed: 0, id, document.id, topic.value)
      let candidates = fields.compactMap { random.pick($0) }
      guard let wrong = Distractors.choose(3, from: candidates, near: topic.value, random: &random)
      else { continue }
      found.append(
        Exercise(
          response: topic.value, options: [topic.value] + wrong, evidence: [.fact(topic)]))
    }
    return found.isEmpty ? .none(because: "no distractors far enough") : .exercises(found)
  }

  /// By field of which the record has no heading: those that share no word with what is assigned and have
  /// none in the text.
  private static func candidates(
    for document: Document, _ headings: [Fact], _ words: PassageWords
  ) -> [[String]] {
    let keywords = document.facts(named: "keyword")
    let assigned = Set((headings + keywords).flatMap { Phrase($0.value).stems })
    let taken = Set(headings.compactMap { MeSHPool.field(of: $0.value) })
    return MeSHPool.entries.enumerated().filter { !taken.contains($0.offset) }.map { field in
      field.element.filter {
        !words.mentions($0.phrase) && assigned.isDisjoint(with: $0.phrase.stems)
      }.map(\.heading)
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(facts: [
          Fact("mesh-heading", "Pulmonary Disease, Chronic Obstructive"),
          Fact("mesh-heading", "Humans"),
        ]), response: "Pulmonary Disease, Chronic Obstructive"),
      TaskExample(
        ExampleDocument.trial(facts: [Fact("mesh-heading", "Health Services Accessibility")]),
        response: "Health Services Accessibility"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no MeSH headings"),
      TaskCounterexample(
        ExampleDocument.trial(facts: [Fact("mesh-heading", "Asthma")]),
        because: "no known heading that the text does not name"),
    ]
  }
}
