public import Didact
import DidactMining

/// Whether the source marks a name as a person's, a place's or an organisation's.
public struct EntityKindTask: DomainTask {
  public init() {}

  public let id = "entity-kind"
  public let category = "entity recognition"
  public let templates: [Template] = [
    "[What kind of name is|What is] \"{name}\" in the text?",
    "[Choose|Pick] the kind of name that \"{name}\" is.",
    "[Classify|Label] the name \"{name}\".", "Name: {name}\n[Kind|Type]:",
    "[Which kind of entity|What sort of entity] does \"{name}\" [name|stand for] here?",
    "\"{name}\": [what kind of name|which kind of name]?",
    "[Tag|Mark] \"{name}\" as the text's editors did.",
    "[Assign|Give] \"{name}\" its kind.",
    "An index of the text lists names by kind. [Where does \"{name}\" go|Under which is \"{name}\" listed]?",
    "[Decide|Tell] what \"{name}\" names.", "[Entity type|Kind of entity] of \"{name}\":",
    "The editors marked \"{name}\" as a name. [Of what|Of which kind]?",
    "[Sort|File] \"{name}\" under its kind of name.",
  ]

  private static let kinds = ["Person", "Place", "Organisation"]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var kindsOfName: [String: Set<String>] = [:]
    let names = Set(Self.kinds.compactMap { Derivation.kinds[$0] })
    for fact in passage.facts where names.contains(fact.name) {
      kindsOfName[fact.value, default: []].insert(fact.name)
    }
    guard !kindsOfName.isEmpty else { return .none(because: "no names that are marked") }
    var random = passage.generator(for: id)
    var found: [(kind: String, fact: Fact)] = []
    // One of each kind that the passage has, and no other kind to choose from: none is the usual answer.
    for kind in Self.kinds {
      let facts = passage.facts.filter { fact in
        fact.name == Derivation.kinds[kind] && kindsOfName[fact.value]?.count == 1
          && isName(fact, in: passage)
      }
      guard let fact = random.pick(facts) else { continue }
      found.append((kind, fact))
    }
    guard found.count > 1 else { return .none(because: "no names of several kinds") }
    return .exercises(
      found.map { kind, fact in
        Exercise(
          slots: ["name": fact.value], response: kind, options: found.map(\.kind),
          evidence: [.fact(fact)])
      })
  }

  /// A short name with a capital, as it stands in the text.
  private func isName(_ fact: Fact, in passage: Passage) -> Bool {
    guard let span = fact.span, passage.span.contains(span), passage.allows(span),
      (3...60).contains(fact.value.utf8.count), let first = fact.value.unicodeScalars.first
    else { return false }
    return first.properties.isUppercase && passage.string(span) == fact.value
      && !fact.value.utf8.contains(where: UTF8Bytes.isDigit)
  }

  private static func document(_ name: String, _ value: String) -> Document {
    ExampleText.document([
      ExampleText.coast, "\(value) had the old dyke built anew.", "Sound Harbour",
    ]) {
      places in
      [
        ExampleText.fact(name, value, in: places[1]),
        ExampleText.fact("place", "Sound Harbour", in: places[2]),
      ]
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("person", "Ada Marsh"), slots: ["name": "Ada Marsh"], response: "Person"),
      TaskExample(
        Self.document("organisation", "Ness Wardens"), slots: ["name": "Sound Harbour"],
        response: "Place"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleText.document([ExampleText.coast]), because: "no names that are marked"),
      TaskCounterexample(Self.document("person", "she"), because: "no names of several kinds"),
      TaskCounterexample(Self.document("place", "Ness"), because: "no names of several kinds"),
    ]
  }
}
