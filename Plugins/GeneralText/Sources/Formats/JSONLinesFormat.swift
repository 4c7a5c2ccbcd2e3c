public import Didact
import DidactJSON

/// JSON Lines: an object a line with a text, and maybe an id, a title, a language and rights.
///
/// A line with a text alone becomes a document with exactly that text. Options name the fields where they are called
/// otherwise, those inside others by their path: `text: data.body, id: doc_id`. What stands in other fields is
/// counted under the rule `fields`, or with `fields: facts` told as facts.
public struct JSONLinesFormat: ConfigurableFormat {
  private var mapping = FieldMapping()
  private let reader = JSONReader()

  public init() {}

  public let name = "jsonl"
  public let summary =
    "JSON Lines with a text field, and id, title, language, rights where there are; other fields are left out and "
    + "counted (options: text, id, title, language, rights, fields)"
  public let cutting = Cutting.lines

  public func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat {
    var format = self
    format.mapping = try FieldMapping(options, of: name)
    return format
  }

  public func recognises(_ head: SourceHead) -> Confidence {
    let line = head.bytes.drop { UTF8Bytes.isBlank($0) || $0 >= 0x80 }.prefix { $0 != 0x0A }
    guard line.first == UInt8(ascii: "{"), !line.contains(0) else { return .no }
    let rest = line.dropFirst().drop(while: UTF8Bytes.isBlank)
    guard let next = rest.first, next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") else {
      return .no
    }
    return .certain
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let fields = JSONFields(mapping)
    try reader.parse(record.bytes, into: fields)
    return .documents([try fields.document()])
  }

  public var examples: [FormatExample] { JSONLinesExamples.all }
}

/// Gathers an object's fields, each under the path of its keys, set apart by points.
private final class JSONFields: JSONHandler {
  private let mapping: FieldMapping
  private var mapped = MappedFields()
  private var path: [UInt8] = []
  /// For each open object the length of its own path, and none for an array.
  private var open: [Int] = []
  private var duplicate: String?

  init(_ mapping: FieldMapping) { self.mapping = mapping }

  func open(isArray: Bool) { open.append(path.count) }

  func close() {
    if let length = open.popLast() { path.removeSubrange(length...) }
  }

  func key(_ bytes: UnsafeBufferPointer<UInt8>) {
    path.removeSubrange((open.last ?? 0)...)
    if !path.isEmpty { path.append(UInt8(ascii: ".")) }
    path.append(contentsOf: bytes)
  }

  func scalar(_ kind: JSONScalar, _ bytes: UnsafeBufferPointer<UInt8>) {
    let field = mapping.field(at: path)
    switch kind {
    case .string: take(field, Array(bytes))
    // Numbers are identifiers and titles as they are written, and no text.
    case .number: take(field == .id || field == .title ? field : nil, Array(bytes))
    case .true: take(nil, Array("true".utf8))
    case .false: take(nil, Array("false".utf8))
    case .null: break
    }
  }

  private func take(_ field: FieldMapping.Field?, _ value: [UInt8]) {
    guard let field else { return mapped.leave(path, value, asFacts: mapping.asFacts) }
    if !mapped.set(field, value) { duplicate = duplicate ?? String(decoding: path, as: UTF8.self) }
  }

  func document() throws(RecordError) -> Document {
    if let duplicate {
      throw RecordError(reason: "duplicate-field", detail: "the object has '\(duplicate)' twice")
    }
    guard let document = mapped.document() else {
      throw RecordError(
        reason: "no-text", detail: "the object has no text in '\(mapping.path(of: .text))'")
    }
    return document
  }
}

enum JSONLinesExamples {
  static let all = [
    FormatExample(
      "a text alone is the document", source: #"{"text": "Exactly  this.\n"}"#,
      yields: [.document([.text("Exactly  this.\n"), .rights("unknown")])]),
    FormatExample(
      "known fields",
      source:
        #"{"id": 7, "title": "On rain", "text": "It rains.", "rights": "CC0", "x": [1, "ab"]}"#,
      yields: [
        .document([
          .id("7"), .title("On rain"), .text("On rain\nIt rains."), .rights("CC0"),
          .fact("left-out", "fields"),
        ])
      ]),
    FormatExample(
      "an identifier is kept as it is written",
      source: #"{"id": 12345678901234567890123, "text": "A.", "language": "en-GB"}"#,
      yields: [.document([.id("12345678901234567890123"), .language("en")])]),
    FormatExample(
      "a broken line costs itself",
      source:
        "{\"text\": \n{\"text\": \"Good.\"}\n[1]\n{\"a\": 1}\n{\"text\": \"\\ud800\"}\n{\"text\": \"a\", \"text\": \"b\"}",
      yields: [
        .rejected(reason: "malformed-json"), .document([.text("Good.")]),
        .rejected(reason: "not-an-object"), .rejected(reason: "no-text"),
        .rejected(reason: "malformed-json"), .rejected(reason: "duplicate-field"),
      ]),
  ]
}
