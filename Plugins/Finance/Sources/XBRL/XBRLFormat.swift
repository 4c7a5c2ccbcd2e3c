public import Didact
import DidactXML

/// XBRL instances: the facts of a report by themselves, as companies filed them beside their pages before inline XBRL.
///
/// The text has a line for each fact (`Accounts payable | 2010-09-30 | 170120000 USD`: label or name of the concept,
/// dimensions, period, value, unit), then each block of text as a section labelled by its concept, read as a page where
/// it is markup, then the footnotes. Labels come from the linkbase `..._lab.xml` beside the instance where that is among
/// the run's sources, else from one in the schema.
///
/// | fact | value | attributes | place |
/// |---|---|---|---|
/// | `xbrl` | as the instance writes it; empty for a block of text | as ``FilingFormat``'s, and `tuple` | it |
/// | `xbrl-footnote` | | `characters` | it |
/// | cover facts | as ``FilingFormat``'s | | it |
/// | `left-out` | `contexts-and-units`, `markup`, rules of pages | `characters` | |
public struct XBRLFormat: CompanionFormat {
  public init() {}

  public let name = "xbrl"
  public let summary =
    "XBRL instances, a line for each fact and a section for each block of text; without schemas and linkbases"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "xbrl": .certain
    case "linkbase": .certain
    case "schema": UTF8Bytes.find("xbrl".utf8, in: head.bytes[...]) != nil ? .certain : .no
    default: .no
    }
  }

  public func companion(for head: SourceHead) -> Companion.Place? {
    head.rootElement == "xbrl" ? .beside(LabelFiles.names(for: head)) : nil
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    switch SourceHead(path: "", bytes: Array(record.bytes.prefix(1 << 16))).rootElement {
    case "schema": return .skipped(rule: "xbrl-schema")
    case "linkbase": return .skipped(rule: "xbrl-linkbase")
    default: break
    }
    let reader = InstanceReader()
    try InstanceReader.reader.parse(record, into: reader)
    var instance = InstanceDocument(
      reader, labels: record.companion.map { XBRLLabels($0.bytes) }, size: record.bytes.count)
    guard let document = instance.document() else { return .skipped(rule: "no-facts") }
    return .documents([document])
  }

  public var examples: [FormatExample] { XBRLExamples.instances }
}

/// Where the labels of a report are: in a file named after its schema, or in the schema.
enum LabelFiles {
  /// `nflx-20100930_lab.xml`, then `nflx-20100930.xsd`: after the schema that the head names, and after the file itself.
  static func names(for head: SourceHead) -> [String] {
    let file = head.path.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    var stems = [stem]
    if let schema = schema(in: head.bytes) { stems.insert(schema, at: 0) }
    return stems.map { $0 + "_lab.xml" } + stems.map { $0 + ".xsd" }
  }

  /// The first `schemaRef`'s file name without its ending, where it lies in the same folder.
  private static func schema(in bytes: [UInt8]) -> String? {
    guard let mark = UTF8Bytes.find("schemaRef".utf8, in: bytes[...]),
      let end = bytes[mark...].firstIndex(of: UInt8(ascii: ">")),
      let href = UTF8Bytes.find("href=\"".utf8, in: bytes[..<end], from: mark)
    else { return nil }
    let name = bytes[(href + 6)..<end].prefix { $0 != UInt8(ascii: "\"") }
    guard !name.contains(UInt8(ascii: "/")), name.reversed().starts(with: ".xsd".utf8.reversed())
    else { return nil }
    return String(decoding: name.dropLast(4), as: UTF8.self)
  }
}
