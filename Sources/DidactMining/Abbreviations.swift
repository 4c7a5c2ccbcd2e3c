public import Didact

/// An abbreviation with its long form, as the text defines it: `obstructive sleep apnea (OSA)`.
public struct Abbreviation: Sendable, Hashable {
  public var short: Span
  public var long: Span
}

/// Finds definitions `long form (SF)` after Schwartz and Hearst (PSB 2003), held to more than they ask: every
/// letter of the short form begins a word of the long form or follows inside it in order, the first one at
/// its head, and each form has one partner in the passage.
public enum Abbreviations {
  /// The definitions of a passage, in order.
  public static func all(in passage: Passage) -> [Abbreviation] {
    let text = passage.text
    var found: [Abbreviation] = []
    for sentence in passage.sentences where passage.allows(sentence) {
      var position = sentence.start
      while let open = UTF8Bytes.find([0x28], in: text[sentence], from: position) {
        position = open + 1
        guard let close = text.bytes[open..<sentence.end].firstIndex(of: 0x29) else { break }
        let short = Span(open + 1, close)
        guard isShortForm(text, short),
          let long = longForm(of: short, before: open, in: text, sentence)
        else { continue }
        found.append(Abbreviation(short: short, long: long))
      }
    }
    return found.filter { one in
      found.count(where: { text[$0.short].elementsEqual(text[one.short]) }) == 1
        && found.count(where: { UTF8Bytes.areEqualIgnoringCase(text[$0.long], text[one.long]) })
          == 1
    }
  }

  /// Two to eight letters and digits, two capitals at least, a letter first.
  private static func isShortForm(_ text: Text, _ span: Span) -> Bool {
    let bytes = text[span]
    guard (2...8).contains(bytes.count), let first = bytes.first, UTF8Bytes.isLetter(first) else {
      return false
    }
    guard
      bytes.allSatisfy({
        UTF8Bytes.isLetter($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "-")
      })
    else { return false }
    return bytes.count(where: UTF8Bytes.isUpper) >= 2
  }

  /// The words before the bracket that the short form's letters spell.
  private static func longForm(
    of short: Span, before open: Int, in text: Text, _ sentence: Span
  ) -> Span? {
    let bytes = text.bytes
    let letters = text[short].filter(UTF8Bytes.isLetter).map(UTF8Bytes.lowered)
    var end = open
    while end > sentence.start, bytes[end - 1] == 0x20 { end -= 1 }
    guard end > sentence.start, UTF8Bytes.isWord(bytes[end - 1]) else { return nil }
    // Initials: as many words as letters, each beginning with its letter; small words may stand between.
    var cursor = end
    var remaining = letters[...]
    var words = 0
    var start = end
    while let letter = remaining.last, words < letters.count * 2 + 2 {
      while cursor > sentence.start, !UTF8Bytes.isWord(bytes[cursor - 1]) {
        guard bytes[cursor - 1] == 0x20 || bytes[cursor - 1] == UInt8(ascii: "-") else {
          return nil
        }
        cursor -= 1
      }
      let wordEnd = cursor
      while cursor > sentence.start, UTF8Bytes.isWord(bytes[cursor - 1]) { cursor -= 1 }
      guard cursor < wordEnd else { return nil }
      words += 1
      // No name begins with a small word: `Front for the Liberation of ... (FLEC)`.
      if UTF8Bytes.lowered(bytes[cursor]) == letter,
        remaining.count > 1 || !isSmall(text[Span(cursor, wordEnd)])
      {
        remaining = remaining.dropLast()
        start = cursor
      } else if let taken = lettersInside(remaining, text, Span(cursor, wordEnd)) {
        remaining = remaining.dropLast(taken)
        start = cursor
      } else if !isSmall(text[Span(cursor, wordEnd)]) {
        return nil
      }
    }
    guard remaining.isEmpty, start < end, end - start > short.count else { return nil }
    let long = Span(start, end)
    guard UTF8Bytes.find(text[short], in: text[long]) == nil, hasWord(text[long]) else {
      return nil
    }
    return isTailOfName(long, text, sentence) ? nil : long
  }

  /// Whether the words are the end of a longer name: `... of the Treadway Commission (COSO)`, where one word
  /// holds all the letters.
  private static func isTailOfName(_ long: Span, _ text: Text, _ sentence: Span) -> Bool {
    let bytes = text.bytes
    guard UTF8Bytes.isUpper(bytes[long.start]), !text[long].contains(0x20) else { return false }
    var index = long.start
    guard index - 1 > sentence.start, bytes[index - 1] == 0x20 else { return false }
    index -= 1
    while index > sentence.start, UTF8Bytes.isWord(bytes[index - 1]) { index -= 1 }
    return index > sentence.start && UTF8Bytes.isUpper(bytes[index])
  }

  /// How many of the last letters one word spells, its first letter included: `(EEG)` of
  /// `electroencephalogram`. Nil where it does not.
  private static func lettersInside(
    _ letters: ArraySlice<UInt8>, _ text: Text, _ word: Span
  ) -> Int? {
    let bytes = text[word].map(UTF8Bytes.lowered)
    guard let first = bytes.first else { return nil }
    for taken in stride(from: letters.count, through: 2, by: -1) {
      let wanted = letters.suffix(taken)
      guard wanted.first == first else { continue }
      var rest = wanted.dropFirst()
      for byte in bytes.dropFirst() where byte == rest.first { rest = rest.dropFirst() }
      if rest.isEmpty { return taken }
    }
    return nil
  }

  /// Whether four letters follow each other: formulas have none (`CH2CH (C6H4)`).
  private static func hasWord(_ long: ArraySlice<UInt8>) -> Bool {
    var run = 0
    for byte in long {
      run = UTF8Bytes.isLetter(byte) || byte >= 0x80 ? run + 1 : 0
      if run == 4 { return true }
    }
    return false
  }

  private static func isSmall(_ word: ArraySlice<UInt8>) -> Bool {
    ["of", "and", "the", "for", "in", "to", "by", "with", "on", "a", "an", "or", "de"]
      .contains(String(decoding: word, as: UTF8.self))
  }
}
