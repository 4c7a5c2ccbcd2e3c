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
    /// Every so many characters: the byte index, and how many units stand before it; empty for ASCII.
    var marks: [(index: Int, characters: Int, utf16: Int)] = []

    init(offset: Int, bytes: [UInt8], place: Int?) {
      self.offset = offset
      self.bytes = bytes
      self.place = place
      guard !UTF8Bytes.areASCII(bytes) else { return }
      var (index, characters, utf16) = (0, 0, 0)
      while index < bytes.count {
        if characters % BioCText.step == 0 { marks.append((index, characters, utf16)) }
        let width = BioCText.width(bytes[index])
        index += width
        characters += 1
        utf16 += width == 4 ? 2 : 1
      }
    }

    /// The byte index of a unit, counted from the stretch's beginning.
    func index(of count: Int, _ unit: Unit) -> Int? {
      guard unit != .bytes, !marks.isEmpty else {
        return BioCText.index(count, in: bytes, from: 0, .bytes)
      }
      var (low, high) = (0, marks.count)
      while low < high {
        let middle = (low + high) / 2
        let before = unit == .characters ? marks[middle].characters : marks[middle].utf16
        if before <= count { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return nil }
      let mark = marks[low - 1]
      let before = unit == .characters ? mark.characters : mark.utf16
      return BioCText.index(count - before, in: bytes, from: mark.index, unit)
    }
  }
  private var stretches: [Stretch] = []
  private var isSorted = true
  /// Characters between two noted ones.
  private static let step = 128

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
  /// - Parameter longest: bytes beyond which nothing is looked at.
  func find(
    _ offset: Int, _ length: Int, _ unit: Unit, longest: Int
  ) -> (bytes: ArraySlice<UInt8>, span: Span?)? {
    guard offset >= 0, length > 0, length <= longest else { return nil }
    // The last stretch that begins at or before the offset.
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let stretch = stretches[low - 1]
    guard let start = stretch.index(of: offset - stretch.offset, unit),
      let end = Self.index(length, in: stretch.bytes, from: start, unit)
    else { return nil }
    let span = stretch.place.map { Span($0 + start, $0 + end) }
    return (stretch.bytes[start..<end], span)
  }

  private static func width(_ byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
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
      let width = width(bytes[index])
      left -= unit == .utf16 && width == 4 ? 2 : 1
      index += width
    }
    return left == 0 && index <= bytes.count ? index : nil
  }
}
