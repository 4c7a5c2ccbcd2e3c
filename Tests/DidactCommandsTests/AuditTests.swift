import Didact
import DidactBiomedicine
import DidactFinance
import DidactGeneralText
import DidactSources
import DidactTesting
import Foundation
import Testing

/// Every pair of the bundled samples, and of the shared files where they are, passes an audit that knows nothing of
/// how it was made.
@Suite struct AuditTests {
  @Test(arguments: ["Biomedicine", "Finance", "GeneralText"])
  func pairsOfSamplesPass(plugin: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardizedFileURL
    let counted = try audit(
      ["\(root.path)/Plugins/\(plugin)/Samples"], with: try domain(plugin))
    #expect(counted > 5)
  }

  @Test(arguments: [
    ("Biomedicine", ["biomed/pubmed/small", "biomed/jats/pmc_mixed"]),
    ("Biomedicine", ["biomed/clinicaltrials", "biomed/spl", "biomed/bioc"]),
    ("Finance", ["finance/8k_1994_2023", "finance/news_bbc_business"]),
    ("Finance", ["finance/reuters21578"]),
    ("Finance", ["finance/ixbrl_aapl_10q_2025", "finance/other_forms"]),
    ("GeneralText", ["general/html"]),
  ])
  func pairsOfSharedFilesPass(plugin: String, folders: [String]) throws {
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared").standardizedFileURL.path
    guard FileManager.default.fileExists(atPath: "\(shared)/data") else {
      print("SKIPPED: the shared data is not there; the samples' pairs were audited alone")
      return
    }
    let counted = try audit(folders.map { "\(shared)/data/\($0)" }, with: try domain(plugin))
    #expect(counted > 100)
  }

  private func domain(_ name: String) throws -> any DomainPlugin {
    let domains: [String: any DomainPlugin] = [
      "Biomedicine": BiomedicineDomain(), "Finance": FinanceDomain(),
      "GeneralText": GeneralTextDomain(),
    ]
    return try #require(domains[name])
  }

  /// Audits all candidates of the sources' passages; the number of pairs.
  private func audit(_ sources: [String], with domain: any DomainPlugin) throws -> Int {
    var formats = domain.formats
    if !formats.contains(where: { $0.name == "text" }) { formats += GeneralTextDomain().formats }
    var blocks = SourceBlocks(try SourceList(sources), formats: formats)
    let parsing = Parsing(domain: domain.name, formats: formats)
    let synthesizer = RulesSynthesizer(tasks: domain.tasks, pairs: 1_000, seed: 7)
    let division = Division(passageTokens: 1_024)
    var counted = 0
    while let block = try blocks.next() {
      for document in try parsing.parse(block).documents {
        let audit = PairAudit(of: document)
        for passage in division.passages(of: document) {
          for pair in synthesizer.pairs(for: passage).pairs {
            counted += 1
            for fault in audit.faults(in: pair) {
              Issue.record(
                "\(pair.task), \(pair.id): \(fault): \(pair.instruction) -> \(pair.response)")
            }
          }
        }
      }
    }
    return counted
  }
}
