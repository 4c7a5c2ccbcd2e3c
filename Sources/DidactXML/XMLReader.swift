import CXMLReader
public import Didact
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads records as XML: streaming, safe by construction, from any number of threads.
///
/// - No external entity or subset is ever loaded, and nothing is fetched.
/// - Entities of the document's own subset are resolved within libxml2's limits; names without a definition
///   come from the W3C's list of character entities, or reject the record.
/// - Nesting is bounded at 256 elements, a tag at 1,000 attributes, expanded text at 8 MiB or sixteen times
///   the record.
/// - Declared encodings are honoured; what comes out is UTF-8.
///
/// Parsers are set back between records, not built anew; they wait in a pool.
public final class XMLReader: Sendable {
  private let vocabulary: XMLVocabulary
  private let idle = Mutex<[Parser]>([])

  /// A reader that tells the vocabulary's names apart.
  public init(_ vocabulary: XMLVocabulary) {
    self.vocabulary = vocabulary
  }

  /// Parses a record between its envelope's head and tail. The handler sees the envelope's elements too.
  ///
  /// - Throws: ``RecordError`` with reason `malformed-xml`, `encoding`, `undefined-entity`, `entity-limit`,
  ///   `depth-limit`, `attribute-limit` or `memory`; offset and line are the record's own.
  public func parse(_ record: Record, into handler: some XMLHandler) throws(RecordError) {
    if record.envelope == nil, let utf8 = try UTF32Bytes.asUTF8(record.bytes) {
      let record = Record(
        source: record.source, offset: record.offset, line: record.line, number: record.number,
        bytes: utf8[...])
      return try parse(record, into: handler)
    }
    let parser = try borrow()
    let result = parser.parse(record, into: handler)
    idle.withLock { $0.append(parser) }
    if let error = result { throw error }
  }

  private func borrow() throws(RecordError) -> Parser {
    if let parser = idle.withLock({ $0.popLast() }) { return parser }
    guard let parser = Parser(vocabulary) else {
      throw RecordError(reason: "memory", detail: "no memory for an XML parser")
    }
    return parser
  }
}

/// One libxml2 context with its buffer.
///
/// `@unchecked Sendable`: the pool hands a parser to one caller at a time and takes it back after its use;
/// a mutex orders the two.
private final class Parser: @unchecked Sendable {
  private let reader: OpaquePointer
  private var buffer: [UInt8] = []
  private var envelope: Envelope?
  private var head: ArraySlice<UInt8> = []
  private var headLines = 0

  init?(_ vocabulary: XMLVocabulary) {
    let names = vocabulary.names.map { strdup($0) }
    defer { for name in names { free(name) } }
    let skipped = vocabulary.names.map { UInt8(vocabulary.skipped.contains($0) ? 1 : 0) }
    let pointers = names.compactMap { $0.map { UnsafePointer($0) } }
    guard pointers.count == names.count,
      let reader = didact_xml_reader_create(pointers, skipped, Int32(names.count))
    else { return nil }
    self.reader = reader
  }

  deinit { didact_xml_reader_destroy(reader) }

  func parse(_ record: Record, into handler: some XMLHandler) -> RecordError? {
    let sink = EventSink(handler)
    let result = withExtendedLifetime(sink) {
      let context = Unmanaged.passUnretained(sink).toOpaque()
      guard let envelope = record.envelope else {
        head = []
        headLines = 0
        self.envelope = nil
        return record.bytes.withUnsafeBufferPointer { run($0, context) }
      }
      enter(envelope)
      buffer.removeAll(keepingCapacity: true)
      buffer.append(contentsOf: head)
      buffer.append(contentsOf: record.bytes)
      buffer.append(contentsOf: envelope.tail)
      return buffer.withUnsafeBufferPointer { run($0, context) }
    }
    if buffer.capacity > 4 << 20 { buffer = [] }
    guard result.status != DIDACT_XML_OK else { return nil }
    return error(result, record)
  }

  private func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: UnsafeMutableRawPointer
  ) -> didact_xml_result {
    var nothing: UInt8 = 0
    guard let base = bytes.baseAddress else {
      return didact_xml_reader_parse(reader, &nothing, 0, EventSink.events, context)
    }
    return didact_xml_reader_parse(reader, base, bytes.count, EventSink.events, context)
  }

  /// Takes an envelope in: a DOCTYPE without internal subset says nothing that this reader uses, so records
  /// in UTF-8 are parsed without declaration and DOCTYPE.
  private func enter(_ envelope: Envelope) {
    guard envelope !== self.envelope else { return }
    self.envelope = envelope
    head = EnvelopeHead.needed(of: envelope.head)
    headLines = head.count { $0 == UInt8(ascii: "\n") }
  }

  private func error(_ result: didact_xml_result, _ record: Record) -> RecordError {
    let reason =
      switch Int(result.status) {
      case DIDACT_XML_ENCODING: "encoding"
      case DIDACT_XML_UNDEFINED_ENTITY: "undefined-entity"
      case DIDACT_XML_ENTITY_LIMIT: "entity-limit"
      case DIDACT_XML_DEPTH_LIMIT: "depth-limit"
      case DIDACT_XML_ATTRIBUTE_LIMIT: "attribute-limit"
      case DIDACT_XML_MEMORY: "memory"
      default: "malformed-xml"
      }
    let offset =
      result.offset < 0 ? nil : min(max(0, result.offset - head.count), record.bytes.count)
    let line = result.line <= 0 ? nil : max(1, result.line - headLines)
    return RecordError(
      reason: reason, detail: ParserMessage.sentence(String(cString: result.message)),
      offset: offset, line: line)
  }
}

/// Hands libxml2's events to a Swift handler.
final class EventSink {
  private let handler: any XMLHandler
  init(_ handler: any XMLHandler) { self.handler = handler }

  /// The context is the sink that ``Parser/parse(_:into:)`` keeps alive around the call.
  static let events = didact_xml_events(
    start: { context, element, name, prefix, attributes in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.start(Int(element), XMLTag(name: name, prefix: prefix, attributes: attributes))
      }
    },
    end: { context, element in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.end(Int(element))
      }
    },
    characters: { context, bytes, count in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    },
    skipped: { context, element, characters in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.skipped(Int(element), characters: characters)
      }
    })
}
