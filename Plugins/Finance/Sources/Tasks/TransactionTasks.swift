public import Didact
import DidactMining
import Foundation

/// What kind of transaction an insider reports: what the form's code means by its instructions, among four.
public struct TransactionKindTask: DomainTask {
  public init() {}

  public let id = "transaction-kind"
  public let category = "event classification"
  public let templates: [Template] = [
    "[What kind of transaction|Which kind of transaction] [is reported|does the form report] for {amount} of {security} on {date}?",
    "[Classify|Label] the transaction of {date}: {amount} of {security}.",
    "{date}, {security}, {amount}: [what was done|what does the transaction code stand for]?",
    "[Read the code|By its code], [what is|which kind is] the transaction in {amount} of {security} on {date}?",
    "[Say|State] what the transaction code means for {security} ({date}, {amount}).",
    "[Transaction|Entry]: {security}, {amount}, {date}\nKind:",
    "A compliance officer [reads|checks] the entry of {date} for {amount} of {security}. [What was it|What kind of transaction is it]?",
    "[Decode|Spell out] the transaction code: {security}, {amount}, {date}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let transactions = passage.facts.filter { $0.name == "transaction" }
    var seen: [String: Int] = [:]
    for fact in transactions { seen[Self.key(of: fact), default: 0] += 1 }
    let asked = transactions.filter { fact in
      seen[Self.key(of: fact)] == 1 && fact["shares"] != nil && fact["date"] != nil
    }
    let found = asked.compactMap { fact -> Exercise? in
      guard let meaning = Evidence.attribute("code-meaning", of: fact),
        Self.meanings.contains(meaning.value), let shares = fact["shares"],
        let date = fact["date"]
      else { return nil }
      let others = Self.meanings.filter { other in
        other != meaning.value && !Self.share(other, meaning.value)
      }
      var random = SeededGenerator(seed: 0, id, passage.document.id, Self.key(of: fact))
      guard
        let wrong = Distractors.choose(3, from: others, near: meaning.value, random: &random)
      else { return nil }
      return Exercise(
        slots: ["amount": shares, "security": fact.value, "date": date], response: meaning.value,
        options: [meaning.value] + wrong, evidence: [meaning])
    }
    // One of each kind, so that a form of many sales asks once.
    var kinds: Set<String> = []
    let chosen = found.filter { kinds.insert($0.response).inserted }
    guard !chosen.isEmpty else { return .none(because: "no transaction with a code") }
    return .exercises(chosen)
  }

  private static func key(of fact: Fact) -> String {
    "\(fact.value) \(fact["date"] ?? "") \(fact["shares"] ?? "")"
  }

  /// Kinds that are both purchases, or both of derivatives, are not set against each other.
  private static func share(_ one: String, _ other: String) -> Bool {
    ["exercise", "conversion", "derivative", "acquisition", "disposition", "market"].contains {
      one.contains($0) && other.contains($0)
    }
  }

  /// What says nothing of a transaction's kind is no option.
  private static let meanings = TransactionCode.meanings.filter { !["V", "J"].contains($0.key) }
    .values.sorted()

  static func form(_ code: String, _ meaning: String, shares: String, price: String) -> Document {
    var text = DocumentText()
    _ = text.paragraph(
      "Issuer: Salt Stores Inc. Reporting person: Clerk Ann. Relationship to issuer: officer.")
    let row = text.paragraph("Common Stock | 2024-01-10 | \(code) | \(shares) | \(price)")
    return Document(
      id: "1", text: text.finish(),
      facts: [
        Fact(
          "transaction", "Common Stock", span: row,
          attributes: [
            .init("date", "2024-01-10"), .init("code", code), .init("shares", shares),
            .init("price", price), .init("code-meaning", meaning),
          ])
      ], language: "en")
  }
  static let gift = form("G", "bona fide gift", shares: "400", price: "0")
  static let sale = form("S", "open market or private sale", shares: "1500", price: "66.903")
  static let none = Document.example(
    "Issuer: Salt Stores Inc. Reporting person: Clerk Ann. Relationship to issuer: officer.")

  public var examples: [TaskExample] {
    [
      TaskExample(Self.gift, slots: ["amount": "400"], response: "bona fide gift"),
      TaskExample(Self.sale, response: "open market or private sale"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(Self.none, because: "no transaction with a code")]
  }
}

/// What a transaction came to: its shares times its price, worked out in a step.
public struct TransactionValueTask: DomainTask {
  public init() {}

  public let id = "transaction-value"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[What did|How much did] the {amount} of {security} [come to|amount to] on {date}, at the price stated?",
    "[Work out|Calculate|Compute] the value of the transaction of {date}: {amount} of {security} at the stated price.",
    "{security}, {date}, {amount}: [what is the total|total value at the stated price]?",
    "[Multiply|Take] the amount by the price: what was the transaction in {amount} of {security} on {date} worth?",
    "[Value|Total] of the transaction in {security}, {date}, {amount}:",
    "[At the price in the form|Going by the form], [how much money is|what is the sum of] {amount} of {security} ({date})?",
    "A newspaper wants the sum of the trade of {date} in {amount} of {security}. [Give it.|Work it out.]",
    "[State|Give] the consideration for {amount} of {security} on {date}: amount times price.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.facts.filter { $0.name == "transaction" }.compactMap { fact -> Exercise? in
      guard let shares = Evidence.attribute("shares", of: fact),
        let price = Evidence.attribute("price", of: fact), let date = fact["date"],
        let amount = StatedNumber(shares.value.utf8), let each = StatedNumber(price.value.utf8),
        amount.value > 0, each.value > 0, amount.places == 0
      else { return nil }
      let sum = StatedNumber(amount.value * each.value, places: each.places)
      return Exercise(
        slots: ["amount": shares.value, "security": fact.value, "date": date],
        response: "$" + StatedNumber.grouped(sum.plain),
        reasoning: "\(amount.plain) x \(each.plain) = \(sum.plain)", evidence: [shares, price])
    }
    let slots = found.map { "\($0.slots)" }
    let single = found.filter { one in slots.count { $0 == "\(one.slots)" } == 1 }
    guard !single.isEmpty else { return .none(because: "no transaction with amount and price") }
    return .exercises(passage.drawn(3, of: single, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(TransactionKindTask.sale, response: "$100,354.500"),
      TaskExample(
        TransactionKindTask.form(
          "P", "open market or private purchase", shares: "200", price: "12.50"),
        slots: ["amount": "200", "date": "2024-01-10"], response: "$2,500.00"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no transaction with amount and price"
    return [
      TaskCounterexample(TransactionKindTask.gift, because: reason),
      TaskCounterexample(TransactionKindTask.none, because: reason),
    ]
  }
}
