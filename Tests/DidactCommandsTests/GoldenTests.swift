import Foundation
import Testing

/// Runs whose every byte is known: folders of `Tests/Golden`.
///
/// `RECORD=1` rewrites what is expected, and fails, so that nobody records by accident.
@Suite struct GoldenTests {
  static let folder = Tool.package.appendingPath("Tests/Golden")

  @Test(arguments: [
    ("clinical", "biomedicine"),
    ("filings", "finance"),
    ("general", "general"),
    ("hostile", "biomedicine"),
    ("jats", "biomedicine"),
    ("latest", "biomedicine"),
    ("markup", "general"),
    ("medline-text", "biomedicine"),
    ("news-and-forms", "finance"),
    ("pubmed", "biomedicine"),
    ("web", "general"),
    ("wiki", "general"),
    ("xbrl", "finance"),
  ]) func comesOutAsExpected(name: String, domain: String) throws {
    let scratch = Scratch()
    let golden = Self.folder.appendingPath(name)
    let source = golden.appendingPath("source")
    let run = Tool.run(
      "augment", source, "--recipe", "\(golden)/recipe.yaml", "--quiet", "--output",
      "\(scratch.path)/run")
    #expect(run.status == 0, "\(run.errors)")
    let verified = Tool.run("verify", "\(scratch.path)/run")
    #expect(verified.status == 0, "\(verified.errors)")
    let listed = Tool.run("documents", source, "--domain", domain, "--jobs", "1")

    var found = Tool.files("\(scratch.path)/run").filter { $0.key.hasSuffix(".jsonl") }
    found["sums.json"] = try sums(of: "\(scratch.path)/run/manifest.json")
    found["diagnostics.txt"] = Data(listed.errors.utf8)
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try record(found, in: golden.appendingPath("expected"))
      Issue.record("recorded \(name); run again without RECORD")
      return
    }
    let expected = Tool.files(golden.appendingPath("expected"))
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (file, bytes) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(found[file] == bytes, "\(name)/expected/\(file): \(difference(found[file], bytes))")
    }
  }

  /// The manifest's sums alone: its digests say nothing that the files do not.
  private func sums(of manifest: String) throws -> Data {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: manifest))
    let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let keys = ["records", "documents", "texts", "pairs", "tasks", "categories"]
    let sums = try #require(object).filter { keys.contains($0.key) }
    #expect(sums.count == keys.count)
    return try JSONSerialization.data(withJSONObject: sums, options: [.prettyPrinted, .sortedKeys])
  }

  private func record(_ files: [String: Data], in folder: String) throws {
    try? FileManager.default.removeItem(atPath: folder)
    for (name, bytes) in files {
      let path = folder.appendingPath(name)
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
    }
  }

  /// The first line that differs, in both forms.
  private func difference(_ found: Data?, _ expected: Data) -> String {
    guard let found else { return "was not written" }
    let (one, other) = (found.split(separator: 10), expected.split(separator: 10))
    for (number, lines) in zip(one, other).enumerated() where lines.0 != lines.1 {
      return "line \(number + 1) is\n\(String(decoding: lines.0, as: UTF8.self))\nand was\n"
        + String(decoding: lines.1, as: UTF8.self)
    }
    return "\(one.count) lines, and there were \(other.count)"
  }
}
