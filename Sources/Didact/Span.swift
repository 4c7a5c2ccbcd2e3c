/// A half-open range of UTF-8 byte offsets inside a ``Text``.
///
/// Everything inside the program counts bytes; what is written for users counts Unicode code points, and
/// ``CodePoints`` converts at the moment of writing.
public struct Span: Sendable, Hashable, Comparable {
  /// First byte.
  public var start: Int
  /// The byte after the last one.
  public var end: Int

  /// A span from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// Length in bytes.
  public var count: Int { end - start }
  /// Whether the span holds no byte.
  public var isEmpty: Bool { end <= start }
  /// The same span as a range of indices into ``Text/bytes``.
  public var range: Range<Int> { start..<max(start, end) }

  /// Whether `other` lies wholly inside this span.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  /// Whether the byte at `offset` lies inside this span.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  /// Whether the two spans share at least one byte.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
  /// The span moved by `distance` bytes.
  public func shifted(by distance: Int) -> Span { Span(start + distance, end + distance) }

  public static func < (left: Span, right: Span) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
