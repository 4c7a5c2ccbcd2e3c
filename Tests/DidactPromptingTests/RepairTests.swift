import Didact
import Synchronization
import Testing

@testable import DidactPrompting

/// The one second attempt.
@Suite struct RepairTests {
  static let text =
    "The trial enrolled 120 adults with asthma. Budesonide improved peak flow after four weeks."
  static let sound =
    #"[{"instruction": "How many adults were enrolled?", "response": "120 adults"}]"#

  /// Says its lines in turn, and remembers what it was asked.
  final class Script: LanguageModel {
    let lines: [String]
    let asked = Mutex<[CompletionRequest]>([])

    init(_ lines: String...) { self.lines = lines }

    func complete(_ request: CompletionRequest) async throws -> Completion {
      let number = asked.withLock { asked in
        asked.append(request)
        return asked.count - 1
      }
      guard number < lines.count else { throw ModelRefusal(.failed, "it says nothing more") }
      return Completion(text: lines[number])
    }
  }

  func written(
    _ script: Script, _ output: Recipe.Prompt.Output = .json
  ) async throws -> Written {
    try await Texts.synthesizer(script, prompt: Texts.prompt(output))
      .pairs(for: [Texts.passage(Self.text)])[0]
  }

  @Test func aReplyThatCannotBeReadGoesBackOnce() async throws {
    let script = Script("[{'instruction': 'x'}]", Self.sound)
    let written = try await written(script)
    #expect(written.pairs.map(\.response) == ["120 adults"])
    #expect(written.rejected.isEmpty)
    #expect(written.notSelected.map(\.reason) == ["repaired"])
    let asked = script.asked.withLock { $0 }
    #expect(asked.map(\.messages.count) == [2, 4])
    #expect(Array(asked[1].messages.prefix(2)) == asked[0].messages)
    #expect(asked[1].messages[2] == Message(.assistant, "[{'instruction': 'x'}]"))
    #expect(asked[1].messages[3].content.contains("it is not JSON: mind commas"))
  }

  @Test func afterThatBothRepliesAreRejectedAndKept() async throws {
    let script = Script("first", "second \u{1B}[31m", "third")
    let written = try await written(script)
    #expect(written.pairs.isEmpty && written.notSelected.isEmpty)
    #expect(written.rejected.map(\.reason) == ["malformed-json", "malformed-json"])
    #expect(written.rejected.map(\.detail) == ["first", "second \\u{1b}[31m"])
    #expect(script.asked.withLock { $0.count } == 2)
  }

  @Test func keptRepliesAreBounded() async throws {
    let long = String(repeating: "ä", count: 2_500)
    let written = try await written(Script(long, long))
    #expect(written.rejected.allSatisfy { $0.detail.unicodeScalars.count == 2_000 })
  }

  @Test func aReplyWithASoundPairIsNotRepaired() async throws {
    let reply =
      #"[{"instruction": "How many adults were enrolled?", "response": "120 adults"}, {"instruction": "x"}]"#
    let script = Script(reply, "never")
    let written = try await written(script)
    #expect(written.pairs.count == 1)
    #expect(written.rejected.map(\.reason) == ["missing-response"])
    #expect(script.asked.withLock { $0.count } == 1)
  }

  @Test func anEmptyListIsNotRepaired() async throws {
    let script = Script("[]", "never")
    let written = try await written(script)
    #expect(written.offered == 0 && script.asked.withLock { $0.count } == 1)
  }

  @Test func aRepairThatIsRefusedKeepsTheFirstReply() async throws {
    let written = try await written(Script("first"))
    #expect(written.rejected.map(\.reason) == ["malformed-json", "model-failed"])
  }

  @Test func taggedRepliesAreRepairedToo() async throws {
    let script = Script(
      "Who? Ann",
      "<pair><instruction>How many adults were enrolled?</instruction><response>120</response></pair>"
    )
    let written = try await written(script, .tagged)
    #expect(written.pairs.map(\.response) == ["120"])
    #expect(script.asked.withLock { $0[1].messages[3].content }.contains("it has no <pair>"))
  }

  @Test func theSynthesizersOwnFormIsNeverRepaired() async throws {
    let script = Script("nothing of use", "never")
    let written = try await Texts.synthesizer(script).pairs(for: [Texts.passage(Self.text)])[0]
    #expect(written.rejected.map(\.reason) == ["unfinished"])
    #expect(script.asked.withLock { $0.count } == 1)
  }

  @Test func aRecordingHoldsTheRepair() async throws {
    let line =
      #"{"completion": "no", "repair": "[{\"instruction\": \"How many adults?\", \"response\": \"120\"}]"}"#
    let model = try RecordedModel(lines: Array(line.utf8), path: "r.jsonl")
    let written = try await Texts.synthesizer(model, prompt: Texts.prompt())
      .pairs(for: [Texts.passage(Self.text)])[0]
    #expect(written.pairs.map(\.response) == ["120"])
  }
}
