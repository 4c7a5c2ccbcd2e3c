public import Didact

/// Pairs of rules and of a model in one schema: `rules+URL`.
///
/// Rules come first, since their answers are certain: a model's pair that repeats one of theirs, or that gives
/// away what one of theirs hides, is not selected.
public struct BlendSynthesizer: Synthesizer {
  public let name: String
  public var chainsAtOnce: Int { model.chainsAtOnce }
  private let rules: any Synthesizer
  private let model: any Synthesizer
  private let novelty: Double

  /// - Parameter novelty: what a model's pair must have that no pair of rules has, as ``Didact/Recipe/Checks/novelty``.
  public init(
    rules: any Synthesizer, model: any Synthesizer, novelty: Double = Recipe.Checks().novelty
  ) {
    self.novelty = novelty
    name = "\(rules.name)+\(model.name)"
    self.rules = rules
    self.model = model
  }

  public func pairs(for passage: Passage, after earlier: [AugmentedPassage]) async throws -> Written
  {
    let ownOnly = earlier.map { shot in
      AugmentedPassage(
        passage: shot.passage, pairs: shot.pairs.filter { $0.synthesizer == model.name })
    }
    return blended(
      try await rules.pairs(for: passage, after: earlier),
      try await model.pairs(for: passage, after: ownOnly), passage)
  }

  public func pairs(for chain: [Passage]) async throws -> [Written] {
    let ruled = try await rules.pairs(for: chain)
    let modelled = try await model.pairs(for: chain)
    return zip(chain, zip(ruled, modelled)).map { blended($1.0, $1.1, $0) }
  }

  private func blended(_ ruled: Written, _ modelled: Written, _ passage: Passage) -> Written {
    var result = ruled
    result.notSelected += modelled.notSelected
    result.rejected += modelled.rejected
    // What speaks to a model is no better asked about by rules.
    let text = SupportingText(passage)
    result.pairs = ruled.pairs.filter { pair in
      guard text.isInjected(pair) else { return true }
      result.notSelected.append(turnedAway(pair, "directive"))
      return false
    }
    let ruled = result.pairs
    let hidden = ruled.flatMap(\.hidden)
    var among = EarlierPairs()
    for pair in ruled { among.add(pair) }
    let hiddenTexts = hidden.map { Array(passage.text[$0]) }.filter { $0.count >= 20 }
    for pair in modelled.pairs {
      let gives = pair.evidence.contains { evidence in
        hidden.contains { evidence.span.map($0.overlaps) ?? false }
      }
      let words = Array("\(pair.instruction)\n\(pair.response)\n\(pair.options)".utf8)
      if gives || hiddenTexts.contains(where: { UTF8Bytes.find($0, in: words[...]) != nil }) {
        result.notSelected.append(turnedAway(pair, "spoils-another"))
      } else if ruled.contains(where: { $0.instruction == pair.instruction })
        || among.novelty(of: pair) < novelty
      {
        result.notSelected.append(turnedAway(pair, "repeat"))
      } else {
        result.pairs.append(pair)
      }
    }
    return result
  }

  private func turnedAway(_ pair: Pair, _ reason: String) -> TurnedAway {
    TurnedAway(task: pair.task, category: pair.category, reason: reason)
  }
}
