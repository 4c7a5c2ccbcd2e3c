/// Converts byte offsets of a ``Text`` to Unicode code point offsets, the ones that users see (what Python
/// slices by), and back.
public struct CodePoints: Sendable {
  /// Code points that begin before every `stride`-th byte; empty for ASCII, where nothing is to convert.
  private let marks: [Int]
  private let text: Text
  private static let stride = 128

  /// An index over `text`; one pass over a text that is not ASCII.
  public init(_ text: Text) {
    self.text = text
    guard !text.isASCII else {
      marks = []
      return
    }
    var marks: [Int] = []
    marks.reserveCapacity(text.count / Self.stride + 1)
    var seen = 0
    text.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      for start in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
        marks.append(seen)
        // One byte holds a stretch's count, so that many are compared at a time.
        var part: UInt8 = 0
        for index in start..<min(start + Self.stride, bytes.count) {
          part &+= base[index] & 0xC0 != 0x80 ? 1 : 0
        }
        seen += Int(part)
      }
    }
    self.marks = marks
  }

  /// The number of code points that begin before byte `offset`.
  public func offset(ofByte offset: Int) -> Int {
    guard !marks.isEmpty, offset > 0 else { return offset }
    let mark = min(offset / Self.stride, marks.count - 1)
    var seen = marks[mark]
    for byte in text.bytes[mark * Self.stride..<min(offset, text.count)] where byte & 0xC0 != 0x80 {
      seen += 1
    }
    return seen
  }

  /// The byte at which code point number `offset` begins; the text's length for the one after the last,
  /// nil beyond that.
  public func byte(ofOffset offset: Int) -> Int? {
    guard offset >= 0 else { return nil }
    guard !marks.isEmpty else { return offset <= text.count ? offset : nil }
    var (low, high) = (0, marks.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if marks[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    var seen = marks[low]
    for index in low * Self.stride..<text.count where text.bytes[index] & 0xC0 != 0x80 {
      if seen == offset { return index }
      seen += 1
    }
    return seen == offset ? text.count : nil
  }

  /// A byte span as code point offsets.
  public func span(_ span: Span) -> Span {
    Span(offset(ofByte: span.start), offset(ofByte: span.end))
  }
}
