/// Writes instruction-response pairs for a passage.
///
/// Implementers: called for the passages of a chain in order, for several chains at once. The result must be
/// a function of the arguments (for a model: of the arguments and its cache).
public protocol Synthesizer: Sendable {
  /// Name in pairs: `rules`.
  var name: String { get }
  /// The pairs of `passage`; `earlier` are the chain's earlier passages with theirs.
  func pairs(for passage: Passage, after earlier: [AugmentedPassage]) async throws -> Written
  /// The pairs of each passage of a chain; by default each asked for after its predecessors.
  func pairs(for chain: [Passage]) async throws -> [Written]
  /// Chains of a block to be worked on at once: 1, the default, for those that wait for nothing.
  var chainsAtOnce: Int { get }
}

extension Synthesizer {
  public var chainsAtOnce: Int { 1 }

  public func pairs(for chain: [Passage]) async throws -> [Written] {
    var earlier: [AugmentedPassage] = []
    var results: [Written] = []
    for passage in chain {
      let written = try await pairs(for: passage, after: earlier)
      earlier.append(AugmentedPassage(passage: passage, pairs: written.pairs))
      results.append(written)
    }
    return results
  }
}

/// What a synthesizer made of a passage: promise 2 asks that offered = written + not selected + rejected.
public struct Written: Sendable {
  /// The pairs to print, in order.
  public var pairs: [Pair] = []
  /// Candidates left out by choice: `budget`, `hidden by another`, ...
  public var notSelected: [TurnedAway] = []
  /// Candidates that failed a check.
  public var rejected: [TurnedAway] = []

  public init() {}

  /// Everything that was offered.
  public var offered: Int { pairs.count + notSelected.count + rejected.count }
}

/// A candidate that does not become a pair.
public struct TurnedAway: Sendable {
  public var task: String
  public var category: String
  /// A short stable phrase, counted in the manifest.
  public var reason: String
  /// What exactly, for rejected/.
  public var detail: String

  public init(task: String, category: String, reason: String, detail: String = "") {
    self.task = task
    self.category = category
    self.reason = reason
    self.detail = detail
  }
}

/// A passage with its pairs.
public struct AugmentedPassage: Sendable {
  public var passage: Passage
  public var pairs: [Pair]

  public init(passage: Passage, pairs: [Pair]) {
    self.passage = passage
    self.pairs = pairs
  }
}
