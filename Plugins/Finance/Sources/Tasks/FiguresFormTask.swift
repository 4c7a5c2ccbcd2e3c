public import Didact
import DidactMining

/// A small form of items and their tagged amounts, to be filled in from the text.
public struct FiguresFormTask: DomainTask {
  public init() {}

  public let id = "figures-form"
  public let category = "text-to-data"
  public let templates: [Template] = [
    "[Fill in the form|Complete the form] with the figures {when}, as shown:\n{form}",
    "[Make|Draw up] a record of these items {when}: {list}. [One line each: item: figure.|Write item: figure.]",
    "[Extract|Collect] {list} {when} from the filing, [one a line|each on a line of its own].",
    "{form}\n[Complete the lines above|Enter the figures above] for the period {when}.",
    "[Structured data wanted|For the database]: {list}, {when}. [Give item and figure, line by line.|Item: figure.]",
    "[Key figures|Figures] {when}:\n{form}",
    "[Turn the text into data|Read the data off the text]: {list}, {when}.",
    "[Report|List] the shown figures {when} for: {list}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var groups: [(period: String, amounts: [TaggedAmount])] = []
    for amount in TaggedAmount.all(in: passage) where amount.fact["label"] != nil {
      if let place = groups.firstIndex(where: { $0.period == amount.period }) {
        groups[place].amounts.append(amount)
      } else {
        groups.append((amount.period, [amount]))
      }
    }
    let found = groups.compactMap { group -> Exercise? in
      guard group.amounts.count >= 3 else { return nil }
      let amounts = passage.drawn(4, of: group.amounts, for: id + group.period)
      guard Set(amounts.map(\.label)).count == amounts.count else { return nil }
      return Exercise(
        slots: [
          "when": amounts[0].when,
          "form": amounts.map { "\($0.label): ____" }.joined(separator: "\n"),
          "list": amounts.map(\.label).joined(separator: "; "),
        ],
        response: amounts.map { "\($0.label): \(passage.string($0.span))" }
          .joined(separator: "\n"),
        evidence: amounts.flatMap { amount in
          [Evidence.attribute("label", of: amount.fact)].compactMap(\.self)
            + [.text(amount.span, in: passage.document)]
        })
    }
    guard !found.isEmpty else { return .none(because: "no three amounts of one period") }
    return .exercises(passage.drawn(1, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        TaggedAmount.statement([
          ("Sales", "x:A", ["30"]), ("Cost", "x:B", ["20"]), ("Income", "x:C", ["10"]),
        ]),
        slots: ["when": "for 2024-01-01 to 2024-12-31"],
        response: "Sales: 30\nCost: 20\nIncome: 10")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(TaggedAmount.untagged, because: "no three amounts of one period")]
  }
}
