public import Didact

/// The sentence that follows: it is taken out of the text, and what stood before it is quoted.
public struct NextSentenceTask: DomainTask {
  public init() {}

  public let id = "next-sentence"
  public let category = "text completion"
  public let templates: [Template] = [
    "[Which sentence follows|What comes] after \"{before}\"?",
    "[Continue|Go on] after this sentence: \"{before}\"",
    "A sentence is missing after \"{before}\". [Write it|Supply it].",
    "\"{before}\" [How does the text go on|What does the text say next]?",
    "[Complete|Fill] the gap in the text: after \"{before}\" a sentence was left out.",
    "[Write|Give] the next sentence. \"{before}\"",
    "Previous sentence: \"{before}\"\nNext sentence:",
    "[Restore|Put back] the sentence that [followed|stood after] \"{before}\".",
    "[Having said|After saying] \"{before}\", [what do the authors say next|what does the text go on to say]?",
    "Text completion. \"{before}\" ____",
    "[What is the sentence|Which is the sentence] that the text [lacks|misses] after \"{before}\"?",
  ]

  /// Sentences that speak of what came before are the ones that a reader can foresee at all.
  private static let links = Openings([
    "This ", "These ", "However", "Therefore", "Thus", "They ", "It ", "In contrast", "Moreover",
    "Furthermore", "In addition", "Consequently", "As a result", "Such ", "Both ", "Hence",
    "Nevertheless", "Similarly", "Instead", "Accordingly", "Of these", "Here",
  ])

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for (before, next) in zip(passage.sentences, passage.sentences.dropFirst()) {
      guard Self.links.number(at: next, in: passage.text) != nil,
        passage.areNeighbours(before, next), passage.isQuotable(before), passage.isQuotable(next)
      else { continue }
      found.append(
        Exercise(
          slots: ["before": passage.string(before)], response: passage.string(next),
          evidence: [.text(next, in: passage.document)], hidden: [next]))
    }
    return found.isEmpty
      ? .none(because: "no sentence that takes up the one before") : .exercises(found)
  }

  public var examples: [TaskExample] {
    let next = "These marshes hold back the sea when storms drive it far inland."
    return [
      TaskExample(
        .sample("Salt marshes grow where the falling water leaves its mud. \(next)"),
        slots: ["before": "Salt marshes grow where the falling water leaves its mud."],
        response: next,
        hides: next)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence that takes up the one before"
    return [
      TaskCounterexample(
        .sample(
          "Salt marshes grow where the falling water leaves its mud. Birds rest there on their way to the far north."
        ),
        because: reason),
      TaskCounterexample(
        .sample(
          "Salt marshes grow where the falling water leaves its mud.",
          "These marshes hold back the sea when storms drive it far inland."), because: reason),
    ]
  }
}
