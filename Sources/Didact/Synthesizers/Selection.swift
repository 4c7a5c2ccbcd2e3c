/// A checked pair that may be printed.
struct Candidate {
  let pair: Pair
  /// What the instruction quotes of the passage, long enough to give something away.
  let quoted: [[UInt8]]
  /// The texts that must not be printed elsewhere.
  let hiddenTexts: [[UInt8]]

  init(pair: Pair, exercise: Exercise, passage: Passage) {
    self.pair = pair
    quoted = (Array(exercise.slots.values) + [exercise.response] + exercise.options)
      .map { Array($0.utf8) }.filter { $0.count >= PairChecks.readableLength }
    hiddenTexts = exercise.hidden.map { Array(passage.text[$0]) }
  }

  /// Whether one of the two would give away, or take away, what the other needs.
  func clashes(with other: Candidate) -> Bool {
    reveals(other) || other.reveals(self)
  }

  private func reveals(_ other: Candidate) -> Bool {
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
enum Selection {
  /// Pairs with hidden spans in one passage, at most; and the share of its body that they may hide together.
  static let mostHiding = 2
  static let mostHidden = 0.4

  static func choose(
    from candidates: [Candidate], in passage: Passage, budget: Int,
    random: inout SeededGenerator, into written: inout Written
  ) {
    var chosen: [Candidate] = []
    var hiding = 0
    var hiddenBytes = 0
    let bodyBytes = max(1, passage.body.count)
    for candidate in rounds(of: candidates, random: &random) {
      var reason: String?
      if chosen.count >= budget {
        reason = "budget"
      } else if chosen.contains(where: { isRepeat($0.pair, candidate.pair) }) {
        reason = "repeat"
      } else if chosen.contains(where: { $0.clashes(with: candidate) }) {
        reason = "spoils-another"
      } else if !candidate.pair.hidden.isEmpty {
        let bytes = candidate.pair.hidden.reduce(0) {
          $0 + (passage.body.contains($1) ? $1.count : 0)
        }
        if hiding >= mostHiding || Double(hiddenBytes + bytes) > mostHidden * Double(bodyBytes) {
          reason = "hides-too-much"
        } else {
          hiding += 1
          hiddenBytes += bytes
        }
      }
      if let reason {
        written.notSelected.append(
          TurnedAway(task: candidate.pair.task, category: candidate.pair.category, reason: reason))
      } else {
        chosen.append(candidate)
      }
    }
    written.pairs = chosen.map(\.pair)
  }

  private static func isRepeat(_ one: Pair, _ other: Pair) -> Bool {
    one.instruction == other.instruction
      || (one.task == other.task && one.response == other.response)
  }

  /// One candidate of each category, then a second of each, and so on: categories and candidates shuffled,
  /// and within a category the tasks taken in turn.
  private static func rounds(
    of candidates: [Candidate], random: inout SeededGenerator
  ) -> [Candidate] {
    let drawn = random.shuffled(Array(candidates.indices))
    let byTask = takingTurns(drawn, by: { candidates[$0].pair.task }, random: &random)
    return takingTurns(byTask, by: { candidates[$0].pair.category }, random: &random)
      .map { candidates[$0] }
  }

  private static func takingTurns(
    _ numbers: [Int], by key: (Int) -> String, random: inout SeededGenerator
  ) -> [Int] {
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    for number in numbers {
      let name = key(number)
      if let place = places[name] {
        groups[place].append(number)
      } else {
        places[name] = groups.count
        groups.append([number])
      }
    }
    groups = random.shuffled(groups)
    let longest = groups.map(\.count).max() ?? 0
    return (0..<longest).flatMap { round in
      groups.compactMap { round < $0.count ? $0[round] : nil }
    }
  }
}
