import Didact
import Foundation
import Testing

@testable import DidactTuning

/// Real collections, where they are there; they are for evaluation and are read here to see that they are read right.
@Suite struct RealCollectionTests {
  static let folder: String? = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").path
    let shared = ProcessInfo.processInfo.environment["DIDACT_SHARED"] ?? "\(package)/../shared"
    let folder = "\(shared)/data/eval"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  @Test(arguments: [
    ("xquad/xquad.en.json", "squad", 240, 1_190),
    ("pubmedqa/ori_pqal.json", "pubmedqa", 1_000, 1_000),
    ("convfinqa/convfinqa_dataset.json", "convfinqa-dialogue", 421, 1_490),
  ])
  func areReadWhole(file: String, shape: String, texts: Int, pairs: Int) throws {
    guard let folder = Self.folder else {
      return print("SKIPPED: the shared data is not here; no real collection was read")
    }
    let made = Made { $0.sets = [.init(name: "s", sources: ["\(folder)/\(file)"])] }
    let tally = try made.run().tally
    #expect(Array(tally.shapes.keys) == [shape])
    #expect(tally.texts.read == texts && tally.pairs.offered == pairs && tally.adds)
    // Nothing but repeated questions, and turns that lean on them.
    #expect(tally.pairs.written > pairs * 98 / 100)
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    #expect(found.count == tally.texts.written)
    #expect(found.reduce(0) { $0 + $1.pairs.count } == tally.pairs.written)
  }
}
