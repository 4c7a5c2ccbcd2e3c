/// Finds sentences in scientific and financial English.
///
/// A sentence ends at `.`, `?` or `!` (closing quotes and brackets included) before a blank and something that
/// may begin a sentence, unless the stop belongs to an abbreviation, an initial or a species name; and at
/// every line end. Nothing is lost: all that is not blank lies in a sentence.
public enum Sentences {
  /// The sentences of `span` in order, blanks between them left out.
  public static func spans(in text: Text, within span: Span) -> [Span] {
    var spans: [Span] = []
    var scanner = SentenceScanner(text: text, end: min(span.end, text.count))
    var start = max(0, span.start)
    while let end = scanner.sentenceEnd(from: start) {
      let sentence = text.trimmed(Span(start, end))
      if !sentence.isEmpty { spans.append(sentence) }
      start = end
    }
    return spans
  }
}

/// Walks a text from stop to stop.
struct SentenceScanner {
  private let text: Text
  private let end: Int
  private var bytes: [UInt8] { text.bytes }

  init(text: Text, end: Int) {
    self.text = text
    self.end = end
  }

  /// The offset after the sentence that begins at `start`, nil at the end of the text.
  mutating func sentenceEnd(from start: Int) -> Int? {
    guard start < end else { return nil }
    return text.bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < end {
        switch bytes[index] {
        case 0x0A: return index + 1
        case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
          let after = Self.afterCitation(
            bytes, stop: index, Self.afterClosers(bytes, index + 1, end), start: start, end: end)
          if Self.endsSentence(bytes, stop: index, after: after, start: start, end: end) {
            return after
          }
          index = max(after, index + 1)
        case 0xE3 where index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82:
          // The ideographic full stop needs no blank after it.
          return index + 3
        default: index += 1
        }
      }
      return end
    }
  }

  /// The offset after closing quotes, brackets and further stops.
  private static func afterClosers(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
        index += 1
      case 0xE2
      where index + 2 < end && bytes[index + 1] == 0x80
        && (bytes[index + 2] == 0x99 || bytes[index + 2] == 0x9D):
        index += 3
      default: return index
      }
    }
    return index
  }

  /// The offset after a citation's number that is glued to the stop: `excavations.1 Such`, `found.12,13 The`.
  private static func afterCitation(
    _ bytes: UnsafeBufferPointer<UInt8>, stop: Int, _ after: Int, start: Int, end: Int
  ) -> Int {
    guard after < end, UTF8Bytes.isDigit(bytes[after]), after == stop + 1, stop - start > 3,
      UTF8Bytes.isLower(bytes[stop - 1]), UTF8Bytes.isLower(bytes[stop - 2]),
      UTF8Bytes.isLower(bytes[stop - 3])
    else { return after }
    var index = after
    while index < end, index < after + 12,
      UTF8Bytes.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ",")
        || bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    guard index + 1 < end, bytes[index] == 0x20, UTF8Bytes.isUpper(bytes[index + 1]) else {
      return after
    }
    return index
  }

  private static func endsSentence(
    _ bytes: UnsafeBufferPointer<UInt8>, stop: Int, after: Int, start: Int, end: Int
  ) -> Bool {
    guard after < end else { return true }
    guard UTF8Bytes.isBlank(bytes[after]) else { return false }
    var next = after
    while next < end, UTF8Bytes.isBlank(bytes[next]), bytes[next] != 0x0A { next += 1 }
    guard next < end, bytes[next] != 0x0A else { return true }
    guard mayBegin(bytes, next, end) else { return false }
    guard bytes[stop] == UInt8(ascii: ".") else { return true }
    // `(n = 12). The` and `"yes." The` close something besides the word before.
    if stop > start, !isWordEnd(bytes[stop - 1]) { return true }
    return !isAbbreviated(bytes, stop: stop, next: next, start: start, end: end)
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    UTF8Bytes.isLetter(byte) || byte >= 0x80
  }

  /// A capital, a digit, an opening quote or bracket, or a character that is not ASCII.
  private static func mayBegin(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    let byte = bytes[index]
    if UTF8Bytes.isLower(byte) {
      // `mRNA`, `pH`, `siRNA` begin sentences too.
      var ahead = index
      while ahead < end, ahead < index + 6, UTF8Bytes.isLetter(bytes[ahead]) {
        if UTF8Bytes.isUpper(bytes[ahead]) { return true }
        ahead += 1
      }
      return false
    }
    // `... up five points. - Next week`: an item of a list that runs on.
    if byte == UInt8(ascii: "-"), index + 2 < end {
      return bytes[index + 1] == 0x20 && UTF8Bytes.isUpper(bytes[index + 2])
    }
    return UTF8Bytes.isUpper(byte) || UTF8Bytes.isDigit(byte) || byte >= 0x80
      || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "*")
  }

  /// Whether the stop belongs to the word before it.
  private static func isAbbreviated(
    _ bytes: UnsafeBufferPointer<UInt8>, stop: Int, next: Int, start: Int, end: Int
  ) -> Bool {
    var first = stop
    while first > start, UTF8Bytes.isWord(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: ".")
    {
      first -= 1
    }
    let word = UnsafeBufferPointer(rebasing: bytes[first..<stop])
    let followedByDigit = UTF8Bytes.isDigit(bytes[next])
    if word.count == 1 {
      // An initial or a genus: `J. Smith`, `E. coli`; but `vitamin C. The` ends where a common word follows.
      // `Scott v. Sandford`
      guard UTF8Bytes.isUpper(word[0]) else { return word[0] == UInt8(ascii: "v") }
      // A unit: `906 nmol/L. Achieving`.
      if first > start, bytes[first - 1] == UInt8(ascii: "/") { return false }
      return !beginsWithCommonWord(bytes, next, end)
    }
    // `U.S.`, `e.g.`, `i.e.`, `a.m.`: letters and stops in turn.
    if word.contains(UInt8(ascii: ".")), isDotted(word) {
      return UTF8Bytes.isLower(word[0]) || !beginsWithCommonWord(bytes, next, end)
    }
    guard word.count <= 7 else { return false }
    let lowered = String(decoding: word.map(UTF8Bytes.lowered), as: UTF8.self)
    if always.contains(lowered) { return true }
    if mayClose.contains(lowered) { return !beginsWithCommonWord(bytes, next, end) }
    return followedByDigit && beforeNumbers.contains(lowered)
  }

  private static func isDotted(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in word.enumerated() {
      let wantsDot = index % 2 == 1
      if wantsDot != (byte == UInt8(ascii: ".")) || (!wantsDot && !UTF8Bytes.isLetter(byte)) {
        return false
      }
    }
    return true
  }

  private static func beginsWithCommonWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var stop = start
    while stop < end, stop < start + 14, UTF8Bytes.isLetter(bytes[stop]) { stop += 1 }
    return common.contains(String(decoding: bytes[start..<stop], as: UTF8.self))
  }

  /// Words that hardly ever end a sentence when a stop follows them.
  private static let always: Set<String> = Set(
    words: """
      dr mr mrs ms prof st vs cf fig figs eq eqs ref refs approx ca resp eds ed vol vols viz subsp
      var gen nov dept univ incl tab suppl ser nos
      """)
  /// Abbreviations that end sentences too: `et al.`, `Brown Inc.`
  private static let mayClose: Set<String> = [
    "al", "inc", "ltd", "co", "corp", "jr", "sr", "spp", "sp", "etc",
  ]
  /// Words that are abbreviations when a number follows.
  private static let beforeNumbers: Set<String> = [
    "no", "p", "pp", "art", "sec", "sect", "chap", "ch", "app", "table",
  ]
  /// Words that begin a sentence more often than they stand after an initial.
  private static let common: Set<String> = Set(
    words: """
      The This These Those That We In It A An Our Here However Thus Therefore Moreover Furthermore
      After Although As At Both By Each For From If No On Only Results Methods Conclusions Since
      There To When While With They Their All Patients Further Among Additionally Finally During
      Others Other Two Three One Most Many Some Such Using Data Its He She His Her I
      """)
}
