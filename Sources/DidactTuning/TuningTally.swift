public import Didact

/// What came in, went out or was turned away, for one set or for all.
public struct TuningTally: Sendable, Equatable {
  public var records = 0
  /// Records that were read.
  public var parsed = 0
  /// Records that hold no example, by rule.
  public var skipped: [String: Int] = [:]
  /// Records that could not be cut or read, by reason.
  public var rejected: [String: Int] = [:]
  /// Texts with their questions.
  public var texts = Texts()
  public var pairs = Tally.Pairs()
  public var sequences = 0
  /// Estimated tokens of all sequences.
  public var tokens = 0
  /// Estimated tokens of what is learned.
  public var learnedTokens = 0
  /// Records by the shape that they have.
  public var shapes: [String: Int] = [:]

  /// What became of the texts.
  public struct Texts: Sendable, Equatable {
    /// As they stand in records.
    public var read = 0
    /// Those that an earlier record has too: their pairs went to that one's.
    public var repeated = 0
    public var written = 0
    /// Of the written ones, those that were divided.
    public var divided = 0
    /// Of the written ones, those in which control strings were neutralised.
    public var neutralised = 0
    public var notSelected: [String: Int] = [:]
    public var rejected: [String: Int] = [:]

    /// Whether read = repeated + written + not selected + rejected.
    public var adds: Bool { read == repeated + written + sum(notSelected) + sum(rejected) }
  }

  public init() {}

  /// Rejected records, all reasons together.
  public var rejectedRecords: Int { sum(rejected) }

  /// Whether all sums hold.
  public var adds: Bool {
    records == parsed + sum(skipped) + sum(rejected) && texts.adds && pairs.adds
  }

  /// Adds the counts of `right`.
  public static func += (left: inout TuningTally, right: TuningTally) {
    left.records += right.records
    left.parsed += right.parsed
    left.skipped.merge(right.skipped, uniquingKeysWith: +)
    left.rejected.merge(right.rejected, uniquingKeysWith: +)
    left.texts.read += right.texts.read
    left.texts.repeated += right.texts.repeated
    left.texts.written += right.texts.written
    left.texts.divided += right.texts.divided
    left.texts.neutralised += right.texts.neutralised
    left.texts.notSelected.merge(right.texts.notSelected, uniquingKeysWith: +)
    left.texts.rejected.merge(right.texts.rejected, uniquingKeysWith: +)
    left.pairs.offered += right.pairs.offered
    left.pairs.written += right.pairs.written
    left.pairs.notSelected.merge(right.pairs.notSelected, uniquingKeysWith: +)
    left.pairs.rejected.merge(right.pairs.rejected, uniquingKeysWith: +)
    left.sequences += right.sequences
    left.tokens += right.tokens
    left.learnedTokens += right.learnedTokens
    left.shapes.merge(right.shapes, uniquingKeysWith: +)
  }
}

private func sum(_ counts: [String: Int]) -> Int { counts.values.reduce(0, +) }
