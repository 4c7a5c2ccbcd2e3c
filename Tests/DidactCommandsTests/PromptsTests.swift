import Foundation
import Testing

/// `didact prompts`, with every byte known: `Tests/Golden/prompts`.
@Suite struct PromptsTests {
  static let folder = GoldenTests.folder.appendingPath("prompts")

  func prompts(_ more: String...) -> Tool.Outcome {
    Tool.run(["prompts", "\(Self.folder)/texts.jsonl"] + more)
  }

  @Test(arguments: ["adjacent", "strided"]) func comeOutAsExpected(chains: String) throws {
    let run = prompts(
      "--shots", "3", "--chains", chains, "--completions", "\(Self.folder)/completions.jsonl")
    #expect(run.status == 0, "\(run.errors)")
    let file = "\(Self.folder)/expected/\(chains).jsonl"
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try run.output.write(toFile: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(chains) prompts; run again without RECORD")
      return
    }
    #expect(try run.output == String(contentsOfFile: file, encoding: .utf8))
    #expect(
      run.errors == "7 prompts, 6 pairs, 7 pieces dropped (2 unfinished, 1 control-string, "
        + "1 empty-answer, 1 empty-question, 1 repeated-question, 1 several-answer-markers)\n")
  }

  @Test func promptsAloneNeedNoCompletions() {
    let run = prompts("--shots", "2")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 7)
    #expect(run.errors == "7 prompts\n")
  }

  @Test func wrongUsage() {
    #expect(prompts("--shots", "0").status == 64)
    #expect(prompts("--chains", "other").status == 64)
    let missing = prompts("--completions", "/nowhere.jsonl")
    #expect(missing.status == 1)
    #expect(
      missing.errors == "error: /nowhere.jsonl: cannot be read; check the path of --completions\n")
  }
}
