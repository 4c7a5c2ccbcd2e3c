public import Didact
import DidactXML

/// Drug labels in SPL, HL7's Structured Product Labeling, as DailyMed and FDA give them: one `<document>` a file.
///
/// The text is the title line and the narrative of all sections in order. Sections nest as they do in the label;
/// their labels are their titles, else the names of their codes. The highlights repeat what the sections say: they
/// are left out and counted, as is the sentence about them that opens a title, and what pictures show.
/// Source: FDA, "Structured Product Labeling (SPL) Implementation Guide with Validation Procedures".
public struct DrugLabelFormat: SourceFormat {
  public init() {}

  public let name = "spl"
  public let summary =
    "drug labels in SPL XML (DailyMed, FDA): nested sections with their codes, products, ingredients; without "
    + "highlights, pictures, addresses"
  public let cutting = Cutting.elements(["document"])

  public func recognises(_ head: SourceHead) -> Confidence {
    guard head.rootElement == "document" else { return .no }
    return UTF8Bytes.find("urn:hl7-org:v3".utf8, in: head.bytes[...]) != nil ? .certain : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    .documents([DrugLabelReader.document(try XMLTree.parse(record))])
  }

  public var examples: [FormatExample] { DrugLabelExamples.all }
}
