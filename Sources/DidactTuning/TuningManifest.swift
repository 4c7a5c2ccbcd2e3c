public import Didact
import DidactOutputs
import Foundation

/// manifest.json: recipe, sources, sums by set and every file with its digest; no clock and no machine.
enum TuningManifest {
  static let schema = 1

  static func bytes(
    _ recipe: TuningRecipe, _ outcome: TuningData.Outcome, files: [PartFile], version: String
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("schema")
      json.integer(schema)
      json.key("kind")
      json.string("tuning-data")
      json.key("didact")
      json.string(version)
      json.key("recipe")
      recipe.write(to: &json)
      json.key("sources")
      json.array(outcome.sources) { json, source in
        json.object { json in
          json.key("set")
          json.string(source.set)
          json.key("path")
          json.string(source.source.path)
          json.key("bytes")
          json.integer(source.source.bytes)
          json.key("sha256")
          json.string(source.source.sha256)
          json.key("records")
          json.integer(source.source.records)
        }
      }
      write(outcome.tally, to: &json)
      json.key("sets")
      json.array(outcome.sets) { json, set in
        json.object { json in
          json.key("name")
          json.string(set.name)
          write(set.tally, to: &json)
        }
      }
      PartFile.write(files, to: &json)
    }
    return json.bytes
  }

  private static func write(_ tally: TuningTally, to json: inout JSONWriter) {
    sum(
      "records", [("cut", tally.records), ("parsed", tally.parsed)],
      [("skipped", tally.skipped), ("rejected", tally.rejected), ("shapes", tally.shapes)], &json)
    let texts = tally.texts
    sum(
      "texts",
      [
        ("read", texts.read), ("repeated", texts.repeated), ("written", texts.written),
        ("divided", texts.divided), ("neutralised", texts.neutralised),
      ], [("notSelected", texts.notSelected), ("rejected", texts.rejected)], &json)
    sum(
      "pairs", [("offered", tally.pairs.offered), ("written", tally.pairs.written)],
      [("notSelected", tally.pairs.notSelected), ("rejected", tally.pairs.rejected)], &json)
    sum(
      "sequences",
      [
        ("written", tally.sequences), ("tokens", tally.tokens), ("learned", tally.learnedTokens),
      ], [], &json)
  }

  private static func sum(
    _ name: String, _ values: [(String, Int)], _ reasons: [(String, [String: Int])],
    _ json: inout JSONWriter
  ) {
    json.key(name)
    json.object { json in
      for (key, value) in values {
        json.key(key)
        json.integer(value)
      }
      for (key, counts) in reasons {
        json.key(key)
        json.object { json in
          for (reason, count) in counts.sorted(by: { $0.key < $1.key }) {
            json.key(reason)
            json.integer(count)
          }
        }
      }
    }
  }
}

/// A source as the manifest lists it.
public struct TuningSource: Sendable, Equatable, Decodable {
  public var set: String
  public var path: String
  public var sha256: String

  public init(set: String, path: String, sha256: String) {
    self.set = set
    self.path = path
    self.sha256 = sha256
  }

  /// The sources of a manifest in order.
  ///
  /// - Throws: ``RunError`` where it is none.
  public static func all(in manifest: [UInt8], at path: String) throws(RunError) -> [TuningSource] {
    struct Sources: Decodable { var sources: [TuningSource] }
    guard let read = try? JSONDecoder().decode(Sources.self, from: Data(manifest)) else {
      throw RunError(
        "\(path)/manifest.json: is no manifest", remedy: "start anew with --overwrite")
    }
    return read.sources
  }
}
