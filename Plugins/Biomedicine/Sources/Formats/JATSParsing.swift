public import Didact
import DidactXML

extension JATSFormat {
  public func documents(in record: Record) throws(RecordError) -> Reading {
    let events = JATSEvents(JATSReader(fallbackID: "\(record.source.path)#\(record.offset)"))
    try JATSEvents.xml.parse(record, into: events)
    guard events.reader.hasArticle else {
      throw RecordError(
        reason: "not-an-article", detail: "the record holds no article element")
    }
    return .documents(events.reader.finish())
  }
}

/// Hands a parser's events to a ``JATSReader``, elements by what they ask for.
private final class JATSEvents: XMLHandler {
  var reader: JATSReader

  init(_ reader: JATSReader) { self.reader = reader }

  /// An element of the vocabulary.
  private struct Meaning {
    var element: JATSElement
    var math: MathElement?
  }

  private static let elements = Dictionary(
    JATSElement.byName, uniquingKeysWith: { first, _ in first })
  private static let names = Set(elements.keys).union(MathElement.localNames).sorted()
  /// By number in the vocabulary.
  private static let meanings = vocabulary.names.map {
    Meaning(element: elements[$0] ?? .transparent, math: MathElement(localName: $0))
  }
  /// By number in the vocabulary, for what it skips.
  private static let rules = {
    let rules = Dictionary(JATSElement.leftOut, uniquingKeysWith: { first, _ in first })
    return vocabulary.names.map { rules[$0] ?? .unread }
  }()
  private static let vocabulary = XMLVocabulary(
    names, skipping: Set(elements.filter { $0.value == .skipped }.keys))
  static let xml = XMLReader(vocabulary)

  private let meanings = JATSEvents.meanings

  func start(_ element: Int, _ tag: XMLTag) {
    guard element >= 0 else { return reader.start(.transparent, math: nil, tag) }
    let meaning = meanings[element]
    reader.start(meaning.element, math: meaning.math, tag)
  }
  func end(_ element: Int) { reader.end() }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { reader.characters(bytes) }
  func skipped(_ element: Int, characters: Int) {
    reader.leaveOut(Self.rules[element], characters)
  }
}

extension XMLTag: JATSAttributes {
  func string(_ attribute: JATSAttribute) -> String? { self[attribute.name] }
}
