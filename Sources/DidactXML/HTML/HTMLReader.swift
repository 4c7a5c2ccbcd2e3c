import CXMLReader
public import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads bytes as HTML, however broken, from any number of threads; handlers are those of XML.
///
/// Names come in lower case, and every element that begins ends. Nothing is fetched. What cannot be read is
/// rejected: bytes that are no text, or of an encoding that is not supported, and elements nested more than
/// 2,000 deep.
public final class HTMLReader: Sendable {
  /// Names in bytewise order, as the parser wants them, and the number of each in the vocabulary.
  private let sorted: [(name: String, number: Int)]

  /// A reader that tells the vocabulary's names apart (`ix:nonfraction` is one name); its `skipped` ones are
  /// the handler's business.
  public init(_ vocabulary: XMLVocabulary) {
    sorted = vocabulary.names.enumerated().map { (name: $1, number: $0) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Parses a page.
  ///
  /// - Throws: ``RecordError`` with reason `binary`, `encoding`, `depth-limit` or `memory`.
  public func parse(_ bytes: ArraySlice<UInt8>, into handler: some XMLHandler) throws(RecordError) {
    let encoding = HTMLEncoding.name(for: bytes)
    if !encoding.hasPrefix("UTF-16"), let zero = bytes.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - bytes.startIndex)
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    let sink = EventSink(Renumbering(handler, sorted.map(\.number)))
    // The strings live until `free`, the bytes and the sink for the call.
    let names = sorted.map { strdup($0.name) }
    defer { for name in names { free(name) } }
    let pointers = names.compactMap { $0.map { UnsafePointer($0) } }
    let result = withExtendedLifetime(sink) {
      content.withUnsafeBufferPointer { buffer -> didact_xml_result? in
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return nil }
        return didact_html_parse(
          pointers, Int32(pointers.count), base, buffer.count, encoding, EventSink.events,
          Unmanaged.passUnretained(sink).toOpaque())
      }
    }
    guard let result, result.status != DIDACT_XML_OK else { return }
    let reason =
      switch Int(result.status) {
      case DIDACT_XML_ENCODING: "encoding"
      case DIDACT_XML_DEPTH_LIMIT: "depth-limit"
      default: "memory"
      }
    throw RecordError(
      reason: reason, detail: "\(String(cString: result.message)) (\(encoding))",
      line: result.line > 0 ? result.line : nil)
  }
}

/// Gives elements the numbers that the caller's vocabulary has for them.
private final class Renumbering: XMLHandler {
  private let handler: any XMLHandler
  private let numbers: [Int]
  init(_ handler: any XMLHandler, _ numbers: [Int]) {
    self.handler = handler
    self.numbers = numbers
  }
  func start(_ element: Int, _ tag: XMLTag) {
    handler.start(element < 0 ? -1 : numbers[element], tag)
  }
  func end(_ element: Int) { handler.end(element < 0 ? -1 : numbers[element]) }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) { handler.characters(bytes) }
}
