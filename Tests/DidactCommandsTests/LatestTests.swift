import Foundation
import Testing

/// `--latest`, with the tool as users run it.
@Suite struct LatestTests {
  let sources = Tool.package.appendingPath("Tests/Golden/latest/source")
  /// Blocks so small that the update file is in others than the baseline.
  let small = "blocks: {bytes: 500, records-per-shot: 1, largest: 5000, per-part: 1}\nshots: 1\n"

  private func texts(_ output: String) -> [String: String] {
    var texts: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let id = object?["id"] as? String else { continue }
      #expect(texts[id] == nil, "\(id) is there twice")
      texts[id] = object?["text"] as? String
    }
    return texts
  }

  @Test func documentsListsTheNewestAlone() throws {
    let listed = Tool.run("documents", sources, "--latest")
    #expect(listed.status == 0, "\(listed.errors)")
    let texts = texts(listed.output)
    #expect(texts.keys.sorted() == ["101", "102", "104", "105", "106", "107"])
    #expect(texts["102"]?.hasPrefix("Shade and lettuce: the whole season.") == true)
    #expect(texts["104"]?.hasPrefix("Compost heaps in winter, stated anew.") == true)
    #expect(texts["105"]?.hasPrefix("Bees on lavender, second version.") == true)
    #expect(texts["107"]?.hasPrefix("Frost and figs: corrected.") == true)
    #expect(
      listed.errors.contains("13 documents, 7 left out (6 superseded, 1 deleted)\n"),
      "\(listed.errors)")
  }

  @Test func updateReadFirstIsTheOlder() {
    let files = ["pubmed24n1200.xml", "pubmed24n0001.xml"].map { sources.appendingPath($0) }
    let texts = texts(Tool.run(["documents", "--latest"] + files).output)
    #expect(texts["102"]?.hasPrefix("Shade and lettuce: a first look.") == true)
    #expect(texts["103"] != nil)
  }

  @Test func sameBytesForAnyNumberOfJobsAndAfterBeingKilled() {
    let scratch = Scratch()
    let recipe = scratch.write("recipe.yaml", small)
    func arguments(_ name: String, _ jobs: String) -> [String] {
      [
        "augment", sources, "--latest", "--recipe", recipe, "--quiet", "--max-rejected", "1",
        "--jobs", jobs, "--output", "\(scratch.path)/\(name)",
      ]
    }
    let started = Date()
    #expect(Tool.run(arguments("one", "1")).status == 0)
    let seconds = Date().timeIntervalSince(started)
    let one = Tool.files("\(scratch.path)/one")
    #expect(Tool.run(arguments("seven", "7")).status == 0)
    #expect(Tool.files("\(scratch.path)/seven") == one)
    for round in 0..<8 {
      let name = "killed\(round)"
      Tool.runAndKill(arguments(name, "2"), after: seconds * Double(round + 1) / 9)
      Tool.runAndKill(arguments(name, "2"), after: seconds * Double(round + 1) / 18)
      let last = Tool.run(arguments(name, "2"))
      #expect(last.status == 0, "\(last.errors)")
      #expect(Tool.files("\(scratch.path)/\(name)") == one, "round \(round)")
      // The index goes with the process that made it.
      let left = try? FileManager.default.contentsOfDirectory(
        atPath: "\(scratch.path)/\(name)/.didact")
      #expect(left?.contains { $0.hasPrefix("didact-") } == false)
    }
    let verified = Tool.run("verify", "\(scratch.path)/one")
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func isAChoiceOfTheRecipe() throws {
    let scratch = Scratch()
    let first = Tool.run("augment", sources, "--quiet", "--output", "\(scratch.path)/out")
    #expect(first.status == 0, "\(first.errors)")
    let second = Tool.run("augment", sources, "--latest", "--output", "\(scratch.path)/out")
    #expect(second.status == 1)
    #expect(second.errors.contains("latest is false there and true here"), "\(second.errors)")
    let shown = Tool.run("augment", sources, "--latest", "--dry-run")
    #expect(shown.output.contains("\n  latest: true\n"), "\(shown.output)")
  }

  @Test func newestAmongTheRecordsWithinTheLimit() throws {
    let scratch = Scratch()
    let run = Tool.run(
      "augment", sources, "--latest", "--limit", "3", "--compression", "none", "--quiet",
      "--output", "\(scratch.path)/out")
    #expect(run.status == 0, "\(run.errors)")
    let documents = try String(
      contentsOfFile: "\(scratch.path)/out/documents/part-00000.jsonl", encoding: .utf8)
    // The update that supersedes the second and deletes the third lies beyond.
    #expect(texts(documents).keys.filter { !$0.contains("#") }.sorted() == ["101", "102", "103"])
  }

  @Test func whatCannotBeReadTwiceIsRefused() {
    let piped = Tool.run("documents", "-", "--domain", "biomedicine", "--latest", input: "x")
    #expect(piped.status == 1)
    #expect(
      piped.errors.contains(
        "-: --latest reads the sources twice, and standard input comes once; save it to a file"),
      "\(piped.errors)")
    let scratch = Scratch()
    let source = scratch.write("a.jsonl", "{\"text\": \"One text.\"}\n")
    let general = Tool.run("documents", source, "--domain", "general", "--latest")
    #expect(general.status == 1)
    #expect(general.errors.contains("has versions; leave --latest out"), "\(general.errors)")
  }
}
