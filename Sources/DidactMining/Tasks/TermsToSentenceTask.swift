public import Didact

/// A sentence of the text, written from its terms; it is taken out of the text.
public struct TermsToSentenceTask: DomainTask {
  public init() {}

  public let id = "terms-to-sentence"
  public let category = "word to text"
  public let templates: [Template] = [
    "[Write|Form|Compose] a sentence for this text with these terms: {terms}.",
    "[Use|Take] the terms {terms} in one sentence that [fits|belongs to] the text.",
    "Terms: {terms}\nSentence:",
    "[Which sentence|What sentence] with {terms} [is missing from|was taken out of] the text?",
    "[Restore|Supply] the sentence that the text lacks; it has the words {terms}.",
    "[Connect|Join] {terms} in a sentence [about the subject of the text|in the manner of the text].",
    "One sentence with {terms} was left out of the text. [What is it?|Write it.]",
    "[From|Out of] the words {terms}, make a sentence that could stand in the text.",
    "Keywords: {terms}\n[Write the sentence|Say it in a sentence]:",
    "[State|Say] in one sentence how {terms} go together here.",
    "[Put|Bring] {terms} together in one statement that [goes with|suits] the text.",
    "Sentence with {terms}:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var random = passage.generator(for: id)
    var found: [Exercise] = []
    for sentence in random.shuffled(passage.quotable()).prefix(4 * passage.abstracts) {
      if let exercise = exercise(sentence, passage, &random) { found.append(exercise) }
      if found.count == 2 * passage.abstracts { break }
    }
    return found.isEmpty ? .none(because: "no sentence with three terms") : .exercises(found)
  }

  private func exercise(
    _ sentence: Span, _ passage: Passage, _ random: inout SeededGenerator
  ) -> Exercise? {
    let text = passage.text
    guard passage.isStatement(sentence), text[sentence].last == UInt8(ascii: "."),
      Words.count(in: text, sentence) <= 30
    else { return nil }
    let words = PassageLexicon(passage)
    var seen: [UInt64] = []
    let terms = words.places(in: sentence).compactMap { place -> Span? in
      let (word, key) = (words.spans[place], words.keys[place])
      guard word.count >= 7, text[word].allSatisfy(UTF8Bytes.isLetter),
        !ClozeTask.isGeneral(key), !seen.contains(key)
      else { return nil }
      seen.append(key)
      return word
    }
    guard terms.count >= 3 else { return nil }
    // The longest say most; of equal ones, the first.
    let longest = terms.sorted { ($1.count, $0.start) < ($0.count, $1.start) }
      .prefix(terms.count > 4 ? 4 : 3)
    return Exercise(
      slots: [
        "terms": random.shuffled(Array(longest)).map { "\"\(passage.string($0))\"" }
          .joined(separator: ", ")
      ],
      response: passage.string(sentence), evidence: [.text(sentence, in: passage.document)],
      hidden: [sentence])
  }

  private static let sentence = "Saltmarshes have protected the northern harbours against storms."

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The coast is low and wide along the whole of the north.", Self.sentence),
        response: Self.sentence, hides: Self.sentence)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        .sample("The coast is low and wide along the whole of the north, and so it was of old."),
        because: "no sentence with three terms")
    ]
  }
}
