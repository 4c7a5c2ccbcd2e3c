public import Didact
import DidactXML

/// DocBook 4 and 5: books, articles, chapters and reference pages, a document each file.
public struct DocBookFormat: SourceFormat {
  public init() {}

  public let name = "docbook"
  public let summary =
    "DocBook 4 and 5, a document each file: sections, code as it stands, definitions, questions and answers as facts; "
    + "without index, contents, remarks, revision history, MathML and what is included from elsewhere"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    guard let root = head.rootElement, Self.roots.contains(root) else { return .no }
    func holds(_ mark: String) -> Bool { UTF8Bytes.find(mark.utf8, in: head.bytes[...]) != nil }
    if holds("\"http://docbook.org/ns/docbook\"") || holds("'http://docbook.org/ns/docbook'")
      || holds("DTD DocBook") || holds("docbookx.dtd")
    {
      return .certain
    }
    return holds("<para>") || holds("<bookinfo>") || holds("<articleinfo>") || holds("<refnamediv>")
      ? .likely : .no
  }

  private static let roots: Set<String> = [
    "set", "book", "part", "chapter", "appendix", "preface", "article", "reference", "refentry",
    "section", "sect1", "sect2", "glossary", "bibliography", "topic", "assembly", "simplesect",
    "refsect1", "refsection", "qandaset", "dedication", "colophon",
  ]

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let root = try XMLTree.parse(record)
    let info = DocBookInfo(root)
    let index = DocBookIndex(root)
    var reader = ProseReader(DocBookVocabulary(titles: index.titles))
    let title = reader.writer.title(info.title.utf8)
    for part in info.parts { reader.read(part) }
    for child in root.children {
      switch child {
      case .element(let element):
        if DocBookInfo.titles.contains(element.name) || DocBookVocabulary.isMetadata(element) {
          continue
        }
        reader.read(element, in: [root])
      case .text(let text):
        reader.writer.append(text.utf8)
        reader.writer.endLine()
      }
    }
    guard reader.writer.hasBody else { return .skipped(rule: "no-text") }
    reader.writer.leftOut.add(info.leftOut)
    let mark = root.attribute("lang")
    var document = reader.writer.document(
      id: info.id, title: title, language: mark.flatMap(LanguageCode.primary), rights: info.rights)
    document.facts = info.facts + index.includes + document.facts
    return .documents([document])
  }

  public var examples: [FormatExample] { DocBookExamples.all }
}
