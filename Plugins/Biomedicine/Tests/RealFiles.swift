import Didact
import DidactBiomedicine
import DidactSources
import DidactTesting
import DidactXML
import Foundation

/// Real files that tests read where they are there: `DIDACT_SHARED`, else a folder `shared` beside the repository's.
enum RealFiles {
  /// Files of a folder of the shared data, by name; empty, with a loud line, where the folder is missing.
  static func all(_ folder: String, file: String = #filePath) -> [(name: String, bytes: [UInt8])] {
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("../../../../shared").standardizedFileURL.path
    let path = "\(shared)/data/\(folder)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      print("SKIPPED: the shared data is not there; \(folder) was not read")
      return []
    }
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(path)/\(name)").map { (name, Array($0)) }
    }
  }

  /// All character data of some XML, and what `collect` adds from start tags.
  static func characterData(
    of bytes: [UInt8], adding collect: @escaping (XMLTag) -> [UInt8] = { _ in [] }
  ) throws -> [UInt8] {
    let all = Characters(collect)
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.xml"), offset: 0, bytes: bytes[...])
    try XMLReader(XMLVocabulary([])).parse(record, into: all)
    return all.bytes
  }
}

private final class Characters: XMLHandler {
  var bytes: [UInt8] = []
  private let collect: (XMLTag) -> [UInt8]
  init(_ collect: @escaping (XMLTag) -> [UInt8]) { self.collect = collect }
  func start(_ element: Int, _ tag: XMLTag) { bytes += collect(tag) }
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes += piece }
}

extension RealFiles {
  /// What the domain makes of a file, in words: documents by format, then skipped and rejected records.
  static func outcome(of bytes: [UInt8], _ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    let formats = BiomedicineDomain().formats
    var blocks = SourceBlocks(try SourceList([file.path]), formats: formats)
    let parsing = Parsing(domain: "biomedicine", formats: formats)
    var documents: [String: Int] = [:]
    var others: [String] = []
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      for document in parsed.documents { documents[document.format, default: 0] += 1 }
      others += parsed.tally.skipped.keys.sorted().map { "skipped \($0)" }
      others += parsed.rejections.map { "rejected \($0.reason)" }
    }
    let read = documents.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return (read + others).joined(separator: ", ")
  }
}
