public import Didact
import DidactMining

/// Whether a trial measures something as a primary or as a secondary outcome: the record's own list.
public struct OutcomeRankTask: DomainTask {
  public init() {}

  public let id = "outcome-rank"
  public let category = "outcome classification"
  public let templates: [Template] = [
    "[Is|In this trial, is] \"{measure}\" a primary or a secondary outcome?",
    "[How does the record rank|What rank does the record give] the measure \"{measure}\"?",
    "\"{measure}\": [primary or secondary outcome|which kind of outcome is it]?",
    "[Name|State] the list of outcomes that [holds|contains] \"{measure}\".",
    "Measure: {measure}\n[Outcome|Rank]:",
    "[Classify|Label] the trial's measure \"{measure}\" by its rank.",
    "[The registry|The trial's record] lists \"{measure}\" as a",
    "Is \"{measure}\" what the trial was designed around, or a further measure? [Answer with its rank.|Name the kind of outcome.]",
    "Among the outcomes of this trial, [what is|which place has] \"{measure}\"?",
    "[For the sample size calculation one looks at the primary outcome.|Trials have primary and secondary outcomes.] Which of the two is \"{measure}\"?",
    "[Decide from the record|Judge by the text]: what kind of endpoint is \"{measure}\"?",
    "[Among which outcomes|In which list of outcomes] does the record enter \"{measure}\"?",
    "[A statistician asks how|An editor asks how] \"{measure}\" ranks among the trial's outcomes. [Answer.|What do you say?]",
  ]

  private static let roles = ["primary-outcome", "secondary-outcome"]
  private static let names = ["primary outcome", "secondary outcome"]
  /// The longest measure that is asked about, in bytes.
  private static let longest = 250

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let here = passage.facts.filter { Self.roles.contains($0.name) }
    guard !here.isEmpty else { return .none(because: "no outcome measures") }
    let all = passage.document.facts.filter { Self.roles.contains($0.name) }
    // A record without secondary outcomes would make one answer right of all its measures.
    guard Set(all.map(\.name)).count == 2 else {
      return .none(because: "outcomes of one rank alone")
    }
    var seen: [String: Int] = [:]
    for fact in all { seen[fact.value.lowercased(), default: 0] += 1 }
    var found: [Exercise] = []
    for (role, name) in zip(Self.roles, Self.names) {
      let measures = here.filter {
        $0.name == role && seen[$0.value.lowercased()] == 1 && isAskable($0, passage)
      }
      var random = SeededGenerator(seed: 0, id, passage.document.id, role)
      guard let fact = random.pick(measures),
        let section = passage.sections.first(where: { section in
          section.role == role && fact.span.map(section.span.overlaps) ?? false
        })
      else { continue }
      found.append(
        Exercise(
          slots: ["measure": fact.value], response: name, options: Self.names,
          evidence: [.section(section, role: true), .fact(fact)]))
    }
    return found.isEmpty ? .none(because: "no measure that can be asked about") : .exercises(found)
  }

  private func isAskable(_ fact: Fact, _ passage: Passage) -> Bool {
    guard let span = fact.span, passage.allows(span), (8...Self.longest).contains(span.count) else {
      return false
    }
    let lowered = passage.text[span].map(UTF8Bytes.lowered)
    return !["primary", "secondary", "main ", "key "].contains {
      UTF8Bytes.find($0.utf8, in: lowered[...]) != nil
    }
  }

  private static func record(_ measures: [(role: String, text: String)]) -> Document {
    ExampleDocument.record(
      measures.map { Fact($0.role, $0.text) },
      parts: measures.map { ($0.role, "", [$0.text]) })
  }

  public var examples: [TaskExample] {
    let document = Self.record([
      ("primary-outcome", "Days without symptoms"), ("secondary-outcome", "Growth in height"),
    ])
    return [
      TaskExample(
        document, slots: ["measure": "Days without symptoms"], response: "primary outcome"),
      TaskExample(document, slots: ["measure": "Growth in height"], response: "secondary outcome"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no outcome measures"),
      TaskCounterexample(
        Self.record([("primary-outcome", "Days without symptoms")]),
        because: "outcomes of one rank alone"),
      TaskCounterexample(
        Self.record([
          ("primary-outcome", "Growth in height"), ("secondary-outcome", "Growth in height"),
        ]), because: "no measure that can be asked about"),
    ]
  }
}
