import Didact
import Foundation
import Testing

@testable import DidactSources

/// The index of newest versions against the rules that it keeps.
@Suite struct VersionFileTests {
  let folder = FileManager.default.temporaryDirectory.path

  @Test func laterOneOfTheSameVersionIsNewer() throws {
    let index = try index([(.version(1, of: 7), 0), (.version(1, of: 7), 5)])
    #expect(try standing(index, 7, 0) == .superseded)
    #expect(try standing(index, 7, 5) == .newest)
  }

  @Test func higherVersionIsNewerWhereverItStands() throws {
    let index = try index([(.version(2, of: 7), 0), (.version(1, of: 7), 5)])
    #expect(try standing(index, 7, 0) == .newest)
    #expect(try standing(index, 7, 5) == .superseded)
  }

  @Test func deletionRemovesWhatCameBeforeIt() throws {
    let index = try index([
      (.version(2, of: 7), 0), (.version(1, of: 8), 1), (.deletes([7, 8, 9]), 2),
      (.version(1, of: 7), 3), (.version(1, of: 9), 4),
    ])
    #expect(try standing(index, 7, 0) == .superseded)
    #expect(try standing(index, 7, 3) == .newest)
    #expect(try standing(index, 8, 1) == .deleted)
    #expect(try standing(index, 9, 4) == .newest)
  }

  @Test func numbersOfOtherNamesAreOthers() throws {
    var file = VersionFile(in: folder)
    try file.note(.version(1, of: 7), numbers: "one", record: 0)
    try file.note(.version(1, of: 7), numbers: "other", record: 1)
    let index = try file.index()
    #expect(try index.standing(of: 7, numbers: "one", record: 0) == .newest)
    #expect(try index.standing(of: 7, numbers: "other", record: 1) == .newest)
  }

  @Test func numbersBeyondTheFileStay() throws {
    let index = try index([
      (.version(1, of: VersionFile.highest), 0), (.version(1, of: VersionFile.highest), 1),
      (.version(1, of: -1), 2), (.version(.max, of: 1), 3), (.version(-1, of: 1), 4),
    ])
    #expect(try standing(index, VersionFile.highest, 0) == .newest)
    #expect(try standing(index, -1, 2) == .newest)
    #expect(try standing(index, 1, 3) == .newest)
    #expect(try standing(index, 1, 4) == .superseded)
  }

  /// Numbers far and near, often seen and deleted, so that pages leave the cache and come back.
  @Test func agreesWithATableInMemory() throws {
    var file = VersionFile(in: folder)
    var table: [Int: (version: Int, record: Int)] = [:]
    var deleted: Set<Int> = []
    var random = SeededGenerator(seed: 1, "versions", "")
    var seen: [(number: Int, record: Int)] = []
    for record in 0..<20_000 {
      // A few numbers on each of 1,500 pages: more than the cache has.
      let number = Int(random.next() % 1_500) * 512 * 7 + Int(random.next() % 4)
      if random.next() % 10 == 0 {
        try file.note(.deletes([number]), numbers: "n", record: record)
        if table.removeValue(forKey: number) != nil { deleted.insert(number) }
        continue
      }
      let version = Int(random.next() % 3) + 1
      try file.note(.version(version, of: number), numbers: "n", record: record)
      seen.append((number, record))
      deleted.remove(number)
      if let known = table[number], known.version > version { continue }
      table[number] = (version, record)
    }
    let index = try file.index()
    for (number, record) in seen {
      let expected: VersionStanding =
        deleted.contains(number)
        ? .deleted : table[number]?.record == record ? .newest : .superseded
      #expect(try index.standing(of: number, numbers: "n", record: record) == expected)
    }
  }

  @Test func folderThatCannotBeWrittenToIsNamed() throws {
    var file = VersionFile(in: "/nonexistent/folder")
    let error = #expect(throws: RunError.self) {
      try file.note(.version(1, of: 1), numbers: "n", record: 0)
    }
    #expect(
      error?.problem.hasPrefix(
        "/nonexistent/folder: a file for the newest versions cannot be made: ") == true)
  }

  private func index(_ notes: [(RecordVersion, Int)]) throws -> any VersionIndex {
    var file = VersionFile(in: folder)
    for (version, record) in notes { try file.note(version, numbers: "n", record: record) }
    return try file.index()
  }
  private func standing(_ index: any VersionIndex, _ number: Int, _ record: Int) throws
    -> VersionStanding
  {
    try index.standing(of: number, numbers: "n", record: record)
  }
}
