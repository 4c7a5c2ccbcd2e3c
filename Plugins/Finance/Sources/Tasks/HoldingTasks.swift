public import Didact
import DidactMining
import Foundation

/// The largest of some holdings of a 13F table, by its stated value.
public struct LargestHoldingTask: DomainTask {
  public init() {}

  public let id = "largest-holding"
  public let category = "comparison"
  public let templates: [Template] = [
    "[Which|Which one] of these holdings has the [largest|highest] value?",
    "[Of these positions, which|Which of these positions] is worth most[| by the table]?",
    "[Name|Give|Pick] the largest of these holdings by value.",
    "[Rank|Compare] these holdings by value: [which comes first|which leads]?",
    "Largest position by value[| among these]:",
    "[By market value, which|Which], of the issuers below, [weighs most|is the biggest holding]?",
    "A client asks [where most money is|which position is the biggest] among these. [What is the answer|Which is it]?",
    "[Find|Look up] the holding of highest value among the following.",
    "[Go by|Use] the value column: which of these is the largest?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let holdings = Holding.all(in: passage)
    guard holdings.count >= 4 else {
      return .none(because: "fewer than four holdings with a value")
    }
    var found: [Exercise] = []
    var random = passage.generator(for: id)
    let drawn = random.shuffled(holdings)
    for start in stride(from: 0, to: min(drawn.count - 3, 8), by: 4) {
      let four = drawn[start..<(start + 4)].sorted { $0.value.value > $1.value.value }
      guard four[0].value.value > four[1].value.value else { continue }
      found.append(
        Exercise(
          response: four[0].fact.value, options: four.map(\.fact.value).sorted(),
          reasoning: four.dropFirst()
            .map { "\(four[0].value.plain) > \($0.value.plain)" }.joined(separator: "\n"),
          evidence: four.flatMap {
            [.fact($0.fact)] + [Evidence.attribute("value", of: $0.fact)].compactMap { $0 }
          }))
    }
    return found.isEmpty ? .none(because: "equal values") : .exercises(found)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Holding.table([
          ("OHIO SALT", "500", "10"), ("SEA SALT", "900", "20"), ("SNOW CO", "100", "5"),
          ("ICE CO", "200", "50"),
        ]), response: "SEA SALT")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Holding.table([("OHIO SALT", "500", "10"), ("SEA SALT", "900", "20")]),
        because: "fewer than four holdings with a value")
    ]
  }
}

/// What a holding of a 13F table is worth a share, worked out in a step.
public struct HoldingPriceTask: DomainTask {
  public init() {}

  public let id = "holding-price"
  public let category = "ratio"
  public let templates: [Template] = [
    "[What was|What is] a share of {issuer} worth, [by value and amount in the table|going by the holding]?",
    "[Work out|Calculate|Compute] the value per share of the holding in {issuer}.",
    "{issuer}: [value per share|price implied by the holding]?",
    "[Divide|Set] the value of the {issuer} holding [by|against] its number of shares: what comes to one share?",
    "[Implied price|Value per share] of {issuer}:",
    "[At what price|At which value a share] does the table carry {issuer}?",
    "A reader wants the price behind the position in {issuer}. [Show how it follows.|What is it?]",
    "[From|With] its value and its shares, [give|state] the price of one share of {issuer}.",
    "[How much|What] per share does the holding in {issuer} come to?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let holdings = Holding.all(in: passage)
    // Values are in dollars since 2023; before, in thousands.
    // The header's facts come first.
    guard !holdings.isEmpty,
      passage.document.facts.prefix(64).contains(where: {
        $0.name == "period" && $0.value >= "2022-12-31"
      })
    else { return .none(because: "no holding of shares with its value") }
    let found = holdings.compactMap { holding -> Exercise? in
      guard holding.fact["amount-type"] == "SH", let shares = holding.amount, shares.value > 0,
        let value = Evidence.attribute("value", of: holding.fact),
        let amount = Evidence.attribute("amount", of: holding.fact)
      else { return nil }
      let price = StatedNumber(holding.value.value / shares.value, places: 2)
      guard price.value > 0 else { return nil }
      return Exercise(
        slots: ["issuer": holding.fact.value], response: "$" + StatedNumber.grouped(price.plain),
        reasoning: "\(holding.value.plain) / \(shares.plain) = \(price.plain)",
        evidence: [value, amount])
    }
    guard !found.isEmpty else { return .none(because: "no holding of shares with its value") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Holding.table([("OHIO SALT", "500", "10"), ("SEA SALT", "905", "20")]),
        slots: ["issuer": "SEA SALT"], response: "$45.25")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        TransactionKindTask.none, because: "no holding of shares with its value"),
      TaskCounterexample(
        Holding.table([("OHIO SALT", "500", "10")], period: "2021-09-30"),
        because: "no holding of shares with its value"),
    ]
  }
}

/// A position of a 13F information table whose issuer stands there once, with its value in dollars.
struct Holding {
  var fact: Fact
  var value: StatedNumber
  var amount: StatedNumber?

  static func all(in passage: Passage) -> [Holding] {
    var seen: [String: Int] = [:]
    var found: [Holding] = []
    for fact in passage.facts where fact.name == "holding" {
      seen[fact.value, default: 0] += 1
      guard let span = fact.span, passage.span.contains(span), passage.allows(span),
        let value = fact["value"].flatMap({ StatedNumber($0.utf8) }), value.value > 0
      else { continue }
      found.append(
        Holding(fact: fact, value: value, amount: fact["amount"].flatMap { StatedNumber($0.utf8) }))
    }
    return found.filter { seen[$0.fact.value] == 1 }
  }

  static func table(_ rows: [(String, String, String)], period: String = "2023-09-30") -> Document {
    var text = DocumentText()
    _ = text.paragraph(
      "Name of issuer | Title of class | Value | Shares or principal amount | SH/PRN | Investment discretion"
    )
    var facts: [Fact] = [Fact("period", period)]
    for (name, value, amount) in rows {
      let row = text.paragraph("\(name) | COM | \(value) | \(amount) | SH | SOLE")
      facts.append(
        Fact(
          "holding", name, span: row,
          attributes: [
            .init("value", value), .init("amount", amount), .init("amount-type", "SH"),
          ]))
    }
    return Document(id: "1", text: text.finish(), facts: facts, language: "en")
  }
}
