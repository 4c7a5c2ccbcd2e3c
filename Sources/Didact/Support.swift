/// How far a text supports an answer that a model worded: which of its words stand in the evidence.
///
/// Needs no model, so that `didact verify` can tell the same from the run folder alone. Words are compared
/// without the case of ASCII letters; common English function words count for nothing.
public enum Support {
  /// The share of the answer's words that stand in the evidence, from 0 to 1.
  ///
  /// An answer without words of its own (yes, no) is judged by its question's.
  public static func share(
    of response: String, to instruction: String, in evidence: [String]
  ) -> Double {
    let wanted = wanted(of: response, to: instruction)
    guard !wanted.isEmpty else { return 0 }
    var found: Set<UInt64> = []
    for value in evidence {
      for word in words(in: Array(value.utf8)[...]) where wanted.contains(word) {
        found.insert(word)
      }
    }
    return Double(found.count) / Double(wanted.count)
  }

  fileprivate static func wanted(of response: String, to instruction: String) -> Set<UInt64> {
    let words = words(in: Array(response.utf8)[...])
    return words.isEmpty ? self.words(in: Array(instruction.utf8)[...]) : words
  }

  /// The words that count, hashed.
  fileprivate static func words(in bytes: ArraySlice<UInt8>) -> Set<UInt64> {
    var words: Set<UInt64> = []
    for span in spans(of: bytes) {
      let word = hash(bytes[span.range])
      if !functionWords.contains(word) { words.insert(word) }
    }
    return words
  }

  /// Runs of letters and digits; `3.5` and `1,200` are one, as is every character of a script without blanks.
  fileprivate static func spans(of bytes: ArraySlice<UInt8>) -> [Span] {
    var spans: [Span] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard UTF8Bytes.isWord(byte) else {
        index += 1
        continue
      }
      let start = index
      if isIdeographic(byte) {
        index = min(index + 3, bytes.endIndex)
        spans.append(Span(start, index))
        continue
      }
      while index < bytes.endIndex, !isIdeographic(bytes[index]) {
        let isInner =
          (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
          && UTF8Bytes.isDigit(bytes[index - 1]) && index + 1 < bytes.endIndex
          && UTF8Bytes.isDigit(bytes[index + 1])
        guard UTF8Bytes.isWord(bytes[index]) || isInner else { break }
        index += 1
      }
      spans.append(Span(start, index))
    }
    return spans
  }

  /// First byte of a Chinese, Japanese or Korean character.
  private static func isIdeographic(_ byte: UInt8) -> Bool { (0xE3...0xED).contains(byte) }

  /// FNV-1a of a word in lower case.
  fileprivate static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(UTF8Bytes.lowered(byte))) &* 0x0000_0100_0000_01b3
    }
    return hash
  }

  private static let functionWords: Set<UInt64> = Set(
    """
    a an and are as at be been but by can could did do does for from had has have he her his how i if in into \
    is it its may might of on or our s she should so some such than that the their them then there these they \
    this those to was we were what when where which who why will with would you your \
    yes no not none true false maybe unknown
    """.split(separator: " ").map { hash(Array($0.utf8)[...]) })
}

/// A passage with the words of its sentences, found once for all answers about it.
public struct SupportingText: Sendable {
  private let passage: Passage
  private let sentences: [(span: Span, words: Set<UInt64>)]
  private let words: Set<UInt64>

  /// Sentences that one answer may draw on.
  static let mostSentences = 3

  public init(_ passage: Passage) {
    self.passage = passage
    var spans = passage.sentences
    if !passage.title.isEmpty { spans.insert(passage.title, at: 0) }
    sentences = spans.map { ($0, Support.words(in: passage.text[$0])) }
    words = sentences.reduce(into: []) { $0.formUnion($1.words) }
  }

  /// Where the passage supports an answer: the place that holds it word for word, else the sentences that hold
  /// most of its words, with the share of words that they hold.
  public func evidence(
    for response: String, to instruction: String
  ) -> (evidence: [Evidence], share: Double) {
    let wanted = Support.wanted(of: response, to: instruction)
    if let span = place(of: Array(response.utf8)),
      !wanted.isDisjoint(with: Support.words(in: passage.text[span]))
    {
      return ([.text(span, in: passage.document)], 1)
    }
    guard !wanted.isEmpty else { return ([], 0) }
    var open = sentences.map { ($0.span, wanted.intersection($0.words)) }
    var left = wanted
    var chosen: [Span] = []
    while chosen.count < Self.mostSentences, !left.isEmpty {
      for index in open.indices { open[index].1.formIntersection(left) }
      // The first of the best, so that the choice is the same everywhere.
      var best: (span: Span, words: Set<UInt64>)?
      for (span, words) in open where words.count > best?.words.count ?? 0 { best = (span, words) }
      guard let best else { break }
      chosen.append(best.span)
      left.subtract(best.words)
    }
    return (
      chosen.sorted().map { .text($0, in: passage.document) },
      Double(wanted.count - left.count) / Double(wanted.count)
    )
  }

  /// The first number of the answer that does not stand in the passage, or nil.
  public func strangeNumber(in response: String) -> String? {
    let bytes = Array(response.utf8)
    for span in Support.spans(of: bytes[...]) where UTF8Bytes.isDigit(bytes[span.start]) {
      if !words.contains(Support.hash(bytes[span.range])) {
        return String(decoding: bytes[span.range], as: UTF8.self)
      }
    }
    return nil
  }

  /// Where the passage holds the answer, not inside a longer word.
  private func place(of response: [UInt8]) -> Span? {
    guard !response.isEmpty else { return nil }
    let bytes = passage.text.bytes
    for part in [passage.title, passage.span] {
      var from = part.start
      while let start = UTF8Bytes.find(response, in: bytes[part.range], from: from) {
        let end = start + response.count
        let opens =
          start == 0 || !UTF8Bytes.isWord(bytes[start - 1]) || !UTF8Bytes.isWord(bytes[start])
        let closes =
          end == bytes.count || !UTF8Bytes.isWord(bytes[end]) || !UTF8Bytes.isWord(bytes[end - 1])
        if opens, closes { return Span(start, end) }
        from = start + 1
      }
    }
    return nil
  }
}
