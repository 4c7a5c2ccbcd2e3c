import Didact
import DidactBiomedicine
import DidactTesting
import Foundation
import Testing

/// The README's table lists the domain's tasks, all of them and no others.
@Test func readmeListsEveryTask() throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let readme = try String(
    contentsOf: folder.appendingPathComponent("../README.md"), encoding: .utf8)
  #expect(Readme.tasks(in: readme) == Set(BiomedicineDomain().tasks.map(\.id)))
}

/// The README's table of formats has a row for each.
@Test func readmeListsEveryFormat() throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let readme = try String(
    contentsOf: folder.appendingPathComponent("../README.md"), encoding: .utf8)
  for format in BiomedicineDomain().formats {
    #expect(readme.contains("\n| `\(format.name)` |"), "\(format.name)")
  }
}
