import Foundation
import Testing

/// Runs in which a model speaks, from a recording.
@Suite struct RecordedModelTests {
  let completions = "\(PromptsTests.folder)/completions.jsonl"

  func augment(_ scratch: Scratch, _ name: String, _ more: String...) -> Tool.Outcome {
    let recipe = scratch.write(
      "recipe.yaml", "blocks: {bytes: 300, records-per-shot: 1, largest: 2000, per-part: 1}\n")
    return Tool.run(
      [
        "augment", "\(PromptsTests.folder)/texts.jsonl", "--domain", "general", "--recipe", recipe,
        "--shots", "2", "--compression", "none", "--quiet", "--output", "\(scratch.path)/\(name)",
      ] + more)
  }

  @Test(arguments: ["recorded:", "rules+recorded:"])
  func sameBytesForAnyNumberOfJobsAndVerified(synthesizer: String) {
    let scratch = Scratch()
    for jobs in ["1", "9"] {
      let run = augment(
        scratch, jobs, "--jobs", jobs, "--synthesizer", synthesizer + completions, "--model", "m")
      #expect(run.status == 0, "\(run.errors)")
      let verified = Tool.run("verify", "\(scratch.path)/\(jobs)")
      #expect(verified.status == 0, "\(verified.errors)")
    }
    let files = Tool.files("\(scratch.path)/1")
    #expect(files.count > 8)
    #expect(Tool.files("\(scratch.path)/9") == files)
    let pairs = String(decoding: files["pairs/part-00000.jsonl"] ?? Data(), as: UTF8.self)
    #expect(
      pairs.contains("\"instruction\":\"When was the lighthouse built?\",\"response\":\"1872\""))
    #expect(pairs.contains("\"synthesizer\":\"m\""))
    #expect(pairs.contains("\"scores\":{\"support\":1,\"numbers\":1,"))
  }

  @Test func nothingOfAReplyVanishes() throws {
    let scratch = Scratch()
    #expect(augment(scratch, "run", "--synthesizer", "recorded:" + completions).status == 0)
    let manifest = try String(contentsOfFile: "\(scratch.path)/run/manifest.json", encoding: .utf8)
    for reason in [
      "\"unfinished\": 2", "\"repeated-question\": 1", "\"control-string\": 1",
      "\"empty-question\": 1", "\"empty-answer\": 1", "\"several-answer-markers\": 1",
    ] { #expect(manifest.contains(reason)) }
    #expect(manifest.contains("\"revision\": \"sha256:"))
  }

  @Test func anotherRecordingIsAnotherRun() {
    let scratch = Scratch()
    let file = scratch.write("c.jsonl", "{\"completion\": \"\"}\n")
    #expect(augment(scratch, "run", "--synthesizer", "recorded:\(file)").status == 0)
    scratch.write("c.jsonl", "{\"completion\": \"other\"}\n")
    let second = augment(scratch, "run", "--synthesizer", "recorded:\(file)")
    #expect(second.status == 1)
    #expect(second.errors.contains("belongs to another run: model is {"))
  }

  @Test func modelsAreChecked() {
    let scratch = Scratch()
    let missing = augment(scratch, "run", "--synthesizer", "recorded:/nowhere.jsonl")
    #expect(
      missing.errors == "error: /nowhere.jsonl: cannot be read; check the path after recorded:\n")
    let named = augment(scratch, "run", "--model", "m")
    #expect(
      named.errors
        == "error: --model is given, and rules need none; name its server: --synthesizer URL\n")
    let rules = augment(
      scratch, "run", "--synthesizer", "recorded:" + completions, "--model", "rules")
    #expect(rules.status == 1 && rules.errors.contains("the model is called rules"))
  }
}
