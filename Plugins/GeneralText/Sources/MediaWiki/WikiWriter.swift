import Didact

/// The text of a page in the making: lines with single blanks between words, written straight into place so that
/// spans are final when they are taken.
struct WikiWriter {
  private(set) var bytes: [UInt8]
  /// Whether the current line holds something.
  private(set) var lineHasText = false
  private var pendingSpace = false
  /// Whether a semicolon comes before what is written next.
  private var pendingPart = false
  /// Semicolons that were put between parts.
  private(set) var semicolons = 0
  /// Length at which something was left out after the last byte; -1 where nothing was.
  private var droppedAt = -1
  /// Whether something was left out of the current line.
  private var lineDropped = false
  /// Where the current capture begins; 0 outside of one.
  private var captureStart = 0

  /// - Parameter title: the title line.
  init(title: [UInt8], capacity: Int) {
    bytes = []
    bytes.reserveCapacity(title.count + capacity)
    bytes += title
  }

  var count: Int { bytes.count }

  /// Where the next character will stand.
  var position: Int {
    if lineHasText { return bytes.count + (pendingSpace ? 1 : 0) + (needsSemicolon ? 1 : 0) }
    return bytes.count + (bytes.count > captureStart ? 1 : 0)
  }

  /// Something was left out here: what stood around it may have to close up.
  mutating func markDrop() {
    droppedAt = bytes.count
    lineDropped = true
  }

  /// Whether the text before and after something left out is still to be joined.
  var isAfterDrop: Bool { droppedAt == bytes.count }
  var last: UInt8? { lineHasText ? bytes.last : nil }

  /// A blank between words.
  mutating func space() { pendingSpace = lineHasText }
  /// What is written next is another part of the line: `two; three`.
  mutating func endPart() {
    pendingSpace = lineHasText
    pendingPart = lineHasText
  }
  private var needsSemicolon: Bool {
    guard pendingPart, let last = bytes.last else { return false }
    return !".,:;(|".utf8.contains(last)
  }
  /// Takes the blank back, since punctuation follows.
  mutating func closeUp() { if !pendingPart { pendingSpace = false } }
  /// Takes the last byte back: the opening parenthesis of an empty pair.
  mutating func removeLast() {
    bytes.removeLast()
    droppedAt = bytes.count
    if bytes.count == captureStart || bytes.last == UInt8(ascii: "\n") {
      lineHasText = false
    } else if bytes.last == UInt8(ascii: " ") {
      bytes.removeLast()
      pendingSpace = true
      droppedAt = bytes.count
    }
  }

  /// Bytes without blanks at their ends.
  mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
    begin()
    bytes.append(contentsOf: run)
  }
  /// Bytes without blanks at their ends.
  mutating func append(_ run: [UInt8]) {
    guard !run.isEmpty else { return }
    begin()
    bytes.append(contentsOf: run)
  }
  mutating func append(_ byte: UInt8) {
    begin()
    bytes.append(byte)
  }

  private mutating func begin() {
    if !lineHasText {
      if bytes.count > captureStart { bytes.append(UInt8(ascii: "\n")) }
      lineHasText = true
    } else if pendingSpace {
      if needsSemicolon {
        bytes.append(UInt8(ascii: ";"))
        semicolons += 1
      }
      bytes.append(UInt8(ascii: " "))
    }
    pendingSpace = false
    pendingPart = false
  }

  /// Takes a line of a few signs back where nothing but they stands around something left out; how many they were.
  mutating func removeStrayLine() -> Int {
    guard lineHasText, lineDropped, captureStart == 0 || bytes.count > captureStart else {
      return 0
    }
    var start = bytes.count
    while start > captureStart, bytes.count - start < 8, Self.isStray(bytes[start - 1]) {
      start -= 1
    }
    guard start < bytes.count, start == captureStart || bytes[start - 1] == UInt8(ascii: "\n")
    else {
      return 0
    }
    let removed = bytes[start...].count { $0 != 0x20 }
    bytes.removeSubrange((start > captureStart ? start - 1 : start)...)
    lineHasText = false
    return removed
  }
  private static func isStray(_ byte: UInt8) -> Bool { ".,;:-() ".utf8.contains(byte) }

  mutating func endLine() {
    lineDropped = false
    lineHasText = false
    pendingSpace = false
    pendingPart = false
  }

  // MARK: Captures

  /// What a capture sets aside.
  struct Mark {
    fileprivate var start: Int
    fileprivate var lineHasText: Bool
    fileprivate var pendingSpace: Bool
    fileprivate var pendingPart: Bool
    fileprivate var droppedAt: Int
    fileprivate var captureStart: Int
    /// Where what is captured begins.
    var offset: Int { start }
  }

  /// Begins to write something that is not, or not yet, part of the text.
  mutating func beginCapture() -> Mark {
    let mark = Mark(
      start: bytes.count, lineHasText: lineHasText, pendingSpace: pendingSpace,
      pendingPart: pendingPart, droppedAt: droppedAt, captureStart: captureStart)
    captureStart = bytes.count
    lineHasText = false
    pendingSpace = false
    pendingPart = false
    droppedAt = -1
    return mark
  }

  /// Ends a capture: what was written since, taken out of the text.
  mutating func endCapture(_ mark: Mark) -> [UInt8] {
    let captured = Array(bytes[mark.start...])
    bytes.removeSubrange(mark.start...)
    lineHasText = mark.lineHasText
    pendingSpace = mark.pendingSpace
    pendingPart = mark.pendingPart
    droppedAt = mark.droppedAt
    captureStart = mark.captureStart
    return captured
  }
}
