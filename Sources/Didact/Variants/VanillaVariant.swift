/// The raw text: the control that every comparison needs.
public struct VanillaVariant: Variant {
  public let name = "vanilla"
  public let summary = "the raw text without pairs (the control)"
  public let usesPairs = false

  public init() {}

  public func shots(asked: Int) -> Int { 1 }

  public func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition {
    ShotWriter(layout: Layout(random: &random)).compose(chain)
  }
}
