public import Didact
import DidactMining

/// What an annotated relation joins with a mention: one of its nodes given, the other asked for.
public struct AnnotatedRelationTask: DomainTask {
  public init() {}

  public let id = "annotated-relation"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[Which|What] {role} does the text relate to the {given} \"{mention}\" (relation: {relation})?",
    "[Find|Name|Give] the {role} that stands in the relation {relation} to \"{mention}\".",
    "Relation: {relation}\n{given}: {mention}\n{role}:",
    "[Complete the relation|Fill in]: {relation}({given} = {mention}, {role} = ____)",
    "[Annotators joined|Curators joined] the {given} \"{mention}\" with one {role} by the relation {relation}. [Which?|Name it.]",
    "[Extract|Read off] the {role} on the other side of {relation} from \"{mention}\".",
    "[According to the text|By this text], \"{mention}\" is in the relation {relation} with which {role}?",
    "The {given} is \"{mention}\", the relation {relation}. [What is the {role}?|State the {role}.]",
    "[For a knowledge base|For a graph of relations], supply the {role}: {mention} - {relation} - ____",
    "[Given|Starting from] the {given} \"{mention}\", [find|state] the {role} that the text joins with it as {relation}.",
    "[Which {role} is linked|What {role} is linked] with \"{mention}\" by {relation}[, according to the text?|?]",
    "{relation}: [one side is|on one side stands] \"{mention}\". [On the other, which {role}?|The {role} on the other side:]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let relations = passage.document.facts.filter { $0.name == "relation" }
    guard !relations.isEmpty else { return .none(because: "no annotated relations") }
    let mentions = Mention.all(of: passage.facts)
    var byIdentifier: [String: Mention] = [:]
    for mention in mentions.reversed() {
      if let identifier = mention.identifier { byIdentifier[identifier] = mention }
    }
    let edges = relations.compactMap(Edge.init)
    var found: [Exercise] = []
    for (number, edge) in edges.enumerated() {
      var random = SeededGenerator(seed: 0, id, passage.document.id, "\(number)")
      let (given, asked) = random.below(2) == 0 ? (0, 1) : (1, 0)
      // One relation of its kind with what is given, so that the question has one answer.
      let alike = edges.count {
        $0.relation == edge.relation && $0.nodes[given].value == edge.nodes[given].value
      }
      guard alike == 1, let from = byIdentifier[edge.nodes[given].value],
        let to = byIdentifier[edge.nodes[asked].value], passage.allows(from.span),
        // Roles that say what stands there, not `Arg1`.
        from.type.lowercased() == edge.nodes[given].name.lowercased(),
        to.type.lowercased() == edge.nodes[asked].name.lowercased(),
        passage.allows(to.span), from.fact.value.lowercased() != to.fact.value.lowercased()
      else { continue }
      found.append(
        Exercise(
          slots: [
            "relation": edge.name, "given": edge.nodes[given].name.lowercased(),
            "role": edge.nodes[asked].name.lowercased(), "mention": from.fact.value,
          ],
          response: to.fact.value,
          evidence: [
            .text(to.span, in: passage.document), .text(from.span, in: passage.document),
            .fact(relations[edge.number(in: relations)]),
          ]))
    }
    return found.isEmpty
      ? .none(because: "no relation with one partner that the text names")
      : .exercises(Array(found.prefix(3)))
  }

  /// A relation of two nodes that are named by their roles and stand for identifiers.
  private struct Edge {
    var id: String
    var relation: String
    var nodes: [Fact.Attribute]
    /// The relation in words, where its abbreviation is one of the known corpora's.
    var name: String { ["CID": "chemical-induced disease"][relation] ?? relation }

    init?(_ fact: Fact) {
      guard let relation = fact["relation"] ?? fact["type"] else { return nil }
      let nodes = fact.attributes.filter { !["id", "relation", "type"].contains($0.name) }
      guard nodes.count == 2, nodes[0].name != nodes[1].name else { return nil }
      id = fact["id"] ?? fact.value
      self.relation = relation
      self.nodes = nodes
    }
    func number(in relations: [Fact]) -> Int {
      relations.firstIndex { ($0["id"] ?? $0.value) == id } ?? 0
    }
  }

  private static let sentence =
    "Children who took budesonide for a year had hoarseness, and those on salbutamol a tremor."

  private static func relation(_ id: String, _ chemical: String, _ disease: String) -> Fact {
    Fact(
      "relation", id,
      attributes: [
        .init("id", id), .init("relation", "CID"), .init("chemical", chemical),
        .init("disease", disease),
      ])
  }
  private static func document(_ relations: [Fact]) -> Document {
    ExampleDocument.annotated(
      sentence,
      [
        ("budesonide", "Chemical", "C1"), ("hoarseness", "Disease", "D1"),
        ("tremor", "Disease", "D2"),
      ], relations: relations)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document([Self.relation("R1", "C1", "D1")]),
        slots: ["relation": "chemical-induced disease", "mention": "hoarseness"],
        response: "budesonide")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no annotated relations"),
      TaskCounterexample(
        Self.document([Self.relation("R1", "C7", "D1")]),
        because: "no relation with one partner that the text names"),
    ]
  }
}
