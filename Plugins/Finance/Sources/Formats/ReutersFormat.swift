public import Didact
import DidactMining

/// The Reuters-21578 collection: news stories of 1987 in SGML.
///
/// The text is the title line and the story, a line a paragraph, its dateline before the first; rows of tables keep
/// their columns. The id is the collection's `NEWID`.
///
/// | fact | value | attributes | place |
/// |---|---|---|---|
/// | `topic`, `place`, `person`, `organisation`, `exchange`, `company` | as the indexers gave them | | |
/// | `date`, `author`, `note` | as written | | |
/// | `dateline` | place and day | | it |
/// | `text-type` | `BRIEF`, `UNPROC` | | |
/// | `old-id`, `topics-indexed`, `lewis-split`, `cgi-split` | the story's own attributes | | |
/// | `left-out` | `transmission-codes`, `sign-off`, `placeholder` (`Blah blah blah.` for a body) | `characters` | |
///
/// Marks: `no-body` for a title alone, `unprocessed` for a text without title and body.
public struct ReutersFormat: SourceFormat {
  public init() {}

  public let name = "reuters-21578"
  public let summary =
    "the Reuters-21578 collection's SGML files; without transmission codes and sign-offs"
  public let cutting = Cutting.marked(from: "<REUTERS", to: "</REUTERS>")

  public func recognises(_ head: SourceHead) -> Confidence {
    let bytes = head.bytes[...]
    return UTF8Bytes.find("<REUTERS ".utf8, in: bytes) != nil
      && UTF8Bytes.find("NEWID=\"".utf8, in: bytes) != nil ? .certain : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let bytes =
      String(validating: record.bytes, as: UTF8.self).map { Array($0.utf8) }
      ?? SingleByte.windows1252(record.bytes)
    let story = SGMLFields(bytes)
    guard let newID = story.attribute("NEWID") else {
      throw RecordError(reason: "malformed", detail: "states no NEWID")
    }
    let content = story.element("TEXT") ?? []
    let parts = SGMLFields(Array(content))
    // What stands beside the parts is a placeholder, or an unprocessed story's all.
    let beside = SGMLFields.plain(parts.outside(["TITLE", "AUTHOR", "DATELINE", "BODY"])[...])
    var leftOut = LeftOut()
    var text = DocumentText()
    let title = text.title(SGMLFields.plain(parts.element("TITLE") ?? []))
    var dateline = SGMLFields.plain(parts.element("DATELINE") ?? [])
    var facts = self.facts(of: story, parts)
    let isPlaceholder = Self.isPlaceholder(beside)
    if isPlaceholder { leftOut.count("placeholder", beside) }
    let body =
      SGMLFields.plain(parts.element("BODY") ?? []) + [0x0A] + (isPlaceholder ? [] : beside)
    for paragraph in Self.paragraphs(body, areLines: title.isEmpty) {
      if Self.isSignOff(paragraph) {
        leftOut.count("sign-off", paragraph)
      } else if HardWraps.isTabular(paragraph[...]) {
        if text.count > 0 { _ = text.verbatim([0x0A]) }
        _ = text.verbatim(paragraph)
      } else {
        let span = text.paragraph(dateline + [0x20] + paragraph)
        if let stated = Self.dateline(dateline, at: span.start) { facts.append(stated) }
        dateline = []
      }
    }
    // A story of tables alone has a line for it.
    if !dateline.allSatisfy(UTF8Bytes.isBlank) {
      let span = text.paragraph(dateline)
      if let stated = Self.dateline(dateline, at: span.start) { facts.append(stated) }
    }
    leftOut.count("transmission-codes", SGMLFields.plain(story.element("UNKNOWN") ?? []))
    let finished = text.finish()
    guard !finished.bytes.isEmpty else { return .skipped(rule: "blank") }
    var marks: [String] = []
    if finished.count == title.count { marks.append("no-body") }
    if title.isEmpty { marks.append("unprocessed") }
    return .documents([
      Document(
        id: newID, title: title, text: finished, facts: facts + leftOut.facts, language: "en",
        marks: marks)
    ])
  }

  private static let indexed = [
    ("TOPICS", "topic"), ("PLACES", "place"), ("PEOPLE", "person"), ("ORGS", "organisation"),
    ("EXCHANGES", "exchange"), ("COMPANIES", "company"),
  ]
  private static let stated = [("DATE", "date"), ("MKNOTE", "note")]
  private static let attributes = [
    ("OLDID", "old-id"), ("TOPICS", "topics-indexed"), ("LEWISSPLIT", "lewis-split"),
    ("CGISPLIT", "cgi-split"),
  ]

