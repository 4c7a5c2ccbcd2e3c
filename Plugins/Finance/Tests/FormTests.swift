import Didact
import DidactFinance
import DidactTesting
import DidactXML
import Foundation
import Testing

/// Forms in XML: nothing of them is lost, and their numbers stand as they were written.
@Suite struct FormTests {
  /// All character data of a form, by a reading of its own: what stands outside tags, references resolved.
  static func characterData(_ xml: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var isInTag = false
    for byte in xml {
      if byte == UInt8(ascii: "<") { isInTag = true }
      if !isInTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    return Array(
      String(decoding: text, as: UTF8.self).replacing("&lt;", with: "<").replacing(
        "&gt;", with: ">"
      )
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'").replacing("&amp;", with: "&")
      .utf8)
  }

  /// The document with nothing in its text but what its facts say stands there: captions and heads are added.
  static func answers(of document: Document) -> Document {
    let spans = document.facts.filter { $0.name != Fact.boilerplate }.compactMap(\.span)
    var isAnswer = [Bool](repeating: false, count: document.text.count)
    for span in spans { for place in span.range { isAnswer[place] = true } }
    let text = zip(document.text.bytes, isAnswer).filter(\.1).map(\.0)
    // What attributes of elements say is no character data.
    let stated: Set<String> = ["left-out"]
    return Document(
      id: "", text: Text(trusted: text),
      facts: document.facts.filter { $0.span == nil || stated.contains($0.name) }, rights: " ")
  }

  /// Characters that attributes add: marks of footnotes, what N-PORT states in attributes.
  static func attributeCharacters(_ xml: [UInt8]) -> Int {
    let text = String(decoding: xml, as: UTF8.self)
    return text.matches(of: /[a-zA-Z]+="([^"]*)"/).reduce(0) { $0 + $1.output.1.utf8.count + 3 }
  }

  @Test func nothingOfAFormIsLost() throws {
    var forms = EDGARFormFormat().examples.filter {
      !$0.source.hasSuffix("<documentType>4</documentType>")
    }
    .map { Array($0.source.utf8) }
    for (name, bytes) in try SharedData.files(
      "finance/other_forms", for: "real forms were not read")
    where name.hasSuffix(".xml") {
      forms.append(bytes)
    }
    for (_, bytes) in try SharedData.files(
      "finance/edgar_full_submission", for: "forms in submissions were not read")
    {
      for record in stretches(of: bytes, from: "<XML>", to: "</XML>").records {
        let xml = Array(record.dropFirst(5).dropLast(6))
        if EDGARFormFormat().recognises(SourceHead(path: "a.xml", bytes: xml)) > .no {
          forms.append(xml)
        }
      }
    }
    for form in forms {
      let documents = try EDGARFormFormat().read(form)
      let document = try #require(documents.first)
      #expect(document.faults.isEmpty)
      let faults = CharacterSum.faults(
        in: [Self.answers(of: document)], of: Self.characterData(form), added: "|",
        tolerance: Self.attributeCharacters(form))
      #expect(faults == [], "\(document.text.string(document.title))")
      // Each answer is there as it was written, whatever the sums say.
      let tree = try XMLTree.parse(
        Record(
          source: SourceStream(ordinal: 0, path: "a"), offset: 0,
          bytes: form.drop(while: UTF8Bytes.isBlank)))
      let leftOut = [
        "Address", "address", "Signature", "signature", "phone", "Phone", "flags", "schemaVersion",
        "LiveFlag", "liveTestFlag", "testOrLive", "ccc", "filerCcc",
      ]
      func check(_ tree: XMLTree) {
        if leftOut.contains(where: { tree.name.contains($0) }) || tree.name.hasPrefix("reg") {
          return
        }
        if tree.elements.isEmpty {
          let value = tree.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          if value.count > 1 {
            let isThere =
              document.text.description.replacing("\n", with: " ").contains(value)
              || document.facts.contains { $0.value == value }
            #expect(isThere, "\(tree.name): \(value)")
          }
        }
        for element in tree.elements { check(element) }
      }
      check(tree)
    }
  }

