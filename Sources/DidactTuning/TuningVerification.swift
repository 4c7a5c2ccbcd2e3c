import Didact
public import DidactOutputs
import DidactPrompting
import Foundation

/// Re-derives every check of a tuning-data folder from the folder alone: digests, sums, and each sequence read back
/// into texts and pairs.
public struct TuningVerification {
  /// What was found wrong: `path:line: what is wrong`.
  public var findings: [String] { audit.findings }
  /// How many findings there are, those beyond the first hundred included.
  public var count: Int { audit.count }
  /// What the sequences hold.
  public private(set) var found = Contents()
  public private(set) var rejections = 0
  private var audit: FolderAudit

  /// What some sequences hold.
  public struct Contents: Sendable, Equatable {
    public var sequences = 0
    /// Pieces of divided texts count each.
    public var texts = 0
    public var pairs = 0
    var tokens = 0
    var learned = 0

    static func += (left: inout Contents, right: Contents) {
      left.sequences += right.sequences
      left.texts += right.texts
      left.pairs += right.pairs
      left.tokens += right.tokens
      left.learned += right.learned
    }
  }

  /// Whether ``init(of:)`` is the one for a folder.
  public static func isMeant(for folder: FolderAudit) -> Bool { folder.kind == "tuning-data" }

  /// Checks a folder of tuning data.
  public init(of folder: FolderAudit) {
    audit = folder
    guard
      let manifest = try? JSONDecoder().decode(
        TuningManifestReader.self, from: Data(audit.manifest)),
      let controlStrings = try? ControlStrings(manifest.recipe.controlStrings)
    else {
      audit.report("manifest.json", nil, "is no manifest")
      return
    }
    audit.check(manifest.files)
    checkSums(manifest)
    let rejected = checkRejections(manifest)
    for set in manifest.sets {
      checkSequences(of: set, manifest, controlStrings)
      checkRejected(rejected[set.name] ?? Rejected(), of: set)
    }
    for name in rejected.keys.sorted() where !manifest.sets.contains(where: { $0.name == name }) {
      report("rejected/ speaks of '\(name)', which is no set")
    }
  }

  private mutating func report(_ what: String) { audit.report("manifest.json", nil, what) }

  private mutating func checkSums(_ manifest: TuningManifestReader) {
    if manifest.sets.map(\.name) != manifest.recipe.sets { report("its sets are not the recipe's") }
    var all = TuningTally()
    for set in manifest.sets {
      all += set.tally
      if !set.tally.adds { report("the sums of '\(set.name)' do not add up") }
      let records = manifest.sources.lazy.filter { $0.set == set.name }.map(\.records).reduce(0, +)
      if set.tally.records != records {
        report("the sources' records of '\(set.name)' do not add up to those cut")
      }
      if set.tally.shapes.values.reduce(0, +) < set.tally.parsed {
        report("'\(set.name)' has records that were read in no shape")
      }
    }
    if all != manifest.tally { report("its sums are not those of its sets") }
  }

  // MARK: Sequences

  private mutating func checkSequences(
    of set: TuningManifestReader.Set, _ manifest: TuningManifestReader,
    _ controlStrings: ControlStrings
  ) {
    var contents = Contents()
    let start = "sequences/\(set.name).jsonl"
    let checks = SequenceVerification(
      set: set.name, sequenceTokens: manifest.recipe.sequenceTokens, controlStrings)
    for file in manifest.files where Self.is(file, start) {
      _ = audit.lines(of: file) { line in
        let (held, faults) = try checks.faults(in: line, number: contents.sequences)
        contents += held
        return faults
      }
    }
    found += contents
    let tally = set.tally
    for (name, there, counted) in [
      ("sequences", contents.sequences, tally.sequences),
      ("pairs", contents.pairs, tally.pairs.written),
      ("tokens", contents.tokens, tally.tokens),
      ("learned tokens", contents.learned, tally.learnedTokens),
    ] where there != counted {
      report("the sequences of '\(set.name)' hold \(there) \(name), \(counted) are counted")
    }
    // A divided text is there in one piece at least.
    let isCounted =
      tally.texts.divided == 0
      ? contents.texts == tally.texts.written : contents.texts >= tally.texts.written
    if !isCounted {
      report(
        "the sequences of '\(set.name)' hold \(contents.texts) texts, \(tally.texts.written) are counted"
      )
    }
    if tally.texts.written > manifest.recipe.cap { report("'\(set.name)' has texts over the cap") }
  }

  /// Whether a file is `start` with or without the ending of its compression.
  private static func `is`(_ file: PartFile, _ start: String) -> Bool {
    file.path == start || file.path.hasPrefix("\(start).")
  }

  // MARK: Rejections

  /// What rejected/ says of a set.
  private struct Rejected {
    var records: [String: Int] = [:]
    var pairs: [String: Int] = [:]
  }

  private struct RejectionLine: Decodable {
    var set: String
    var question: String?
    var reason: String
  }

  private mutating func checkRejections(_ manifest: TuningManifestReader) -> [String: Rejected] {
    var rejected: [String: Rejected] = [:]
    for file in manifest.files where file.path.hasPrefix("rejected/") {
      rejections += audit.lines(of: file) { line in
        let line = try JSONDecoder().decode(RejectionLine.self, from: line)
        if line.question == nil {
          rejected[line.set, default: Rejected()].records[line.reason, default: 0] += 1
        } else {
          rejected[line.set, default: Rejected()].pairs[line.reason, default: 0] += 1
        }
        return []
      }
    }
    return rejected
  }

  private mutating func checkRejected(_ rejected: Rejected, of set: TuningManifestReader.Set) {
    if rejected.records != set.tally.rejected {
      report("rejected records of '\(set.name)' are not those counted")
    }
    if rejected.pairs != set.tally.pairs.rejected {
      report("rejected pairs of '\(set.name)' are not those counted")
    }
  }
}
