import Didact

/// What the biomedicine tasks ask of a passage's words.
struct PassageWords {
  private let lowered: [UInt8]

  /// The whole document's text: an option that is named anywhere in it is no distractor.
  init(_ passage: Passage) { lowered = passage.text.bytes.map(UTF8Bytes.lowered) }

  /// Whether any word of `phrase` of four letters or more, its ending aside, begins a word of the text.
  func mentions(_ phrase: String) -> Bool {
    let words = Array(phrase.utf8).map(UTF8Bytes.lowered).split { !UTF8Bytes.isWord($0) }
    return words.contains { word in
      guard word.count >= 4 else { return false }
      let stem = word.prefix(max(4, word.count - 3))
      return beginsWord(stem)
    }
  }

  private func beginsWord(_ stem: ArraySlice<UInt8>) -> Bool {
    var position = 0
    while let hit = UTF8Bytes.find(stem, in: lowered[...], from: position) {
      if hit == 0 || !UTF8Bytes.isWord(lowered[hit - 1]) { return true }
      position = hit + 1
    }
    return false
  }

  /// Passages under this many words ask nothing.
  static let fewest = 12

  /// Whether a passage has fewer than twelve words.
  static func areFew(in passage: Passage) -> Bool {
    var words = 0
    var inWord = false
    for byte in passage.text[passage.body] {
      let isWord = !UTF8Bytes.isBlank(byte)
      if isWord, !inWord {
        words += 1
        if words >= fewest { return false }
      }
      inWord = isWord
    }
    return true
  }

  /// The number of words in a span.
  static func count(_ text: Text, _ span: Span) -> Int {
    text[span].split(whereSeparator: UTF8Bytes.isBlank).count
  }
}

/// Chooses distractors for multiple choice: a draw that depends on the document alone.
enum Distractors {
  /// `count` of the candidates, alike in length to the answer: drawn among the twice as many nearest.
  static func choose(
    _ count: Int, from candidates: [String], near answer: String, random: inout SeededGenerator
  ) -> [String]? {
    guard candidates.count >= count else { return nil }
    let length = answer.utf8.count
    let nearest = random.shuffled(candidates)
      .sorted { abs($0.utf8.count - length) < abs($1.utf8.count - length) }
      .prefix(count * 3)
    return Array(random.shuffled(Array(nearest)).prefix(count))
  }
}
