public import Didact
import DidactMining

/// What an amount of money is: the item that the text names directly before it (*net income of $6.2 million*).
public struct AmountReferentTask: DomainTask {
  public init() {}

  public let id = "amount-referent"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[What is|What does the text say is] the {amount} [that the text names|in the text]?",
    "[Which item|Which line item|What] does {amount} [stand for|measure|belong to]?",
    "[Name|Give|State] the item that amounts to {amount}.",
    "{amount}: [of which item is this the amount|what is it the amount of]?",
    "[Label|Tag] the amount {amount} [with what it is|by its item] [in the words of the text|as the text has it].",
    "Amount: {amount}\n[Item|What it is|Referent]:",
    "[Match|Link] {amount} to [the item that it quantifies|what it is an amount of].",
    "In a table of key figures, [under which caption|beside which item] would {amount} [be entered|stand]?",
    "[Fill in|Complete]: the text puts ____ at {amount}.",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var found: [Exercise] = []
    for sentence in passage.quotable(with: .digit) {
      guard let item = item(in: sentence, text) else { continue }
      let amount = passage.string(item.amount)
      // An amount that stands twice might be two things.
      guard isOnce(item.digits, in: passage) else { continue }
      found.append(
        Exercise(
          slots: ["amount": amount], response: passage.string(item.name),
          evidence: [
            .text(item.name, in: passage.document), .text(item.amount, in: passage.document),
          ]))
    }
    guard !found.isEmpty else { return .none(because: "no item beside its amount") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  /// The first item that stands directly before an amount.
  private func item(in sentence: Span, _ text: Text) -> (name: Span, amount: Span, digits: Span)? {
    guard Self.mayHold(text[sentence]) else { return nil }
    for figure in Figure.all(in: text, sentence) {
      var amount = figure.span
      let rest = text[Span(amount.end, sentence.end)]
      if rest.starts(with: " dlrs".utf8) {
        amount.end += 5
      } else if !figure.unit.contains("$") {
        continue
      }
      let before = text[Span(max(sentence.start, amount.start - 60), amount.start)]
        .map(UTF8Bytes.lowered)
      guard
        let link = Self.links.first(where: {
          before.count > $0.count && before.suffix($0.count).elementsEqual($0)
        })
      else { continue }
      let end = amount.start - link.count
      let head = before.dropLast(link.count)
      guard
        let name = Self.items.first(where: { item in
          head.suffix(item.count).elementsEqual(item)
            && (head.count == item.count || !UTF8Bytes.isWord(head[head.endIndex - item.count - 1]))
        })
      else { continue }
      // `price of $20.72 per share` is one; of other things that is a rate.
      if text[Span(amount.end, sentence.end)].starts(with: " per ".utf8),
        ![Array("price".utf8), Array("dividend".utf8), Array("value".utf8)].contains(where: {
          name.suffix($0.count).elementsEqual($0)
        })
      {
        continue
      }
      return (withModifiers(Span(end - name.count, end), sentence, text), amount, figure.digits)
    }
    return nil
  }

  /// The item with what says more of it: *foreign debt*, *pre-tax operating earnings*.
  private func withModifiers(_ name: Span, _ sentence: Span, _ text: Text) -> Span {
    var name = name
    while name.start - 1 > sentence.start, text.bytes[name.start - 1] == 0x20 {
      var first = name.start - 1
      while first > sentence.start, text.bytes[first - 1] != 0x20, text.bytes[first - 1] != 0x0A {
        first -= 1
      }
      let word = text.string(Span(first, name.start - 1)).lowercased()
      guard Self.modifiers.contains(word) else { break }
      name.start = first
    }
    return name
  }

  private static func mayHold(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(UInt8(ascii: "$")) || UTF8Bytes.find(" dlrs".utf8, in: bytes) != nil
  }

  private func isOnce(_ digits: Span, in passage: Passage) -> Bool {
    let text = passage.text
    guard let first = UTF8Bytes.find(text[digits], in: text[passage.span]) else { return false }
    return UTF8Bytes.find(text[digits], in: text[passage.span], from: first + 1) == nil
  }

  private static let modifiers: Set<String> = [
    "operating", "foreign", "pre-tax", "pretax", "after-tax", "net", "gross", "total", "adjusted",
    "annual", "aggregate", "quarterly", "consolidated", "average", "long-term", "short-term",
    "external",
    "domestic", "special", "extraordinary", "underlying", "core", "cash", "combined", "initial",
    "interest", "group", "attributable", "non-gaap", "comparable", "capital", "tax",
    "trade",
  ]

  private static let links: [[UInt8]] = [
    " of ", " was ", " were ", " totaled ", " totalled ", " is ", " amounted to ", " of about ",
    " of approximately ", " was approximately ", " were approximately ", " totaling ",
    " totalling ",
    " rose to ", " increased to ", " decreased to ", " fell to ", " declined to ", " grew to ",
  ].map { Array($0.utf8) }.sorted { $0.count > $1.count }

  /// Longer ones first, so that net income is not taken for income.
  private static let items: [[UInt8]] = """
    net sales|total net sales|sales|total sales|net revenue|net revenues|total revenue|total revenues|revenue|revenues
    operating income|income from operations|operating profit|net income|net loss|net earnings|net profit|pretax income
    pre-tax income|pretax profit|pre-tax profit|gross profit|gross margin|ebitda|adjusted ebitda|operating loss|income
    earnings|profit|profits|loss|losses|cash|cash and cash equivalents|cash flow|free cash flow|capital expenditures
    total assets|assets|total debt|long-term debt|debt|net debt|total liabilities|stockholders' equity|equity
    purchase price|aggregate purchase price|offering price|exercise price|conversion price|redemption price|price
    base salary|annual base salary|annual salary|salary|bonus|interest expense|interest income|interest|dividend
    dividends|fee|fees|principal amount|aggregate principal amount|principal|proceeds|net proceeds|gross proceeds
    operating expenses|expenses|cost of sales|costs|tax expense|income tax expense|taxes|goodwill|inventories|inventory
    backlog|market value|fair value|book value|carrying value|net asset value|capital|gain|gains|charge|charges
    impairment charge|impairment charges|write-down|provision|deposits|loans|deficit|surplus|reserves|exports|imports
    trade deficit|trade surplus|turnover|orders|market capitalization|investment|contribution|payment|payments|line of credit
    """.split { $0 == "|" || $0 == "\n" }.map { Array($0.utf8) }.sorted { $0.count > $1.count }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ComparedFigureTask.filing(
          "In that quarter the mines had net sales of $6.2 million and paid no tax."),
        slots: ["amount": "$6.2 million"], response: "net sales"),
      TaskExample(
        ComparedFigureTask.filing(
          "Ohio Salt Inc said its pretax profit was 57.1 mln dlrs in the year to June."),
        slots: ["amount": "57.1 mln dlrs"], response: "pretax profit"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no item beside its amount"
    return [
      TaskCounterexample(
        ComparedFigureTask.filing(
          "In that quarter the mines of salt had cost the buyer $6.2 million in all."),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "Net sales were $6.2 million, and the price of the mines was $6.2 million."),
        because: reason),
    ]
  }
}
