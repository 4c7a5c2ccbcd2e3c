public import Didact
import DidactXML

/// Clinical documents, HL7's CDA release 2 and C-CDA: one `<ClinicalDocument>` a file. What they hold of persons
/// stays behind.
///
/// The text is the title line and the narrative of all sections in order, with titles of sections as labels. The
/// header is left out: patient, authors, custodian, informants, participants, all identifiers and times. What a
/// document states of names, addresses, telephone numbers, e-mail addresses, identifiers and births, anywhere in
/// it, is masked wherever the narrative, a label or a fact repeats it, as are all dates, e-mail addresses and
/// telephone numbers (``IdentifierMask``). A document has no id of its own, since its id names a patient's
/// document, and no message about a damaged one quotes it.
///
/// This is no de-identification of free text: a person whom the document names in its narrative alone, and in no
/// name element, is not recognised.
public struct ClinicalDocumentFormat: SourceFormat {
  public init() {}

  public let name = "c-cda"
  public let summary =
    "clinical documents (CDA, C-CDA): narrative sections and coded problems, medications, allergies, results; "
    + "without the header, with names, addresses, numbers and dates masked"
  public let cutting = Cutting.elements(["ClinicalDocument"])

  public func recognises(_ head: SourceHead) -> Confidence {
    if head.rootElement == "ClinicalDocument" { return .certain }
    // Anything that holds one, or looks like a piece of one, is kept from formats that would take its header for
    // text.
    return Self.marks.contains { UTF8Bytes.find($0.utf8, in: head.bytes[...]) != nil }
      ? .certain : .no
  }

  private static let marks = [
    "<ClinicalDocument", ":ClinicalDocument", "<recordTarget", "<patientRole", "<assignedAuthor>",
    "</assignedAuthor>", "2.16.840.1.113883.10.20.22.", "</patientRole>",
  ]

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let tree: XMLTree
    do throws(RecordError) {
      tree = try XMLTree.parse(record)
    } catch {
      // The parser's sentence names elements; in a damaged record these may be anything.
      throw RecordError(
        reason: error.reason, detail: "the clinical document cannot be read as XML",
        offset: error.offset, line: error.line)
    }
    let bodies = tree.all("component")
    if bodies.contains(where: { $0["nonXMLBody"] != nil }) {
      return .skipped(rule: "unstructured-body")
    }
    return .documents([ClinicalDocumentReader.document(tree)])
  }

  public var examples: [FormatExample] { ClinicalDocumentExamples.all }
}
