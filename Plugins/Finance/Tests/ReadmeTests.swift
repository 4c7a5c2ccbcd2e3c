import Didact
import DidactFinance
import DidactTesting
import Foundation
import Testing

/// The README's table lists the domain's tasks, all of them and no others.
@Test func readmeListsEveryTask() throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let readme = try String(
    contentsOf: folder.appendingPathComponent("../README.md"), encoding: .utf8)
  #expect(Readme.tasks(in: readme) == Set(FinanceDomain().tasks.map(\.id)))
}
