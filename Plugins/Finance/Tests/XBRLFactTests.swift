import Didact
import DidactFinance
import DidactXML
import Foundation
import Testing

/// Values of facts against tables that were made without this code.
@Suite struct XBRLFactTests {
  /// The folder of real files, nil with a word where it is not there.
  static let finance: String? = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? folder.appendingPathComponent("../../../../shared").standardizedFileURL.path
    if FileManager.default.fileExists(atPath: "\(shared)/data/finance") {
      return "\(shared)/data/finance"
    }
    print("SKIPPED: the shared data is not there; facts of real reports were not checked")
    return nil
  }()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func documents(
    _ format: some SourceFormat, _ bytes: [UInt8], companion: [UInt8]? = nil
  ) throws -> [Document] {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...],
      companion: companion.map { Companion($0[...]) })
    guard case .documents(let documents) = try format.documents(in: record) else { return [] }
    return documents
  }

  /// The table: facts of Apple's 10-Q of 2025 and IBM's 10-K of 2024, read with lxml and decimals of Python's, and
  /// Apple's income statement as the SEC's own renderer shows it (R2.htm).
  @Test func agreesWithTheTableMadeElsewhere() throws {
    guard let finance = Self.finance else { return }
    let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("xbrl-facts.tsv")
    var rows: [String: [[String]]] = [:]
    for row in try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      rows[fields[0], default: []].append(fields)
    }
    #expect(rows.values.reduce(0) { $0 + $1.count } >= 250)
    for (path, rows) in rows {
      let document = try #require(
        try Self.documents(FilingFormat(), Self.bytes("\(finance)/\(path)")).first)
      let facts = document.facts(named: "xbrl")
      for row in rows {
        let (id, concept, period, unit, dimensions) = (row[2], row[3], row[4], row[5], row[6])
        let found = facts.filter {
          (id.isEmpty || $0["id"] == id) && $0["concept"] == concept && $0["period"] == period
            && $0["unit"] ?? "" == unit && $0["dimensions"] ?? "" == dimensions
        }
        #expect(!found.isEmpty, "\(row)")
        for fact in found {
          #expect(Self.areEqual(fact.value, row[7]), "\(fact.value) \(row)")
          guard !id.isEmpty else { continue }
          let span = try #require(fact.span)
          #expect(document.text.string(span) == row[8], "\(row)")
        }
      }
    }
  }

  /// Contexts, concepts and units are as many as the SEC's renderer counted.
  @Test func countsAgreeWithTheFilingSummary() throws {
    guard let finance = Self.finance else { return }
    let folder = "\(finance)/ixbrl_aapl_10q_2025"
    let summary = try XMLTree.parse(
      Record(
        source: SourceStream(ordinal: 0, path: "a"), offset: 0,
        bytes: Self.bytes("\(folder)/FilingSummary.xml")[...]))
    let document = try #require(
      try Self.documents(FilingFormat(), Self.bytes("\(folder)/aapl-20250329.htm")).first)
    let facts = document.facts(named: "xbrl")
    let contexts = Set(facts.map { [$0["period"], $0["dimensions"]] })
    #expect(String(contexts.count) == summary["ContextCount"]?.text)
    #expect(String(Set(facts.map { $0["concept"] }).count) == summary["ElementCount"]?.text)
    #expect(String(Set(facts.compactMap { $0["unit"] }).count) == summary["UnitCount"]?.text)
  }

  /// As numbers where both are: `0.240` and `0.24`.
  static func areEqual(_ one: String, _ other: String) -> Bool {
    func plain(_ number: String) -> String {
      guard number.contains("."), number.utf8.allSatisfy({ $0 < 0x3A }) else { return number }
      var digits = number[...]
      while digits.hasSuffix("0") { digits.removeLast() }
      return String(digits.hasSuffix(".") ? digits.dropLast() : digits)
    }
    return plain(one) == plain(other)
  }

  /// What the page shows stands at the fact's place: blanks aside, since rows of tables set cells apart.
  @Test func factsStandWhereTheirTextStands() throws {
    guard let finance = Self.finance else { return }
    var (checked, files) = (0, 0)
    for path in try FileManager.default.subpathsOfDirectory(atPath: finance).sorted()
    where path.hasSuffix(".htm") || path.hasSuffix(".html") {
      let bytes = try Self.bytes("\(finance)/\(path)")
      guard UTF8Bytes.find("<ix:header".utf8, in: bytes[...]) != nil else { continue }
      files += 1
      let shown = ShownTexts()
      try HTMLReader(XMLVocabulary([])).parse(bytes[...], into: shown)
      for document in try Self.documents(FilingFormat(), bytes) {
        for fact in document.facts(named: "xbrl") {
          guard let span = fact.span, let id = fact["id"], let text = shown.texts[id] else {
            continue
          }
          // A hidden fact's place is where its style is named.
          if UTF8Bytes.find("-sec-ix-hidden:\(id)".utf8, in: bytes[...]) != nil { continue }
          checked += 1
          func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
            ShownTexts.withoutBlanks(Array(bytes)).filter { $0 != UInt8(ascii: "|") }
          }
          #expect(
            letters(document.text[span]) == letters(text),
            "\(path) \(id): \(document.text.string(span).prefix(80))")
        }
        #expect(document.facts(named: "xbrl").count == shown.count, "\(path)")
      }
    }
    #expect(files >= 12)
    #expect(checked > 900)
  }

  /// Every value of an instance is the element's text, and stands in the document once.
  @Test func valuesOfInstancesAreTheInstances() throws {
    guard let finance = Self.finance else { return }
    for (path, count) in [
      ("xbrl_nflx_10q_2010/nflx-20100930.xml", 303), ("xbrl/WatersCorp.8-K.xbrl.xml", 22),
    ] {
      let bytes = try Self.bytes("\(finance)/\(path)")
      let tree = try XMLTree.parse(
        Record(source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...]))
      let elements = tree.elements.filter { $0.attribute("contextRef") != nil }
      let document = try #require(try Self.documents(XBRLFormat(), bytes).first)
      let facts = document.facts(named: "xbrl")
      #expect(facts.count == count)
      #expect(elements.count == count)
      for (element, fact) in zip(elements, facts) {
        #expect(fact["concept"]?.hasSuffix(":\(element.name)") == true)
        #expect(fact["decimals"] == element.attribute("decimals"))
        if fact["characters"] == nil, element.attribute("nil") != "true" {
          #expect(fact.value == UTF8Bytes.trimmed(element.text))
          #expect(fact.span.map { document.text.string($0) } == fact.value)
        }
      }
    }
  }

  /// Of all real files, whatever their domain, instances, schemas and linkbases alone.
  @Test func otherFilesAreNotTaken() throws {
    guard let finance = Self.finance else { return }
    let data = URL(fileURLWithPath: finance).deletingLastPathComponent().path
    var taken: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: data) {
      guard let file = FileHandle(forReadingAtPath: "\(data)/\(path)"),
        let head = try? file.read(upToCount: 1 << 16)
      else { continue }
      let source = SourceHead(path: path, bytes: Array(head))
      if XBRLFormat().recognises(source) > .no { taken.insert(path) }
    }
    let names = taken.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(names.count == 11)
    #expect(
      names.allSatisfy { $0.hasPrefix("aapl-") || $0.hasPrefix("nflx-") || $0.hasPrefix("Waters") })
  }

  @Test func labelsComeFromTheLinkbase() throws {
    guard let finance = Self.finance else { return }
    let page = try Self.bytes("\(finance)/ixbrl_aapl_10q_2025/aapl-20250329.htm")
    let labels = try Self.bytes("\(finance)/ixbrl_aapl_10q_2025/aapl-20250329_lab.xml")
    let document = try #require(
      try Self.documents(FilingFormat(), page, companion: labels).first)
    let facts = document.facts(named: "xbrl")
    #expect(facts.count == 760)
    #expect(facts.allSatisfy { $0["label"] != nil })
    let assets = facts.filter { $0["concept"] == "us-gaap:Assets" }
    #expect(Set(assets.compactMap { $0["label"] }) == ["Assets"])
    let bare = try #require(try Self.documents(FilingFormat(), page).first)
    #expect(bare.text == document.text)
    #expect(bare.facts(named: "xbrl").allSatisfy { $0["label"] == nil })
  }
}

/// The text of elements of inline XBRL by their ids, excluded text left out, by a reading of its own.
private final class ShownTexts: XMLHandler {
  var texts: [String: [UInt8]] = [:]
  var count = 0
  private var open: [(name: String, id: String?)] = []

  func start(_ element: Int, _ tag: XMLTag) {
    open.append((tag.name, tag["id"]))
    if ["ix:nonfraction", "ix:nonnumeric", "ix:fraction"].contains(tag.name) { count += 1 }
  }
  func end(_ element: Int) { open.removeLast() }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    for (name, id) in open where name.hasPrefix("ix:non") {
      // What is excluded stands in the document, and is none of the value.
      if let id { texts[id, default: []] += bytes }
    }
  }

  static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(
      String(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }).utf8)
  }
}
