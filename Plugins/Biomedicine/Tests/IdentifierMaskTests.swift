import Didact
import DidactXML
import Testing

@testable import DidactBiomedicine

/// What a clinical document names is masked however the narrative writes it; what only looks like it is not.
@Suite struct IdentifierMaskTests {
  private static let header = """
    <ClinicalDocument xmlns="urn:hl7-org:v3">
    <recordTarget><patientRole><id root="1.2" extension="A12345"/><id root="1.2" extension="123456789"/>
    <addr><streetAddressLine>Salt House, 12 Brine Road</streetAddressLine><city>Crystal Bay</city><state>OR</state>
    <postalCode>97005-0001</postalCode><country>US</country></addr>
    <telecom value="tel:+44 20 7946 0018"/><telecom value="mailto:zoe@example.org"/>
    <patient><name><prefix>Ms</prefix><given>Zoé</given><family>Smith-Flint</family></name><birthTime value="19620930"/></patient>
    <providerOrganization><name>Bay Salt Clinic</name></providerOrganization></patientRole></recordTarget>
    <author><assignedAuthor><assignedPerson><name>Dr. Henry Seven MD</name></assignedPerson></assignedAuthor></author>
    <component><structuredBody><component><section><entry><substanceAdministration><consumable><manufacturedProduct>
    <manufacturedMaterial><name>Aspirin</name></manufacturedMaterial></manufacturedProduct></consumable>
    </substanceAdministration></entry></section></component></structuredBody></component>
    </ClinicalDocument>
    """

  private func masked(_ text: String) throws -> String {
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: Array(Self.header.utf8)[...])
    var mask = IdentifierMask(DocumentIdentifiers.all(in: try XMLTree.parse(record)))
    return String(decoding: mask.masked(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("Zoé Smith-Flint came.", "[name] [name] came."),
    ("ZOÉ came; zoé's foot.", "[name] came; [name]'s foot."),
    ("Ms. Flint and Mrs. SMITH", "Ms. [name] and Mrs. [name]"),
    ("Seen by Henry Seven for seven days", "Seen by [name] [name] for seven days"),
    ("SEVEN, HENRY", "[name], [name]"),
    ("flinty smithy Zoe", "flinty smithy Zoe"),
    ("at Bay Salt Clinic; the clinic", "at [organization]; the clinic"),
    ("Salt House in Crystal Bay OR 97005", "[address] in [address] OR [address]"),
    ("12 Brine Road", "[address]"), ("120 Brine Roads", "120 Brine Roads"),
    ("chart A12345, MRN 123456789", "chart [identifier], MRN [identifier]"),
    ("A123456 and 1234567890 stay", "A123456 and 1234567890 stay"),
    ("call +44 20 7946 0018 or 44-20-7946-0018", "call [telecom] or [telecom]"),
    ("(555) 010-2030, 555-010-2030, 1-555-010-2030", "[telecom], [telecom], [telecom]"),
    ("write to zoe@example.org or other.one@host.example.", "write to [telecom] or [telecom]."),
    ("SSN 123-45-6789", "SSN [identifier]"), ("Aspirin 81 mg", "Aspirin 81 mg"),
    ("born 19620930", "born [date]"),
  ])
  func masksWhatTheDocumentNames(text: String, expected: String) throws {
    #expect(try masked(text) == expected)
  }

  @Test(arguments: [
    "11-July-2013", "11 Jul 2013", "11Jul2013", "30-Mar-2012 1:35 PM", "July 11, 2013", "Jul 2013",
    "7/11/2013", "07/11/13", "2013-07-11", "2013-07-11T10:30:00", "20130711", "20130711103000",
    "11.7.2013", "07/2013", "Sept. 3, 2011", "3rd of May 2010", "July 11", "25-Sep-2011 13:16",
  ])
  func masksDates(text: String) throws {
    #expect(try masked("On \(text), seen.") == "On [date], seen.")
  }

  @Test(arguments: [
    "160/98", "1.5 mg", "10/20", "in 2013", "May 5 mg be given?", "marching 12 2013 steps",
    "1/2 tablet",
    "20 mg/dL", "2.16.840.1", "3-4 times", "12345678", "range 4.5-11.0", "INR 2-3", "June Smithers",
    "V68.01, Z02.71", "at 4:16 PM", "0 - 9999",
  ])
  func leavesFigures(text: String) throws {
    #expect(try masked(text) == text)
  }

  /// A header of many names that begin alike, and a text of nothing but that beginning.
  @Test func staysLinearOnManyNames() throws {
    let names = (0..<5_000).map { "<name>Aa \($0)</name>" }.joined()
    let text = String(repeating: "Aa ", count: 100_000)
    let document = "<ClinicalDocument>\(names)</ClinicalDocument>"
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: Array(document.utf8)[...])
    var mask = IdentifierMask(DocumentIdentifiers.all(in: try XMLTree.parse(record)))
    #expect(mask.masked(Array(text.utf8)).count == text.utf8.count)
  }
}
