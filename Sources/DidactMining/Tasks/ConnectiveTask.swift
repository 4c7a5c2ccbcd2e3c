public import Didact

/// Which connective the authors put at a sentence's head: never which relation a reader would guess.
///
/// One of two options draws a conclusion or gives an example; the other one turns against what was said. What only goes
/// on (`Moreover`) is not asked: no reader could tell it from another one that does, nor often from `However`. The sentence is taken out of the text.
public struct ConnectiveTask: DomainTask {
  public init() {}

  public let id = "connective"
  public let category = "connective choice"
  public let templates: [Template] = [
    "[Which connective|What linking word] did the authors use? \"{before} ____, {after}\"",
    "[Choose|Pick] the connective [of the text|that the authors wrote]: \"{before} ____, {after}\"",
    "\"{before} ____, {after}\" [How are the two sentences linked|Which link stands here]?",
    "[Link|Join] the sentences as the authors did: \"{before} ____, {after}\"",
    "[Fill the gap between|Connect] these sentences with [the text's own connective|the right connective]: \"{before} ____, {after}\"",
    "[What did the authors write|Which word stood] in the gap? \"{before} ____, {after}\"",
    "Connective: \"{before} ____, {after}\"",
    "[Select|Find] the word that [opened|began] the second sentence: \"{before} ____, {after}\"",
    "[Restore|Supply] the authors' connective. \"{before} ____, {after}\"",
    "The second sentence began with a connective. [Which|Which one]? \"{before} ____, {after}\"",
    "[Decide|Say] which connective leads from the first sentence to the second: \"{before} ____, {after}\"",
  ]

  /// What turns against the sentence before, and what does not; one of each is offered. Each with how often of a
  /// thousand it stands in articles, filings, news and encyclopedias, so that options tell nothing.
  private static let classes: [[(option: String, weight: Int)]] = [
    [
      ("However", 320), ("Nevertheless", 22), ("In contrast", 35), ("Conversely", 12),
      ("On the other hand", 28),
    ],
    [
      ("Therefore", 70), ("Thus", 84), ("Consequently", 17), ("Hence", 19), ("As a result", 37),
      ("For example", 124), ("For instance", 18),
    ],
  ]

  private static let members = classes.enumerated().flatMap { group, words in
    words.map { (word: $0.option, group: group) }
  }
  private static let openings = Openings(members.map { "\($0.word), " })

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for (before, next) in zip(passage.sentences, passage.sentences.dropFirst()) {
      guard let (connective, group) = connective(at: next, in: passage),
        passage.areNeighbours(before, next), passage.isQuotable(before), passage.isQuotable(next)
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, passage.string(next))
      // `However` is more frequent than all others together: a third of these are passed over.
      if connective == "However", random.below(3) == 0 { continue }
      let end = next.start + connective.utf8.count
      let after = passage.text.trimmed(Span(end + 1, next.end))
      let others = Self.classes.indices.filter { $0 != group }.map { Self.classes[$0] }
      guard let wrong = Distractors.choose(1, ofGroups: others, random: &random) else { continue }
      found.append(
        Exercise(
          slots: ["before": passage.string(before), "after": passage.string(after)],
          response: connective, options: [connective] + wrong,
          evidence: [.text(Span(next.start, end), in: passage.document)], hidden: [next]))
    }
    return found.isEmpty ? .none(because: "no connective between two sentences") : .exercises(found)
  }

  /// The connective and a comma at a sentence's head, with its class.
  private func connective(at sentence: Span, in passage: Passage) -> (String, Int)? {
    Self.openings.number(at: sentence, in: passage.text).map {
      (Self.members[$0].word, Self.members[$0].group)
    }
  }

  private static let before = "Salt marshes grow where the falling water leaves its mud."
  private static let after = "the grasses of a marsh die where the mud is taken away."

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("\(Self.before) Conversely, \(Self.after)"),
        slots: ["before": Self.before, "after": Self.after], response: "Conversely",
        hides: "Conversely, \(Self.after)"),
      TaskExample(
        .sample("\(Self.before) Therefore, \(Self.after)"), response: "Therefore",
        hides: "Therefore, \(Self.after)"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no connective between two sentences"
    return [
      TaskCounterexample(.sample("\(Self.before) Often \(Self.after)"), because: reason),
      TaskCounterexample(.sample(Self.before, "Therefore, \(Self.after)"), because: reason),
    ]
  }
}
