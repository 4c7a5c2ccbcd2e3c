public import Didact

/// The words of a passage, each with a key that is the same for the same word in any case of ASCII letters: found once
/// for all tasks, which then compare numbers where they would compare bytes.
public struct PassageLexicon: Sendable {
  /// The words in order, those of the title line included where the passage begins with it.
  public let spans: [Span]
  /// The key of each.
  public let keys: [UInt64]
  /// Whether each may stand there more than once: certain where it is false.
  let mayRepeat: [Bool]

  /// The words of a passage.
  public init(_ passage: Passage) {
    self = passage.memo.value { PassageLexicon(passage.text, passage.span) }
  }

  /// The words of a stretch of text, kept nowhere.
  public init(_ text: Text, _ span: Span) {
    let spans = Words.spans(in: text, span)
    self.spans = spans
    let keys = text.bytes.withUnsafeBufferPointer { bytes in
      spans.map { span in
        WordKeys.key(of: UnsafeBufferPointer(rebasing: bytes[span.range]))
      }
    }
    self.keys = keys
    mayRepeat = Self.repeats(keys)
  }

  /// Counts words in twice as many drawers and more: those alone in theirs stand there once.
  private static func repeats(_ keys: [UInt64]) -> [Bool] {
    var bits = 6
    while 1 << bits < keys.count * 4 { bits += 1 }
    var drawers = [UInt8](repeating: 0, count: 1 << bits)
    let drawer = { (key: UInt64) in
      Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }
    for key in keys where drawers[drawer(key)] < 2 { drawers[drawer(key)] += 1 }
    return keys.map { drawers[drawer($0)] > 1 }
  }

  /// The places of the words that stand in `span`.
  public func places(in span: Span) -> Range<Int> {
    let start = firstPlace(from: span.start)
    var end = start
    while end < spans.count, spans[end].end <= span.end { end += 1 }
    return start..<end
  }

  /// The place of the first word that begins at an offset or after it.
  private func firstPlace(from offset: Int) -> Int {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Where one of some words stands first.
  public func first(of words: WordKeys) -> Span? {
    keys.firstIndex(where: words.contains).map { spans[$0] }
  }
}

/// A list of words to look for, whatever the case of their ASCII letters.
public struct WordKeys: Sendable {
  private var keys = HashedWords()

  /// The words of a text that blanks part.
  public init(words text: String) {
    self.init(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Some words.
  public init(_ words: some Sequence<String>) {
    for word in words { keys.insert(Array(word.utf8).withUnsafeBufferPointer(Self.key)) }
  }

  /// Whether the word with this key is in the list.
  public func contains(_ key: UInt64) -> Bool { keys.contains(key) }

  /// Whether a word is in the list.
  public func contains(_ word: ArraySlice<UInt8>) -> Bool {
    contains(word.withUnsafeBufferPointer(Self.key))
  }

  /// The key of a word: FNV-1a over 64 bits of its bytes in lower case, its halves mixed. Two words of one language
  /// with one key are not to be expected: it would take billions of words.
  static func key(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in word { hash = (hash ^ UInt64(UTF8Bytes.lowered(byte))) &* 0x0000_0100_0000_01b3 }
    return hash ^ hash >> 29
  }
}
