public import Didact
import DidactMining
import Foundation

/// Two tagged amounts of one period and one scale: neighbours in a statement.
struct TaggedPair {
  var larger: TaggedAmount
  var smaller: TaggedAmount

  /// Pairs of different concepts that stand near each other, flows with flows, stocks with stocks.
  static func all(in passage: Passage) -> [TaggedPair] {
    let amounts = TaggedAmount.all(in: passage).filter { $0.unit == "USD" }
    var pairs: [TaggedPair] = []
    for (index, one) in amounts.enumerated() {
      for other in amounts[(index + 1)...].prefix(8)
      where other.period == one.period && other.label != one.label
        && one.scale == other.scale && one.number.value != other.number.value
      {
        pairs.append(
          one.number.value > other.number.value
            ? TaggedPair(larger: one, smaller: other) : TaggedPair(larger: other, smaller: one))
        break
      }
    }
    return pairs
  }
}

/// One tagged amount as a share of another of the same period, worked out in steps.
public struct TaggedRatioTask: DomainTask {
  public init() {}

  public let id = "tagged-ratio"
  public let category = "ratio"
  public let templates: [Template] = [
    "[What is|How large is] {part} as a percentage of {whole}, {period}?",
    "[Work out|Calculate|Compute] {part} as a percentage of {whole} for {period}.",
    "{part} over {whole}, {period}, [in per cent|as a percentage]:",
    "[Express|State] {part} [as a percentage of|relative to, in per cent,] {whole} ({period}).",
    "[Set|Put] {part} [against|beside] {whole} for {period}: [what percentage is it|how many per cent is it]?",
    "An analyst [needs|wants] the ratio of {part} to {whole} ({period}) in per cent. [Work it out.|Show the steps.]",
    "[Using|From] the filing's figures for {period}, [what percentage of|how many per cent of] {whole} does {part} come to?",
    "Divide {part} by {whole} [for|of] {period} and give the [result|quotient] in per cent.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let amounts = TaggedAmount.all(in: passage).filter { $0.unit == "USD" }
    var found: [Exercise] = []
    for whole in amounts where Self.isTotal(whole) {
      for part in amounts.filter({ Self.isPart($0, of: whole) }).prefix(3) {
        guard let share = PercentShare(of: part.number, in: whole.number) else { continue }
        found.append(
          Exercise(
            slots: ["part": part.label, "whole": whole.label, "period": whole.period],
            response: share.answer, reasoning: share.steps,
            evidence: [
              .text(part.span, in: passage.document), .text(whole.span, in: passage.document),
            ]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no amount beside a total of its period") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// What others are usually set against: revenues, assets, liabilities, equity.
  private static func isTotal(_ amount: TaggedAmount) -> Bool {
    let name = amount.name
    return name.hasPrefix("Revenue") || totals.contains(name)
  }

  /// Of the same period and scale, smaller, and no movement of cash.
  private static func isPart(_ part: TaggedAmount, of whole: TaggedAmount) -> Bool {
    part.period == whole.period && part.scale == whole.scale && part.label != whole.label
      && part.number.value < whole.number.value && !isTotal(part)
      && !movements.contains { part.name.contains($0) }
  }

  private static let totals: Set<String> = [
    "SalesRevenueNet", "Assets", "AssetsCurrent", "Liabilities", "LiabilitiesCurrent",
    "StockholdersEquity", "OperatingExpenses",
  ]
  private static let movements = [
    "Payment", "Proceeds", "Increase", "Purchase", "Repurchase", "NetCash", "Repayment", "Acquire",
    "Noncash",
  ]

  public var examples: [TaskExample] {
    [
      TaskExample(
        TaggedAmount.year, slots: ["part": "Cost of Sales", "whole": "Net Sales"],
        response: "48.80%"),
      TaskExample(
        TaggedAmount.statement([
          ("Cost", "us-gaap:CostOfRevenue", ["30"]), ("Sales", "us-gaap:Revenues", ["40"]),
        ]), response: "75.00%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(TaggedAmount.untagged, because: "no amount beside a total of its period"),
      TaskCounterexample(
        TaggedAmount.statement([
          ("Bonds sold", "us-gaap:ProceedsFromBonds", ["30"]),
          ("Sales", "us-gaap:Revenues", ["40"]),
        ]), because: "no amount beside a total of its period"),
    ]
  }
}

/// Which of two tagged amounts of a period is the larger one: the figures prove it.
public struct TaggedComparisonTask: DomainTask {
  public init() {}

  public let id = "tagged-comparison"
  public let category = "comparison"
  public let templates: [Template] = [
    "[Which|Which of the two] was larger {when}?",
    "[Going by the filing, which|Which] amount is the [larger|greater] one {when}?",
    "[Compare|Weigh] the two amounts {when}: [which is larger|which exceeds the other]?",
    "[Name|Give|State] the larger of the two {when}.",
    "Of these two, [which came to more|which was the greater amount] {when}?",
    "[Larger amount|The greater of the two] {when}:",
    "A reader ranks two lines of the statement {when}. [Which comes first by size|Which is on top]?",
    "[Decide|Find out] which amount exceeds the other {when}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = TaggedPair.all(in: passage).compactMap { pair -> Exercise? in
      // The label must be the source's own, so that it can be looked up.
      guard let label = Evidence.attribute("label", of: pair.larger.fact),
        let other = Evidence.attribute("label", of: pair.smaller.fact)
      else { return nil }
      return Exercise(
        slots: ["when": pair.larger.when], response: pair.larger.label,
        options: [pair.larger.label, pair.smaller.label].sorted(),
        reasoning: "\(pair.larger.number.plain) > \(pair.smaller.number.plain)",
        evidence: [
          label, .text(pair.larger.span, in: passage.document), other,
          .text(pair.smaller.span, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no two amounts of one period") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(TaggedAmount.year, response: "Net Sales"),
      TaskExample(
        TaggedAmount.statement([("Sum of A", "x:A", ["30"]), ("Sum of B", "x:B", ["40"])]),
        response: "Sum of B"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(TaggedAmount.untagged, because: "no two amounts of one period")]
  }
}
