import Didact
import Testing

@testable import DidactPrompting

@Suite struct TaggedPairsTests {
  func read(_ reply: String) throws -> ParsedCompletion {
    TaggedPairs(PairReading(controlStrings: try Texts.controlStrings)).read(Reply(reply))
  }

  static let one = "<pair>\n<instruction>Who?</instruction>\n<response>Ann</response>\n</pair>"

  @Test func allPartsAreRead() throws {
    let parsed = try read(
      """
      <pair><instruction>How many < 50 & "so"?</instruction>
      <options>
      - 40
      - 80
      </options>
      <reasoning>120 - 80 = 40</reasoning><response>40</response></pair>
      \(Self.one)
      """)
    #expect(parsed.dropped.isEmpty && parsed.fault == nil)
    #expect(
      parsed.pairs.map(\.parts) == [
        PairForm(
          instruction: "How many < 50 & \"so\"?", options: ["40", "80"],
          reasoning: "120 - 80 = 40", response: "40"),
        PairForm(instruction: "Who?", response: "Ann"),
      ])
  }

  @Test(arguments: ["```xml\n\(one)\n```", "<think>hm</think>\(one)", "  \(one)  "])
  func oneSoundPair(reply: String) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.map(\.question) == ["Who?"] && parsed.dropped.isEmpty)
  }

  @Test func nothingToAskIsNoFault() throws {
    #expect(try read("<none/>") == ParsedCompletion())
  }

  @Test(arguments: [
    ("", "empty-reply"), ("Who? Ann", "no-tags"), ("<pair>", "unfinished"),
    ("<pair><instruction>Who?</instruction><response>An", "unfinished"),
    ("<pair><instruction>Who?</instruction></pair>", "missing-response"),
    ("<pair><response>Ann</response></pair>", "missing-instruction"),
    ("<pair>Who? Ann</pair>", "stray-text"),
    ("<pair><question>Who?</question><response>Ann</response></pair>", "stray-text"),
    ("<pair><instruction>Who?<response>Ann</response></pair>", "unclosed-tag"),
    (
      "<pair><instruction>Who?<response>Ann</response></instruction><response>B</response></pair>",
      "nested-tags"
    ),
    (
      "<pair><instruction>A</instruction><instruction>B</instruction><response>C</response></pair>",
      "repeated-tag"
    ),
    ("<pair><instruction> </instruction><response>C</response></pair>", "empty-question"),
    (
      "<pair><instruction>A</instruction><options>a, b</options><response>a</response></pair>",
      "malformed-options"
    ),
    ("<pair><instruction>A</instruction><response>[INST]</response></pair>", "control-string"),
  ]) func whatCannotBeReadSaysWhy(reply: String, reason: String) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.isEmpty)
    #expect(parsed.dropped.map(\.reason) == [reason])
    #expect(parsed.fault?.isEmpty == false)
  }

  @Test func whatIsCutOffOrBetweenIsKept() throws {
    let parsed = try read("Two pairs.\n\(Self.one)\nNext:\n<pair><instruction>Wh")
    #expect(parsed.pairs.count == 1 && parsed.fault == nil)
    #expect(
      parsed.dropped == [
        .init(reason: "prose", piece: "Two pairs."), .init(reason: "prose", piece: "Next:"),
        .init(reason: "unfinished", piece: "<pair><instruction>Wh"),
      ])
  }
}
