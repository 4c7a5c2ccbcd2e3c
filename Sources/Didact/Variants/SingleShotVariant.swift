/// One text with its pairs: the published 1-shot ablation.
public struct SingleShotVariant: Variant {
  public let name = "single-shot"
  public let summary = "one text followed by its pairs (the published 1-shot ablation)"
  public let usesPairs = true

  public init() {}

  public func shots(asked: Int) -> Int { 1 }

  public func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition {
    ShotWriter(layout: Layout(random: &random)).compose(chain)
  }
}
