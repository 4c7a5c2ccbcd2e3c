/// A text turned into a reading-comprehension exercise in connected prose: AdaptLLM's layout (arXiv
/// 2309.09530), with wordings of our own.
public struct ReadingComprehensionVariant: Variant {
  public let name = "reading-comprehension"
  public let summary = "one text, then its tasks led over in prose (AdaptLLM's layout)"
  public let usesPairs = true

  public init() {}

  public func shots(asked: Int) -> Int { 1 }

  public func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition {
    var text: [UInt8] = []
    var places: [Span?] = []
    let layout = Layout(
      arrangement: .list, pairsFirst: false, labels: Layout.Labels("", ""), opening: "",
      lettered: random.below(2) == 0)
    for shot in chain {
      let printed = shot.passage.printed(hiding: shot.pairs.flatMap(\.hidden))
      if !text.isEmpty { text.append(contentsOf: "\n\n".utf8) }
      if !shot.pairs.isEmpty, let opening = random.pick(Self.openings), !opening.isEmpty {
        text.append(contentsOf: "\(opening)\n\n".utf8)
      }
      text.append(contentsOf: printed)
      for (index, pair) in shot.pairs.enumerated() {
        let transitions = index == 0 ? Self.first : Self.further
        text.append(contentsOf: "\n\n\(transitions[random.below(transitions.count)])".utf8)
        places += layout.write([pair], into: &text)
      }
    }
    return Composition(text: text, places: places)
  }

  static let openings = [
    "", "", "Read the following text.", "Please read this text, then work on the tasks after it.",
    "Study the text below.", "Reading comprehension:", "Here is a text with some tasks.",
  ]
  static let first = [
    "", "With the text in mind, answer: ", "Now a question about the text. ",
    "Using what you have read: ",
    "Let us start. ", "First: ",
  ]
  static let further = [
    "", "Next: ", "One more: ", "Another task. ", "Then: ", "Going on: ", "And further: ",
  ]
}
