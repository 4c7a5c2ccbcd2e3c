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
        let faults = try self.faults(in: documents, of: record, format.name)
        checked += 1
        if !faults.isEmpty {
          let name = "\(record.source.path), record \(record.number)"
          Issue.record("\(name), \(documents.first?.id ?? ""): \(faults)")
        }
      }
    }
    return checked
  }

  private func faults(
    in documents: [Document], of record: Record, _ format: String
  ) throws -> [String] {
    let documents = documents.map(Self.lowered)
    let titles = documents.dropFirst().reduce(0) { $0 + LeftOut.characters($1.text[$1.title]) }
    // A language is written in two letters instead of three.
    let languages = 3 * (documents.first?.facts(named: "article-language").count ?? 0)
    if format == "medline-text" {
      return CharacterSum.faults(
        in: documents, of: MedlineCharacters.data(of: record), added: "",
        tolerance: titles + languages)
    }
    let data = try XMLCharacterData(record)
    let source = Self.lowered(data.bytes)
    // Nothing may be missing; that a text holds more is allowed where it says something twice.
    let missing = CharacterSum.faults(
      in: documents, of: source, added: Self.added, tolerance: languages
    ).filter { $0.contains("are not there") }
    let more = CharacterSum.faults(
      in: documents, of: source, added: Self.added,
      tolerance: titles + languages + data.repeatable
    ).filter { !$0.contains("are not there") }
    return missing + more
  }

  /// Characters that texts hold and sources do not: bars between cells, full stops after labels, what makes a
  /// formula one line, accents as marks that combine.
  private static let added =
    "|()[]{}<>⟨⟩⌊⌋⌈⌉‖/^_√,;:.\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{30A}\u{30C}\u{332}\u{20D7}\u{20DB}"

  /// Raised digits as plain ones: a power of ten is written with them.
  private static func lowered(_ document: Document) -> Document {
    var document = document
    document.text = Text(trusted: lowered(document.text.bytes))
    return document
  }
  private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
      "⁹": "9", "⁺": "+", "⁻": "-", "−": "-", "–": "-", "‐": "-", "‑": "-",
    ]
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      scalars.append(plain[scalar] ?? scalar)
    }
    return Array(String(scalars).utf8)
  }
}

/// All character data of a record in XML, by a handler that knows no format.
final class XMLCharacterData: XMLHandler {
  private(set) var bytes: [UInt8] = []
  /// How many characters a text may repeat or add: those of cells that span several places, a label that stands in
  /// the text and before its caption, `choose` for a fraction without a line.
  private(set) var repeatable = 0
  private var spanning: [(depth: Int, places: Int, start: Int)] = []
  private var depth = 0

  init(_ record: Record) throws {
    try XMLReader(XMLVocabulary([])).parse(record, into: self)
  }

  func start(_ element: Int, _ tag: XMLTag) {
    depth += 1
    if tag["linethickness"] != nil { repeatable += 6 }
    let columns = tag["colspan"].flatMap { Int($0) } ?? (tag["namest"] == nil ? 1 : 20)
    let rows = tag["rowspan"].flatMap { Int($0) } ?? tag["morerows"].flatMap { Int($0) } ?? 1
    if columns * rows > 1 { spanning.append((depth, min(columns * rows, 1_000), bytes.count)) }
  }
  func end(_ element: Int) {
    if let cell = spanning.last, cell.depth == depth {
      spanning.removeLast()
      repeatable += cell.places * LeftOut.characters(bytes[cell.start...])
    }
    depth -= 1
  }
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
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
