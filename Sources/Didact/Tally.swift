/// Counts of everything that came in, went out or was turned away: the sums of promise 2.
///
/// Tallies of blocks add up in any order to the tally of the run.
public struct Tally: Sendable, Hashable, Codable {
  public var records = 0
  /// Records that yielded their documents.
  public var parsed = 0
  /// Records that are no document, by rule.
  public var skipped: [String: Int] = [:]
  /// Records that could not be cut or read, by reason.
  public var rejected: [String: Int] = [:]

  public var documents = 0
  public var kept = 0
  /// Documents left out, by reason.
  public var filtered: [String: Int] = [:]
  /// Characters of read documents that their formats left out on purpose, by rule (``LeftOut``).
  public var leftOut: [String: Int] = [:]
  /// Kept documents, by rights.
  public var rights: [String: Int] = [:]

  public var passages = 0
  public var texts = 0
  /// Estimated tokens of all training texts.
  public var tokens = 0

  public var pairs = Pairs()
  /// Pairs by task.
  public var tasks: [String: Pairs] = [:]
  /// Pairs by category.
  public var categories: [String: Pairs] = [:]

  /// What became of the pairs that were offered.
  public struct Pairs: Sendable, Hashable, Codable {
    public var offered = 0
    public var written = 0
    /// By reason.
    public var notSelected: [String: Int] = [:]
    /// By reason.
    public var rejected: [String: Int] = [:]

    public init() {}

    /// Whether offered = written + not selected + rejected.
    public var adds: Bool {
      offered == written + notSelected.values.reduce(0, +) + rejected.values.reduce(0, +)
    }

    static func += (left: inout Pairs, right: Pairs) {
      left.offered += right.offered
      left.written += right.written
      left.notSelected.merge(right.notSelected, uniquingKeysWith: +)
      left.rejected.merge(right.rejected, uniquingKeysWith: +)
    }
  }

  public init() {}

  /// Rejected records, all reasons together.
  public var rejectedRecords: Int { rejected.values.reduce(0, +) }
  /// Filtered documents, all reasons together.
  public var filteredDocuments: Int { filtered.values.reduce(0, +) }

  /// Whether all sums of promise 2 hold.
  public var adds: Bool {
    records == parsed + skipped.values.reduce(0, +) + rejectedRecords
      && documents == kept + filteredDocuments
      && pairs.adds && tasks.values.allSatisfy(\.adds) && categories.values.allSatisfy(\.adds)
      && pairs.offered == tasks.values.reduce(0) { $0 + $1.offered }
      && pairs.offered == categories.values.reduce(0) { $0 + $1.offered }
  }

  /// Adds the counts of `right`.
  public static func += (left: inout Tally, right: Tally) {
    left.records += right.records
    left.parsed += right.parsed
    left.skipped.merge(right.skipped, uniquingKeysWith: +)
    left.rejected.merge(right.rejected, uniquingKeysWith: +)
    left.documents += right.documents
    left.kept += right.kept
    left.filtered.merge(right.filtered, uniquingKeysWith: +)
    left.leftOut.merge(right.leftOut, uniquingKeysWith: +)
    left.rights.merge(right.rights, uniquingKeysWith: +)
    left.passages += right.passages
    left.texts += right.texts
    left.tokens += right.tokens
    left.pairs += right.pairs
    for (task, pairs) in right.tasks { left.tasks[task, default: Pairs()] += pairs }
    for (category, pairs) in right.categories {
      left.categories[category, default: Pairs()] += pairs
    }
  }

  /// Counts one pair, overall, under its task and under its category.
  mutating func count(task: String, category: String, _ change: (inout Pairs) -> Void) {
    change(&pairs)
    change(&tasks[task, default: Pairs()])
    change(&categories[category, default: Pairs()])
  }
}
