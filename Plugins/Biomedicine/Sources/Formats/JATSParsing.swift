public import Didact
import Foundation
import FoundationXML

extension JATSFormat {
  public func documents(in record: Record) throws(RecordError) -> Reading {
    let bytes = (record.envelope?.head ?? []) + record.bytes + (record.envelope?.tail ?? [])
    let parser = XMLParser(data: Data(bytes))
    let events = JATSEvents(JATSReader(fallbackID: "\(record.source.path)#\(record.offset)"))
    parser.delegate = events
    guard parser.parse() else {
      throw RecordError(reason: "malformed-xml", detail: "the record is not well-formed XML")
    }
    return .documents(events.reader.documents)
  }
}

/// Hands a parser's events to the reader.
private final class JATSEvents: NSObject, XMLParserDelegate {
  var reader: JATSReader
  private static let elements = Dictionary(uniqueKeysWithValues: JATSElement.byName)

  init(_ reader: JATSReader) { self.reader = reader }

  private func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let name = local(name)
    let values = attributes.map { (local($0.key), $0.value) }
    reader.start(
      Self.elements[name] ?? .transparent, math: MathElement(localName: name),
      Values(values: Dictionary(values) { first, _ in first }))
  }
  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    reader.end()
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) {
    var string = string
    string.withUTF8 { reader.characters($0) }
  }
  func parser(_ parser: XMLParser, foundCDATA data: Data) {
    data.withUnsafeBytes { reader.characters($0.bindMemory(to: UInt8.self)) }
  }

  private struct Values: JATSAttributes {
    var values: [String: String]
    func string(_ attribute: JATSAttribute) -> String? { values[attribute.name] }
  }
}
