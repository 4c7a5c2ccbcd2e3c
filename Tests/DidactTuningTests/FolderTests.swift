import Didact
import DidactOutputs
import Foundation
import Testing

@testable import DidactTuning

@Suite struct FolderTests {
  private let source = squad(
    (0..<200).map { number in
      ("Text \(number) holds x.", (0...number % 3).map { ("q\($0) of \(number)?", "x") })
    })

  @Test(arguments: [Recipe.Compression.none, .gz, .zst])
  func sameInputSameBytes(compression: Recipe.Compression) throws {
    let (one, other) = (
      Made([("s", source)]) { $0.compression = compression },
      Made([("s", source)]) { $0.compression = compression }
    )
    try one.run()
    try other.run()
    #expect(one.files() == other.files())
    #expect(one.files().keys.contains("sequences/s.\(compression.ending)"))
    let seeded = Made([("s", source)]) {
      $0.compression = compression
      $0.seed = 1
    }
    try seeded.run()
    #expect(seeded.files() != one.files())
  }

  @Test func filesAreThoseOfTheManifest() throws {
    struct Manifest: Decodable {
      struct File: Decodable {
        var path: String
        var bytes: Int
        var lines: Int
      }
      var files: [File]
    }
    let made = Made([("s", source)])
    try made.run()
    let files = made.files()
    let manifest = try JSONDecoder().decode(
      Manifest.self, from: try #require(files["manifest.json"]))
    let listed = Set(manifest.files.map(\.path))
    #expect(listed.union(["manifest.json", "manifest.sha256"]) == Set(files.keys))
    for file in manifest.files {
      let data = try #require(files[file.path])
      #expect(data.count == file.bytes)
      if file.lines > 0 { #expect(data.count { $0 == 0x0A } == file.lines) }
    }
    #expect(FileManager.default.fileExists(atPath: "\(made.output)/.didact/new") == false)
  }

  @Test func aFolderIsWholeOrMadeAnew() throws {
    let made = Made([("s", source)])
    try made.run()
    let whole = made.files()
    // Whole: nothing is done.
    guard
      case .complete(let manifest) = try OutputFolder.open(
        at: made.output, recipe: made.recipe.described(by: "1"), owned: TuningData.folders)
    else {
      Issue.record("a whole folder is opened for writing")
      return
    }
    #expect(manifest == Array(try #require(whole["manifest.json"])))
    #expect(try TuningSource.all(in: manifest, at: "").map(\.set) == ["s"])
    // Interrupted before the manifest: made anew, with the same bytes.
    try FileManager.default.removeItem(atPath: "\(made.output)/manifest.json")
    try FileManager.default.createDirectory(
      atPath: "\(made.output)/.didact/new/scratch", withIntermediateDirectories: true)
    try Data("half".utf8).write(
      to: URL(fileURLWithPath: "\(made.output)/.didact/new/scratch/s"))
    try made.run()
    #expect(made.files() == whole)
    // Another recipe is refused, unless it overwrites.
    made.recipe.cap = 10
    #expect {
      try made.run()
    } throws: {
      "\($0)".contains("belongs to another run: cap is 10000 there and 10 here")
    }
    try made.run(overwrite: true)
    #expect(made.outcome.tally.texts.written == 10)
  }

  @Test func foldersOfOthersAreRefused() throws {
    let run = Made([("s", source)])
    _ = try RunFolder.open(at: run.output, recipe: Recipe(), version: "1")
    #expect {
      try run.run(overwrite: true)
    } throws: {
      "\($0)".contains("is the folder of another command")
    }
    let made = Made([("s", source)])
    try FileManager.default.createDirectory(
      atPath: made.output, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(made.output)/mine.txt"))
    #expect {
      try made.run(overwrite: true)
    } throws: {
      "\($0)".contains("is not empty and not a run's folder")
    }
    #expect(FileManager.default.fileExists(atPath: "\(made.output)/mine.txt"))
  }
}
