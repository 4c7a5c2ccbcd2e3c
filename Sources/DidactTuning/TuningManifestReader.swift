import Didact
import DidactOutputs

/// A folder's manifest as ``TuningManifest`` wrote it, read back.
struct TuningManifestReader: Decodable {
  struct RecipePart: Decodable {
    var sequenceTokens: Int
    var cap: Int
    var controlStrings: [String]
    var sets: [String]
    enum CodingKeys: String, CodingKey {
      case cap, sets
      case sequenceTokens = "sequence-tokens"
      case controlStrings = "control-strings"
    }
  }
  struct Source: Decodable {
    var set: String
    var records: Int
  }
  struct Set: Decodable {
    var name: String
    var tally: TuningTally

    enum CodingKeys: CodingKey { case name }
    init(from decoder: any Decoder) throws {
      name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
      tally = try TallyReader(from: decoder).tally
    }
  }

  var recipe: RecipePart
  var sources: [Source]
  var tally: TuningTally
  var sets: [Set]
  var files: [PartFile]

  enum CodingKeys: CodingKey { case recipe, sources, sets, files }
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    recipe = try values.decode(RecipePart.self, forKey: .recipe)
    sources = try values.decode([Source].self, forKey: .sources)
    sets = try values.decode([Set].self, forKey: .sets)
    files = try values.decode([PartFile].self, forKey: .files)
    tally = try TallyReader(from: decoder).tally
  }

  /// The sums that stand in the manifest, once for all and once a set.
  private struct TallyReader: Decodable {
    struct Records: Decodable {
      var cut: Int
      var parsed: Int
      var skipped: [String: Int]
      var rejected: [String: Int]
      var shapes: [String: Int]
    }
    struct Texts: Decodable {
      var read: Int
      var repeated: Int
      var written: Int
      var divided: Int
      var neutralised: Int
      var notSelected: [String: Int]
      var rejected: [String: Int]
    }
    struct Sequences: Decodable {
      var written: Int
      var tokens: Int
      var learned: Int
    }
    var records: Records
    var texts: Texts
    var pairs: Tally.Pairs
    var sequences: Sequences

    var tally: TuningTally {
      var tally = TuningTally()
      tally.records = records.cut
      tally.parsed = records.parsed
      tally.skipped = records.skipped
      tally.rejected = records.rejected
      tally.shapes = records.shapes
      tally.texts.read = texts.read
      tally.texts.repeated = texts.repeated
      tally.texts.written = texts.written
      tally.texts.divided = texts.divided
      tally.texts.neutralised = texts.neutralised
      tally.texts.notSelected = texts.notSelected
      tally.texts.rejected = texts.rejected
      tally.pairs = pairs
      tally.sequences = sequences.written
      tally.tokens = sequences.tokens
      tally.learnedTokens = sequences.learned
      return tally
    }
  }
}
