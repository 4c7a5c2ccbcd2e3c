public import Didact
import DidactMining

/// The symbol under which a company's shares trade: the text has it in brackets behind the name.
public struct TickerSymbolTask: DomainTask {
  public init() {}

  public let id = "ticker-symbol"
  public let category = "entity linking"
  public let templates: [Template] = [
    "[What|Which] [ticker symbol|ticker|stock symbol] does the text give for {company}?",
    "[Under which symbol|Under what ticker] [is {company} listed|do shares of {company} trade], by the text?",
    "[Give|State|Find] the [ticker symbol|stock symbol] of {company}.",
    "Company: {company}\n[Ticker|Symbol]:",
    "[Link|Map] {company} to its [ticker|symbol].",
    "A trader wants to look up {company}. [Which symbol should be typed in|Which ticker is it]?",
    "{company} [is listed as|trades as] ____. [Fill in the symbol.|Complete from the text.]",
    "[Identify|Name] the symbol of {company} [in the text|as the text has it].",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var found: [Exercise] = []
    var symbols: [String: String] = [:]
    for part in [passage.title, passage.body] {
      for (name, symbol) in Self.pairs(in: part, text)
      where passage.allows(symbol) && Self.isSure(name, of: passage) {
        let (company, code) = (passage.string(name), passage.string(symbol))
        // A company of several symbols is not asked about.
        if let other = symbols[company] {
          if other != code { found.removeAll { $0.slots["company"] == company } }
          continue
        }
        symbols[company] = code
        guard !symbols.contains(where: { $0.value == code && $0.key != company }) else { continue }
        found.append(
          Exercise(
            slots: ["company": company], response: code,
            evidence: [.text(symbol, in: passage.document)]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no company with its symbol") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  /// Names with their symbols: `Merrill Lynch and Co <MER>`, `Salt Stores (NYSE: SALT)`.
  private static func pairs(in part: Span, _ text: Text) -> [(Span, Span)] {
    let bytes = text.bytes
    var found: [(Span, Span)] = []
    var index = part.start
    while let open = UTF8Bytes.find(" <".utf8, in: text[part], from: index) {
      index = open + 2
      guard let close = bytes[index..<min(part.end, index + 9)].firstIndex(of: UInt8(ascii: ">")),
        isSymbol(text[Span(index, close)]), let name = name(before: open, from: part.start, text)
      else { continue }
      found.append((name, Span(index, close)))
    }
    for exchange in [
      "(NYSE: ", "(NASDAQ: ", "(Nasdaq: ", "(AMEX: ", "(NYSE:", "(NASDAQ:", "(Nasdaq:",
    ] {
      index = part.start
      while let open = UTF8Bytes.find(exchange.utf8, in: text[part], from: index) {
        index = open + exchange.utf8.count
        guard let close = bytes[index..<min(part.end, index + 9)].firstIndex(of: UInt8(ascii: ")")),
          isSymbol(text[Span(index, close)]), open > part.start,
          let name = name(before: open - 1, from: part.start, text)
        else { continue }
        found.append((name, Span(index, close)))
      }
    }
    return found
  }

  /// Whether a name in capitals is no piece of a headline: one word, or with its form at the end, or said again in the
  /// body (`FIRMS CUT CYCLOPS <CYL>` is none).
  private static func isSure(_ name: Span, of passage: Passage) -> Bool {
    let bytes = passage.text[name]
    guard !bytes.contains(where: UTF8Bytes.isLower), bytes.contains(0x20) else { return true }
    let last = bytes.split(separator: 0x20).last.map { String(decoding: $0, as: UTF8.self) }
    if forms.contains(last ?? "") { return true }
    let body = passage.text[passage.body].map(UTF8Bytes.lowered)
    return UTF8Bytes.find(bytes.map(UTF8Bytes.lowered), in: body[...]) != nil
  }

  private static func isSymbol(_ bytes: ArraySlice<UInt8>) -> Bool {
    (1...6).contains(bytes.count) && bytes.allSatisfy { UTF8Bytes.isUpper($0) || $0 == 0x2E }
      && bytes.first != 0x2E
  }

  /// Up to six words with capitals before an offset, with *and*, *of* and *&* among them; nil where a verb of a
  /// headline is one of them, which makes the name's beginning uncertain.
  ///
  /// A comma before the name's form belongs to it (`Clinical Solutions, Ltd.`); any other ends it.
  private static func name(before end: Int, from start: Int, _ text: Text) -> Span? {
    var end = end
    if end > start, text.bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
    var first: Int?
    var index = end
    var words = 0
    var isForm = false
    while index > start, words < 7 {
      var begin = index
      while begin > start, text.bytes[begin - 1] != 0x20, text.bytes[begin - 1] != 0x0A {
        begin -= 1
      }
      let word = text.string(Span(begin, index))
      if joining.contains(word) {
        // Belongs to the name if more of it comes before.
      } else if let byte = word.utf8.first, UTF8Bytes.isUpper(byte) || UTF8Bytes.isDigit(byte),
        !word.contains("<"), isForm || !word.hasSuffix(","), !word.hasSuffix(";"),
        !word.hasSuffix("\"")
      {
        if verbs.contains(word.uppercased()) { return nil }
        first = begin
      } else {
        // `Merrill Lynch, Pierce, Fenner and Smith Inc`: the name may begin before the comma.
        if word.hasSuffix(","), !word.contains(")"), !word.contains("<"),
          word.utf8.first.map(UTF8Bytes.isUpper) ?? false
        {
          return nil
        }
        break
      }
      words += 1
      isForm = forms.contains(word.uppercased())
      if begin == start || text.bytes[begin - 1] == 0x0A { break }
      index = begin - 1
    }
    guard let first, words < 7, !forms.contains(text.string(Span(first, end)).uppercased()) else {
      return nil
    }
    // `Dow Chemical Co's <DOW>`
    for ending in ["'s", "'S", "’s", "'"]
    where text[Span(first, end)].suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      end -= ending.utf8.count
      break
    }
    let name = Span(first, end)
    return name.count >= 4 && UTF8Bytes.find("..".utf8, in: text[name]) == nil
      && !openers.contains(where: { text[name].starts(with: $0.utf8) })
      ? name : nil
  }

  private static let joining: Set<String> = ["and", "of", "&", "de", "und", "AND", "OF"]
  /// Forms of companies, as they stand behind a comma.
  private static let forms: Set<String> = [
    "LTD", "LTD.", "INC", "INC.", "CORP", "CORP.", "CO", "CO.", "LLC", "L.L.C.", "LP", "L.P.",
    "PLC", "S.A.", "N.V.", "AG", "LIMITED", "INCORPORATED",
  ]
  private static let openers = ["The ", "It ", "In ", "But ", "And ", "Its ", "At ", "For ", "On "]
  private static let verbs: Set<String> = [
    "TO", "BUYS", "BUY", "SELLS", "SELL", "SETS", "SEES", "SAYS", "SAID", "FOR", "IN", "WITH", "BY",
    "ON", "FROM", "ACQUIRES", "ACQUIRE", "COMPLETES", "UNIT", "GETS", "HAS", "RAISES", "CUTS",
    "BID",
    "STAKE", "OFFER", "TALKS", "WINS", "ORDERS", "MAY", "MERGER", "SHARES", "HOLDERS", "CHAIRMAN",
    "PRESIDENT", "AGREES", "FILES", "SUES", "UPS", "TAKES", "MAKES", "GIVES", "ENDS", "PLANS",
    "INCREASES", "STOCK", "EARNINGS", "NET", "AT", "AFTER", "AS", "A", "THE", "IS", "DEAL", "JOINS",
    "TERMINATES", "REJECTS", "LOWERS", "OWNS", "RULING", "AGAINST", "VS", "OFFERS", "REPORTS",
    "SUBSIDIARY", "DIVISION", "MEANWHILE", "HOWEVER", "PARENT", "COMPANY", "AWARDS", "AWARDED",
  ]

  private static func news(_ title: String, _ sentence: String) -> Document {
    .example(title: title, sentence)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.news(
          "SALT STORES <SALT> SELLS MINES",
          "Salt Stores Inc said it sold two of its six mines in Ohio to a buyer that it did not name."
        ),
        slots: ["company": "SALT STORES"], response: "SALT"),
      TaskExample(
        .example(
          "Today the makers of salt at Ohio Salt and Mining Co. (NYSE: OSM) sold two of their six mines."
        ), slots: ["company": "Ohio Salt and Mining Co."], response: "OSM"),
      TaskExample(
        .example(
          "Today the makers of salt at Ohio Salt Solutions, Ltd. (NYSE: OSS) sold two of their six mines."
        ), slots: ["company": "Ohio Salt Solutions, Ltd."], response: "OSS"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no company with its symbol"
    return [
      TaskCounterexample(
        Self.news(
          "OHIO FIRMS CUT SALT <SALT>",
          "Salt Stores Inc said a group now holds fewer of its shares than at the end of the last year."
        ),
        because: reason),
      TaskCounterexample(
        Self.news(
          "OHIO GROUP BUYS SALT STORES <SALT>",
          "Salt Stores Inc said a group bought two of its six mines in Ohio for a sum that it did not name."
        ), because: reason),
      TaskCounterexample(
        .example(
          "Two of six mines were sold by Ohio, Salt and Mining Co. (NYSE: OSM) on that day."),
        because: reason),
      TaskCounterexample(
        .example(
          "Salt Stores sold two of its six mines in Ohio to <Ohio Salt>, which is not listed."),
        because: reason),
    ]
  }
}
