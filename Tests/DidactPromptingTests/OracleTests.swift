import Didact
import Foundation
import Testing

@testable import DidactPrompting

/// Prompts and pairs equal, byte for byte, those of the method's own code for the same chains.
@Suite struct OracleTests {
  struct Oracle: Decodable {
    struct Round: Decodable {
      var texts: [Int]
      var prompts: [String]
      var carried: [[Int]]
      var pairs: [[Pair]]
    }
    struct Pair: Decodable {
      var question: String
      var answer: String
      enum CodingKeys: String, CodingKey {
        case question = "Q"
        case answer = "A"
      }
    }
    var rounds: [Round]
  }

  /// The folder, or nil where it is not there.
  static let folder: String? = {
    let package = (#filePath as NSString).deletingLastPathComponent + "/../.."
    let shared = ProcessInfo.processInfo.environment["DIDACT_SHARED"] ?? "\(package)/../shared"
    let folder = "\(shared)/data/oracle"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  static func lines(_ path: String, _ key: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let entry = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
      return try #require(entry[key])
    }
  }

  @Test(arguments: [
    ("small61", 2), ("small61", 3), ("small61", 4), ("abstracts300", 3), ("abstracts301", 3),
  ]) func equalsTheMethodsOwnPrompts(name: String, shots: Int) async throws {
    guard let folder = Self.folder else {
      return print("SKIPPED: the shared data is not there; prompts were not compared to the oracle")
    }
    let texts = try Self.lines("\(folder)/\(name).texts.jsonl", "text")
    let completions = try Self.lines("\(folder)/\(name).completions.jsonl", "completion")
    let data = try #require(
      FileManager.default.contents(atPath: "\(folder)/\(name).m\(shots).json"))
    let oracle = try JSONDecoder().decode(Oracle.self, from: data)
    let ours = try await Texts.exchanges(texts, shots: shots, completions: completions)
    #expect(ours.count == texts.count)
    for (round, theirs) in oracle.rounds.enumerated() {
      for (slot, index) in theirs.texts.enumerated() {
        let (found, carried, exchange) = ours[index]
        #expect(found == index)
        #expect(exchange.place == round)
        #expect(exchange.prompt == Self.unsubstituted(theirs.prompts[slot]))
        // Theirs lists all texts of the slot, ours those in the prompt: the last of them.
        #expect(theirs.carried[slot].suffix(carried.count) == carried[...])
        #expect(
          carried.count == exchange.prompt.components(separatedBy: "<CON>").count - 2)
        #expect(exchange.reply.pairs.map(\.question) == theirs.pairs[slot].map(\.question))
        #expect(exchange.reply.pairs.map(\.answer) == theirs.pairs[slot].map(\.answer))
      }
    }
  }

  /// That code puts the answer in for `{answer}` where a question says it; braces are data here.
  static func unsubstituted(_ prompt: String) -> String {
    prompt.replacingOccurrences(
      of: "<QUE> Explain literal {context} braces {question}. <ANS>",
      with: "<QUE> Explain {answer} {question}. <ANS>")
  }

  @Test func neutralisesWhatIsHostile() async throws {
    guard let folder = Self.folder else {
      return print("SKIPPED: the shared data is not there; hostile texts were not prompted")
    }
    let texts = try Self.lines("\(folder)/hostile.texts.jsonl", "text")
    let completions = try Self.lines("\(folder)/hostile.completions.jsonl", "completion")
    let ours = try await Texts.exchanges(texts, shots: 3, completions: completions)
    #expect(Set(ours.map(\.index)) == Set(texts.indices))
    let format = try Texts.format()
    for (_, carried, exchange) in ours {
      #expect(format.fits(Array(exchange.prompt.utf8)))
      for (marker, times) in [
        ("<s>", carried.count + 1), ("</s>", carried.count), ("<CON>", carried.count + 1),
        ("</CON>", carried.count + 1),
      ] {
        #expect(exchange.prompt.components(separatedBy: marker).count - 1 == times, "\(marker)")
      }
      for pair in exchange.reply.pairs {
        #expect(
          try Texts.controlStrings.hits(in: Array("\(pair.question)\(pair.answer)".utf8)) == [])
      }
    }
  }
}
