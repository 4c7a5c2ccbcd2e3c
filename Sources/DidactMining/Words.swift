public import Didact

/// Words in UTF-8 bytes: runs of letters, digits and non-ASCII characters that are no punctuation, with hyphens
/// and apostrophes inside them.
public enum Words {
  /// The words of a span in order.
  public static func spans(in text: Text, _ span: Span) -> [Span] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var words: [Span] = []
      var index = span.start
      while index < span.end {
        let length = wordLength(bytes, index, span.end)
        guard length > 0 else {
          index += characterLength(bytes[index])
          continue
        }
        let start = index
        index += length
        while index < span.end {
          var length = wordLength(bytes, index, span.end)
          if length == 0 {
            let joiner = joinerLength(bytes, index, span.end)
            if joiner == 0 || wordLength(bytes, index + joiner, span.end) == 0 { break }
            length = joiner
          }
          index += length
        }
        words.append(Span(start, index))
      }
      return words
    }
  }

  /// Length of the character at `index` if it belongs to a word, else 0.
  private static func wordLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int)
    -> Int
  {
    guard index < end else { return 0 }
    let byte = bytes[index]
    if byte < 0x80 { return UTF8Bytes.isWord(byte) ? 1 : 0 }
    let length = characterLength(byte)
    guard index + length <= end else { return 0 }
    let next = length > 1 ? bytes[index + 1] : 0
    switch byte {
    // The no-break space, quotation marks, signs; of U+0080-00BF only ª, µ, º and raised digits are written
    // in words.
    case 0xC2: return [0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA].contains(next) ? 2 : 0
    // U+2000-206F: spaces, dashes, quotation marks; and the punctuation of Chinese and Japanese.
    case 0xE2 where next == 0x80 || (next == 0x81 && bytes[index + 2] < 0xB0): return 0
    case 0xE3 where next == 0x80 && bytes[index + 2] < 0x84: return 0
    default: return length
    }
  }

  /// Length of a hyphen or an apostrophe, straight or curved.
  private static func joinerLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int)
    -> Int
  {
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "'") { return 1 }
    guard bytes[index] == 0xE2, index + 2 < end, bytes[index + 1] == 0x80 else { return 0 }
    return [0x90, 0x91, 0x99].contains(bytes[index + 2]) ? 3 : 0
  }

  /// Length of the character that a byte begins; 1 for a byte that begins none.
  private static func characterLength(_ byte: UInt8) -> Int {
    switch byte {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  /// The number of stretches between blanks, counted as far as `most`.
  public static func count(in text: Text, _ span: Span, upTo most: Int = .max) -> Int {
    text[span].withUnsafeBufferPointer { bytes in
      var count = 0
      var inWord = false
      for byte in bytes {
        let isBlank = UTF8Bytes.isBlank(byte)
        if !isBlank, !inWord {
          count += 1
          if count >= most { break }
        }
        inWord = !isBlank
      }
      return count
    }
  }

  /// Whether a word of `text` in lower case begins at `offset` and is followed by no word character.
  public static func stands(_ word: [UInt8], at offset: Int, in lowered: [UInt8]) -> Bool {
    let end = offset + word.count
    guard end <= lowered.count, lowered[offset..<end].elementsEqual(word) else { return false }
    return (offset == 0 || !UTF8Bytes.isWord(lowered[offset - 1]))
      && (end == lowered.count || !UTF8Bytes.isWord(lowered[end]))
  }
}

extension Passage {
  /// Passages under this many words ask nothing.
  public static let fewestWords = 12

  /// Whether the passage has too few words to ask about.
  public var isTooShort: Bool {
    Words.count(in: text, body, upTo: Self.fewestWords) < Self.fewestWords
  }

  /// Whether a sentence of the passage is whole, off boilerplate, and of a length that can be quoted.
  public func isQuotable(_ sentence: Span) -> Bool {
    number(ofSentence: sentence).map { marks[$0].contains(.quotable) } ?? false
  }

  /// Whether a sentence begins as one does: with a capital, a digit, a quotation mark or a letter beyond ASCII, not in
  /// the middle of another or with the mark of a list.
  public func beginsWhole(_ sentence: Span) -> Bool {
    guard let first = text[sentence].first else { return false }
    return UTF8Bytes.isUpper(first) || UTF8Bytes.isDigit(first) || first == UInt8(ascii: "\"")
      || (first >= 0xC3
        && !["•", "–", "—", "…", "·"].contains { text[sentence].starts(with: $0.utf8) })
  }

  /// Whether two sentences stand in one paragraph, one directly after the other.
  public func areNeighbours(_ first: Span, _ second: Span) -> Bool {
    first.end < second.start
      && !text.bytes[first.end..<second.start].contains(UInt8(ascii: "\n"))
  }
}
