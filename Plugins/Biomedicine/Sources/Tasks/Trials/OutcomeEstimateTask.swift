public import Didact
import DidactMining

/// The figure that a trial reports for the effect on an outcome, and its p-value.
public struct OutcomeEstimateTask: DomainTask {
  public init() {}

  public let id = "outcome-estimate"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[What|Which] {figure} is reported for \"{outcome}\" ({groups})?",
    "[Find|Give|State] the {figure} for the outcome \"{outcome}\", {groups}.",
    "Outcome: {outcome}\nGroups: {groups}\n{figure}:",
    "[Extract|Read off] the {figure} of the analysis of \"{outcome}\" for {groups}.",
    "[In the results|Among the results], what is the {figure} for \"{outcome}\", {groups}?",
    "The trial analysed \"{outcome}\" ({groups}). [What was the {figure}|Which {figure} came out]?",
    "[Fill in|Complete]: {outcome}, {groups}, {figure} = ____",
    "[A meta-analysis needs|A reviewer looks for] the {figure} for \"{outcome}\" ({groups}). [Supply it.|What is it?]",
    "[For {groups}, report|For {groups}, give] the {figure} on \"{outcome}\".",
    "[How large was the effect|What came of the comparison] on \"{outcome}\", {groups}? State the {figure}.",
    "[Look up|Copy] the {figure} [reported for|that belongs to] \"{outcome}\" with {groups}.",
    "{groups}: [which {figure} was found|what {figure} was found] for \"{outcome}\"?",
    "[Comparison|Groups compared]: {groups}. [Outcome|Measure]: {outcome}. The {figure} is:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let estimates = passage.facts.filter { $0.name == "estimate" }
    guard !estimates.isEmpty else { return .none(because: "no estimates of effects") }
    let outcomes = passage.facts.filter { $0.name == "outcome-result" }
    var found: [Exercise] = []
    for estimate in estimates {
      guard let span = estimate.span, passage.allows(span), let parameter = estimate["parameter"],
        let groups = estimate["groups"],
        let outcome = outcomes.last(where: { ($0.span?.start ?? .max) < span.start }),
        outcomes.count(where: { $0.value == outcome.value }) == 1,
        let section = passage.sections.first(where: {
          $0.role == "outcome-result" && $0.span.contains(span)
        }), outcome.span.map({ section.span.contains($0) }) ?? false
      else { continue }
      // One analysis of its kind for the outcome and its groups, so that the question has one answer.
      let alike = estimates.filter {
        ($0.span.map { section.span.contains($0) } ?? false) && $0["groups"] == groups
      }
      let slots = ["outcome": outcome.value, "groups": groups.replacing("; ", with: " against ")]
      if alike.count(where: { $0["parameter"] == parameter }) == 1 {
        found.append(
          Exercise(
            slots: slots.merging(["figure": Self.name(parameter)]) { one, _ in one },
            response: estimate.value, evidence: [.fact(estimate), .fact(outcome)]))
      }
      if alike.count == 1, let p = Evidence.attribute("p-value", of: estimate),
        let place = UTF8Bytes.find(p.value.utf8, in: passage.text[section.span], from: span.end)
      {
        let written = Span(place, place + p.value.utf8.count)
        found.append(
          Exercise(
            slots: slots.merging(["figure": "p-value"]) { one, _ in one }, response: p.value,
            evidence: [p, .text(written, in: passage.document), .fact(outcome)]))
      }
    }
    return found.isEmpty
      ? .none(because: "no estimate that its outcome and groups tell from all others")
      : .exercises(found)
  }

  /// `Odds Ratio (OR)` as running text has it.
  private static func name(_ parameter: String) -> String {
    let name = parameter.split(separator: "(", maxSplits: 1).first.map(String.init) ?? parameter
    return UTF8Bytes.trimmed(name.lowercased())
  }

  private static func record(_ values: [String]) -> Document {
    var text = DocumentText()
    let title = text.title("Budesonide in mild asthma")
    let outcome = text.paragraph("Days without symptoms in the year after the first visit")
    _ = text.paragraph("All children who took a puff of the inhaler once at least were counted.")
    var facts = [
      Fact(
        "outcome-result", "Days without symptoms in the year after the first visit", span: outcome)
    ]
    var end = outcome.end
    for value in values {
      let line = text.paragraph("Odds Ratio (OR) \(value); p 0.046")
      let start = line.start + "Odds Ratio (OR) ".utf8.count
      facts.append(
        Fact(
          "estimate", value, span: Span(start, start + value.utf8.count),
          attributes: [
            .init("parameter", "Odds Ratio (OR)"), .init("groups", "Budesonide; Placebo"),
            .init("p-value", "0.046"),
          ]))
      end = line.end
    }
    let section = Section(label: "", role: "outcome-result", span: Span(outcome.start, end))
    return Document(
      id: "NCT00000001", title: title, text: text.finish(), sections: [section], facts: facts,
      language: "en")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record(["0.64"]),
        slots: ["figure": "odds ratio", "groups": "Budesonide against Placebo"], response: "0.64"),
      TaskExample(Self.record(["0.64"]), slots: ["figure": "p-value"], response: "0.046"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no estimates of effects"),
      TaskCounterexample(
        Self.record(["0.64", "0.71"]),
        because: "no estimate that its outcome and groups tell from all others"),
    ]
  }
}
