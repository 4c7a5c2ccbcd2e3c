import Didact
import DidactCompression
import Foundation
import Testing

@testable import DidactOutputs

/// A folder that goes with the test.
final class Scratch {
  let path: String
  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// One document a line.
private struct LineFormat: SourceFormat {
  let name = "line"
  let summary = "one document a line"
  let cutting = Cutting.lines
  let examples: [FormatExample] = []
  func recognises(_ head: SourceHead) -> Confidence { .possible }
  func documents(in record: Record) throws(RecordError) -> Reading {
    if record.bytes.starts(with: "bad".utf8) {
      throw RecordError(reason: "bad", detail: "marked so")
    }
    return .documents([Document(id: "", text: Text(trusted: Array(record.bytes)))])
  }
}

/// Asks for the word that follows "is".
private struct IsTask: DomainTask {
  let id = "is"
  let category = "extraction"
  let templates: [Template] = ["What is it?"]
  let examples: [TaskExample] = []
  let counterexamples: [TaskCounterexample] = []
  func exercises(in passage: Passage) -> Findings {
    guard let at = UTF8Bytes.find("is ".utf8, in: passage.text[passage.span]) else {
      return .none(because: "no is")
    }
    let end = passage.text.bytes[(at + 3)...].firstIndex(of: 0x20) ?? passage.text.count
    let span = Span(at + 3, end)
    return .exercises([
      Exercise(
        response: passage.string(span), evidence: [.text(span, in: passage.document)], hidden: [])
    ])
  }
}

private struct Blocks: BlockReader {
  var index = 0
  var count: Int
  let stream = SourceStream(ordinal: 0, path: "lines")
  var sources: [SourceSummary] {
    [
      SourceSummary(
        path: "lines", bytes: 1, sha256: "00", decompressed: 1, formats: ["line"],
        records: 3 * count)
    ]
  }
  mutating func next() -> Block? {
    guard index < count else { return nil }
    defer { index += 1 }
    let texts = ["number \(index) is <s>β\(index) of many", "bad", "another is \(index)th in line"]
    let items = texts.enumerated().map { number, text in
      Block.Item.record(
        Record(
          source: stream, offset: index * 1_000 + number * 100, number: index * 3 + number,
          bytes: Array(text.utf8)[...]))
    }
    return Block(index: index, format: 0, items: items, checksum: UInt64(index))
  }
}

/// Stops a run after some blocks, as a crash would.
private struct Crash: Error {}
private struct Crashing: Output {
  var folder: RunFolder
  var left: Int
  var committed: Commitment { folder.committed }
  mutating func append(_ block: EncodedBlock) throws {
    guard left > 0 else { throw Crash() }
    left -= 1
    try folder.append(block)
  }
  mutating func finish(sources: [SourceSummary]) throws { try folder.finish(sources: sources) }
}

private func recipe(_ compression: Recipe.Compression = .zst) -> Recipe {
  var recipe = Recipe()
  recipe.compression = compression
  recipe.blocks.perPart = 2
  recipe.tasks = ["is"]
  return recipe
}

/// Runs seven blocks into a folder; stops after `crashingAfter` of them.
private func run(
  _ path: String, _ recipe: Recipe = recipe(), crashingAfter: Int = .max, count: Int = 7
) async throws {
  guard case .ready(let folder) = try RunFolder.open(at: path, recipe: recipe, version: "1") else {
    return
  }
  let augmentation = try Augmentation(
    recipe: recipe, formats: [LineFormat()], variant: InstructVariant(),
    synthesizer: RulesSynthesizer(tasks: [IsTask()], pairs: 3, seed: 0),
    frames: FrameEncoders.encoder(for: recipe.compression))
  var blocks = Blocks(count: count)
  var output = Crashing(folder: folder, left: crashingAfter)
  _ = try await augmentation.run(&blocks, to: &output, jobs: 2)
}

/// Every file of a folder but the private one, with its bytes.
private func files(_ path: String) -> [String: Data] {
  var files: [String: Data] = [:]
  for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init()
  where !name.hasPrefix(".didact") {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
    if !isFolder.boolValue { files[name] = FileManager.default.contents(atPath: "\(path)/\(name)") }
  }
  return files
}

@Suite struct RunFolderTests {
  @Test(arguments: Recipe.Compression.allCases)
  func leavesWhatVerifies(compression: Recipe.Compression) async throws {
    let scratch = Scratch()
    try await run(scratch.path + "/run", recipe(compression))
    let verification = try Verification.verify(scratch.path + "/run")
    #expect(verification.findings == [])
    #expect(verification.lines[.documents] == 14)
    #expect(verification.lines[.pairs] == 14)
    #expect(verification.lines[.rejected] == 7)
    let names = files(scratch.path + "/run").keys.filter { $0.hasPrefix("corpus/") }
    #expect(names.count == 4)
  }

  @Test func interruptedAnywhereEndsWithTheSameBytes() async throws {
    let scratch = Scratch()
    try await run(scratch.path + "/whole")
    let whole = files(scratch.path + "/whole")
    for point in 0..<7 {
      let path = "\(scratch.path)/\(point)"
      await #expect(throws: Crash.self) { try await run(path, crashingAfter: point) }
      #expect(FileManager.default.fileExists(atPath: "\(path)/manifest.json") == false)
      // What a torn write leaves: half a line of progress, half a part.
      let progress = "\(path)/.didact/progress.jsonl"
      if let handle = FileHandle(forWritingAtPath: progress) {
        handle.seekToEndOfFile()
        handle.write(Data("0123456789abcdef {\"number\":".utf8))
        try handle.close()
      }
      try FileManager.default.createDirectory(
        atPath: "\(path)/corpus", withIntermediateDirectories: true)
      try Data("torn".utf8).write(to: URL(fileURLWithPath: "\(path)/corpus/part-00009.jsonl.zst"))
      try await run(path)
      #expect(files(path) == whole, "after \(point) blocks")
    }
  }

