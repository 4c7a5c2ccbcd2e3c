public import Didact
import DidactMining

/// What the source states of somebody or something: birth, occupation, purpose, ...
public struct StatedOfTask: DomainTask {
  public init() {}

  public let id = "stated-of"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "What does the text [state|give] as the {relation} of \"{subject}\"?",
    "[Find|Look up|Extract] the {relation} of \"{subject}\".", "{subject}\n{relation}:",
    "\"{subject}\": {relation}?", "[State|Give] \"{subject}\"'s {relation}.",
    "[Fill in|Complete]: {relation} of {subject}: ____",
    "[According to|By] the text, what is the {relation} of \"{subject}\"?",
    "An entry on \"{subject}\" [asks for|has a field for] {relation}. What goes there?",
    "[What is said|What do we learn] of the {relation} of \"{subject}\"?",
    "Subject: {subject}\nRelation: {relation}\n[Object|Value]:",
    "[Quote|Copy] what the text has on the {relation} of \"{subject}\".",
    "The text records the {relation} of \"{subject}\". [How does it read|What is it]?",
  ]

  /// Facts that say something of a subject, and what they are called.
  private static let relations = [
    "birth": "birth", "death": "death", "occupation": "occupation", "residence": "residence",
    "education": "education", "nationality": "nationality", "faith": "faith", "floruit": "floruit",
    "affiliation": "affiliation", "purpose": "purpose", "location": "location",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let facts = passage.facts.filter { Self.relations[$0.name] != nil && $0["of"] != nil }
    guard !facts.isEmpty else { return .none(because: "nothing that is stated of somebody") }
    var counts: [String: Int] = [:]
    for fact in facts { counts["\(fact.name)\u{1}\(fact["of"] ?? "")", default: 0] += 1 }
    let found = facts.compactMap { fact -> Exercise? in
      guard let relation = Self.relations[fact.name], let subject = fact["of"],
        let span = fact.span,
        counts["\(fact.name)\u{1}\(subject)"] == 1, passage.span.contains(span),
        passage.allows(span), (3...60).contains(subject.utf8.count),
        (2...240).contains(fact.value.utf8.count), fact.value != subject,
        // Who it is must be told in the text that is shown.
        UTF8Bytes.find(subject.utf8, in: passage.text[passage.span]) != nil,
        UTF8Bytes.find(fact.value.utf8, in: Array(subject.utf8)[...]) == nil
      else { return nil }
      return Exercise(
        slots: ["relation": relation, "subject": subject], response: fact.value,
        evidence: [.fact(fact)])
    }
    guard !found.isEmpty else { return .none(because: "nothing that is stated once") }
    return .exercises(passage.drawn(3, of: found, for: id))
  }

  private static func document(of subject: String, twice: Bool = false) -> Document {
    ExampleText.document([ExampleText.coast, "Ada Marsh", "Warden", "Smith"]) { places in
      [
        ExampleText.fact("occupation", "Warden", in: places[2], ("of", subject)),
        ExampleText.fact(twice ? "occupation" : "note", "Smith", in: places[3], ("of", subject)),
      ]
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document(of: "Ada Marsh"), slots: ["relation": "occupation", "subject": "Ada Marsh"],
        response: "Warden")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "nothing that is stated once"
    return [
      TaskCounterexample(Self.document(of: "Bea Sound"), because: reason),
      TaskCounterexample(Self.document(of: "Ada Marsh", twice: true), because: reason),
    ]
  }
}
