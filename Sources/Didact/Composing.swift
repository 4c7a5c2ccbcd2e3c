/// Turns a written chain into its training text: drops what a neighbour spoils, lets the variant lay it out,
/// sees to it that it fits the context, and takes the force out of control strings.
struct Composing: Sendable {
  let variant: any Variant
  let recipe: Recipe
  let controlStrings: ControlStrings

  /// A training text with the pairs that it prints.
  struct Composed {
    var text: TrainingText
    var tokens: Int
    var pairs: [Placed]
  }
  /// A pair and where it stands in the training text, in code points.
  struct Placed {
    var pair: Pair
    var passage: Passage
    var place: Span
  }

  /// The text of `chain`, nil where the variant prints nothing of it, and the pairs left out on the way.
  func compose(_ chain: [AugmentedPassage]) -> (composed: Composed?, notSelected: [TurnedAway]) {
    guard let first = chain.first?.passage else { return (nil, []) }
    var notSelected: [TurnedAway] = []
    var chain = withoutRepeats(chain, &notSelected)
    let random = SeededGenerator(seed: recipe.seed, "compose", first.id)
    var draw = random
    var composition = variant.compose(chain, random: &draw)
    var tokens = Tokens.estimate(composition.text)
    while tokens > recipe.context, let index = chain.lastIndex(where: { !$0.pairs.isEmpty }) {
      let dropped = chain[index].pairs.removeLast()
      notSelected.append(
        TurnedAway(task: dropped.task, category: dropped.category, reason: "context"))
      draw = random
      composition = variant.compose(chain, random: &draw)
      tokens = Tokens.estimate(composition.text)
    }
    let pairs = chain.flatMap { shot in shot.pairs.map { (shot.passage, $0) } }
    guard !composition.text.isEmpty else {
      return (nil, notSelected + pairs.map { turnedAway($0.1, "no-text") })
    }
    let written = Text(trusted: composition.text)
    let codePoints = CodePoints(written)
    var placed: [Placed] = []
    for ((passage, pair), place) in zip(pairs, composition.places) {
      if let place {
        placed.append(Placed(pair: pair, passage: passage, place: codePoints.span(place)))
      } else {
        notSelected.append(turnedAway(pair, "variant"))
      }
    }
    let text = TrainingText(
      id: first.id, text: Text(trusted: controlStrings.neutralised(written.bytes)),
      domain: first.document.domain, variant: variant.name,
      documents: unique(chain.map(\.passage.document.key)),
      rights: unique(chain.map(\.passage.document.rights)))
    return (Composed(text: text, tokens: tokens, pairs: placed), notSelected)
  }

  private func turnedAway(_ pair: Pair, _ reason: String) -> TurnedAway {
    TurnedAway(task: pair.task, category: pair.category, reason: reason)
  }

  /// The chain without pairs that repeat an earlier one, and without those whose hidden text another passage
  /// of the chain prints.
  private func withoutRepeats(
    _ chain: [AugmentedPassage], _ notSelected: inout [TurnedAway]
  ) -> [AugmentedPassage] {
    var seen: Set<[String]> = []
    var result = chain
    for index in chain.indices {
      result[index].pairs = chain[index].pairs.filter { pair in
        if !seen.insert([pair.instruction, pair.response] + pair.options.sorted()).inserted {
          notSelected.append(turnedAway(pair, "repeat-in-chain"))
          return false
        }
        let passage = chain[index].passage
        let others = chain.indices.filter { $0 != index }
        for span in pair.hidden where span.count >= PairChecks.readableLength {
          let hidden = passage.text[span]
          let printedElsewhere = others.contains { other in
            let passage = chain[other].passage
            return UTF8Bytes.find(hidden, in: passage.text[passage.span]) != nil
          }
          if printedElsewhere {
            notSelected.append(turnedAway(pair, "readable-in-chain"))
            return false
          }
        }
        return true
      }
    }
    return result
  }

  private func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}

extension Composing {
  /// The plain text of a held-out passage, in the corpus's schema.
  func heldOut(_ passage: Passage) -> TrainingText {
    TrainingText(
      id: passage.id, text: Text(trusted: controlStrings.neutralised(passage.printed())),
      domain: passage.document.domain, variant: "vanilla", documents: [passage.document.key],
      rights: [passage.document.rights])
  }
}
