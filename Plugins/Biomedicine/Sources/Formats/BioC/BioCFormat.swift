public import Didact
import DidactXML

/// Annotated texts in BioC's XML, PubTator's among them: a `<document>` is a record.
///
/// The text is that of the passages in order, each on a line; sentences of one passage stand on one. A title passage
/// is the title line; passages that are headings are labels of the sections that they open, whose role is the
/// passage's `section_type` or `type`. References are left out.
///
/// Producers count offsets in characters, in bytes or in units of UTF-16: for each document that count is taken which
/// puts the most annotations on their own text. One that does not fit keeps its value, has no place, and is marked
/// (`place`: `misplaced`); nothing is looked for elsewhere.
/// Source: Comeau et al., "BioC: a minimalist approach to interoperability for biomedical text processing" (2013).
public struct BioCFormat: SourceFormat {
  public init() {}

  public let name = "bioc"
  public let summary =
    "annotated texts in BioC XML (PubTator): passages, annotations with their places, relations; without "
    + "references, authors"
  public let cutting = Cutting.elements(["document"])

  public func recognises(_ head: SourceHead) -> Confidence {
    func holds(_ mark: String) -> Bool {
      UTF8Bytes.find(mark.utf8, in: head.bytes[...]) != nil
    }
    switch head.rootElement {
    case "collection": return holds("BioC.dtd") || holds("<passage>") ? .certain : .no
    case "document": return holds("<passage>") && !holds("urn:hl7-org:v3") ? .certain : .no
    default: return .no
    }
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let tree = try XMLTree.parse(record)
    guard let document = BioCReader.document(tree) else { return .skipped(rule: "no-text") }
    return .documents([document])
  }

  public var examples: [FormatExample] { BioCExamples.all }
}
