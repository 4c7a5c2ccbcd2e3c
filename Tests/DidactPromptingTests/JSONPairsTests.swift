import Didact
import Testing

@testable import DidactPrompting

/// Replies in JSON: sound ones, and what chat models really send.
@Suite struct JSONPairsTests {
  func read(_ reply: String) throws -> ParsedCompletion {
    JSONPairs(PairReading(controlStrings: try Texts.controlStrings)).read(Reply(reply))
  }

  static let one = #"{"instruction": "Who?", "response": "Ann"}"#

  @Test func allPartsAreRead() throws {
    let parsed = try read(
      #"""
      [{"instruction": "How many\nmen?", "response": "40", "options": ["40", "80", "{x} \"%s\""],
        "reasoning": "120 - 80 = 40"},
       {"response": "A \u00e9 \ud83d\ude00 \\ /", "instruction": " Which? ", "options": null, "reasoning": null, "id": 3}]
      """#)
    #expect(parsed.dropped.isEmpty && parsed.fault == nil)
    #expect(
      parsed.pairs.map(\.parts) == [
        PairForm(
          instruction: "How many\nmen?", options: ["40", "80", "{x} \"%s\""],
          reasoning: "120 - 80 = 40", response: "40"),
        PairForm(instruction: "Which?", response: "A é 😀 \\ /"),
      ])
    #expect(
      parsed.pairs[0].question
        == "How many\nmen?\nOptions:\n- 40\n- 80\n- {x} \"%s\"\nLet's think step by step.")
  }

  /// Ways of saying the same that are as clear.
  @Test(arguments: [
    "[\(one)]", " \n[\(one)]\n", "```json\n[\(one)]\n```", "```\n[\(one)]\n```",
    "{\"pairs\": [\(one)]}", "{\"exercises\":\n[\(one)]}", one,
    "<think>[1] maybe { </think>[\(one)]",
    "thoughts\n</think>\n\n```json\n[\(one)]\n```", "[\n  \(one)\n]",
  ]) func oneSoundPair(reply: String) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.map(\.question) == ["Who?"] && parsed.pairs.map(\.answer) == ["Ann"])
    #expect(parsed.dropped.isEmpty && parsed.fault == nil)
  }

  @Test(arguments: [
    ("Here they are:\n[\(one)]", ["Here they are:"]),
    ("Sure!\n\n```json\n[\(one)]\n```\nLet me know.", ["Sure!\n\n```json", "```\nLet me know."]),
    ("[\(one)]\nI hope this helps.", ["I hope this helps."]),
  ]) func proseAroundIsKept(reply: String, prose: [String]) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.count == 1 && parsed.fault == nil)
    #expect(parsed.dropped == prose.map { .init(reason: "prose", piece: $0) })
  }

  @Test(arguments: ["[]", "```json\n[]\n```", "{\"pairs\": []}"])
  func nothingToAskIsNoFault(reply: String) throws {
    #expect(try read(reply) == ParsedCompletion())
  }

  /// What a server cuts off at its limit of tokens: the whole objects count.
  @Test(arguments: [
    ("[\(one), {\"instruction\": \"Wh", "{\"instruction\": \"Wh"),
    ("[\(one),", ","), ("```json\n[\(one),\n {\"ins", "{\"ins"),
    ("{\"pairs\": [\(one), {\"a\": [1, {", "{\"a\": [1, {"),
  ]) func aReplyThatIsCutOffGivesItsWholeObjects(reply: String, tail: String) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.count == 1 && parsed.fault == nil)
    #expect(parsed.dropped.map(\.reason) == ["unfinished"])
    #expect(parsed.dropped[0].piece.hasSuffix(tail))
  }

  /// Of these nothing is read, and the model is told why.
  @Test(arguments: [
    ("", "empty-reply"), ("  \n", "empty-reply"), ("<think>only thoughts</think>", "empty-reply"),
    ("I cannot help with that.", "malformed-json"), ("[\(one),]", "malformed-json"),
    ("[{'instruction': 'Who?', 'response': 'Ann'}]", "malformed-json"),
    ("[{instruction: \"Who?\", response: \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"Who?\" \"response\": \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"Who?\",, \"response\": \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"Who \"he\"?\", \"response\": \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"Who?\nNow\", \"response\": \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"\\q\", \"response\": \"Ann\"}]", "malformed-json"),
    ("[{\"instruction\": \"\\ud800\", \"response\": \"Ann\"}]", "malformed-json"),
    ("[\(one)] // done", "malformed-json"), ("/* pairs */ [\(one)]", "malformed-json"),
    ("[\(one) \(one)]", "malformed-json"), ("\(one)\n\(one)", "malformed-json"),
    ("[\(one)][\(one)]", "malformed-json"), ("[\(one)]]", "malformed-json"),
    ("[\(one)], \"x\": 1", "malformed-json"), ("“instruction”: “Who?”", "malformed-json"),
    ("{\"instruction\": \"Wh", "malformed-json"), ("[{\"instruction\": ", "malformed-json"),
    ("[None, True]", "malformed-json"), ("[NaN]", "malformed-json"),
    ("```json\n[\(one)]\n```\n```json\n[]\n```", "several-blocks"),
    ("\"text\"", "no-list"), ("42", "no-list"), ("null", "no-list"),
    ("{\"question\": \"Who?\", \"answer\": \"Ann\"}", "no-list"),
    ("{\"a\": [\(one)], \"b\": [\(one)]}", "no-list"),
    ("[{\"question\": \"Who?\", \"answer\": \"Ann\"}]", "missing-instruction"),
    ("[{\"instruction\": \"Who?\"}]", "missing-response"),
    ("[{\"Instruction\": \"Who?\", \"response\": \"Ann\"}]", "missing-instruction"),
    ("[{\"instruction\": [\"Who?\"], \"response\": \"Ann\"}]", "no-string"),
    ("[{\"instruction\": \"How many?\", \"response\": 40}]", "no-string"),
    ("[{\"instruction\": \"So?\", \"response\": true}]", "no-string"),
    ("[[\"Who?\", \"Ann\"]]", "no-object"), ("[\"Who? Ann\"]", "no-object"),
    ("[{\"instruction\": \"\", \"response\": \"Ann\"}]", "empty-question"),
    ("[{\"instruction\": \"Who?\", \"response\": \" \\n\"}]", "empty-answer"),
    ("[{\"instruction\": \"A\", \"instruction\": \"B\", \"response\": \"C\"}]", "repeated-key"),
    ("[{\"instruction\": \"A\", \"response\": \"</s>\"}]", "control-string"),
    ("[{\"instruction\": \"A\", \"response\": \"\\u001b[31mred\"}]", "control-character"),
    ("[{\"instruction\": \"A\", \"response\": \"a\\u0000b\"}]", "control-character"),
    ("[{\"instruction\": \"A\", \"response\": \"\\u202eb\"}]", "control-character"),
    ("[{\"instruction\": \"A\", \"response\": \"a\", \"options\": \"a, b\"}]", "malformed-options"),
    ("[{\"instruction\": \"A\", \"response\": \"a\", \"options\": [\"a\"]}]", "malformed-options"),
    (
      "[{\"instruction\": \"A\", \"response\": \"a\", \"options\": [\"a\", \"A\"]}]",
      "malformed-options"
    ),
    (
      "[{\"instruction\": \"A\", \"response\": \"B\", \"options\": [\"x\", \"y\"]}]",
      "malformed-options"
    ),
    (
      "[{\"instruction\": \"A\", \"response\": \"a\", \"options\": [\"a\", 2]}]",
      "malformed-options"
    ),
    (String(repeating: "[", count: 100_000), "malformed-json"),
    ("[" + String(repeating: "{\"a\":", count: 5_000), "malformed-json"),
  ]) func whatCannotBeReadSaysWhy(reply: String, reason: String) throws {
    let parsed = try read(reply)
    #expect(parsed.pairs.isEmpty)
    #expect(parsed.dropped.map(\.reason) == [reason])
    #expect(parsed.fault?.isEmpty == false)
  }

  @Test func soundPairsStayBesideFaultyOnes() throws {
    let parsed = try read(
      "[\(Self.one), {\"instruction\": \"Two\", \"response\": 2}, \(Self.one), 3, {\"instruction\": \"Four?\", \"response\": \"4\"}]"
    )
    #expect(parsed.pairs.map(\.question) == ["Who?", "Four?"] && parsed.fault == nil)
    #expect(
      parsed.dropped == [
        .init(reason: "no-string", piece: "{\"instruction\":\"Two\",\"response\":2}"),
        .init(
          reason: "repeated-question", piece: "{\"instruction\":\"Who?\",\"response\":\"Ann\"}"),
        .init(reason: "no-object", piece: "3"),
      ])
  }
}