  @Test func refusesFoldersThatAreNotARuns() async throws {
    let scratch = Scratch()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: scratch.path + "/notes.txt"))
    let error = #expect(throws: RunError.self) {
      try RunFolder.open(at: scratch.path, recipe: recipe(), version: "1", overwrite: true)
    }
    #expect(error?.description.contains("is not empty and not a run's folder") ?? false)
    #expect(FileManager.default.fileExists(atPath: scratch.path + "/notes.txt"))
  }

  @Test func namesTheDifferenceToAnEarlierRun() async throws {
    let scratch = Scratch()
    try await run(scratch.path)
    var other = recipe()
    other.shots = 2
    let error = #expect(throws: RunError.self) {
      try RunFolder.open(at: scratch.path, recipe: other, version: "1")
    }
    #expect(error?.description.contains("shots is 3 there and 2 here") ?? false)
    let version = #expect(throws: RunError.self) {
      try RunFolder.open(at: scratch.path, recipe: recipe(), version: "2")
    }
    #expect(version?.description.contains("made by didact 1, this is 2") ?? false)
    guard
      case .complete(let sources) = try RunFolder.open(
        at: scratch.path, recipe: recipe(), version: "1")
    else {
      Issue.record("a whole run is not known as one")
      return
    }
    #expect(sources.map(\.path) == ["lines"])
    guard
      case .ready = try RunFolder.open(
        at: scratch.path, recipe: other, version: "1", overwrite: true)
    else {
      Issue.record("--overwrite does not start anew")
      return
    }
  }

  @Test func keepsASecondProcessOut() async throws {
    let scratch = Scratch()
    let lock = try RunLock(scratch.path + "/lock")
    let error = #expect(throws: RunError.self) { try RunLock(scratch.path + "/lock") }
    #expect(error?.description.contains("is working on this folder") ?? false)
    withExtendedLifetime(lock) {}
  }

  @Test func flippedByteIsFoundInEveryFile() async throws {
    let scratch = Scratch()
    let path = scratch.path + "/run"
    try await run(path, recipe(.zst))
    for (name, bytes) in files(path) where name != "run.json" {
      for offset in [0, bytes.count / 2, bytes.count - 1] {
        var flipped = bytes
        flipped[offset] ^= 0x01
        try flipped.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        #expect(try Verification.verify(path).count > 0, "\(name) at \(offset)")
      }
      try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
    #expect(try Verification.verify(path).findings == [])
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/corpus/part-00099.jsonl.zst"))
    #expect(
      try Verification.verify(path).findings == [
        "corpus/part-00099.jsonl.zst: is not in the manifest"
      ])
  }

  /// Changes a file of a whole run and makes its digests right again: only what it says is wrong then.
  func findings(after change: (String) -> String, in file: String) async throws -> [String] {
    let scratch = Scratch()
    let path = scratch.path + "/run"
    try await run(path, recipe(.none), count: 1)
    let old = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
    let new = change(old)
    #expect(new != old)
    try new.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
    var manifest = try String(contentsOfFile: "\(path)/manifest.json", encoding: .utf8)
    manifest = manifest.replacingOccurrences(
      of: SHA256.hex(of: Array(old.utf8)), with: SHA256.hex(of: Array(new.utf8)))
    manifest = manifest.replacingOccurrences(
      of: "\"bytes\": \(old.utf8.count),", with: "\"bytes\": \(new.utf8.count),")
    try manifest.write(toFile: "\(path)/manifest.json", atomically: true, encoding: .utf8)
    try "\(SHA256.hex(of: Array(manifest.utf8)))  manifest.json\n".write(
      toFile: "\(path)/manifest.sha256", atomically: true, encoding: .utf8)
    return try Verification.verify(path).findings
  }

  @Test(arguments: [
    (
      "pairs/part-00000.jsonl", "\"response\":\"0th\"", "\"response\":\"1st\"",
      "the response says more than its evidence"
    ),
    ("pairs/part-00000.jsonl", "\"value\":\"0th\"", "\"value\":\"nth\"", "is not its evidence"),
    (
      "pairs/part-00000.jsonl", "\"document\":\"0-0-0\"", "\"document\":\"0-7-0\"",
      "is not in documents/"
    ),
    (
      "documents/part-00000.jsonl", "\"key\":\"0-200-0\"", "\"key\":\"0-0-0\"",
      "its key is not unique"
    ),
    ("corpus/part-00000.jsonl", "\u{2039}s>", "<s>", "holds a control string"),
    ("corpus/part-00000.jsonl", "What is it?", "What was it", "does not hold its instruction"),
    (
      "corpus/part-00000.jsonl", "\"rights\":[\"unknown\"]", "\"rights\":[\"CC0\"]",
      "its rights are not those"
    ),
    (
      "rejected/part-00000.jsonl", "\"reason\":\"bad\"", "\"reason\":\"odd\"",
      "rejected records are not those counted"
    ),
  ])
  func namesWhatDoesNotHold(file: String, old: String, new: String, expected: String) async throws {
    let findings = try await findings(
      after: { $0.replacingOccurrences(of: old, with: new) }, in: file)
    #expect(findings.contains { $0.contains(expected) }, "\(findings)")
  }
}