  private func facts(of story: SGMLFields, _ parts: SGMLFields) -> [Fact] {
    var facts: [Fact] = []
    func add(_ fact: String, _ bytes: ArraySlice<UInt8>?) {
      let value = String(
        decoding: FormText.folded(String(decoding: SGMLFields.plain(bytes ?? []), as: UTF8.self)),
        as: UTF8.self)
      if !value.isEmpty { facts.append(Fact(fact, value)) }
    }
    for (element, fact) in Self.indexed {
      for value in SGMLFields.listed(story.element(element) ?? []) {
        facts.append(Fact(fact, value))
      }
    }
    for (element, fact) in Self.stated { add(fact, story.element(element)) }
    add("author", parts.element("AUTHOR"))
    for (attribute, fact) in Self.attributes {
      if let value = story.attribute(attribute) { facts.append(Fact(fact, value)) }
    }
    if let type = story.attribute("TYPE", of: "TEXT") { facts.append(Fact("text-type", type)) }
    return facts
  }

  /// `COVE, Feb 26`, without the dash after it.
  private static func dateline(_ bytes: [UInt8], at start: Int) -> Fact? {
    var value = FormText.folded(String(decoding: bytes, as: UTF8.self))
    while let last = value.last, last == UInt8(ascii: "-") || UTF8Bytes.isBlank(last) {
      value.removeLast()
    }
    guard !value.isEmpty else { return nil }
    return Fact(
      "dateline", String(decoding: value, as: UTF8.self), span: Span(start, start + value.count))
  }

  private static func isPlaceholder(_ text: [UInt8]) -> Bool {
    let words = text.map(UTF8Bytes.lowered).split { !UTF8Bytes.isLetter($0) }
    return !words.isEmpty && words.allSatisfy { $0.elementsEqual("blah".utf8) }
  }

  /// Stretches that begin with an indented line; rows of tables and the sign-off by themselves.
  ///
  /// - Parameter areLines: whether each line is one, as in unprocessed stories, which are tables.
  private static func paragraphs(_ body: [UInt8], areLines: Bool) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var isOpen = false
    for line in body.split(separator: 0x0A) {
      let blank = line.prefix(while: UTF8Bytes.isBlank).count
      guard blank < line.count else { continue }
      if areLines || HardWraps.isTabular(line) || isSignOff(Array(line)) {
        found.append(Array(line))
        isOpen = false
      } else if isOpen, blank < 3, let last = found.indices.last {
        found[last] += [0x20] + line
      } else {
        found.append(Array(line.dropFirst(blank)))
        isOpen = true
      }
    }
    return found
  }

  /// `REUTER`, `Reuter`
  private static func isSignOff(_ paragraph: [UInt8]) -> Bool {
    let letters = paragraph.filter { !UTF8Bytes.isBlank($0) }.map(UTF8Bytes.lowered)
    return letters.elementsEqual("reuter".utf8)
  }

  public var examples: [FormatExample] {
    [
      FormatExample(
        "A story with topics, and one that is a title alone",
        source: """
          <!DOCTYPE lewis SYSTEM "lewis.dtd">
          <REUTERS TOPICS="YES" OLDID="5544" NEWID="1">
          <DATE>26-FEB-1987 15:01:01.79</DATE>
          <TOPICS><D>salt</D><D>ship</D></TOPICS>
          <PLACES><D>usa</D></PLACES>
          <UNKNOWN>
          &#5;&#5;C T
          f0704 reute</UNKNOWN>
          <TEXT>&#2;
          <TITLE>SALT &lt;SLT> RISES</TITLE>
          <DATELINE>    COVE, Feb 26 - </DATELINE><BODY>Salt rose for the third day, as
          dealers said it would.
              Ships waited in the cove.
           Reuter
          &#3;</BODY></TEXT>
          </REUTERS>
          <REUTERS TOPICS="NO" NEWID="2">
          <TEXT TYPE="BRIEF">&#2;
          <TITLE>SALT FALLS</TITLE>Blah blah blah.
          &#3;</TEXT>
          </REUTERS>

          """,
        yields: [
          .document([
            .id("1"), .title("SALT <SLT> RISES"), .language("en"),
            .text(
              "SALT <SLT> RISES\nCOVE, Feb 26 - Salt rose for the third day, as dealers said it would."
                + "\nShips waited in the cove."),
            .fact("topic", "salt"), .fact("topic", "ship"), .fact("place", "usa"),
            .fact("dateline", "COVE, Feb 26", at: "COVE, Feb 26"), .fact("old-id", "5544"),
            .fact("left-out", "sign-off"), .fact("left-out", "transmission-codes"),
            .nowhere("f0704"),
          ]),
          .document([
            .id("2"), .text("SALT FALLS"), .mark("no-body"), .fact("left-out", "placeholder"),
            .fact("text-type", "BRIEF"),
          ]),
        ]),
      FormatExample(
        "A story without a number",
        source: "<REUTERS NEWID=\"1\">\n</REUTERS>\n<REUTERS X=\"\">\n</REUTERS>\n",
        yields: [.skipped(rule: "blank"), .rejected(reason: "malformed")]),
    ]
  }
}
