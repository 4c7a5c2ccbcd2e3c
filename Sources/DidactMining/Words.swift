public import Didact

/// Words in UTF-8 bytes: runs of letters, digits and non-ASCII characters, with hyphens and apostrophes
/// inside them.
public enum Words {
  /// The words of a span in order.
  public static func spans(in text: Text, _ span: Span) -> [Span] {
    let bytes = text.bytes
    var words: [Span] = []
    var index = span.start
    while index < span.end {
      guard UTF8Bytes.isWord(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < span.end, isInside(bytes, index, start, span.end) { index += 1 }
      words.append(Span(start, index))
    }
    return words
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

  private static func isInside(_ bytes: [UInt8], _ index: Int, _ start: Int, _ end: Int) -> Bool {
    let byte = bytes[index]
    if UTF8Bytes.isWord(byte) { return true }
    let joins = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'")
    return joins && index > start && index + 1 < end && UTF8Bytes.isWord(bytes[index + 1])
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

  /// The sentences that a task may quote: whole, off boilerplate, of 8 to 60 words.
  public var quotable: [Span] { sentences.filter(isQuotable) }

  /// Whether a sentence is whole, off boilerplate, and of a length that can be quoted.
  public func isQuotable(_ sentence: Span) -> Bool {
    guard let last = text[sentence].last,
      last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!"),
      let first = text[sentence].first, !UTF8Bytes.isLower(first) || sentence.count > 20
    else { return false }
    return (8...60).contains(Words.count(in: text, sentence)) && allows(sentence)
  }

  /// Whether two sentences stand in one paragraph, one directly after the other.
  public func areNeighbours(_ first: Span, _ second: Span) -> Bool {
    first.end < second.start
      && !text.bytes[first.end..<second.start].contains(UInt8(ascii: "\n"))
  }
}
