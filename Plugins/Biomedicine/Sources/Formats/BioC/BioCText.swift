import Didact

/// The text of a BioC document as its offsets see it: stretches of text, each with the offset that it states.
struct BioCText {
  /// What an offset counts.
  enum Unit: CaseIterable { case characters, bytes, utf16 }

  private struct Stretch {
    var offset: Int
    var bytes: [UInt8]
    /// Where `bytes` begins in the document's text; nil for what is a label there.
    var place: Int?
  }
  private var stretches: [Stretch] = []
  private var isSorted = true

  /// Adds a stretch; blanks are spaces, as many as there were.
  ///
  /// - Parameter place: where it stands in the document's text, nil where it does not.
  mutating func add(_ bytes: [UInt8], offset: Int, place: Int?) {
    if let last = stretches.last, last.offset > offset { isSorted = false }
    stretches.append(Stretch(offset: offset, bytes: bytes, place: place))
  }

  /// Puts the stretches in the order of their offsets; call it before asking.
  mutating func sort() {
    guard !isSorted else { return }
    stretches = stretches.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }.map(\.element)
    isSorted = true
  }

  /// What stands at a location, and its place in the document's text (nil in a label).
  ///
  /// Steps over the characters of one stretch where these are not ASCII.
  func find(_ offset: Int, _ length: Int, _ unit: Unit) -> (bytes: ArraySlice<UInt8>, span: Span?)?
  {
    guard offset >= 0, length > 0, length < 1 << 30 else { return nil }
    // The last stretch that begins at or before the offset.
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let stretch = stretches[low - 1]
    guard let start = Self.index(offset - stretch.offset, in: stretch.bytes, from: 0, unit),
      let end = Self.index(length, in: stretch.bytes, from: start, unit)
    else { return nil }
    let span = stretch.place.map { Span($0 + start, $0 + end) }
    return (stretch.bytes[start..<end], span)
  }

  /// The index `count` units after `start`, at the beginning of a character; nil beyond the end or inside one.
  private static func index(_ count: Int, in bytes: [UInt8], from start: Int, _ unit: Unit) -> Int?
  {
    guard count <= bytes.count - start else { return nil }
    if unit == .bytes {
      let end = start + count
      return end == bytes.count || bytes[end] & 0xC0 != 0x80 ? end : nil
    }
    var (index, left) = (start, count)
    while left > 0, index < bytes.count {
      let byte = bytes[index]
      let width = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      left -= unit == .utf16 && width == 4 ? 2 : 1
      index += width
    }
    return left == 0 && index <= bytes.count ? index : nil
  }
}