  @Test func addressesAndSignaturesAreLeftOut() throws {
    for (name, bytes) in try SharedData.files(
      "finance/other_forms", for: "real forms were not searched")
    where name.hasSuffix(".xml") {
      let text = try EDGARFormFormat().read(bytes).first?.text.description ?? ""
      for hidden in [
        "/s/", "FARNAM", "BABCOCK", "BARTRAM", "Bartram", "PARK AVENUE", "SOUTH MAIN",
        "Broad Street", "888-778", "973-355", "752-2688",
      ] {
        #expect(!text.contains(hidden), "\(name) holds \(hidden)")
      }
    }
  }

  @Test func aFormInsideASubmissionIsReadAsOneByItself() throws {
    let head =
      "<SEC-HEADER>1.hdr\nACCESSION NUMBER:\t0000000001-25-000001\nCONFORMED SUBMISSION TYPE:\t4\nCONFORMED PERIOD OF REPORT:\t20221213\nREPORTING-OWNER:\n\tOWNER DATA:\n\t\tCOMPANY CONFORMED NAME:\tClerk Ann\n\tMAIL ADDRESS:\n\t\tSTREET 1:\t7 HIDDEN LANE\nISSUER:\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\tSALT STORES INC\n\tFORMER COMPANY:\n\t\tFORMER CONFORMED NAME:\tPEPPER INC\n\t\tDATE OF NAME CHANGE:\t19700204\n</SEC-HEADER>\n"
    let source = try #require(EDGARFormFormat().examples.first?.source)
    let record =
      "<DOCUMENT>\n<TYPE>4\n<SEQUENCE>1\n<FILENAME>form4.xml\n<TEXT>\n<XML>\n<?xml version=\"1.0\"?>\n\(source)\n</XML>\n</TEXT>\n</DOCUMENT>"
    let document = try #require(
      try EDGARSubmissionFormat().read(Array(record.utf8), after: Array(head.utf8)).first)
    #expect(document.id == "0000000001-25-000001")
    #expect(document.text.string(document.title) == "SALT STORES INC, 4, 2022-12-13")
    #expect(document.facts(named: "transaction").map { $0["price"] } == ["66.903"])
    #expect(
      document.facts(named: "transaction").map { $0["code-meaning"] } == [
        "open market or private sale"
      ])
    #expect(document.facts(named: "former-name").map { $0["until"] } == ["1970-02-04"])
    #expect(document.facts(named: "reporting-owner").first?.value == "Clerk Ann")
    #expect(!document.facts.contains { $0.value.contains("HIDDEN") })
    let broken = record.replacing("</ownershipDocument>", with: "")
    #expect(throws: RecordError.self) {
      try EDGARSubmissionFormat().read(Array(broken.utf8), after: Array(head.utf8))
    }
  }

  @Test func holdingsOfNPORTAreATable() throws {
    let xml = """
      <edgarSubmission xmlns="http://www.sec.gov/edgar/nport"><headerData><submissionType>NPORT-P</submissionType></headerData>
      <formData><genInfo><regName>Salt Trust</regName><repPdDate>2022-12-30</repPdDate></genInfo>
      <invstOrSecs><invstOrSec><name>Salt &amp; Sons</name><lei>X1</lei><title>SALT 4% 2030</title><cusip>000000000</cusip>
      <identifiers><isin value="US0000000000"/></identifiers><balance>100.5</balance><units>PA</units><curCd>USD</curCd>
      <valUSD>99.25</valUSD><pctVal>1.5</pctVal><debtSec><maturityDt>2030-01-01</maturityDt><oddity>7</oddity></debtSec>
      </invstOrSec></invstOrSecs></formData></edgarSubmission>
      """
    let document = try #require(try EDGARFormFormat().read(Array(xml.utf8)).first)
    let holding = try #require(document.facts(named: "holding").first)
    #expect(holding.value == "Salt & Sons")
    #expect(holding["isin"] == "US0000000000")
    #expect(holding["maturity"] == "2030-01-01")
    #expect(document.facts(named: "oddity").map { $0["holding"] } == ["1"])
    #expect(document.sections.map(\.role).contains("holdings"))
  }
}
