import Didact
import DidactOutputs
import DidactPrompting
import Foundation

@testable import DidactTuning

/// Tuning data made of some sources in a folder that goes with the test.
final class Made {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  var recipe = TuningRecipe()
  private(set) var outcome = TuningData.Outcome()

  init(
    _ sources: [(set: String, text: String)] = [], _ change: (inout TuningRecipe) -> Void = { _ in }
  ) {
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    recipe.compression = .none
    for (set, text) in sources {
      try? Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(set).json"))
      recipe.sets.append(.init(name: set, sources: ["\(path)/\(set).json"]))
    }
    change(&recipe)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var output: String { "\(path)/out" }

  @discardableResult func run(overwrite: Bool = false) throws -> TuningData.Outcome {
    let opened = try OutputFolder.open(
      at: output, recipe: recipe.described(by: "1"), owned: TuningData.folders,
      overwrite: overwrite)
    guard case .ready(let folder) = opened else { throw RunError("complete", remedy: "") }
    outcome = try TuningData(recipe, to: folder).run(version: "1")
    return outcome
  }

  struct Line: Codable {
    struct Segment: Codable {
      var label: Bool
      var text: String
    }
    var id: String
    var set: String
    var text: String
    var loss: [[Int]]
    var segments: [Segment]
    var tokens: Int
  }

  struct Rejected: Codable {
    var set: String
    var record: Int
    var question: String?
    var reason: String
  }

  func lines(_ set: String) throws -> [Line] { try decoded("sequences/\(set).jsonl") }
  func rejected() throws -> [Rejected] { try decoded("rejected/part-00000.jsonl") }

  private func decoded<Value: Decodable>(_ name: String) throws -> [Value] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(output)/\(name)"))
    return try data.split(separator: 0x0A).map { try JSONDecoder().decode(Value.self, from: $0) }
  }

  /// Every file but the clock's, with its bytes.
  func files() -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: output) ?? .init()
    where !name.hasPrefix(".didact") && name != "run.json" {
      if let data = FileManager.default.contents(atPath: "\(output)/\(name)") { files[name] = data }
    }
    return files
  }
}

/// A sequence taken apart as a reader of the wire would, with nothing of the code that wrote it.
struct ReadBack: Equatable {
  var text: String
  var pairs: [WirePair]

  static func all(in sequence: String) throws -> [ReadBack] {
    var rest = sequence[...]
    var found: [ReadBack] = []
    let format = SynthesizerFormat(controlStrings: try ControlStrings(ControlStrings.standard))
    while !rest.isEmpty {
      guard rest.hasPrefix("<s> <CON> "), let close = rest.range(of: " </CON>\n\n"),
        let end = rest.range(of: "</s>")
      else { throw RunError("no sequence: \(rest.prefix(80))", remedy: "") }
      let reply = format.pairs(in: String(rest[close.upperBound..<end.upperBound]))
      guard reply.dropped.isEmpty else { throw RunError("dropped: \(reply.dropped)", remedy: "") }
      found.append(
        ReadBack(
          text: String(rest[rest.index(rest.startIndex, offsetBy: 10)..<close.lowerBound]),
          pairs: reply.pairs))
      rest = rest[end.upperBound...]
    }
    return found
  }
}

/// SQuAD's form: texts with questions, an answer each.
func squad(_ paragraphs: [(context: String, qas: [(String, String)])]) -> String {
  let articles = paragraphs.map { paragraph in
    let qas = paragraph.qas.map { question, answer -> [String: Any] in
      let start = paragraph.context.range(of: answer).map {
        paragraph.context.unicodeScalars.distance(
          from: paragraph.context.startIndex, to: $0.lowerBound)
      }
      return [
        "question": question, "answers": [["text": answer, "answer_start": start ?? -1]],
      ]
    }
    return ["title": "T", "paragraphs": [["context": paragraph.context, "qas": qas]]]
  }
  let data = try? JSONSerialization.data(
    withJSONObject: ["version": "1", "data": articles], options: [.sortedKeys])
  return String(decoding: data ?? Data(), as: UTF8.self)
}
