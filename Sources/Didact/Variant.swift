/// How passages and pairs become training texts.
///
/// Implementers: pure; a text depends on the chain and the seed alone.
public protocol Variant: Sendable {
  /// Name in recipes: `instruct`.
  var name: String { get }
  /// One line for `didact show`.
  var summary: String { get }
  /// Whether pairs are written at all.
  var usesPairs: Bool { get }
  /// Passages in one chain at most, for the M that the recipe asks for.
  func shots(asked: Int) -> Int
  /// The training text of one chain.
  func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition
}

/// A composed text with the place of each of its pairs.
public struct Composition: Sendable {
  /// The text's UTF-8, control strings not yet neutralised.
  public var text: [UInt8]
  /// Where each printed pair stands, in the order of the chain's pairs; nil for one that is not printed.
  public var places: [Span?]

  public init(text: [UInt8] = [], places: [Span?] = []) {
    self.text = text
    self.places = places
  }
}

/// One training text as corpus/ holds it.
public struct TrainingText: Sendable {
  /// Id of the chain's first passage.
  public var id: String
  public var text: Text
  public var domain: String
  public var variant: String
  /// Keys of its documents, each once, in order.
  public var documents: [String]
  /// Their rights, each once, in order.
  public var rights: [String]

  public init(
    id: String, text: Text, domain: String, variant: String, documents: [String], rights: [String]
  ) {
    self.id = id
    self.text = text
    self.domain = domain
    self.variant = variant
    self.documents = documents
    self.rights = rights
  }
}
