public import Didact

/// Every choice of a run that makes tuning data: what its output is a function of, beside the sources.
public struct TuningRecipe: Sendable {
  /// Tokens of one sequence at most (by ``Tokens``).
  public var sequenceTokens = 4_096
  /// Texts of one set at most, those with most pairs first.
  public var cap = 10_000
  public var seed: UInt64 = 0
  public var compression = Recipe.Compression.zst
  /// Longer records are rejected.
  public var maxRecord = 16 << 20
  /// Share of rejected records above which the run exits with 3.
  public var maxRejected = 0.1
  /// SHA-256 of the mapping file, nil where there is none.
  public var mapping: String?
  public var controlStrings = ControlStrings.standard
  public var sets: [Set] = []

  /// One collection: its texts are joined with each other and with no others.
  public struct Set: Sendable {
    /// Letters, digits, `.`, `_` and `-`.
    public var name: String
    /// SOURCE arguments.
    public var sources: [String]
    /// How its records are laid out; nil to tell by the records.
    public var shape: Shape?
    /// Keys that lead to the records; nil to find them.
    public var records: [String]?

    public init(name: String, sources: [String], shape: Shape? = nil, records: [String]? = nil) {
      self.name = name
      self.sources = sources
      self.shape = shape
      self.records = records
    }
  }

  public init() {}

  /// Recipe and version, by which a folder is known.
  public func described(by version: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("kind")
      json.string("tuning-data")
      json.key("didact")
      json.string(version)
      json.key("recipe")
      write(to: &json)
    }
    return json.bytes
  }

  /// The recipe as the manifest and the private folder hold it.
  func write(to json: inout JSONWriter) {
    json.object { json in
      for (key, value) in [
        ("sequence-tokens", sequenceTokens), ("cap", cap), ("max-record", maxRecord),
      ] {
        json.key(key)
        json.integer(value)
      }
      json.key("seed")
      json.string(String(seed))
      json.key("compression")
      json.string(compression.rawValue)
      json.key("mapping")
      json.string(mapping)
      json.key("control-strings")
      json.array(controlStrings) { $0.string($1) }
      json.key("sets")
      json.array(sets) { $0.string($1.name) }
    }
  }
}
