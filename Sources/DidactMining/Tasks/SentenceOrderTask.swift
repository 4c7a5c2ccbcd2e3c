public import Didact

/// The order in which the authors wrote three sentences, shown shuffled and taken out of the text.
///
/// Asked only where each sentence after the first takes up the one before, so that the order can be found.
public struct SentenceOrderTask: DomainTask {
  public init() {}

  public let id = "sentence-order"
  public let category = "sentence ordering"
  public let templates: [Template] = [
    "[Put|Bring] these sentences [in order|into the authors' order]:\n{shuffled}",
    "[In which order|How] did the authors write these sentences?\n{shuffled}",
    "The sentences below were shuffled. [Restore their order|Write them in order].\n{shuffled}",
    "[Arrange|Order] the sentences as they stood in the text.\n{shuffled}",
    "{shuffled}\n[Write the three sentences in the right order.|Which order is right?]",
    "[Sort|Rearrange] the following sentences into a [paragraph|passage]:\n{shuffled}",
    "[Three sentences are missing from the text|The text lacks three sentences]. [Put them back in order.|In what order do they stand?]\n{shuffled}",
    "[Rebuild|Reassemble] the passage from its sentences.\n{shuffled}",
    "Sentences:\n{shuffled}\nIn order:",
    "[What is the right sequence of|Find the sequence of] these sentences?\n{shuffled}",
    "Make a coherent passage of these sentences, [changing nothing in them|as they are].\n{shuffled}",
    "[Read|Look at] the shuffled sentences and [write|give] them in order.\n{shuffled}",
  ]

  private static let links = Openings([
    "This ", "These ", "However", "Therefore", "Thus", "Then ", "Finally", "Subsequently", "Next,",
    "In contrast", "Moreover", "Furthermore", "In addition", "Consequently", "As a result",
    "Second",
    "Third", "Afterwards", "Hence", "They ", "It ", "Its ", "Their ", "Both ", "Such ",
    "Nevertheless",
    "Additionally", "Also,", "Similarly", "Of these", "Conversely", "Among these", "After this",
  ])

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let sentences = passage.sentences
    let words = PassageLexicon(passage)
    var found: [Exercise] = []
    var index = 0
    while index + 2 < sentences.count {
      let three = Array(sentences[index...index + 2])
      guard isLinked(three[2], passage), isLinked(three[1], passage), !isLinked(three[0], passage),
        !areAlike(three[1], three[2], passage), isChained(three, words),
        passage.areNeighbours(three[0], three[1]),
        passage.areNeighbours(three[1], three[2]),
        three.allSatisfy(passage.isQuotable)
      else {
        index += 1
        continue
      }
      found.append(exercise(three, passage))
      index += 3
    }
    return found.isEmpty
      ? .none(because: "no three sentences that take each other up") : .exercises(found)
  }

  /// Whether two sentences begin with the same pronoun: either could take up the first one.
  private func areAlike(_ one: Span, _ other: Span, _ passage: Passage) -> Bool {
    ["They ", "It ", "Its ", "Their "].contains {
      passage.text[one].starts(with: $0.utf8) && passage.text[other].starts(with: $0.utf8)
    }
  }

  /// Whether the third sentence has a word of the second one that the first lacks: else it could as well come before it.
  private func isChained(_ three: [Span], _ words: PassageLexicon) -> Bool {
    let keys = three.map { sentence in
      Set(words.places(in: sentence).filter { words.spans[$0].count >= 5 }.map { words.keys[$0] })
    }
    return !keys[2].intersection(keys[1]).subtracting(keys[0]).isEmpty
  }

  private func isLinked(_ sentence: Span, _ passage: Passage) -> Bool {
    Self.links.number(at: sentence, in: passage.text) != nil
  }

  private func exercise(_ sentences: [Span], _ passage: Passage) -> Exercise {
    var random = SeededGenerator(seed: 0, id, passage.document.id, passage.string(sentences[0]))
    let orders = [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let order = orders[random.below(orders.count)]
    let shuffled = zip(["a", "b", "c"], order).map { "\($0)) \(passage.string(sentences[$1]))" }
    return Exercise(
      slots: ["shuffled": shuffled.joined(separator: "\n")],
      response: sentences.map(passage.string).joined(separator: "\n"),
      evidence: sentences.map { .text($0, in: passage.document) },
      hidden: [Span(sentences[0].start, sentences[2].end)])
  }

  private static let three = [
    "Salt marshes grow where the falling water leaves its mud.",
    "These marshes hold back the sea when storms drive it inland.",
    "However, the storms also carry off a part of them.",
  ]

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample(
          "The coast is low and wide along the whole of the north. "
            + Self.three.joined(separator: " ")),
        response: Self.three.joined(separator: "\n"), hides: Self.three.joined(separator: " "))
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        .sample(
          "Salt marshes grow where the falling water leaves its mud. Birds rest there on their way to the north. Storms drive the sea inland in most winters."
        ),
        because: "no three sentences that take each other up")
    ]
  }
}
