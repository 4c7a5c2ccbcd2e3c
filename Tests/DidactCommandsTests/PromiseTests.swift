import Foundation
import Testing

/// The promises, on real samples, with the tool as users run it.
@Suite struct PromiseTests {
  /// Blocks and parts so small that a few samples make many of them.
  let small =
    "blocks: {bytes: 20000, records-per-shot: 1, largest: 200000, per-part: 2}\nsplit: 0.05\n"

  func augment(_ scratch: Scratch, _ name: String, _ more: String...) -> [String] {
    let recipe = scratch.write("recipe.yaml", small)
    return [
      "augment", Tool.samples, "--domain", "biomedicine", "--recipe", recipe, "--quiet",
      "--max-rejected", "1", "--output", "\(scratch.path)/\(name)",
    ] + more
  }

  @Test func sameBytesForAnyNumberOfJobs() {
    let scratch = Scratch()
    for jobs in ["1", "2", "7"] {
      #expect(Tool.run(augment(scratch, jobs, "--jobs", jobs)).status == 0)
    }
    let one = Tool.files("\(scratch.path)/1")
    #expect(one.count > 10)
    #expect(Tool.files("\(scratch.path)/2") == one)
    #expect(Tool.files("\(scratch.path)/7") == one)
    #expect(Tool.run("verify", "\(scratch.path)/1").status == 0)
  }

  @Test func sameBytesAfterBeingKilled() {
    let scratch = Scratch()
    let started = Date()
    #expect(Tool.run(augment(scratch, "whole")).status == 0)
    let seconds = Date().timeIntervalSince(started)
    let whole = Tool.files("\(scratch.path)/whole")
    // Moments spread over the run by a fixed sequence; each kill goes on where the last one left off.
    for round in 0..<20 {
      let moment = Double((round * 7_919) % 1_000) / 1_000 * seconds
      let folder = "killed\(round)"
      Tool.runAndKill(augment(scratch, folder), after: moment)
      Tool.runAndKill(augment(scratch, folder), after: moment / 2)
      let last = Tool.run(augment(scratch, folder))
      #expect(last.status == 0, "\(last.errors)")
      #expect(Tool.files("\(scratch.path)/\(folder)") == whole, "killed after \(moment) s")
    }
  }

  @Test(arguments: ["instruct", "single-shot", "pairs-only", "reading-comprehension", "vanilla"])
  func everyVariantVerifies(variant: String) {
    let scratch = Scratch()
    let run = Tool.run(
      augment(scratch, "run", "--variant", variant, "--context", "1500", "--compression", "gz"))
    #expect(run.status == 0, "\(run.errors)")
    let verified = Tool.run("verify", "\(scratch.path)/run")
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func secondStartOnAWholeRunDoesNothing() {
    let scratch = Scratch()
    let source = scratch.write("in/a.jsonl", "{\"text\": \"One text.\"}\n")
    let arguments = ["augment", source, "--domain", "general", "--output", "\(scratch.path)/out"]
    #expect(Tool.run(arguments).status == 0)
    let before = Tool.files("\(scratch.path)/out")
    let again = Tool.run(arguments)
    #expect(again.status == 0)
    #expect(again.errors == "\(scratch.path)/out: is complete already; nothing was done\n")
    #expect(Tool.files("\(scratch.path)/out") == before)
    scratch.write("in/a.jsonl", "{\"text\": \"Another text.\"}\n")
    let changed = Tool.run(arguments)
    #expect(changed.status == 1)
    #expect(changed.errors.contains("source a.jsonl is not the one that it was made of"))
    let other = Tool.run(arguments + ["--shots", "5"])
    #expect(other.status == 1)
    #expect(other.errors.contains("shots is 2 there and 5 here"))
  }

  @Test func hostileSourcesCostThemselvesAlone() throws {
    guard let shared = Tool.shared else {
      return print("SKIPPED: the shared data is not there; hostile sources were not read")
    }
    let scratch = Scratch()
    let before = try FileManager.default.contentsOfDirectory(atPath: "\(shared)/hostile").count
    for domain in ["biomedicine", "general"] {
      let run = Tool.run(
        "augment", "\(shared)/hostile", "--domain", domain, "--max-rejected", "1", "--quiet",
        "--output", "\(scratch.path)/\(domain)")
      #expect(run.status == 0, "\(run.errors)")
      let verified = Tool.run("verify", "\(scratch.path)/\(domain)")
      #expect(verified.status == 0, "\(verified.errors)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(shared)/hostile").count == before)
  }

  @Test func sumsHoldOnAllRealSources() {
    guard let shared = Tool.shared else {
      return print("SKIPPED: the shared data is not there; sums were checked on samples alone")
    }
    let scratch = Scratch()
    for (folder, domain) in [
      ("biomed", "biomedicine"), ("oracle", "general"), ("general", "general"),
    ] {
      let run = Tool.run(
        "augment", "\(shared)/\(folder)", "--domain", domain, "--max-rejected", "1", "--quiet",
        "--output", "\(scratch.path)/\(folder)")
      #expect(run.status == 0, "\(run.errors)")
      let verified = Tool.run("verify", "\(scratch.path)/\(folder)")
      #expect(verified.status == 0, "\(folder): \(verified.errors)")
    }
  }

  /// The bytes at a rejection's place are that record.
  @Test func rejectionsPointAtTheirRecords() throws {
    let scratch = Scratch()
    let bad =
      "<PubmedArticle><MedlineCitation><PMID>6</PMID><Article><ArticleTitle>Bad</Article></MedlineCitation></PubmedArticle>"
    let good =
      "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>G</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    let text =
      "<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n\(good)\n\(bad)\n\(good)\n</PubmedArticleSet>\n"
    let source = scratch.write("a.xml", text)
    #expect(
      Tool.run(
        "augment", source, "--output", "\(scratch.path)/out", "--compression", "none",
        "--max-rejected", "0.5", "--quiet"
      ).status == 0)
    let lines = try String(
      contentsOfFile: "\(scratch.path)/out/rejected/part-00000.jsonl", encoding: .utf8)
    let rejected = lines.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }.first { $0["stage"] as? String == "parse" }
    let offset = try #require(rejected?["offset"] as? Int)
    let length = try #require(rejected?["length"] as? Int)
    #expect(String(decoding: Array(text.utf8)[offset..<offset + length], as: UTF8.self) == bad)
    #expect(rejected?["reason"] as? String == "malformed-xml")
  }
}
