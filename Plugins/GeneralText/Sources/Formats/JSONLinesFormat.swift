public import Didact
import Foundation

/// JSON Lines: an object a line with a text, and maybe an id, a title, a language and rights.
///
/// A line with a text alone becomes a document with exactly that text. Other fields are not read. Options
/// name the fields where they are called otherwise: `text: body, id: doc_id, title: headline`.
public struct JSONLinesFormat: ConfigurableFormat {
  private var fields = [
    "text": "text", "id": "id", "title": "title", "language": "language", "rights": "rights",
  ]

  public init() {}

  public let name = "jsonl"
  public let summary =
    "JSON Lines with a text field, and id, title, language, rights where there are; other fields are left out"
  public let cutting = Cutting.lines

  public func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat {
    var format = self
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      guard fields[option] != nil, !value.isEmpty else {
        throw RunError(
          "format jsonl has no option '\(option)'",
          remedy: "its options are \(fields.keys.sorted().joined(separator: ", "))")
      }
      format.fields[option] = value
    }
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
    let object: Any
    do {
      object = try JSONSerialization.jsonObject(with: Data(record.bytes))
    } catch {
      let offset = (error as NSError).userInfo["NSJSONSerializationErrorIndex"] as? Int
      throw RecordError(reason: "malformed-json", detail: "the line is not JSON", offset: offset)
    }
    guard let values = object as? [String: Any] else {
      throw RecordError(reason: "not-an-object", detail: "the line is no JSON object")
    }
    func value(_ field: String) -> String? {
      let value = fields[field].flatMap { values[$0] }
      if let text = value as? String { return text }
      return field == "id" ? (value as? NSNumber)?.stringValue : nil
    }
    guard let body = value("text") else {
      throw RecordError(
        reason: "no-text", detail: "the object has no text in '\(fields["text"] ?? "text")'")
    }
    var text = DocumentText()
    var titleSpan = Span(0, 0)
    if let title = value("title"), !title.isEmpty {
      titleSpan = text.title(title)
      _ = text.verbatim("\n".utf8)
    }
    _ = text.verbatim(body.utf8)
    return .documents([
      Document(
        id: value("id") ?? "", title: titleSpan, text: text.finish(), language: value("language"),
        rights: value("rights") ?? Rights.unknown)
    ])
  }

  public var examples: [FormatExample] {
    [
      FormatExample(
        "a text alone is the document", source: #"{"text": "Exactly  this.\n"}"#,
        yields: [.document([.text("Exactly  this.\n"), .rights("unknown")])]),
      FormatExample(
        "known fields",
        source: #"{"id": 7, "title": "On rain", "text": "It rains.", "rights": "CC0", "x": 1}"#,
        yields: [
          .document([.id("7"), .title("On rain"), .text("On rain\nIt rains."), .rights("CC0")])
        ]),
      FormatExample(
        "a broken line costs itself", source: "{\"text\": \n{\"text\": \"Good.\"}\n[1]\n{\"a\": 1}",
        yields: [
          .rejected(reason: "malformed-json"), .document([.text("Good.")]),
          .rejected(reason: "not-an-object"), .rejected(reason: "no-text"),
        ]),
    ]
  }
}
