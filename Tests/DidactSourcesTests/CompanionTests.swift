import Didact
import DidactSources
import Foundation
import Testing

/// What formats ask for beside a source.
@Suite struct CompanionTests {
  /// Asks for `<name>.notes`, or for the record that begins with `note`.
  private struct Notes: CompanionFormat {
    let place: Companion.Place
    var cutting = Cutting.whole
    let name = "notes"
    let summary = ""
    let examples: [FormatExample] = []
    func recognises(_ head: SourceHead) -> Confidence { .certain }
    func companion(for head: SourceHead) -> Companion.Place? { place }
    func documents(in record: Record) throws(RecordError) -> Reading { .documents([]) }
  }

  /// The text of each record and of its companion.
  private func records(
    _ format: Notes, _ files: [String: String], naming names: [String]? = nil,
    maxRecord: Int = 1 << 20
  ) throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let sources = names?.map { folder.appendingPathComponent($0).path } ?? [folder.path]
    var blocks = SourceBlocks(try SourceList(sources), formats: [format], maxRecord: maxRecord)
    var found: [[String]] = []
    while let block = try blocks.next() {
      for case .record(let record) in block.items {
        found.append([
          String(decoding: record.bytes, as: UTF8.self),
          record.companion.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "-",
        ])
      }
    }
    return found
  }

  @Test func filesOfTheSameFolderAreFound() throws {
    let format = Notes(place: .beside(["none", "a.notes"]))
    let files = ["x/a": "salt", "x/a.notes": "dry", "y/a": "pepper"]
    #expect(try records(format, files) == [["salt", "dry"], ["dry", "dry"], ["pepper", "-"]])
  }

  @Test func filesThatAreNoSourcesAreNotRead() throws {
    let format = Notes(place: .beside(["a.notes", "../secret"]))
    let files = ["x/a": "salt", "x/a.notes": "dry", "secret": "s"]
    #expect(try records(format, files, naming: ["x/a"]) == [["salt", "-"]])
    #expect(
      try records(format, files, naming: ["x/a", "x/a.notes"]) == [
        ["salt", "dry"], ["dry", "dry"],
      ])
  }

  @Test func recordsOfTheSourceAreFoundByPreference() throws {
    let format = Notes(place: .within(["note 1", "note"]), cutting: .lines)
    #expect(
      try records(format, ["a": "salt\nnote 2\nnote 1\n"]) == [
        ["salt", "note 1"], ["note 2", "note 1"], ["note 1", "note 1"],
      ])
    #expect(try records(format, ["a": "salt\n"]) == [["salt", "-"]])
  }

  @Test func companionsAreNoLongerThanRecords() throws {
    let format = Notes(place: .beside(["a.notes"]))
    let files = ["a": "salt", "a.notes": String(repeating: "x", count: 200)]
    #expect(try records(format, files, maxRecord: 100) == [["salt", "-"]])
  }
}
