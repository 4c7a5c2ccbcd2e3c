import Didact
import DidactBiomedicine
import DidactTesting
import Testing

/// Real files, damaged and whole: no format takes another's, and none breaks.
@Suite struct ClinicalHostileTests {
  private static let formats: [any SourceFormat] = [
    ClinicalTrialsFormat(), DrugLabelFormat(), ClinicalDocumentFormat(), BioCFormat(),
    EntrezReplyFormat(),
  ]
  private static let folders = [
    ("clinicaltrials", "clinical-trials"), ("spl", "spl"), ("cda", "c-cda"), ("bioc", "bioc"),
    ("pubmed/small", "pubmed"), ("jats/small", "jats"), ("jats/pmc_mixed", "jats"),
    ("jats/publishers", "jats"), ("jats/elife", "jats"), ("jats/scielo", "jats"),
    ("medline_text", "medline-text"),
  ]

  /// Each file goes to the surest format, the first in the list where several are.
  @Test func realFilesGoToTheirOwnFormat() {
    let all = BiomedicineDomain().formats
    for (folder, expected) in Self.folders {
      for (name, bytes) in RealFiles.all("biomed/\(folder)") where name.contains(".") {
        let head = SourceHead(path: name, bytes: Array(bytes.prefix(1 << 16)))
        let sure = all.map { $0.recognises(head) }
        guard let best = sure.max(), best > .no, let winner = sure.firstIndex(of: best) else {
          continue
        }
        let isOurs = Self.formats.contains { $0.name == all[winner].name }
        #expect(!isOurs || all[winner].name == expected, "\(folder)/\(name): \(all[winner].name)")
        if ["clinical-trials", "spl", "c-cda", "bioc"].contains(expected) {
          #expect(all[winner].name == expected, "\(folder)/\(name): \(all[winner].name)")
        }
      }
    }
  }

  @Test(arguments: [
    "finance/edgar_headers", "finance/ixbrl", "finance/html_8k", "finance/reuters21578",
    "general/html", "general/tei",
    "general/docbook", "general/feeds", "general/wikipedia", "hostile/libxml2_errors",
  ])
  func othersFilesAreLeftAlone(folder: String) {
    for (name, bytes) in RealFiles.all(folder) {
      let head = SourceHead(path: name, bytes: Array(bytes.prefix(1 << 16)))
      for format in Self.formats {
        #expect(format.recognises(head) == .no, "\(folder)/\(name): \(format.name)")
      }
    }
  }

  /// Documents of damaged records are sound, and a clinical document's rejections quote nothing.
  @Test(arguments: Array(folders.prefix(4)))
  func damageCostsARecordAtMost(folder: String, format: String) throws {
    let format = try #require(Self.formats.first { $0.name == format })
    var read = 0
    for (name, bytes) in RealFiles.all("biomed/\(folder)") where bytes.count < 70_000 {
      var whole = bytes
      if format.name == "bioc", let start = UTF8Bytes.find("<document>".utf8, in: bytes[...]),
        let end = UTF8Bytes.find("</document>".utf8, in: bytes[...])
      {
        whole = Array(bytes[start..<end + 11])
      }
      for copy in Damage.copies(of: whole, count: 1) {
        let record = Record(
          source: SourceStream(ordinal: 0, path: name), offset: 0, bytes: copy[...])
        do throws(RecordError) {
          guard case .documents(let documents) = try format.documents(in: record) else { continue }
          read += documents.count
          for document in documents {
            #expect(Text(validating: document.text.bytes) != nil)
            for fact in document.facts {
              guard let span = fact.span else { continue }
              #expect(span.end <= document.text.count && document.text.isBoundary(span.start))
            }
            for section in document.sections {
              #expect(section.span.end <= document.text.count && section.span.start >= 0)
            }
          }
        } catch {
          if format.name == "c-cda" {
            #expect(error.detail == "the clinical document cannot be read as XML")
          }
        }
      }
    }
    if read == 0 { print("note: no damaged copy of \(folder) was read") }
  }

  /// Structures that grow where they are read carelessly: each is read in well under a second per megabyte.
  @Test func growsWithTheRecordAlone() throws {
    let many = 4_000
    func times(_ text: String) -> String { String(repeating: text, count: many) }
    let sources: [(any SourceFormat, String)] = [
      (
        ClinicalTrialsFormat(),
        "<clinical_study><clinical_results><participant_flow><group_list>"
          + times("<group group_id=\"P\"><title>a</title></group>")
          + "</group_list><period_list><period><milestone_list><milestone><participants_list>"
          + times("<participants group_id=\"P\" count=\"1\"/>")
          + "</participants_list></milestone></milestone_list></period></period_list>"
          + "</participant_flow></clinical_results></clinical_study>"
      ),
      (
        DrugLabelFormat(),
        "<document xmlns=\"urn:hl7-org:v3\"><component><structuredBody>"
          + times("<component><section><title>t</title><text>x</text></section></component>")
          + "</structuredBody></component></document>"
      ),
      (
        DrugLabelFormat(),
        "<document xmlns=\"urn:hl7-org:v3\"><author><assignedEntity>"
          + (0..<many).map {
            "<representedOrganization><name>\($0)</name></representedOrganization>"
          }
          .joined() + "</assignedEntity></author></document>"
      ),
      (
        ClinicalDocumentFormat(),
        "<ClinicalDocument><component><structuredBody><component><section><text>"
          + times("<paragraph>Asthma on 1-Jan-2010</paragraph>") + "</text>"
          + times(
            "<entry><observation><templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/><value displayName=\"Gout\"/></observation></entry>"
          ) + "</section></component></structuredBody></component></ClinicalDocument>"
      ),
      (
        BioCFormat(),
        "<document><id>1</id><passage><offset>0</offset><text>β" + times("a") + "</text>"
          + times("<annotation><location offset=\"3\" length=\"2\"/><text>aa</text></annotation>")
          + "</passage></document>"
      ),
    ]
    for (format, source) in sources {
      let clock = ContinuousClock.now
      let record = Record(
        source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: Array(source.utf8)[...])
      _ = try format.documents(in: record)
      // No assertion on speed: a quadratic reader would keep the tests for minutes.
      print("\(format.name): \(source.utf8.count) bytes in \(ContinuousClock.now - clock)")
    }
  }
}
