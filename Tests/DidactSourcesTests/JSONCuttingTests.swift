import Didact
import Testing

@testable import DidactSources

@Suite struct JSONCuttingTests {
  private func contents(_ text: String, at path: [String]? = nil, chunk: Int = 1 << 20) throws
    -> [String]
  {
    try cut(text, .jsonValues(at: path), chunk: chunk).map { item in
      let key = item.head.map { "\($0)=" } ?? ""
      return item.context == "beside" ? "(\(key)\(item.content))" : key + item.content
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var records: [String]
    var path: [String]?
    var testDescription: String { text }
  }

  @Test(
    arguments: [
      Case(text: #"[{"a":1}, {"b":"]}"}]"#, records: [#"{"a":1}"#, #"{"b":"]}"}"#]),
      Case(text: "\u{FEFF} [\n{} ]\n", records: ["{}"]),
      Case(text: "", records: []),
      Case(
        text: #"{"version": 1.1, "data": [{"a":[1]}, 5], "note": "n"}"#,
        records: ["(version=1.1)", #"{"a":[1]}"#, "5", #"(note="n")"#]),
      Case(
        text: #"{"train": [{"a":1}], "dev": [{"b":2}]}"#, records: [#"{"a":1}"#, #"{"b":2}"#]),
      Case(text: #"{"data": {"train": [{"a":1}]}}"#, records: [#"{"a":1}"#]),
      Case(text: #"{"7": {"a":1}, "8": {"b":2}}"#, records: [#"7={"a":1}"#, #"8={"b":2}"#]),
      Case(text: #"{"7": {"a":1}}"#, records: [#"7={"a":1}"#]),
      Case(
        text: #"{"context": "c", "qas": [{"q":1}]}"#,
        records: [#"{"context": "c", "qas": [{"q":1}]}"#]),
      Case(text: "{\"a\":1}\n{\"b\":\n2}", records: [#"{"a":1}"#, "{\"b\":\n2}"]),
      Case(text: #"{"a\"\\": "x\"}{"}"#, records: [#"{"a\"\\": "x\"}{"}"#]),
      // A path in place of the rule.
      Case(
        text: #"{"x": {"y": [{"a":1}], "z": 2}, "data": [3]}"#,
        records: [#"{"a":1}"#, "(z=2)", "(data=[3])"], path: ["x", "y"]),
      Case(text: #"{"x": 1, "y": {"a":1}}"#, records: ["(x=1)", #"y={"a":1}"#], path: ["*"]),
      Case(text: #"{"data": [1]}"#, records: [#"{"data": [1]}"#], path: []),
      // Damage.
      Case(text: #"[{"a":1}, {"b":"#, records: [#"{"a":1}"#, "!truncated-json"]),
      Case(text: #"[{"a":1},"#, records: [#"{"a":1}"#, "!truncated-json"]),
      Case(text: #"{"data": [{"a":1}], oops: 3}"#, records: [#"{"a":1}"#, "!malformed-json"]),
      Case(text: "]]}}", records: ["]", "]", "}", "}"]),
    ], [1, 3, 1 << 20])
  func cutsWhatIsGathered(_ example: Case, chunk: Int) throws {
    #expect(try contents(example.text, at: example.path, chunk: chunk) == example.records)
  }

  @Test func recordsSayWhereTheyStand() throws {
    let items = try cut("[\n {\"a\":1},\n {\"b\":2}\n]", .jsonValues())
    #expect(items.map(\.line) == [2, 3])
    #expect(items.map(\.offset) == [3, 13])
  }

  @Test func aValuePastTheLimitCostsItself() throws {
    let long = String(repeating: "x", count: 1_000)
    for text in [
      "[{\"a\":1},{\"b\":\"\(long)\"},{\"c\":3}]",
      "{\"note\":\"\(long)\",\"data\":[{\"a\":1},{\"b\":\"\(long)\"},{\"c\":3}]}",
    ] {
      let items = try cut(text, .jsonValues(), chunk: 16, maxRecord: 100)
      #expect(items.filter { $0.content == "!too-long" }.count == (text.hasPrefix("[") ? 1 : 2))
      #expect(items.map(\.content).contains(#"{"a":1}"#))
      #expect(items.last?.content == #"{"c":3}"#)
    }
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"b\":2}\n", "jsonl"), ("{\"a\": {broken\n{\"b\":2}\n", "jsonl"),
    ("{\"a\":1}\n", "json"), ("{\n\"a\":1}\n{\"b\":2}\n", "json"), ("[{}]", "json"),
    ("{\"data\": [\n{\"a\":1},\n{\"b\":2}]}\n", "json"),
    ("plain text", ""), ("<xml/>", ""),
  ])
  func tellsLinesFromText(text: String, name: String) {
    let head = SourceHead(path: "x", bytes: Array(text.utf8))
    let best = JSONCollections.formats().max { $0.recognises(head) < $1.recognises(head) }
    #expect((best?.recognises(head) == .no ? "" : best?.name) == name)
  }
}
