/// Valid UTF-8 text, addressed by byte offsets: what documents are made of.
///
/// Mining works on ``bytes``; a `String` is made only of what a pair quotes.
public struct Text: Sendable, Hashable {
  /// The text's UTF-8 bytes; always valid UTF-8.
  public let bytes: [UInt8]
  /// Whether every byte is ASCII, so that byte offsets are code point offsets.
  public let isASCII: Bool

  /// A text of a string's UTF-8.
  public init(_ string: String) {
    self.init(trusted: Array(string.utf8))
  }

  /// A text of bytes, or nil where they are not valid UTF-8.
  public init?(validating bytes: [UInt8]) {
    if UTF8Bytes.areASCII(bytes) {
      self.init(trusted: bytes, isASCII: true)
    } else if String(validating: bytes, as: UTF8.self) != nil {
      self.init(trusted: bytes, isASCII: false)
    } else {
      return nil
    }
  }

  /// A text of bytes that are known to be valid UTF-8 (an XML parser's output, say).
  ///
  /// Bytes that are not break no memory rule: where strings are made of them they are repaired.
  public init(trusted bytes: [UInt8]) {
    self.init(trusted: bytes, isASCII: UTF8Bytes.areASCII(bytes))
  }

  private init(trusted bytes: [UInt8], isASCII: Bool) {
    self.bytes = bytes
    self.isASCII = isASCII
  }

  /// Length in bytes.
  public var count: Int { bytes.count }
  /// Whether there is no byte.
  public var isEmpty: Bool { bytes.isEmpty }
  /// The span of the whole text.
  public var span: Span { Span(0, bytes.count) }

  /// The bytes of `span`, clamped to the text.
  public subscript(span: Span) -> ArraySlice<UInt8> {
    bytes[span.range.clamped(to: 0..<bytes.count)]
  }

  /// The text of `span`, clamped to the text.
  public func string(_ span: Span) -> String {
    String(decoding: self[span], as: UTF8.self)
  }

  /// Whether a code point begins at `offset` (the end of the text counts as one).
  public func isBoundary(_ offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count else { return false }
    return offset == bytes.count || bytes[offset] & 0xC0 != 0x80
  }

  /// `span` without ASCII blanks at either end.
  public func trimmed(_ span: Span) -> Span {
    var (start, end) = (max(0, span.start), min(span.end, bytes.count))
    while start < end, UTF8Bytes.isBlank(bytes[start]) { start += 1 }
    while end > start, UTF8Bytes.isBlank(bytes[end - 1]) { end -= 1 }
    return Span(start, max(start, end))
  }
}

extension Text: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
