/// A pair that has been chosen, with what another one could spoil.
final class Chosen {
  let pair: Pair
  /// What the pair quotes of the passage, long enough to give something away; asked for only beside a pair that hides.
  private lazy var quoted: [[UInt8]] =
    (Array(exercise.slots.values) + [exercise.response] + exercise.options)
    .filter { $0.utf8.count >= PairChecks.readableLength }.map { Array($0.utf8) }
  /// The texts that must not be printed elsewhere.
  private let hiddenTexts: [[UInt8]]
  private let exercise: Exercise

  init(_ pair: Pair, _ exercise: Exercise, _ passage: Passage) {
    self.pair = pair
    self.exercise = exercise
    hiddenTexts = exercise.hidden.map { Array(passage.text[$0]) }
  }

  /// Whether one of the two would give away, or take away, what the other needs.
  func clashes(with other: Chosen) -> Bool {
    reveals(other) || other.reveals(self)
  }

  private func reveals(_ other: Chosen) -> Bool {
    for hidden in other.pair.hidden {
      if pair.hidden.contains(where: hidden.overlaps) { return true }
      if pair.evidence.contains(where: { $0.span.map(hidden.overlaps) ?? false }) { return true }
    }
    for text in other.hiddenTexts {
      for quote in quoted {
        if UTF8Bytes.find(quote, in: text[...]) != nil { return true }
        if text.count >= PairChecks.readableLength, UTF8Bytes.find(text, in: quote[...]) != nil {
          return true
        }
      }
    }
    return false
  }
}

/// Chooses a passage's pairs: spread over categories, in a drawn order, none spoiling another.
struct Selection {
  /// Pairs with hidden spans in one passage, at most; and the share of its body that they may hide together.
  static let mostHiding = 2
  static let mostHidden = 0.4

  var written = Written()
  private let passage: Passage
  private let budget: Int
  private var chosen: [Chosen] = []
  private var hiding = 0
  private var hiddenBytes = 0

  init(_ passage: Passage, budget: Int) {
    self.passage = passage
    self.budget = budget
  }

  var isFull: Bool { chosen.count >= budget }

  /// Takes a checked pair; else says why it is not selected.
  mutating func take(_ pair: Pair, _ exercise: Exercise) -> String? {
    if chosen.contains(where: { Self.isRepeat($0.pair, pair) }) { return "repeat" }
    let candidate = Chosen(pair, exercise, passage)
    if chosen.contains(where: { $0.clashes(with: candidate) }) { return "spoils-another" }
    if !pair.hidden.isEmpty {
      let bytes = pair.hidden.reduce(0) { $0 + (passage.body.contains($1) ? $1.count : 0) }
      let most = Self.mostHidden * Double(max(1, passage.body.count))
      guard hiding < Self.mostHiding, Double(hiddenBytes + bytes) <= most else {
        return "hides-too-much"
      }
      hiding += 1
      hiddenBytes += bytes
    }
    chosen.append(candidate)
    written.pairs.append(pair)
    return nil
  }

  private static func isRepeat(_ one: Pair, _ other: Pair) -> Bool {
    one.instruction == other.instruction
      || (one.task == other.task && one.response == other.response)
  }
}
