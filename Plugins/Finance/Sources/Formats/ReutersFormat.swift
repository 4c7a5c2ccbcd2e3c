public import Didact
import DidactMining

/// The Reuters-21578 collection: news stories of 1987 in SGML.
///
/// The text is the title line and the story, a line a paragraph, its dateline before the first; rows of tables keep
/// their columns. The id is the collection's `NEWID`.
///
/// | fact | value | attributes | place |
/// |---|---|---|---|
/// | `topic`, `place`, `person`, `organisation`, `exchange` | as the indexers gave them | | |
/// | `date` | as written | | |
/// | `left-out` | `transmission-codes`, `sign-off`, `placeholder` (`Blah blah blah.` for a body) | | |
///
/// Marks: `no-body` for a title alone.
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
    // An unprocessed story has neither title nor body, only its text.
    let body = parts.element("BODY") ?? (parts.element("TITLE") == nil ? content : [])
    var text = DocumentText()
    let title = text.title(SGMLFields.plain(parts.element("TITLE") ?? []))
    var signsOff = false
    var dateline = SGMLFields.plain(parts.element("DATELINE") ?? [])
    for paragraph in Self.paragraphs(SGMLFields.plain(body)) {
      if Self.isSignOff(paragraph) {
        signsOff = true
      } else if HardWraps.isTabular(paragraph[...]) {
        if text.count > 0 { _ = text.verbatim([0x0A]) }
        _ = text.verbatim(paragraph)
      } else {
        _ = text.paragraph(dateline + [0x20] + paragraph)
        dateline = []
      }
    }
    var facts: [Fact] = []
    for (element, fact) in Self.indexed {
      for value in SGMLFields.listed(story.element(element) ?? []) {
        facts.append(Fact(fact, value))
      }
    }
    let date = UTF8Bytes.trimmed(
      String(decoding: SGMLFields.plain(story.element("DATE") ?? []), as: UTF8.self))
    if !date.isEmpty { facts.append(Fact("date", date)) }
    if story.element("UNKNOWN") != nil { facts.append(Fact("left-out", "transmission-codes")) }
    if parts.element("TITLE") != nil, parts.element("BODY") == nil {
      facts.append(Fact("left-out", "placeholder"))
    }
    if signsOff { facts.append(Fact("left-out", "sign-off")) }
    let finished = text.finish()
    guard !finished.bytes.isEmpty else { return .skipped(rule: "blank") }
    return .documents([
      Document(
        id: newID, title: title, text: finished, facts: facts, language: "en",
        marks: finished.count == title.count ? ["no-body"] : [])
    ])
  }

  private static let indexed = [
    ("TOPICS", "topic"), ("PLACES", "place"), ("PEOPLE", "person"), ("ORGS", "organisation"),
    ("EXCHANGES", "exchange"),
  ]

  /// Stretches that begin with an indented line; rows of tables and the sign-off by themselves.
  private static func paragraphs(_ body: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var isOpen = false
    for line in body.split(separator: 0x0A) {
      let blank = line.prefix(while: UTF8Bytes.isBlank).count
      guard blank < line.count else { continue }
      if HardWraps.isTabular(line) || isSignOff(Array(line)) {
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
            .fact("left-out", "sign-off"), .fact("left-out", "transmission-codes"),
            .nowhere("f0704"),
          ]),
          .document([
            .id("2"), .text("SALT FALLS"), .mark("no-body"), .fact("left-out", "placeholder"),
          ]),
        ]),
      FormatExample(
        "A story without a number",
        source: "<REUTERS NEWID=\"1\">\n</REUTERS>\n<REUTERS X=\"\">\n</REUTERS>\n",
        yields: [.skipped(rule: "blank"), .rejected(reason: "malformed")]),
    ]
  }
}
