import Didact
import DidactBiomedicine
import DidactTesting
import DidactXML
import Testing

/// All character data of a record is in its document, or counted as left out.
@Suite struct ClinicalSumTests {
  private func documents(of bytes: [UInt8], _ format: some SourceFormat) throws -> [Document] {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a.xml"), offset: 0, bytes: bytes[...])
    guard case .documents(let documents) = try format.documents(in: record) else { return [] }
    return documents
  }

  /// Sources of a format: its sound examples and all real files.
  private func sources(_ format: some SourceFormat, _ folder: String, like: String)
    -> [(name: String, bytes: [UInt8])]
  {
    let examples = format.examples.filter { example in
      example.outcome.count == 1
        && example.outcome.allSatisfy {
          if case .document = $0 { true } else { false }
        }
    }
    return examples.map { ($0.title, Array($0.source.utf8)) }
      + RealFiles.all("biomed/\(folder)").filter { $0.name.hasSuffix(like) }
  }

  @Test func trialsLoseNothing() throws {
    for (name, bytes) in sources(ClinicalTrialsFormat(), "clinicaltrials", like: ".xml") {
      guard let document = try documents(of: bytes, ClinicalTrialsFormat()).first else { continue }
      // Numbers of results stand in attributes. Groups' names head every table of their part, and `p`, `CI`, `to`
      // and `%` are written around the figures of an analysis.
      var all = try RealFiles.characterData(of: bytes) { tag in
        let numbers = [
          "count", "value", "spread", "lower_limit", "upper_limit", "subjects_affected",
          "subjects_at_risk", "events",
        ]
        let isNumber = ["participants", "count", "measurement", "counts"].contains(tag.name)
        let stated = numbers.map { tag[$0] ?? "" }
        let words = tag.name == "analysis" ? ["p", "%CIto"] : []
        let limits = tag["lower_limit"] != nil || tag["upper_limit"] != nil ? ["to"] : []
        return Array((isNumber ? stated + limits : words).joined().utf8)
      }
      let tree = try XMLTree.parse(
        Record(source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...]))
      all += Self.heads(of: tree["clinical_results"])
      let faults = CharacterSum.faults(in: [document], of: all, added: "|()/;,:")
      #expect(faults.isEmpty, "\(name): \(faults)")
    }
  }

  /// Groups' names, once for each table below the groups' description.
  private static func heads(of results: XMLTree?) -> [UInt8] {
    func titles(_ part: XMLTree?) -> String {
      (part?["group_list"]?.all("group") ?? []).compactMap { $0["title"]?.text }.joined()
    }
    func again(_ part: XMLTree?, _ count: Int) -> String {
      String(repeating: titles(part), count: max(0, count))
    }
    let baseline = results?["baseline"]
    let events = results?["reported_events"]
    var heads = again(
      results?["participant_flow"],
      results?["participant_flow"]?["period_list"]?.elements.count ?? 0)
    heads += again(baseline, baseline?["measure_list"]?.elements.count ?? 0)
    heads += again(baseline, baseline?["analyzed_list"] == nil ? 0 : 1)
    for outcome in results?["outcome_list"]?.elements ?? [] { heads += again(outcome, 1) }
    for kind in ["serious_events", "other_events"] where events?[kind] != nil {
      heads += again(events, 1)
    }
    return Array(heads.utf8)
  }

  @Test func labelsLoseNothing() throws {
    for (name, bytes) in sources(DrugLabelFormat(), "spl", like: ".xml") {
      let documents = try documents(of: bytes, DrugLabelFormat())
      // Digits are raised: as many characters, other ones.
      let faults = CharacterSum.faults(
        in: documents, of: try RealFiles.characterData(of: bytes), tolerance: 40)
      #expect(faults.isEmpty, "\(name): \(faults)")
      #expect(documents.count == 1)
    }
  }

  @Test func clinicalDocumentsLoseNothing() throws {
    for (name, bytes) in sources(ClinicalDocumentFormat(), "cda", like: ".xml") {
      let documents = try documents(of: bytes, ClinicalDocumentFormat())
      #expect(documents.count == 1)
      var all = try RealFiles.characterData(of: bytes)
      // Masks are the format's own words.
      for mask in documents.flatMap({ $0.facts(named: "masked") }) {
        let count = mask["count"].flatMap(Int.init) ?? 0
        all += Array(String(repeating: "[\(mask.value)]", count: count).utf8)
      }
      // A cell that spans rows stands in each of them, its mask too.
      let faults = CharacterSum.faults(in: documents, of: all, added: "|[]")
      #expect(faults.isEmpty, "\(name): \(faults)")
    }
  }

  /// Each record of a collection adds up on its own.
  @Test func annotatedTextsLoseNothing() throws {
    for (name, bytes) in sources(BioCFormat(), "bioc", like: ".xml") {
      var rest = bytes[...]
      var count = 0
      while let start = UTF8Bytes.find("<document>".utf8, in: rest),
        let end = UTF8Bytes.find("</document>".utf8, in: rest, from: start)
      {
        let record = Array(rest[start..<end + 11])
        rest = rest[(end + 11)...]
        count += 1
        let documents = try documents(of: record, BioCFormat())
        guard !documents.isEmpty else { continue }
        let faults = CharacterSum.faults(
          in: documents, of: try RealFiles.characterData(of: record))
        #expect(faults.isEmpty, "\(name), document \(count): \(faults)")
        // What an annotation says stands at its place, and few have none.
        for annotation in documents[0].facts(named: "annotation") {
          guard let span = annotation.span else { continue }
          #expect(documents[0].text.string(span) == annotation.value)
        }
      }
      #expect(count > 0, "\(name)")
    }
  }
}
