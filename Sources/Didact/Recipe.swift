/// Every choice of a run as a value: what the output is a function of, beside the sources.
///
/// Built from a preset, a recipe file and flags (in that order of precedence, the last winning); written into
/// the manifest as resolved.
public struct Recipe: Sendable, Hashable, Codable {
  /// Name of the preset.
  public var domain = "general"
  /// Formats in the order in which they are asked, with their options.
  public var formats: [Format] = []
  /// Ids of the tasks that may fire.
  public var tasks: [String] = []
  public var variant = "instruct"
  /// M: passages in one training text, at most.
  public var shots = 3
  /// No training text exceeds this many tokens (by ``Tokens``).
  public var context = 4_096
  /// Longer documents are divided.
  public var passageTokens = 1_024
  /// Pairs for a passage of an abstract's size.
  public var pairs = 5
  /// What writes pairs: `rules`, a model server's URL, `recorded:FILE`, or `rules+` one of the two.
  public var synthesizer = "rules"
  /// The model that is asked, nil for rules alone.
  public var model: Model?
  /// Languages to keep, as documents name them; empty keeps all.
  public var languages: [String] = []
  /// Rights to keep; empty keeps all.
  public var rights: [String] = []
  /// Marks for which documents are filtered: `retracted`, `no-abstract`, ...
  public var leaveOut: [String] = []
  /// SHA-256 of the file of document ids to leave out, nil where none is given.
  public var excludedIDs: String?
  /// Whether the newest version of each document alone is kept, of formats whose records have versions.
  public var latest = false
  /// Share of documents held out, by hash of the document id.
  public var split = 0.0
  public var compression = Compression.zst
  public var seed: UInt64 = 0
  /// Stop cutting after this many records.
  public var limit: Int?
  /// Longer records are rejected.
  public var maxRecord = 16 << 20
  /// Share of rejected records above which the run exits with 3.
  public var maxRejected = 0.1
  /// Strings that never stand in a training text as they are.
  public var controlStrings = ControlStrings.standard
  public var blocks = BlockSizes()

  /// A format by name, with options for ``ConfigurableFormat``.
  public struct Format: Sendable, Hashable, Codable {
    public var name: String
    public var options: [String: String]
    public init(name: String, options: [String: String] = [:]) {
      self.name = name
      self.options = options
    }
  }

  /// How output files are compressed.
  public enum Compression: String, Sendable, Codable, CaseIterable {
    case zst, gz, none
  }

  public init() {}
}
