import Didact
import DidactCompression
import Foundation

/// What a run was made of, what came of it, and every file with its digest. The same recipe, sources and
/// version give the same manifest: no clock, no machine, no jobs in it.
struct Manifest {
  var version: String
  var recipe: Recipe
  var sources: [SourceSummary]
  var tally: Tally
  var files: [PartFile]

  /// Version of the run folder's layout.
  static let schema = 1

  func bytes(with others: [PartFile]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("schema")
      json.integer(Self.schema)
      json.key("didact")
      json.string(version)
      json.key("recipe")
      RecipeJSON.write(recipe, to: &json)
      json.key("sources")
      json.array(sources) { json, source in Self.write(source, to: &json) }
      json.key("records")
      Self.writeSum(
        to: &json, "cut", tally.records, [("parsed", tally.parsed)],
        [("skipped", tally.skipped), ("rejected", tally.rejected)])
      json.key("documents")
      Self.writeSum(
        to: &json, "read", tally.documents, [("kept", tally.kept)],
        [("filtered", tally.filtered), ("leftOut", tally.leftOut), ("rights", tally.rights)])
      json.key("texts")
      json.object { json in
        for (name, value) in [
          ("passages", tally.passages), ("written", tally.texts), ("tokens", tally.tokens),
        ] {
          json.key(name)
          json.integer(value)
        }
      }
      json.key("pairs")
      Self.write(tally.pairs, to: &json)
      json.key("tasks")
      Self.write(tally.tasks, to: &json)
      json.key("categories")
      Self.write(tally.categories, to: &json)
      PartFile.write(files + others, to: &json)
    }
    return JSONLayout.indented(json.bytes)
  }

  private static func write(_ source: SourceSummary, to json: inout JSONWriter) {
    json.object { json in
      json.key("path")
      json.string(source.path)
      json.key("bytes")
      json.integer(source.bytes)
      json.key("sha256")
      json.string(source.sha256)
      json.key("decompressed")
      json.integer(source.decompressed)
      json.key("formats")
      json.array(source.formats) { json, format in json.string(format) }
      json.key("records")
      json.integer(source.records)
    }
  }

  private static func writeSum(
    to json: inout JSONWriter, _ total: String, _ value: Int, _ parts: [(String, Int)],
    _ reasons: [(String, [String: Int])]
  ) {
    json.object { json in
      json.key(total)
      json.integer(value)
      for (name, value) in parts {
        json.key(name)
        json.integer(value)
      }
      for (name, counts) in reasons {
        json.key(name)
        write(counts, to: &json)
      }
    }
  }

  private static func write(_ counts: [String: Int], to json: inout JSONWriter) {
    json.object { json in
      for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
        json.key(name)
        json.integer(count)
      }
    }
  }

  private static func write(_ pairs: Tally.Pairs, to json: inout JSONWriter) {
    writeSum(
      to: &json, "offered", pairs.offered, [("written", pairs.written)],
      [("notSelected", pairs.notSelected), ("rejected", pairs.rejected)])
  }

  private static func write(_ groups: [String: Tally.Pairs], to json: inout JSONWriter) {
    json.object { json in
      for (name, pairs) in groups.sorted(by: { $0.key < $1.key }) {
        json.key(name)
        write(pairs, to: &json)
      }
    }
  }
}

/// A manifest as read back.
struct ManifestReader: Codable {
  struct Records: Codable {
    var cut: Int
    var parsed: Int
    var skipped: [String: Int]
    var rejected: [String: Int]
  }
  struct Documents: Codable {
    var read: Int
    var kept: Int
    var filtered: [String: Int]
    var leftOut: [String: Int]
    var rights: [String: Int]
  }
  struct Texts: Codable {
    var passages: Int
    var written: Int
    var tokens: Int
  }
  struct RecipePart: Codable {
    var context: Int
    var passageTokens: Int
    var controlStrings: [String]
    var variant: String
    var model: Model?
    struct Model: Codable { var checks: Recipe.Checks }
    enum CodingKeys: String, CodingKey {
      case context, variant, model
      case passageTokens = "passage-tokens"
      case controlStrings = "control-strings"
    }
  }

  var schema: Int
  var didact: String
  var recipe: RecipePart
  var sources: [SourceSummary]
  var records: Records
  var documents: Documents
  var texts: Texts
  var pairs: Tally.Pairs
  var tasks: [String: Tally.Pairs]
  var categories: [String: Tally.Pairs]
  var files: [PartFile]

  static func read(_ path: String) throws(RunError) -> ManifestReader {
    let bytes = try Files.read(path)
    do {
      return try JSONDecoder().decode(ManifestReader.self, from: Data(bytes))
    } catch {
      throw RunError("\(path): is no manifest: \(error)", remedy: "run didact verify on the folder")
    }
  }

  /// The counts, to be checked as a run's are.
  var tally: Tally {
    var tally = Tally()
    tally.records = records.cut
    tally.parsed = records.parsed
    tally.skipped = records.skipped
    tally.rejected = records.rejected
    tally.documents = documents.read
    tally.kept = documents.kept
    tally.filtered = documents.filtered
    tally.leftOut = documents.leftOut
    tally.rights = documents.rights
    tally.passages = texts.passages
    tally.texts = texts.written
    tally.tokens = texts.tokens
    tally.pairs = pairs
    tally.tasks = tasks
    tally.categories = categories
    return tally
  }
}
