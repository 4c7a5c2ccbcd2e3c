import Didact
import Foundation
import Testing

/// Real files that are not in the repository: tests of them say loudly when they are not there.
enum SharedData {
  /// The files of a folder with their bytes, in order; none after a line that says what was not tested.
  static func files(_ name: String, for what: String) throws -> [(name: String, bytes: [UInt8])] {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? here.appendingPathComponent("../../../../shared").standardizedFileURL.path
    let folder = "\(shared)/data/\(name)"
    guard FileManager.default.fileExists(atPath: folder) else {
      print("SKIPPED: the shared data is not there; \(what)")
      return []
    }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap {
      var isFolder: ObjCBool = false
      let path = "\(folder)/\($0)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { return nil }
      return ($0, Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    }
  }
}

extension SourceFormat {
  /// The documents of some bytes that are one record.
  func read(_ bytes: [UInt8], after head: [UInt8] = []) throws(RecordError) -> [Document] {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a"), offset: head.count, bytes: bytes[...],
      envelope: head.isEmpty ? nil : Envelope(head: head, tail: []))
    guard case .documents(let documents) = try documents(in: record) else { return [] }
    return documents
  }
}

/// Stretches between marks, and what stands before the first: by a search that is not the cutter's.
func stretches(of bytes: [UInt8], from open: String, to close: String) -> (
  head: [UInt8], records: [[UInt8]]
) {
  var records: [[UInt8]] = []
  var position = 0
  let first = UTF8Bytes.find(open.utf8, in: bytes[...]) ?? bytes.count
  while let start = UTF8Bytes.find(open.utf8, in: bytes[...], from: position),
    let end = UTF8Bytes.find(close.utf8, in: bytes[...], from: start)
  {
    position = end + close.utf8.count
    records.append(Array(bytes[start..<position]))
  }
  return (Array(bytes[..<first]), records)
}

extension Document {
  /// The document as its record alone made it: without a composed title and without what a header says.
  var bare: Document {
    let isComposed = facts.contains { $0.name == Fact.boilerplate && $0.value == "composed-title" }
    let start = isComposed ? min(title.end, text.count) : 0
    let own: Set<String> = [
      "page-title", "empty-item", "left-out", "document-type", "sequence", "file-name",
      "description",
    ]
    return Document(
      id: "", text: Text(trusted: Array(text.bytes[start...])),
      sections: sections.map {
        Section(label: $0.label, span: $0.span)
      },
      facts: facts.filter { fact in
        own.contains(fact.name) && (fact.name != "left-out" || fact.value != "address")
      }.map { $0.name == "left-out" ? $0 : Fact($0.name, $0.value) }, language: nil, rights: " ")
  }

  /// What is wrong with places in the text.
  var faults: [String] {
    let spans = [title] + sections.map(\.span) + facts.compactMap(\.span)
    return spans.filter {
      $0.start < 0 || $0.end > text.count || $0.start > $0.end || !text.isBoundary($0.start)
        || !text.isBoundary($0.end)
    }.map { "\($0)" } + (Text(validating: text.bytes) == nil ? ["no UTF-8"] : [])
  }
}
