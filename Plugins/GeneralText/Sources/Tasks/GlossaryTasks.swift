public import Didact
import DidactMining

/// What a glossary, or a list of terms, says of a term.
public struct GlossaryDefinitionTask: DomainTask {
  public init() {}

  public let id = "glossary-definition"
  public let category = "definition"
  public let templates: [Template] = [
    "What does the text [say of|give for] \"{term}\"?",
    "[Give|State|Find] the entry for \"{term}\".", "{term}:",
    "[Explain|Describe] \"{term}\" in the words of the text.",
    "[How does the list explain|In which words does the text explain] \"{term}\"?",
    "Term: {term}\n[Entry|Explanation]:", "[Look up|Read out] \"{term}\" in the list of terms.",
    "\"{term}\": [what is said of it|which explanation is given]?",
    "[Quote|Copy] the explanation of \"{term}\".",
    "A reader meets \"{term}\". [What does the text tell them|Which explanation helps]?",
    "[Complete|Fill in] the list. {term} - ____",
    "[Write|Supply] what stands under the term \"{term}\".",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let entries = Glossary.entries(in: passage)
    guard !entries.isEmpty else { return .none(because: "no list of terms") }
    return .exercises(
      passage.drawn(2, of: entries, for: id).map { entry in
        Exercise(
          slots: ["term": entry.term], response: entry.fact.value,
          evidence: [.fact(entry.fact), .text(entry.place, in: passage.document)])
      })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Glossary.document(["Ebb"]), slots: ["term": "Ebb"],
        response: "The fall of the water from its height, number 0.")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Glossary.document([]), because: "no list of terms"),
      TaskCounterexample(Glossary.document(["Ebb", "Ebb"]), because: "no list of terms"),
    ]
  }
}

/// Which term of a list an explanation belongs to, among four.
public struct GlossaryTermTask: DomainTask {
  public init() {}

  public let id = "glossary-term"
  public let category = "term recognition"
  public let templates: [Template] = [
    "[Which term|What] does the text explain like this? \"{meaning}\"",
    "[Name|Give] the term: \"{meaning}\"", "\"{meaning}\" [Which term is meant|What is this]?",
    "Explanation: {meaning}\nTerm:",
    "[Under which term|Where in the list] does this stand? \"{meaning}\"",
    "[Find|Choose] the term that goes with: \"{meaning}\"",
    "[Match|Assign] the explanation to its term: \"{meaning}\"",
    "[Which of these|Which one of the terms] is explained by \"{meaning}\"?",
    "A list of terms has this entry: \"{meaning}\" [For which term|What is it an entry for]?",
    "[Fill in|Supply] the term. ____: {meaning}",
    "[Pick out|Tell] the term that the text explains as \"{meaning}\".",
    "[Look up|Identify] the term behind these words: \"{meaning}\"",
  ]

  private static let distractors = 3

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let entries = Glossary.entries(in: passage)
    guard entries.count > Self.distractors else { return .none(because: "too few terms") }
    let found = entries.compactMap { entry -> Exercise? in
      guard !names(entry.term, entry.fact.value), entry.fact.value.utf8.count <= 300 else {
        return nil
      }
      let others = entries.map(\.term).filter {
        $0 != entry.term && !names($0, entry.fact.value)
      }
      var random = SeededGenerator(seed: 0, id, passage.document.id, entry.term)
      guard
        let wrong = Distractors.choose(
          Self.distractors, from: others, near: entry.term, random: &random)
      else { return nil }
      return Exercise(
        slots: ["meaning": entry.fact.value], response: entry.term,
        options: [entry.term] + wrong,
        evidence: [.text(entry.place, in: passage.document), .fact(entry.fact)])
    }
    guard !found.isEmpty else { return .none(because: "no explanation without its term") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// Whether an explanation has a word of the term.
  private func names(_ term: String, _ meaning: String) -> Bool {
    let lowered = meaning.utf8.map(UTF8Bytes.lowered)
    let words = term.utf8.map(UTF8Bytes.lowered).split { !UTF8Bytes.isWord($0) }
    return words.contains {
      $0.count > 2 && UTF8Bytes.find($0.prefix(max(3, $0.count - 2)), in: lowered[...]) != nil
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Glossary.document(["Ebb", "Neap", "Spring", "Slack"]),
        slots: ["meaning": "The fall of the water from its height, number 0."], response: "Ebb")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Glossary.document(["Ebb", "Neap"]), because: "too few terms"),
      TaskCounterexample(
        Glossary.document(["Fall", "Water", "Height", "Number"]),
        because: "no explanation without its term"),
    ]
  }
}

/// The terms that a passage explains, each once, with the term's place before the explanation.
enum Glossary {
  struct Entry {
    var term: String
    var place: Span
    var fact: Fact
  }

  static func entries(in passage: Passage) -> [Entry] {
    let facts = passage.facts.filter { $0.name == "definition" }
    guard !facts.isEmpty else { return [] }
    var counts: [String: Int] = [:]
    for fact in facts { counts[fact["term"] ?? "", default: 0] += 1 }
    return facts.compactMap { fact in
      guard let term = fact["term"], counts[term] == 1, (2...60).contains(term.utf8.count),
        term.utf8.contains(where: UTF8Bytes.isLetter), !labels.contains(term.lowercased()),
        let span = fact.span,
        passage.span.contains(span), passage.allows(span), passage.string(span) == fact.value,
        (4...80).contains(Words.count(in: passage.text, span)),
        let place = place(of: term, before: span, in: passage)
      else { return nil }
      return Entry(term: term, place: place, fact: fact)
    }
  }

  /// Words that head a remark, not a term.
  private static let labels: Set<String> = [
    "why", "what", "how", "when", "where", "note", "notes", "example", "examples", "default",
  ]

  /// The term directly before its explanation, blanks and a colon or dash aside.
  private static func place(of term: String, before span: Span, in passage: Passage) -> Span? {
    let bytes = passage.text.bytes
    var end = span.start
    while end > passage.span.start, !UTF8Bytes.isWord(bytes[end - 1]), bytes[end - 1] < 0x80,
      span.start - end < 4,
      bytes[end - 1] == 0x0A || bytes[end - 1] == 0x20
        || bytes[end - 1] == UInt8(ascii: ":")
    {
      end -= 1
    }
    let start = end - term.utf8.count
    guard start >= passage.span.start, bytes[start..<end].elementsEqual(term.utf8),
      passage.allows(Span(start, end))
    else { return nil }
    return Span(start, end)
  }

  static func document(_ terms: [String]) -> Document {
    let entries = terms.enumerated().flatMap {
      [$0.element, "The fall of the water from its height, number \($0.offset)."]
    }
    return ExampleText.document([ExampleText.coast] + entries) { places in
      terms.enumerated().map { number, term in
        ExampleText.fact(
          "definition", "The fall of the water from its height, number \(number).",
          in: places[2 * number + 2], ("term", term))
      }
    }
  }
}
