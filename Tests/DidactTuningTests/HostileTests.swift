import Didact
import Foundation
import Testing

@testable import DidactTuning

@Suite struct HostileTests {
  private let good = #"{"context": "Fine.", "question": "q?", "answer": "Fine"}"#

  @Test(arguments: [
    (#"{"context": 5"# + String(repeating: "[", count: 100_000), "malformed-json"),
    (
      #"{"context": "# + String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000)
        + "}", "depth-limit"
    ),
    (#"{"context": "\ud800", "question": "q?", "answer": "a"}"#, "malformed-json"),
    (#"{"context": "a", "context": "b", "question": "q?", "answer": "a"}"#, "duplicate-field"),
    (
      #"{"context": ["# + String(repeating: "1,", count: 500_000) + "1]}", "too-many-values"
    ),
    ("[1, 2]", "not-an-object"), ("5", "not-an-object"), (#"{"x": 1}"#, "unknown-shape"),
    (#"{"context": {}, "paragraphs": 3}"#, "unknown-shape"),
    ("{\"context\": \"" + String(repeating: "x", count: 2_000_000) + "\"}", "too-long"),
  ])
  func aBrokenLineCostsItself(line: String, reason: String) throws {
    let made = Made([("s", "\(good)\n\(line)\n\(good.replacing("q?", with: "r?"))\n")]) {
      $0.maxRecord = 1_500_000
    }
    let tally = try made.run().tally
    #expect(tally.rejected == [reason: 1])
    #expect(tally.pairs.written == 2 && tally.adds)
    #expect(try made.rejected().map(\.reason) == [reason])
  }

  @Test func bytesThatAreNoTextCostTheirLine() throws {
    let made = Made([("s", "")])
    let lines =
      Data("\(good)\n".utf8) + Data([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D, 0x0A])
      + Data(good.replacing("q?", with: "r?").utf8)
    try lines.write(to: URL(fileURLWithPath: "\(made.path)/s.json"))
    let tally = try made.run().tally
    #expect(tally.rejected == ["encoding": 1] && tally.pairs.written == 2 && tally.adds)
  }

  @Test(arguments: [
    #"{"data": [{"paragraphs": 5}]}"#, #"{"data": [{"paragraphs": [5, null, {"context": []}]}]}"#,
    #"{"data": [{"paragraphs": [{"context": {"a": [1]}, "qas": {"x": 1}}]}]}"#,
    #"{"data": [{"paragraphs": [{"context": "t", "qas": [{"question": "q?", "answers": 7}]}]}]}"#,
    #"{"data": [{"paragraphs": [{"context": "t", "qas": [{"question": "q?", "answers": [{"text": ["t"], "answer_start": 1e99}]}]}]}]}"#,
    #"{"data": [{"paragraphs": [{"context": "t", "qas": [{"question": "q?", "answers": [{"text": "t", "answer_start": -9223372036854775808}]}]}]}]}"#,
  ])
  func wrongTypesAreCounted(article: String) throws {
    let inner = String(article.dropFirst(10).dropLast(2))
    let sound =
      #"{"paragraphs": [{"context": "Good x.", "qas": [{"question": "q?", "answers": [{"text": "x"}]}]}]}"#
    let made = Made([("s", "{\"data\": [\(inner), \(sound)]}")])
    let tally = try made.run().tally
    #expect(tally.adds && tally.records == 2 && tally.pairs.written >= 1)
  }

  @Test func aTextCutOffIsOneFault() throws {
    let text = squad([("A x.", [("q?", "x")]), ("B x.", [("q?", "x")])])
    let made = Made([("s", String(text.dropLast(40)))])
    let tally = try made.run().tally
    #expect(tally.rejected == ["truncated-json": 1] && tally.texts.written == 1 && tally.adds)
  }

  @Test(arguments: [
    (#"{"body": "t", "q": "x"}"#, "its keys are body, q"),
    ("plain text", "is none of the formats jsonl, json"),
    (#"{"context": "", "question": "q?", "answer": "a"}"#, "no text stands at 'context'"),
    (#"{"context": "t", "question": "q?", "answer": ""}"#, "no answer stands at 'answer'"),
  ])
  func aSetThatGivesNothingSaysWhy(text: String, why: String) throws {
    let made = Made([("s", text)])
    #expect {
      try made.run()
    } throws: {
      "\($0)".contains(why) && "\($0)".contains("--mapping")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(made.output)/manifest.json"))
  }
}
