public import Didact
import DidactMining

/// The amount that a filing tags as a concept for a period, as it is shown there.
public struct TaggedAmountTask: DomainTask {
  public init() {}

  public let id = "tagged-amount"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[Which figure does the filing show|What figure is shown] for {label} [{when}|({when})]?",
    "[Find|Look up|Give] {label} {when}, [as shown in the text|in the unit of the statement].",
    "XBRL label: {label}\nContext: {when}\n[Figure as shown|Shown value]:",
    "[What was|State] {label} {when}, [by the filing|going by the statement]?",
    "A data vendor [extracts|collects] {label} {when}. [Which figure stands in the text|What does the filing show]?",
    "[Read off|Copy] the figure that is tagged {label} {when}.",
    "{label}, {when}: [which figure|what does the filing give]?",
    "[Fill in|Complete] as shown: {label}, {when}: ____",
    "[Extract|Report] the reported figure for {label}[ {when}|, {when}].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let amounts = TaggedAmount.all(in: passage)
    guard !amounts.isEmpty else { return .none(because: "no amount is tagged") }
    return .exercises(
      passage.drawn(4, of: amounts, for: id).map { amount in
        Exercise(
          slots: ["label": amount.label, "when": amount.when],
          response: passage.string(amount.span),
          evidence: [.text(amount.span, in: passage.document), .fact(amount.fact)])
      })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        TaggedAmount.sample,
        slots: ["label": "Net Sales", "when": "for 2023-01-01 to 2023-12-31"], response: "1,000"),
      TaskExample(
        TaggedAmount.statement([("Cash", "us-gaap:Cash", ["77"])]),
        slots: ["label": "Cash"], response: "77"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(TaggedAmount.untagged, because: "no amount is tagged"),
      TaskCounterexample(
        TaggedAmount.statement([
          ("Cash", "us-gaap:Cash", ["77"]), ("Cash at banks", "us-gaap:Cash", ["78"]),
        ]), because: "no amount is tagged"),
    ]
  }
}

/// The exact value of a shown amount, scale and all: 95,359 in millions is 95359000000.
public struct ExactValueTask: DomainTask {
  public init() {}

  public let id = "exact-value"
  public let category = "unit conversion"
  public let templates: [Template] = [
    "[Write out|Give|State] {label} {when} in full, [in {unit}|as a plain number of {unit}].",
    "[What is|How much is] {label} {when} [in full|with all its digits], in {unit}?",
    "The statement shows {shown} for {label} {when}. [How many {unit} is that|What is that in single {unit}]?",
    "{label}, {when}: {shown} as shown. [Exact value|Full value] in {unit}:",
    "[Convert|Bring] {shown} ({label}, {when}) [to|into] single {unit}.",
    "A database stores {label} {when} in {unit}, unscaled. [Which number goes in|What is stored] for {shown}?",
    "[Scale|Expand] the shown figure {shown} of {label} {when} to {unit}.",
    "[Undo|Resolve] the statement's scale: {label}, {when}, shown as {shown}, [makes how many|in] {unit}?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.facts.contains(where: { $0.name == "xbrl" }) else {
      return .none(because: "no amount is tagged and scaled")
    }
    // The scale must be readable, and a number that is shown in full needs none.
    guard let scale = Self.scale(of: passage) else { return .none(because: "no scale is stated") }
    let amounts = TaggedAmount.all(in: passage).filter {
      $0.unit == "USD"
        && $0.fact.value == $0.number.plain.filter { $0 != "." } + scale.dropFirst($0.number.places)
    }
    guard !amounts.isEmpty else { return .none(because: "no amount is tagged and scaled") }
    return .exercises(
      passage.drawn(2, of: amounts, for: id).map { amount in
        Exercise(
          slots: [
            "label": amount.label, "when": amount.when, "unit": "US dollars",
            "shown": passage.string(amount.span),
          ],
          response: amount.fact.value, evidence: [.fact(amount.fact)])
      })
  }

  /// The zeros of the one scale that the passage states.
  private static func scale(of passage: Passage) -> String? {
    let text = passage.text
    let stated = [(" millions", "000000"), (" thousands", "000"), (" billions", "000000000")]
      .filter { Span(of: $0.0, in: text, passage.body) != nil }
    return stated.count == 1 ? stated[0].1 : nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        TaggedAmount.statement([("Net Sales", "us-gaap:Revenues", ["1,250", "1,000"])]),
        slots: ["label": "Net Sales", "shown": "1,250"], response: "1250000000"
      ),
      TaskExample(
        TaggedAmount.statement([("Cash", "us-gaap:Cash", ["77"])]), response: "77000000"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(TaggedAmount.untagged, because: "no amount is tagged and scaled"),
      TaskCounterexample(
        .example(
          "The statements of the mines of salt follow here, for the two last years of trade.",
          facts: [Fact("xbrl", "77", span: Span(0, 3))]),
        because: "no scale is stated"),
    ]
  }
}
