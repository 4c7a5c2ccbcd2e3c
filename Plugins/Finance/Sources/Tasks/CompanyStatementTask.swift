public import Didact
import DidactMining

/// Which company says something of itself: *General Binding Corp said it reached an agreement ...*.
public struct CompanyStatementTask: DomainTask {
  public init() {}

  public let id = "company-statement"
  public let category = "statement attribution"
  public let templates: [Template] = [
    "[Which company|Who] said that it \"{statement}\"?",
    "\"It {statement}\" [Which company says so|Whose announcement is this]?",
    "[Name|Give|Find] the company that said it \"{statement}\"",
    "Announcement: it {statement}\n[Company|Announced by]:",
    "[According to the text, who|By the report, which company] [announced|stated] that it \"{statement}\"?",
    "[Fill in|Complete]: ____ said it {statement}",
    "[Attribute|Assign] the announcement to its company: it \"{statement}\"",
    "A headline is to be written for: it \"{statement}\" [Which company should it name|Whose name belongs in it]?",
    "[Look up|Tell] who the company is that said it \"{statement}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    let found = passage.quotable(holding: [Self.said]).compactMap { sentence -> Exercise? in
      guard let said = UTF8Bytes.find(Self.said, in: text[sentence]),
        let name = Self.company(from: sentence.start, to: said, text)
      else { return nil }
      let statement = Span(said + Self.said.count, sentence.end)
      guard Words.count(in: text, statement) >= 4,
        UTF8Bytes.find(text[name], in: text[statement]) == nil
      else { return nil }
      return Exercise(
        slots: ["statement": passage.string(statement)], response: passage.string(name),
        evidence: [.text(name, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no company that says something of itself") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private static let said = Array(" said it ".utf8)

  /// All that stands before *said it*, the dateline and a symbol aside, where it is one name in capitals with what
  /// companies' names end with.
  private static func company(from start: Int, to end: Int, _ text: Text) -> Span? {
    var span = Span(start, end)
    if let dash = Span(of: " - ", in: text, span) { span.start = dash.end }
    if text[span].last == UInt8(ascii: ">"),
      let open = text[span].lastIndex(of: UInt8(ascii: "<")), open > span.start
    {
      span.end = open - 1
    }
    let words = text.string(span).split(separator: " ")
    guard (2...8).contains(words.count), let last = words.last,
      endings.contains(String(last)),
      words.allSatisfy({ word in
        joining.contains(String(word)) || word.utf8.first.map { UTF8Bytes.isUpper($0) } ?? false
      }),
      !text[span].contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ",") }),
      !["The", "Its", "Both", "Each", "In", "But", "And"].contains(String(words[0]))
    else { return nil }
    return span
  }

  private static let joining: Set<String> = ["and", "of", "the", "de", "for", "&", "und"]
  private static let endings: Set<String> = [
    "Inc", "Corp", "Co", "Ltd", "Plc", "PLC", "AG", "SA", "NV", "Inc.", "Corp.", "Corporation",
    "Company", "Group", "Bank", "Industries", "Holdings", "LLC", "Companies", "International",
    "Partners", "Partnership", "Stores", "Bancorp", "Trust", "Fund", "Systems", "Airlines", "Cos",
  ]

  private static func news(_ sentence: String) -> Document {
    .example("The price of salt rose in all of the three states. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.news(
          "Ohio Salt and Mining Corp said it sold two of its six mines to a buyer in Utah."),
        slots: ["statement": "sold two of its six mines to a buyer in Utah."],
        response: "Ohio Salt and Mining Corp"),
      TaskExample(
        .example(
          "OHIO, Feb 26 - Salt Stores Inc <SALT> said it will open three more mines of salt this year."
        ),
        response: "Salt Stores Inc"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no company that says something of itself"
    return [
      TaskCounterexample(
        Self.news("The company said it sold two of its six mines to a buyer in Utah last week."),
        because: reason),
      TaskCounterexample(
        Self.news("Ann Roe of Ohio Salt said it sold two of its six mines to a buyer in Utah."),
        because: reason),
    ]
  }
}
