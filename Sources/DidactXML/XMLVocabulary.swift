/// The element names that a format tells apart, as small numbers, so that handlers switch and never compare
/// strings. Namespace prefixes are ignored: `<jats:p>` is `p`.
public struct XMLVocabulary: Sendable {
  /// Local names; a name's number is its place.
  public let names: [String]
  /// Names whose whole subtree is passed over (but must be well-formed), its character data only counted.
  public let skipped: Set<String>

  /// A vocabulary; names in `skipped` alone need not stand in `names`.
  public init(_ names: [String], skipping skipped: Set<String> = []) {
    self.names = names + skipped.subtracting(names).sorted()
    self.skipped = skipped
  }

  /// The vocabulary of an enumeration whose raw values are names; a case's number is its place in `allCases`.
  public init<Name: CaseIterable & RawRepresentable<String>>(
    _ type: Name.Type, skipping skipped: Set<String> = []
  ) {
    self.init(type.allCases.map(\.rawValue), skipping: skipped)
  }
}
