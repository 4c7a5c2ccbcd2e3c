import Foundation
import Testing

/// `docs/tasks.md` says what the tasks are. `RECORD=1` writes it anew, and fails, so that nobody records by accident.
@Suite struct CatalogueTests {
  @Test func thePageIsUpToDate() throws {
    let page = try CataloguePage().text
    let path = Tool.package.appendingPath("docs/tasks.md")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded docs/tasks.md; run again without RECORD")
      return
    }
    let written = try String(contentsOfFile: path, encoding: .utf8)
    let same = written == page
    #expect(same, "docs/tasks.md is out of date: RECORD=1 swift test --filter CatalogueTests")
    #expect(!page.contains("Answered by ?"), "a task has no row in its plugin's README")
  }

  @Test func intervalsAreWilsons() {
    // Newcombe (Statistics in Medicine 17, 1998), table I: 0 of 20, 1 of 29, 15 of 148.
    let known: [(Double, Double, Double, Double)] = [
      (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718), (15, 148, 0.0624, 0.1605),
    ]
    for (count, total, low, high) in known {
      let found = CataloguePage.interval(count, of: total)
      #expect(abs(found.0 - low) < 0.0002 && abs(found.1 - high) < 0.0002)
    }
  }
}
