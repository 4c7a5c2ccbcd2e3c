import CJSONReader
public import Didact
import Synchronization

/// Reads objects as JSON (RFC 8259), from any number of threads: simdjson behind a handler.
///
/// All of an object is checked, what nobody asks for included. Numbers are handed over as they are written, strings
/// unescaped; nesting is bounded at 256. Parsers wait in a pool with their memory.
public final class JSONReader: Sendable {
  private let idle = Mutex<[Parser]>([])

  public init() {}

  /// Parses one object.
  ///
  /// - Throws: ``RecordError`` with reason `malformed-json`, `encoding`, `depth-limit`, `not-an-object` or `memory`.
  public func parse(_ bytes: ArraySlice<UInt8>, into handler: some JSONHandler) throws(RecordError)
  {
    guard let parser = idle.withLock({ $0.popLast() }) ?? Parser() else { throw Self.memory }
    let status = parser.parse(bytes, into: handler)
    idle.withLock { $0.append(parser) }
    if let error = Self.error(for: status) { throw error }
  }

  private static let memory = RecordError(reason: "memory", detail: "no memory for a JSON parser")

  private static func error(for status: didact_json_status) -> RecordError? {
    switch status {
    case DIDACT_JSON_OK: nil
    case DIDACT_JSON_ENCODING:
      RecordError(reason: "encoding", detail: "is JSON that is not UTF-8, as JSON must be")
    case DIDACT_JSON_ESCAPE:
      RecordError(
        reason: "malformed-json", detail: "a string holds an escape that stands for no character")
    case DIDACT_JSON_DEPTH_LIMIT:
      RecordError(reason: "depth-limit", detail: "values are nested more than 256 deep")
    case DIDACT_JSON_NOT_OBJECT:
      RecordError(reason: "not-an-object", detail: "the line is no JSON object")
    case DIDACT_JSON_MEMORY: memory
    default: RecordError(reason: "malformed-json", detail: "the line is not JSON")
    }
  }
}

/// Takes an object's parts in document order, on one thread; nothing handed over may be kept beyond the call.
///
/// The object itself opens and closes too. After an error nothing more comes.
public protocol JSONHandler: AnyObject {
  /// An object, or an array, begins.
  func open(isArray: Bool)
  /// The innermost object or array ends.
  func close()
  /// The name of the value that comes next.
  func key(_ bytes: UnsafeBufferPointer<UInt8>)
  /// A value that holds no others: unescaped UTF-8 of a string, or a number as it is written.
  func scalar(_ kind: JSONScalar, _ bytes: UnsafeBufferPointer<UInt8>)
}

/// What a value without parts is; literals come without bytes.
public enum JSONScalar: Sendable {
  case string, number, `true`, `false`, null
}

/// One simdjson parser with its buffer.
///
/// `@unchecked Sendable`: the pool hands a parser to one caller at a time and takes it back after its use; a mutex
/// orders the two.
private final class Parser: @unchecked Sendable {
  private let reader: OpaquePointer

  init?() {
    guard let reader = didact_json_reader_create() else { return nil }
    self.reader = reader
  }
  deinit { didact_json_reader_destroy(reader) }

  func parse(_ bytes: ArraySlice<UInt8>, into handler: some JSONHandler) -> didact_json_status {
    let sink = EventSink(handler)
    return withExtendedLifetime(sink) {
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return DIDACT_JSON_MALFORMED }
        return didact_json_read(
          reader, base, buffer.count, EventSink.events, Unmanaged.passUnretained(sink).toOpaque())
      }
    }
  }
}

/// Hands simdjson's events to a Swift handler. The context is the sink that ``Parser`` keeps alive around the call.
private final class EventSink {
  private let handler: any JSONHandler
  init(_ handler: any JSONHandler) { self.handler = handler }

  static let events = didact_json_events(
    open: { context, isArray in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.open(isArray: isArray != 0)
      }
    },
    close: { context in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.handler.close() }
    },
    key: { context, bytes, count in
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.key(UnsafeBufferPointer(start: bytes, count: count))
      }
    },
    scalar: { context, kind, bytes, count in
      let scalar: JSONScalar =
        switch kind {
        case DIDACT_JSON_STRING: .string
        case DIDACT_JSON_NUMBER: .number
        case DIDACT_JSON_TRUE: .true
        case DIDACT_JSON_FALSE: .false
        default: .null
        }
      Unmanaged<EventSink>.fromOpaque(context)._withUnsafeGuaranteedRef {
        $0.handler.scalar(scalar, UnsafeBufferPointer(start: bytes, count: count))
      }
    })
}
