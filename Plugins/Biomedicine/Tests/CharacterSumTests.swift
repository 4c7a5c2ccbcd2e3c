import Didact
import DidactSources
import DidactTesting
import DidactXML
import Foundation
import Testing

@testable import DidactBiomedicine

/// What stands in the documents and what is counted as left out make all the character data of a record.
@Suite struct CharacterSumTests {
  @Test(arguments: ["pubmed", "medline-xml", "medline-text", "jats"])
  func holdsForExamples(format name: String) throws {
    let format = try #require(BiomedicineDomain().formats.first { $0.name == name })
    let folder = try ScratchFolder()
    for (number, example) in format.examples.enumerated() {
      try Data(example.source.utf8).write(to: folder.url.appendingPathComponent("\(number)"))
    }
    let checked = try check([folder.url.path], formats: [format])
    #expect(checked > 0)
  }

  @Test(arguments: ["pubmed", "ncbi_entrez", "medline_text", "jats"])
  func holdsForRealFiles(folder: String) throws {
    guard let shared = JATSCorpus.shared.folder?.deletingLastPathComponent() else {
      return print("SKIPPED: the shared data is not there; sums were checked on examples alone")
    }
    let path = shared.appendingPathComponent(folder).path
    let checked = try check([path], formats: BiomedicineDomain().formats)
    print("\(checked) records of \(folder) add up")
    #expect(checked > 0)
  }

  /// Checks all records of the sources that the four formats read.
  ///
  /// - Returns: how many there were.
  private func check(_ sources: [String], formats: [any SourceFormat]) throws -> Int {
    var blocks = SourceBlocks(try SourceList(sources), formats: formats, hashes: false)
    var checked = 0
    while let block = try blocks.next() {
      let format = formats[block.format]
      guard ["pubmed", "medline-xml", "medline-text", "jats"].contains(format.name) else {
        continue
      }
      for case .record(let record) in block.items {
        guard case .documents(let documents) = try? format.documents(in: record) else { continue }
        let data =
          format.name == "medline-text"
          ? MedlineCharacters.data(of: record) : try XMLCharacterData.data(of: record)
        let faults = CharacterSum.faults(
          in: documents, of: data, added: Self.added(by: format.name),
          tolerance: Self.tolerance(for: documents, format.name))
        checked += 1
        if !faults.isEmpty {
          Issue.record(
            "\(record.source.path), record \(record.number), \(documents.first?.id ?? ""): \(faults)")
        }
      }
    }
    return checked
  }

  /// Characters that stand in a text and not in its source: bars between cells, what makes a formula one line.
  private static func added(by format: String) -> String {
    format == "medline-text" ? "" : "|()[]/^_√,;:."
  }

  /// A title that a further abstract's document repeats; a language written in two letters instead of three.
  private static func tolerance(for documents: [Document], _ format: String) -> Int {
    let titles = documents.dropFirst().reduce(0) { $0 + LeftOut.characters($1.text[$1.title]) }
    return titles + 3 * (documents.first?.facts(named: "article-language").count ?? 0)
  }
}

/// All character data of a record in XML, by a handler that knows no format.
enum XMLCharacterData {
  static func data(of record: Record) throws -> [UInt8] {
    let handler = Handler()
    try XMLReader(XMLVocabulary([])).parse(record, into: handler)
    return handler.bytes
  }

  private final class Handler: XMLHandler {
    var bytes: [UInt8] = []
    func start(_ element: Int, _ tag: XMLTag) {}
    func end(_ element: Int) {}
    func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
  }
}

/// All values of a record in the MEDLINE format: its lines without the tags and what sets them apart.
enum MedlineCharacters {
  static func data(of record: Record) -> [UInt8] {
    record.bytes.split(separator: 0x0A).reduce(into: []) { data, line in
      data += line.first == 0x20 ? Array(line) : Array(line.dropFirst(6))
      data.append(0x0A)
    }
  }
}

/// A folder that goes with the test.
final class ScratchFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(at: url) }
}
