public import Didact
import DidactMining

/// What an exhibit of a filing is: the row of its list of exhibits.
public struct ExhibitTask: DomainTask {
  public init() {}

  public let id = "exhibit-description"
  public let category = "table question answering"
  public let templates: [Template] = [
    "[What is|What does the filing list as] Exhibit {number}?",
    "[Give|State|Find] the description of Exhibit {number}.",
    "Exhibit No.: {number}\nDescription:",
    "[Look up|Find] Exhibit {number} in the exhibit [index|list]: what is it?",
    "[Which document|Which paper] is [attached|filed or furnished] as Exhibit {number}?",
    "[Complete|Fill in] the exhibit index: {number} | ____",
    "A reader [asks for|opens] Exhibit {number}. [What will be found there|What is it called in the list]?",
    "[How is|In what words is] Exhibit {number} described?",
    "[Entry|Line] {number} of the exhibit list:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    guard
      Span(of: "xhibit", in: text, passage.body) ?? Span(of: "XHIBIT", in: text, passage.body)
        != nil
    else { return .none(because: "no list of exhibits") }
    var rows: [(number: Span, description: Span)] = []
    var start = passage.body.start
    while start < passage.body.end {
      let end = text.bytes[start..<passage.body.end].firstIndex(of: 0x0A) ?? passage.body.end
      if let row = row(in: Span(start, end), text), passage.allows(Span(start, end)) {
        rows.append(row)
      }
      start = end + 1
    }
    let found = rows.filter { row in
      rows.count { text[$0.number].elementsEqual(text[row.number]) } == 1
    }.map { row in
      Exercise(
        slots: ["number": passage.string(row.number)], response: passage.string(row.description),
        evidence: [.text(row.description, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no list of exhibits") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// `99.1 | Press release dated May 3, 2012`: a number of Regulation S-K's form and one cell that is whole.
  private func row(in line: Span, _ text: Text) -> (Span, Span)? {
    let bytes = text.bytes
    var index = line.start
    if text[line].starts(with: "Exhibit ".utf8) { index += 8 }
    let first = index
    while index < line.end, UTF8Bytes.isDigit(bytes[index]) || bytes[index] == 0x2E { index += 1 }
    let number = Span(first, index)
    guard (3...6).contains(number.count), text[number].count(where: { $0 == 0x2E }) == 1,
      bytes[first] != 0x2E, bytes[index - 1] != 0x2E
    else { return nil }
    while index < line.end, bytes[index] == UInt8(ascii: "*") || bytes[index] == UInt8(ascii: "+") {
      index += 1
    }
    let hasBar = text[Span(index, line.end)].starts(with: " | ".utf8)
    // Plain text sets a row's cells apart by blanks, and a clause's number looks like an exhibit's: there only press
    // releases and the like, whose row ends with a stop.
    guard
      hasBar
        || (text[number].starts(with: "99.".utf8) && index < line.end && bytes[index] == 0x20
          && bytes[line.end - 1] == 0x2E)
    else { return nil }
    let description = text.trimmed(Span(index + (hasBar ? 3 : 1), line.end))
    guard let opening = text[description].first, UTF8Bytes.isUpper(opening),
      Span(of: " | ", in: text, description) == nil,
      (2...60).contains(Words.count(in: text, description)),
      text[description].contains(where: UTF8Bytes.isLower),
      // `Press release of Ohio Salt, Inc.` may go on below.
      hasBar
        || !["Inc.", "Corp.", "Co.", "Ltd."].contains(where: {
          text[description].suffix($0.utf8.count).elementsEqual($0.utf8)
        }),
      // Behind a comma the row goes on.
      text[description].last != UInt8(ascii: ",")
    else { return nil }
    return (number, description)
  }

  private static func filing(_ row: String) -> Document {
    .example(
      "The exhibits of this report on the sale of three mines of salt are listed below.", row)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.filing("99.1 | Press release of Ohio Salt, dated May 3, 2012"),
        slots: ["number": "99.1"], response: "Press release of Ohio Salt, dated May 3, 2012"),
      TaskExample(
        Self.filing("Exhibit 10.2* | Lease of the mines"), response: "Lease of the mines"),
      TaskExample(
        Self.filing("99.2      Press release of Ohio Salt, dated May 3, 2012."),
        response: "Press release of Ohio Salt, dated May 3, 2012."),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no list of exhibits"
    return [
      TaskCounterexample(Self.filing("99.1 | 12.5 | 13.9"), because: reason),
      TaskCounterexample(Self.filing("10.2 Notices are given in writing."), because: reason),
      TaskCounterexample(Self.filing("Sales per share | 12.1"), because: reason),
    ]
  }
}
