public import Didact

/// A phrase as its words' stems: what an option would be recognised by.
public struct Phrase: Sendable {
  /// The words of four letters or more, in lower case and without their endings.
  public let stems: [[UInt8]]
  /// The bit that stands for each stem's first four bytes.
  let bits: [Int]

  /// A phrase, taken apart.
  public init(_ phrase: String) {
    stems = phrase.utf8.map(UTF8Bytes.lowered).split { !UTF8Bytes.isWord($0) }
      .filter { $0.count >= 4 }.map { Array($0.prefix(max(4, $0.count - 3))) }
    bits = stems.map { PassageWords.bit(of: $0[..<4].reduce(0) { $0 << 8 | UInt32($1) }) }
  }
}

/// The words of a passage's whole document, to see what it names.
public struct PassageWords: Sendable {
  private let lowered: [UInt8]
  /// A bit for the first four bytes of each word, so that most of what is asked for is known not to stand
  /// there without looking.
  private var beginnings = [UInt64](repeating: 0, count: 128)

  /// The whole document's text: an option that is named anywhere in it is no distractor. Found once for all tasks and
  /// passages of the document.
  public init(_ passage: Passage) {
    self = passage.documentMemo.value { PassageWords(text: passage.text) }
  }

  private init(text: Text) {
    lowered = text.bytes.map(UTF8Bytes.lowered)
    var four: UInt32 = 0
    var length = 0
    for byte in lowered {
      guard UTF8Bytes.isWord(byte) else {
        length = 0
        continue
      }
      four = four << 8 | UInt32(byte)
      length += 1
      if length == 4 {
        let bit = Self.bit(of: four)
        beginnings[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
  }

  /// Whether any word of `phrase` of four letters or more, its ending aside, begins a word of the text.
  public func mentions(_ phrase: Phrase) -> Bool {
    phrase.bits.indices.contains { mayBegin(phrase.bits[$0]) && beginsWord(phrase.stems[$0]) }
  }

  /// Whether any word of `phrase` of four letters or more, its ending aside, begins a word of the text.
  public func mentions(_ phrase: String) -> Bool { mentions(Phrase(phrase)) }

  /// Whether every word of `phrase` of four letters or more, its ending aside, begins a word of the text.
  public func mentionsAll(_ phrase: Phrase) -> Bool {
    phrase.bits.indices.allSatisfy { mayBegin(phrase.bits[$0]) && beginsWord(phrase.stems[$0]) }
  }

  static func bit(of four: UInt32) -> Int { Int((four &* 0x9E37_79B1) >> 19) }

  private func mayBegin(_ bit: Int) -> Bool {
    beginnings[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  private func beginsWord(_ stem: [UInt8]) -> Bool {
    var position = 0
    while let hit = UTF8Bytes.find(stem, in: lowered[...], from: position) {
      if hit == 0 || !UTF8Bytes.isWord(lowered[hit - 1]) { return true }
      position = hit + 1
    }
    return false
  }
}

/// Chooses distractors for multiple choice: a draw that depends on the document alone.
public enum Distractors {
  /// `count` of the candidates, alike in length to the answer: drawn among the three times as many nearest.
  public static func choose(
    _ count: Int, from candidates: [String], near answer: String, random: inout SeededGenerator
  ) -> [String]? {
    guard candidates.count >= count else { return nil }
    let length = answer.utf8.count
    let nearest = random.shuffled(candidates)
      .sorted { abs($0.utf8.count - length) < abs($1.utf8.count - length) }
      .prefix(count * 3)
    return Array(random.shuffled(Array(nearest)).prefix(count))
  }

  /// `count` of the candidates, one of a group at most, each with a chance in proportion to its weight: where answers
  /// differ in how often they are right, options that are offered as often tell nothing.
  public static func choose(
    _ count: Int, ofGroups groups: [[(option: String, weight: Int)]], random: inout SeededGenerator
  ) -> [String]? {
    var groups = groups.filter { !$0.isEmpty }
    var chosen: [String] = []
    while chosen.count < count, !groups.isEmpty {
      var draw = random.below(groups.reduce(0) { $0 + $1.reduce(0) { $0 + $1.weight } })
      search: for (place, group) in groups.enumerated() {
        for candidate in group {
          draw -= candidate.weight
          guard draw < 0 else { continue }
          chosen.append(candidate.option)
          groups.remove(at: place)
          break search
        }
      }
    }
    return chosen.count == count ? chosen : nil
  }
}
