import Didact
import DidactCompression
import DidactTuning
import Foundation

/// A file that says where collections keep texts, questions and answers.
///
///     context: passage.body          # for all sets, or under 'sets:' for those named
///     question: q
///     answer: a
struct MappingFile {
  /// SHA-256 of the file's bytes.
  let digest: String
  private let all: (shape: Shape, records: [String]?)?
  private let named: [String: (shape: Shape, records: [String]?)]

  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError("\(path): cannot be read", remedy: "check the path of --mapping")
    }
    digest = SHA256.hex(of: Array(data))
    let file = try YAMLFile.read(path)
    var named: [String: (shape: Shape, records: [String]?)] = [:]
    for (name, section) in try file.sections("sets") {
      named[name] = try Self.mapping(section, name: name)
    }
    self.named = named
    if named.isEmpty {
      all = try Self.mapping(file, name: "mapping")
    } else {
      try file.refuseUnknown(besides: ["sets"])
      all = nil
    }
  }

  /// The mapping of a set, nil where its records tell.
  func mapping(of set: String) -> (shape: Shape, records: [String]?)? { named[set] ?? all }

  /// - Throws: ``RunError`` where the file names sets that there are not.
  func refuseUnknown(besides sets: [String]) throws(RunError) {
    if let name = named.keys.sorted().first(where: { !sets.contains($0) }) {
      throw RunError(
        "--mapping: there is no set '\(name)'",
        remedy: "the sets are \(sets.joined(separator: ", ")); NAME=SOURCE names one")
    }
  }

  private static func mapping(
    _ file: YAMLFile, name: String
  ) throws -> (shape: Shape, records: [String]?) {
    try file.refuseUnknown(besides: Set(keys))
    func path(_ text: String) throws -> JSONPath {
      guard let path = JSONPath(text) else {
        throw file.fault(
          "'\(text)' is no path",
          remedy: "write keys and numbers set apart by points: answers.0.text")
      }
      return path
    }
    func one(_ key: String) throws -> JSONPath? { try file.string(key).map(path) }
    func several(_ key: String) throws -> [JSONPath] { try (file.strings(key) ?? []).map(path) }
    let context = try several("context")
    guard !context.isEmpty, let question = try one("question") else {
      throw file.fault(
        "'context' and 'question' are missing",
        remedy:
          "write 'context: PATH' and 'question: PATH'; didact tuning-data --shapes has examples")
    }
    var shape = Shape(name: name, context: context, question: question)
    shape.examples = try one("examples")
    shape.pairs = try one("pairs")
    shape.answer = try several("answer")
    shape.unit = try one("unit")
    shape.options = try several("options")
    shape.fixedOptions = try file.strings("fixed-options") ?? []
    shape.answerIndex = try one("answer-index")
    shape.answerLetter = try one("answer-letter")
    shape.reasoning = try one("reasoning")
    shape.answerStart = try one("answer-start")
    shape.unanswerable = try one("unanswerable")
    shape.noAnswer = try file.string("no-answer")
    shape.textEnd = try file.string("text-end")
    shape.isConversation = try file.boolean("conversation") ?? false
    guard !shape.answer.isEmpty || shape.answerIndex != nil || shape.answerLetter != nil else {
      throw file.fault(
        "no answer is named",
        remedy: "write 'answer: PATH', 'answer-index: PATH' or 'answer-letter: PATH'")
    }
    let records = try file.string("records")
    return (shape, records.map { $0 == "." ? [] : $0.split(separator: ".").map(String.init) })
  }

  private static let keys = [
    "records", "examples", "context", "pairs", "question", "answer", "unit", "options",
    "fixed-options", "answer-index", "answer-letter", "reasoning", "answer-start", "unanswerable",
    "no-answer", "text-end", "conversation",
  ]

  /// A shape as a mapping file would say it.
  static func yaml(_ shape: Shape) -> String {
    func list(_ paths: [JSONPath]) -> String {
      paths.count == 1
        ? paths[0].description : "[\(paths.map(\.description).joined(separator: ", "))]"
    }
    var lines: [String] = []
    func add(_ key: String, _ value: String?) { if let value { lines.append("\(key): \(value)") } }
    add("examples", shape.examples?.description)
    add("context", list(shape.context))
    add("pairs", shape.pairs?.description)
    add("question", shape.question.description)
    if !shape.answer.isEmpty { add("answer", list(shape.answer)) }
    add("unit", shape.unit?.description)
    if !shape.options.isEmpty { add("options", list(shape.options)) }
    if !shape.fixedOptions.isEmpty {
      // Quoted: YAML reads a bare yes as true.
      add("fixed-options", "[\(shape.fixedOptions.map { "\"\($0)\"" }.joined(separator: ", "))]")
    }
    add("answer-index", shape.answerIndex?.description)
    add("answer-letter", shape.answerLetter?.description)
    add("reasoning", shape.reasoning?.description)
    add("answer-start", shape.answerStart?.description)
    add("unanswerable", shape.unanswerable?.description)
    add("no-answer", shape.noAnswer.map { "\"\($0)\"" })
    add("text-end", shape.textEnd.map { "\"\($0)\"" })
    if shape.isConversation { add("conversation", "true") }
    return lines.map { "    \($0)\n" }.joined()
  }
}
