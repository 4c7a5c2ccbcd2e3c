public import Didact
import DidactMining

/// A figure of a news agency's earnings lines: item and period asked for, *Net 12.6 mln vs 15.8 mln*.
public struct EarningsFigureTask: DomainTask {
  public init() {}

  public let id = "earnings-figure"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[What|Which figure] does the report give as {which} for {item} ({period})?",
    "[How large|What] was {item} ({period}): {which}?",
    "[Read off|Look up|Find] {item}, {period}: {which}.",
    "Item: {item}\nPeriod: {period}\n{Which}:",
    "From the [earnings lines|results], [give|state] {which} for {item} ({period}).",
    "{item}, {period}, {which}: [what does the wire report|what does the wire give]?",
    "[Enter|Fill in]: {item}, {period}, {which}: ____",
    "A data clerk needs {item} for the {period}. [What should be entered|What is to be keyed in] as {which}?",
    "[Extract|Report] {which} for {item} (period: {period}).",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let lines = EarningsLine.all(in: passage)
    guard !lines.isEmpty else { return .none(because: "no lines of earnings") }
    let found = lines.flatMap { line in
      [(line.latest, "the latest figure"), (line.before, "the figure of a year earlier")].map {
        figure, which in
        Exercise(
          slots: [
            "item": line.item(in: passage.text), "period": line.period, "which": which,
            "Which": which.prefix(1).uppercased() + which.dropFirst(),
          ],
          response: passage.string(figure), evidence: [.text(figure, in: passage.document)])
      }
    }
    return .exercises(passage.drawn(3, of: found, for: id))
  }

  static let report = EarningsLine.news(
    "OHIO, Feb 26 - Shr loss 12 cts vs profit 3 cts", "Net 12.6 mln vs 15.8 mln",
    "Revs 126.5 mln vs 118.2 mln", "NOTE: the latest year had 53 weeks in it.")
  static let long = EarningsLine.news(
    "OHIO, Feb 26 - Shr loss 39 cts vs profit 41 cts", "Nine mths",
    "Revs 1.59 billion vs 997.1 mln", "NOTE: the latest year had 53 weeks in it.")
  static let losses = EarningsLine.news(
    "OHIO, Feb 26 - Shr loss 39 cts vs profit 41 cts", "Net loss 2,600,000 vs profit 5,800,000",
    "Avg shrs grew in the latest year to some 6.7 mln.")

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.long,
        slots: [
          "item": "revenues", "period": "Nine mths", "which": "the figure of a year earlier",
        ],
        response: "997.1 mln"),
      TaskExample(
        EarningsLine.news(
          "OHIO, Feb 26 - Net 12,600,000 vs 15,800,000",
          "NOTE: the latest year had 53 weeks in it, and the one before had 52."),
        slots: ["period": "4TH QTR"], response: "12,600,000"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(Self.losses, because: "no lines of earnings")]
  }
}

/// By how much an item of earnings lines changed on the year before, in per cent, worked out in steps.
public struct EarningsChangeTask: DomainTask {
  public init() {}

  public let id = "earnings-change"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[By how many per cent|By what percentage] did {item} ({period}) change [on the year before|from a year earlier]?",
    "[Work out|Calculate|Compute] the change in {item}, {period}, on the year before, in per cent.",
    "{item}, {period}: [year-on-year change in per cent|percentage change on the year before]?",
    "[What is|Give] the year-on-year percentage change of {item} for the {period}?",
    "[Compare|Take] {item} for the {period} [with|and] the year-earlier figure: [how large is the change in per cent|what is the change as a percentage]?",
    "How did {item} ({period}) develop [year on year|against the year before], in per cent? [Show the steps.|Work it out.]",
    "[Growth|Change] in {item}, {period}, as a percentage of the year-earlier figure:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    let found = EarningsLine.all(in: passage).compactMap { line -> Exercise? in
      guard
        EarningsLine.unit(of: line.latest, in: text)
          == EarningsLine.unit(of: line.before, in: text),
        let later = EarningsLine.number(line.latest, in: text),
        let earlier = EarningsLine.number(line.before, in: text),
        let change = PercentChange(from: earlier, to: later)
      else { return nil }
      return Exercise(
        slots: ["item": line.item(in: text), "period": line.period],
        response: change.answer, reasoning: change.steps,
        evidence: [
          .text(line.latest, in: passage.document), .text(line.before, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no line with two figures of one unit") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        EarningsFigureTask.report, slots: ["item": "net income", "period": "4TH QTR"],
        response: "-20.25%"),
      TaskExample(
        EarningsLine.news(
          "OHIO, Feb 26 - Net 12,600,000 vs 15,800,000",
          "NOTE: the latest year had 53 weeks in it, and the one before had 52."),
        response: "-20.25%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(EarningsFigureTask.losses, because: "no line with two figures of one unit")]
  }
}

/// The share of revenues that is left as net income, worked out in steps.
public struct NetMarginTask: DomainTask {
  public init() {}

  public let id = "net-margin"
  public let category = "ratio"
  public let templates: [Template] = [
    "[What|How large] was the net margin ({period}) [in|for] {year}?",
    "[Work out|Calculate|Compute] the net margin for the {period} of {year}: net income over {item}.",
    "What percentage of {item} [was left as|came down to] net income ({period}, {year})?",
    "[Express|State] net income as a percentage of {item} for {period}, {year}.",
    "Net income as a share of {item}, {period}, {year}, [in per cent|as a percentage]:",
    "[From the results|With the figures given], what net margin did the company [earn|have] ({period}, {year})?",
    "[Divide|Set] net income [by|against] {item}: what is the margin in per cent for {period}, {year}?",
    "An analyst wants the net margin of the {period}, {year}. [Show how it is worked out.|What is it?]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    let lines = EarningsLine.all(in: passage)
    var found: [Exercise] = []
    for net in lines where net.item(in: text) == "net income" {
      for whole in lines
      where ["revenues", "sales"].contains(whole.item(in: text)) && whole.period == net.period {
        let figures = [
          (net.latest, whole.latest, "the latest year"),
          (net.before, whole.before, "the year before"),
        ]
        for (part, all, year) in figures {
          guard EarningsLine.unit(of: part, in: text) == EarningsLine.unit(of: all, in: text),
            let small = EarningsLine.number(part, in: text),
            let large = EarningsLine.number(all, in: text),
            let share = PercentShare(of: small, in: large)
          else { continue }
          found.append(
            Exercise(
              slots: ["item": whole.item(in: text), "period": net.period, "year": year],
              response: share.answer, reasoning: share.steps,
              evidence: [.text(part, in: passage.document), .text(all, in: passage.document)]))
        }
      }
    }
    guard !found.isEmpty else { return .none(because: "no net income beside revenues") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        EarningsFigureTask.report, slots: ["period": "4TH QTR", "year": "the latest year"],
        response: "9.96%"),
      TaskExample(
        EarningsFigureTask.report, slots: ["period": "4TH QTR", "year": "the year before"],
        response: "13.37%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(EarningsFigureTask.losses, because: "no net income beside revenues")]
  }
}
