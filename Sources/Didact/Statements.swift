/// What a document states, by name: made once for all its passages, so that a document of very many facts costs what
/// its passages would cost as documents of their own.
public struct Statements: Sendable {
  private let facts: [Fact]
  private let sections: [Section]
  /// Places in `facts` by name, in source order.
  private let places: [String: [Int]]
  private let values: Set<Statement>
  private let labels: Set<String>
  /// Up to so many facts and sections a look through the list is quicker than an index.
  private static let few = 96

  private struct Statement: Hashable {
    var name: String
    var value: String
  }

  /// The statements of a document.
  public init(_ document: Document) {
    facts = document.facts
    sections = document.sections
    guard facts.count + sections.count > Self.few else {
      (places, values, labels) = ([:], [], [])
      return
    }
    var places: [String: [Int]] = [:]
    for (place, fact) in facts.enumerated() { places[fact.name, default: []].append(place) }
    self.places = places
    values = Set(
      facts.filter { $0.span == nil }.flatMap { fact in
        [Statement(name: fact.name, value: fact.value)]
          + fact.attributes.map { Statement(name: "\(fact.name)@\($0.name)", value: $0.value) }
      })
    labels = Set(sections.flatMap { [$0.label, $0.role] })
  }

  private var areFew: Bool { facts.count + sections.count <= Self.few }

  /// The facts of one name, in source order.
  public func facts(named name: String) -> [Fact] {
    areFew ? facts.filter { $0.name == name } : (places[name] ?? []).map { facts[$0] }
  }

  /// Whether the document states, at no place of its text, a fact of that name and value; `fact@attribute` asks for what its attribute states.
  public func hold(_ name: String, _ value: String) -> Bool {
    guard areFew else { return values.contains(Statement(name: name, value: value)) }
    return facts.contains { $0.span == nil && $0.states(value, as: name) }
  }

  /// Whether a section has that label or role.
  public func holdSection(_ labelOrRole: String) -> Bool {
    areFew
      ? sections.contains { $0.label == labelOrRole || $0.role == labelOrRole }
      : labels.contains(labelOrRole)
  }
}
