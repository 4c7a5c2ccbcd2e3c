public import Didact
import DidactXML

/// Texts of the Text Encoding Initiative, P4 and P5: each `TEI` (`TEI.2`), in a file of its own or in a corpus.
public struct TEIFormat: SourceFormat {
  public init() {}

  public let name = "tei"
  public let summary =
    "TEI P4 and P5, a document each TEI element: its text in sections, names and speakers as facts; without the "
    + "header's record of the encoding, deletions, other readings, running heads, MathML"
  public let cutting = Cutting.elements(["TEI", "TEI.2"])

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "TEI", "TEI.2", "teiCorpus", "teiCorpus.2": .certain
    default: .no
    }
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    TEIDocument.reading(of: try XMLTree.parse(record))
  }

  public var examples: [FormatExample] { TEIExamples.all }
}

/// A piece of a TEI text that is kept in a file of its own: a chapter, a list of persons.
public struct TEIFragmentFormat: SourceFormat {
  public init() {}

  public let name = "tei-fragment"
  public let summary =
    "pieces of TEI texts in files of their own: a division, a list of persons; read as tei"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    guard let root = head.rootElement, !["TEI", "TEI.2", "teiCorpus", "teiCorpus.2"].contains(root)
    else { return .no }
    if Self.lists.contains(root) { return .likely }
    let start = UTF8Bytes.find(root.utf8, in: head.bytes[...]) ?? 0
    let tag = head.bytes[start...].prefix(4_096)
    return UTF8Bytes.find("\"http://www.tei-c.org/ns/1.0\"".utf8, in: tag) == nil ? .no : .likely
  }

  private static let lists: Set<String> = [
    "listPerson", "listPlace", "listOrg", "listEvent", "listBibl", "msDesc",
  ]

  public func documents(in record: Record) throws(RecordError) -> Reading {
    TEIDocument.reading(of: try XMLTree.parse(record))
  }

  public var examples: [FormatExample] { TEIExamples.fragments }
}

/// Makes a document of a TEI text, or of a piece of one.
enum TEIDocument {
  static func reading(of tree: XMLTree) -> Reading {
    let header = tree["teiHeader"].map(TEIHeader.init) ?? TEIHeader()
    let text = tree["text"] ?? tree["sourceDoc"]
    var reader = ProseReader(TEIVocabulary(heads: TEIHeads.heads(in: tree)))
    let title = reader.writer.title(header.title.utf8)
    let isWhole = tree["teiHeader"] != nil || text != nil
    for description in header.descriptions { reader.read(description) }
    for part in isWhole ? tree.elements.filter({ $0.name != "teiHeader" }) : [tree] {
      reader.read(part)
    }
    var facts = header.facts
    reader.writer.leftOut.add(header.leftOut)
    guard reader.writer.hasBody else { return .skipped(rule: "no-text") }
    let mark = text?.attribute("lang") ?? tree.attribute("lang")
    var document = reader.writer.document(
      id: header.id, title: title, language: mark.flatMap(LanguageCode.primary) ?? header.language,
      rights: header.rights)
    facts += document.facts
    document.facts = facts
    return .documents([document])
  }
}

/// Heads of a text's parts, by their identifiers.
enum TEIHeads {
  static func heads(in tree: XMLTree) -> [String: String] {
    var heads: [String: String] = [:]
    var waiting = [tree]
    while let element = waiting.popLast() {
      if let id = element.attribute("id"), heads[id] == nil, let head = element["head"] {
        let line = head.line
        if !line.isEmpty, line.utf8.count <= 200 { heads[id] = line }
      }
      if element.name != "egXML" { waiting += element.elements }
    }
    return heads
  }
}
