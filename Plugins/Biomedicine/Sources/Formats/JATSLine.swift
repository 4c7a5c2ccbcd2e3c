import Didact
import DidactXML

/// Text that grows line by line while an article is read: blanks folded, lines without blanks at either end,
/// no empty line, no e-mail address.
struct JATSLine {
  private(set) var bytes: [UInt8] = []
  /// Where the current line begins.
  private(set) var lineStart = 0
  private var wantsBlank = false
  private var wantsLine = false
  /// Whether the next line break is passed over: a label stands on the line of what it labels.
  private var isHeld = false
  /// Lines that have ended: what stands on them is not taken back.
  private var ended = 0
  /// Whether a blank before a full stop or comma is passed over.
  private var isClosingUp = false
  /// Characters of the addresses that were taken out.
  private var removed = 0

  init() {}

  /// Length in bytes, not counting a break or blank that nothing has followed yet.
  var count: Int { bytes.count }
  /// Whether nothing stands on the current line.
  var isAtLineStart: Bool { wantsLine || bytes.count == lineStart }
  /// Whether something follows the last byte without a blank between.
  var isAdjacent: Bool { !wantsBlank && !wantsLine && bytes.count > lineStart }
  /// The last byte of the current line, nil at its start.
  var last: UInt8? { isAtLineStart ? nil : bytes.last }

  /// Adds character data.
  ///
  /// XML's blanks and Unicode's spaces (no-break, thin, ideographic, ...) count as blanks.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = piece.count
    while index < count {
      let width = UnicodeBlank.width(piece, at: index)
      if width > 0 {
        wantsBlank = true
        index += width
        continue
      }
      let start = index
      // A single space between two words is text; a longer blank ends the run.
      while index < count {
        let byte = piece[index]
        if byte > 0x20 {
          if byte >= 0xC2, UnicodeBlank.width(piece, at: index) > 0 { break }
          index += 1
        } else if byte == 0x20, index + 1 < count, piece[index + 1] > 0x20, piece[index + 1] < 0x80
        {
          index += 2
        } else {
          break
        }
      }
      if isClosingUp { closeUp(before: piece[start]) }
      join()
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[start..<index]))
    }
  }

  /// Adds character data.
  mutating func append(_ piece: [UInt8]) {
    piece.withUnsafeBufferPointer { append($0) }
  }

  /// Adds a blank, unless there is one.
  mutating func blank() { wantsBlank = true }

  /// Ends the line, unless nothing stands on it or it is held.
  mutating func breakLine() {
    guard !isHeld, !wantsLine else { return }
    ended += 1
    if EMailAddress.isPossible(in: bytes[lineStart...]) {
      let cleaned = EMailAddress.removed(from: bytes[lineStart...])
      removed += XMLCharacters.count(bytes[lineStart...]) - XMLCharacters.count(cleaned)
      bytes.replaceSubrange(lineStart..., with: cleaned)
    }
    if bytes.count > lineStart {
      wantsLine = true
    } else if lineStart > 0 {
      // All of the line was addresses: the break before it is due again.
      bytes.removeLast()
      lineStart = bytes.count
      wantsLine = true
    }
    wantsBlank = false
  }

  /// Keeps what comes next on this line, whatever breaks come between; a blank goes between.
  mutating func hold() {
    guard !isAtLineStart else { return }
    wantsBlank = true
    isHeld = true
  }

  /// Leaves out the blank that is due where a full stop or comma comes next: a mark was taken out before it.
  mutating func closeUp() { isClosingUp = true }
  /// Whether a digit stands right before `mark`.
  func isDigit(before mark: Mark) -> Bool {
    guard !mark.wantsBlank, !mark.wantsLine, mark.count > mark.lineStart, mark.count <= bytes.count
    else {
      return false
    }
    return UTF8Bytes.isDigit(bytes[mark.count - 1])
  }

  /// Gives up a hold that nothing has answered.
  mutating func release() { isHeld = false }

  /// Ends a phrase: adds a full stop, unless it ends in a mark of its own, and a blank.
  mutating func endPhrase() {
    guard let last else { return }
    switch last {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"),
      UInt8(ascii: ";"):
      break
    default:
      punctuate(UInt8(ascii: "."))
    }
    wantsBlank = true
  }

  /// Adds a mark right after the last byte of the line.
  mutating func punctuate(_ mark: UInt8) {
    guard !isAtLineStart else { return }
    wantsBlank = false
    bytes.append(mark)
  }

  /// A place to return to.
  struct Mark {
    var count: Int
    var lineStart: Int
    var wantsBlank: Bool
    var wantsLine: Bool
    var isHeld: Bool
    var ended: Int
  }
  /// The present state.
  var mark: Mark {
    Mark(
      count: bytes.count, lineStart: lineStart, wantsBlank: wantsBlank, wantsLine: wantsLine,
      isHeld: isHeld, ended: ended)
  }
  /// What was added since `mark`; nothing where a line has ended since.
  func added(since mark: Mark) -> ArraySlice<UInt8> {
    mark.ended == ended && mark.count <= bytes.count ? bytes[mark.count...] : []
  }
  /// Takes back what was added since `mark`, unless a line has ended since; a blank after it stays one.
  mutating func takeBack(to mark: Mark) {
    guard mark.ended == ended, mark.count <= bytes.count else { return }
    bytes.removeSubrange(mark.count...)
    lineStart = mark.lineStart
    wantsBlank = mark.wantsBlank
    wantsLine = mark.wantsLine
    isHeld = mark.isHeld
  }

  /// Adds finished lines after the present ones.
  ///
  /// - Returns: Where they begin.
  mutating func append(lines: [UInt8]) -> Int {
    join()
    let start = bytes.count
    bytes.append(contentsOf: lines)
    lineStart = lines.lastIndex(of: UInt8(ascii: "\n")).map { start + $0 + 1 } ?? start
    wantsLine = true
    return start
  }

  /// How many characters of addresses were taken out since this was asked last.
  mutating func takeRemoved() -> Int {
    defer { removed = 0 }
    return removed
  }

  /// The finished bytes, and an empty line in their place.
  mutating func take() -> [UInt8] {
    isHeld = false
    breakLine()
    defer { removeAll() }
    return bytes
  }

  /// Empties it, and keeps its storage.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lineStart = 0
    wantsBlank = false
    wantsLine = false
    isHeld = false
  }

  private mutating func closeUp(before byte: UInt8) {
    isClosingUp = false
    if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
      wantsBlank = false
    }
  }

  /// Writes the break or blank that is due.
  private mutating func join() {
    if wantsLine {
      bytes.append(UInt8(ascii: "\n"))
      lineStart = bytes.count
    } else if wantsBlank, bytes.count > lineStart {
      bytes.append(UInt8(ascii: " "))
    }
    wantsBlank = false
    wantsLine = false
    isHeld = false
  }
}
