import Didact
import DidactXML

/// Text within a line: words, quotes, character references; brackets are handed on.
extension WikiReader {
  /// What a byte may begin: nothing, a blank, something else.
  private static let classes: [UInt8] = {
    var classes = [UInt8](repeating: 0, count: 256)
    for byte in "\n[{<&'_".utf8 { classes[Int(byte)] = 2 }
    for byte in 0...0x20 where byte != 0x0A { classes[byte] = 1 }
    return classes
  }()

  /// The first offset from `start` on at which a plain run of text ends: at a sign, at its last blanks, or where
  /// blanks are more than one space.
  private func runEnd(_ start: Int, _ end: Int) -> Int {
    Self.classes.withUnsafeBufferPointer { classes in
      bytes.withUnsafeBufferPointer { bytes in
        var index = start
        while index < end {
          let kind = classes[Int(bytes[index])]
          if kind == 0 {
            index += 1
            continue
          }
          guard kind == 1, bytes[index] == 0x20, index > start, index + 1 < end,
            classes[Int(bytes[index + 1])] == 0
          else { break }
          index += 2
        }
        return index
      }
    }
  }

  /// Reads text up to the end of the line, or of the range; where it stopped.
  @discardableResult
  mutating func inline(_ range: Range<Int>, line: Bool) -> Int {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      let stop = runEnd(index, end)
      if stop > index {
        text(index..<stop)
        index = stop
        continue
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        if line { return index }
        writer.space()
        index += 1
      case UInt8(ascii: "'"): index = quote(index, end)
      case UInt8(ascii: "&"): index = entity(index, end)
      case UInt8(ascii: "_"): index = behaviourSwitch(index, end)
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): index = bracket(index, end)
      default:
        writer.space()
        index += 1
      }
    }
    return end
  }

  /// Reads text, line ends among it being blanks.
  mutating func inlineWhole(_ range: Range<Int>) { inline(range, line: false) }

  /// Writes a run of the source that has no blanks at its ends.
  mutating func text(_ range: Range<Int>) {
    if raised > 0 { return raise(range) }
    var range = range
    if writer.isAfterDrop {
      range = closingUp(range)
      if range.isEmpty { return }
    }
    bytes.withUnsafeBufferPointer {
      writer.append(UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// Digits of a `<sup>` as raised ones: 10<sup>6</sup> is not 106.
  private mutating func raise(_ range: Range<Int>) {
    for byte in bytes[range] {
      if let digit = Superscript.of(byte) {
        writer.append(digit)
      } else if byte == 0x20 {
        writer.space()
      } else {
        writer.append(byte)
      }
    }
  }

  /// What follows something left out: `( )` goes, and so does the blank before a comma.
  private mutating func closingUp(_ range: Range<Int>) -> Range<Int> {
    var index = range.lowerBound
    if writer.last == UInt8(ascii: "(") {
      while index < range.upperBound, Self.separates(bytes[index]) { index += 1 }
      if index < range.upperBound, bytes[index] == UInt8(ascii: ")") {
        index += 1
        account.leaveOut(.strayPunctuation, 1 + characters(range.lowerBound..<index))
        writer.removeLast()
        if index < range.upperBound, bytes[index] == 0x20 {
          writer.space()
          index += 1
        }
        guard index < range.upperBound else { return index..<index }
      } else {
        account.leaveOut(.strayPunctuation, characters(range.lowerBound..<index))
      }
      return closeUp(index, range.upperBound)
    }
    return closeUp(index, range.upperBound)
  }

  private mutating func closeUp(_ index: Int, _ end: Int) -> Range<Int> {
    if index < end,
      Self.separates(bytes[index]) || bytes[index] == UInt8(ascii: ".")
        || bytes[index] == UInt8(ascii: ")")
    {
      if bytes[index] != 0x20 { writer.closeUp() }
      // `(b; )` is `(b)`.
      if bytes[index] == UInt8(ascii: ")"),
        writer.last == UInt8(ascii: ";") || writer.last == UInt8(ascii: ",")
      {
        writer.removeLast()
        account.leaveOut(.strayPunctuation, 1)
      }
    }
    return index..<end
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x20
  }

  // MARK: Signs

  /// Two quotes are italics, three bold, five both; of four and of more than five the first stand for themselves.
  private mutating func quote(_ start: Int, _ end: Int) -> Int {
    var stop = start
    while stop < end, bytes[stop] == UInt8(ascii: "'") { stop += 1 }
    let count = stop - start
    if count == 1 {
      text(start..<stop)
      return stop
    }
    if !quotes.line.contains(start) { countQuotes(around: start) }
    var literal = count == 4 ? 1 : max(0, count - 5)
    if count - literal == 3, start == quotes.single { literal += 1 }
    if literal > 0 { text(start..<start + literal) }
    markup(count - literal)
    return stop
  }

  /// Where a line has an odd number both of bold and of italic signs, one bold sign is an apostrophe and an italic
  /// sign: `l'''Homme''`. MediaWiki takes the first one after a word of one letter, else after a longer word, else
  /// after a blank.
  private mutating func countQuotes(around start: Int) {
    var first = start
    while first > 0, bytes[first - 1] != UInt8(ascii: "\n"), first > quotes.line.upperBound {
      first -= 1
    }
    var (bold, italic) = (0, 0)
    var (afterLetter, afterWord, afterBlank) = (-1, -1, -1)
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      guard bytes[index] == UInt8(ascii: "'") else {
        index += 1
        continue
      }
      let run = index
      while index < bytes.count, bytes[index] == UInt8(ascii: "'") { index += 1 }
      switch index - run {
      case 1: continue
      case 2: italic += 1
      case 3, 4:
        bold += 1
        let before = run > first ? bytes[run - 1] : 0x20
        let second = run > first + 1 ? bytes[run - 2] : 0x20
        if before == 0x20 {
          if afterBlank < 0 { afterBlank = run }
        } else if second == 0x20 {
          if afterLetter < 0 { afterLetter = run }
        } else if afterWord < 0 {
          afterWord = run
        }
      default:
        bold += 1
        italic += 1
      }
    }
    let single = afterLetter >= 0 ? afterLetter : afterWord >= 0 ? afterWord : afterBlank
    quotes = (first..<max(index, start + 1), bold % 2 == 1 && italic % 2 == 1 ? single : -1)
  }

  private mutating func entity(_ start: Int, _ end: Int) -> Int {
    guard let (character, stop) = WikiEntity.decoded(bytes, start, end) else {
      text(start..<start + 1)
      return start + 1
    }
    let all = characters(start..<stop)
    let kept = LeftOut.characters(character)
    markup(all - kept)
    if kept == 0 {
      // Zero-width characters and soft hyphens are no blanks; they are kept as they are.
      writer.space()
    } else if raised > 0, character.count == 1, let digit = Superscript.of(character[0]) {
      writer.append(digit)
    } else {
      writer.append(character)
    }
    return stop
  }

  /// `__NOTOC__`.
  private mutating func behaviourSwitch(_ start: Int, _ end: Int) -> Int {
    var stop = start + 2
    if stop < end, bytes[start + 1] == UInt8(ascii: "_") {
      while stop < end, stop - start < 40, UTF8Bytes.isLetter(bytes[stop]) || bytes[stop] >= 0x80 {
        stop += 1
      }
      if stop > start + 3, stop + 1 < end, bytes[stop] == UInt8(ascii: "_"),
        bytes[stop + 1] == UInt8(ascii: "_")
      {
        markup(start..<stop + 2)
        return stop + 2
      }
    }
    text(start..<start + 1)
    return start + 1
  }

  /// A bracket, or a sign that is none.
  private mutating func bracket(_ start: Int, _ end: Int) -> Int {
    guard let node = structure.node(at: start), node.range.upperBound <= end else {
      if bytes[start] == UInt8(ascii: "<"), let stop = htmlTag(start, end) { return stop }
      text(start..<start + 1)
      return start + 1
    }
    guard depth < Self.deepest else {
      leaveOut(.nesting, node.range)
      return node.range.upperBound
    }
    switch node.kind {
    case .comment: leaveOut(.comment, node.range)
    case .link: link(node)
    case .external: externalLink(node)
    case .template: template(node)
    case .parameter: parameter(node)
    case .table: table(node)
    case .tag: tag(node)
    }
    return node.range.upperBound
  }
}
