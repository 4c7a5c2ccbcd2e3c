public import Didact
import DidactMining

/// Whose unit a company is: *Reynolds Tobacco Co, a unit of R.J.R. Nabisco Inc, ...*.
public struct ParentCompanyTask: DomainTask {
  public init() {}

  public let id = "parent-company"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[Which company is {unit} a {kind} of|Of which company is {unit} a {kind}]?",
    "[Name|Give|Find] the parent of {unit}.",
    "{unit} is [described as|called] a {kind} of ____. [Fill in.|Complete from the text.]",
    "[Who owns|Which company stands behind] {unit}, [by|according to] the text?",
    "Company: {unit}\nRelation: {kind}\n[Of|Parent]:",
    "[In a chart of holdings, under which company|Under which parent] would {unit} [stand|be drawn]?",
    "[Look up|State] which company {unit} is a {kind} of.",
    "[Link|Match] {unit} to the company that it is a {kind} of.",
    "The text calls {unit} a {kind}. [Whose|Of whom]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var found: [Exercise] = []
    for (kind, words) in Self.kinds {
      for sentence in passage.quotable(holding: [words]) {
        guard let at = UTF8Bytes.find(words, in: text[sentence]),
          let opening = Self.openings.first(where: {
            text[Span(sentence.start, at)].suffix($0.count).elementsEqual($0)
          }),
          let unit = Self.name(before: at - opening.count, from: sentence.start, text),
          let parent = Self.name(after: at + words.count, to: sentence.end, text)
        else { continue }
        found.append(
          Exercise(
            slots: ["unit": passage.string(unit), "kind": kind], response: passage.string(parent),
            evidence: [
              .text(parent, in: passage.document), .text(unit, in: passage.document),
            ]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no company that is said to be another's") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private static let kinds = ["unit", "subsidiary", "division"].map {
    (kind: $0, words: Array("\($0) of ".utf8))
  }
  private static let openings = [", a ", ", a wholly-owned ", ", a wholly owned "].map {
    Array($0.utf8)
  }

  /// Words in capitals that end before an offset; a dateline's dash and all before it aside.
  private static func name(before end: Int, from start: Int, _ text: Text) -> Span? {
    var first = end
    while first > start {
      var begin = first == end ? first : first - 1
      while begin > start, text.bytes[begin - 1] != 0x20 { begin -= 1 }
      guard isPart(text[Span(begin, first == end ? end : first - 1)]) else { break }
      first = begin
    }
    // `Volvo 1986 Lease Finance Corp`: the name may begin further left.
    if first > start + 1, UTF8Bytes.isDigit(text.bytes[first - 2]) { return nil }
    return isName(Span(first, end), text) ? Span(first, end) : nil
  }

  /// Words in capitals that begin at an offset and are followed by a comma, a stop, a symbol or *said*.
  private static func name(after start: Int, to end: Int, _ text: Text) -> Span? {
    var index = start
    var last = start
    while index < end {
      var stop = index
      while stop < end, text.bytes[stop] != 0x20 { stop += 1 }
      var word = Span(index, stop)
      let closes =
        text[word].last.map { $0 == UInt8(ascii: ",") || (stop == end && $0 == UInt8(ascii: ".")) }
        ?? false
      if closes { word.end -= 1 }
      guard isPart(text[word]) else {
        let rest = text[Span(index, end)]
        let isEnd = [" ", "said ", "<", "has ", "for ", "to "].contains {
          rest.starts(with: $0.utf8)
        }
        return isEnd && last > start && isName(Span(start, last), text) ? Span(start, last) : nil
      }
      last = word.end
      if closes { break }
      index = stop + 1
    }
    return isName(Span(start, last), text) ? Span(start, last) : nil
  }

  private static func isPart(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    if word.elementsEqual("and".utf8) || word.elementsEqual("of".utf8)
      || word.elementsEqual("&".utf8)
    {
      return true
    }
    return UTF8Bytes.isUpper(first)
      && !word.contains {
        [
          UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"),
          UInt8(ascii: "\""),
        ].contains($0)
      }
  }

  /// Two to seven words, none of which is small at either end.
  private static func isName(_ span: Span, _ text: Text) -> Bool {
    let words = text.string(span).split(separator: " ").map(String.init)
    guard (2...7).contains(words.count), let first = words.first, let last = words.last else {
      return false
    }
    let small: Set<String> = ["and", "of", "&", "The", "In", "But", "Its", "A", "It"]
    return !small.contains(first) && !small.contains(last)
  }

  private static func news(_ sentence: String) -> Document {
    .example("The price of salt rose in all of the three states. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.news(
          "Lake Mining Co, a unit of Ohio Salt and Ice Inc <OSI>, said it sold two mines in Utah."),
        slots: ["unit": "Lake Mining Co", "kind": "unit"], response: "Ohio Salt and Ice Inc"),
      TaskExample(
        Self.news(
          "The mines went to Lake Mining Co, a wholly-owned subsidiary of Salt Stores Inc, in May."),
        response: "Salt Stores Inc"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no company that is said to be another's"
    return [
      TaskCounterexample(
        Self.news(
          "The mines of the lake, a unit of Ohio Salt and Ice Inc, were sold to a buyer in Utah."),
        because: reason),
      TaskCounterexample(
        Self.news(
          "Lake Mining Co, a unit of a company that was not named, sold two of its mines in Utah."),
        because: reason),
    ]
  }
}
