/// The variants to choose from.
public enum Variants {
  public static let all: [any Variant] = [
    InstructVariant(), SingleShotVariant(), PairsOnlyVariant(), ReadingComprehensionVariant(),
    VanillaVariant(),
  ]

  /// The variant of that name, or nil.
  public static func named(_ name: String) -> (any Variant)? { all.first { $0.name == name } }
}
