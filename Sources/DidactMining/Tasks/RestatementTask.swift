public import Didact

/// What the authors themselves say again in other words: the sentence that opens with `In other words,`.
public struct RestatementTask: DomainTask {
  public init() {}

  public let id = "restatement"
  public let category = "paraphrase"
  public let templates: [Template] = [
    "[Say this|Put this] in other words, as the text does: \"{before}\"",
    "[How do the authors restate|In which words does the text repeat] this? \"{before}\"",
    "\"{before}\" [In other words?|Put differently?|That is?]",
    "[Restate|Put differently] as the text goes on to do: \"{before}\"",
    "[Rephrase as the authors do|Say again as the authors do]: \"{before}\"",
    "Sentence: {before}\n[In other words|Restated]:",
    "The authors put this in other words: \"{before}\" [How?|In which?]",
    "The text says this twice, in different words. [One way is|Once it is]: \"{before}\" [The other?|And again?]",
    "\"{before}\" [What does that mean, put otherwise|How else can this be said]?",
    "[Find|Give] the words in which the authors say this again: \"{before}\"",
    "[Complete|Go on]: \"{before} In other words, ____\"",
    "[Supply|Restore] the authors' paraphrase of: \"{before}\"",
  ]

  private static let strings = [
    "In other words, ", "That is, ", "Put differently, ", "Put another way, ", "Simply put, ",
    "To put it another way, ", "Stated differently, ", "In plain terms, ", "That is to say, ",
  ]
  private static let openings = Openings(strings)

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for (before, next) in zip(passage.sentences, passage.sentences.dropFirst()) {
      guard let opening = Self.openings.number(at: next, in: passage.text),
        passage.areNeighbours(before, next), passage.isQuotable(before), passage.isQuotable(next),
        passage.beginsWhole(before)
      else { continue }
      let said = Span(next.start + Self.strings[opening].utf8.count, next.end)
      guard isPlain(said, passage.text) else { continue }
      // The answer is a sentence of its own and begins as one.
      var response = Array(passage.text[said])
      if let first = response.first, UTF8Bytes.isLower(first) { response[0] = first - 0x20 }
      found.append(
        Exercise(
          slots: ["before": passage.string(before)],
          response: String(decoding: response, as: UTF8.self),
          evidence: [.text(said, in: passage.document)], hidden: [next]))
    }
    return found.isEmpty
      ? .none(because: "no sentence that says the one before again") : .exercises(found)
  }

  /// Words, not a formula, a path or a pointer to a figure.
  private func isPlain(_ said: Span, _ text: Text) -> Bool {
    guard let first = Words.spans(in: text, said).first, first.start == said.start,
      text[first].allSatisfy(UTF8Bytes.isLetter), first.end < said.end,
      text.bytes[first.end] == 0x20 || text.bytes[first.end] == UInt8(ascii: ","),
      Words.count(in: text, said) >= 6
    else { return false }
    return !["Figure ", "Fig.", "Table ", "=", "Listing "].contains {
      UTF8Bytes.find($0.utf8, in: text[said]) != nil
    }
  }

  private static let before = "Salt marshes grow where the falling water leaves its mud."
  private static let after = "they need both the tide and a shore that is flat enough for it."

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("\(Self.before) In other words, \(Self.after)"), slots: ["before": Self.before],
        response: "They need both the tide and a shore that is flat enough for it.",
        hides: "In other words, \(Self.after)")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence that says the one before again"
    return [
      TaskCounterexample(.sample("\(Self.before) However, \(Self.after)"), because: reason),
      TaskCounterexample(.sample(Self.before, "In other words, \(Self.after)"), because: reason),
    ]
  }
}
