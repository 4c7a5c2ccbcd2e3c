/// The pairs without their texts: the published ablation without the raw corpus.
public struct PairsOnlyVariant: Variant {
  public let name = "pairs-only"
  public let summary = "the pairs of M texts without the texts (the published ablation)"
  public let usesPairs = true

  public init() {}

  public func shots(asked: Int) -> Int { asked }

  public func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition {
    let layout = Layout(arrangedAsList: &random)
    var text: [UInt8] = []
    var places: [Span?] = []
    for shot in chain where !shot.pairs.isEmpty {
      if !text.isEmpty { text.append(contentsOf: "\n\n".utf8) }
      places += layout.write(shot.pairs, into: &text)
    }
    return Composition(text: text, places: places)
  }
}

extension Layout {
  /// A list without an opening sentence: nothing stands above that it could speak of.
  fileprivate init(arrangedAsList random: inout SeededGenerator) {
    self.init(
      arrangement: .list, pairsFirst: false,
      labels: Self.listLabels[random.below(Self.listLabels.count)], opening: "",
      lettered: random.below(2) == 0)
  }
}
