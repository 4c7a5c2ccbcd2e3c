import Foundation

/// Checks answers that do not stand in the text but follow from what stands there: by arithmetic, by comparison, or
/// by holding a statement against the text.
///
/// Steps are written so that they can be worked out again: `5.2 - 3.1 = 2.1`, `5.2 > 3.1`. Every number in a
/// step is one that the evidence states or one that an earlier step has found.
public enum Derivation {
  /// The numbers that a reasoning's steps find, as written.
  ///
  /// - Returns: nil where a step is wrong, uses a number from nowhere, or where there is no step.
  public static func results(of reasoning: String, from evidence: [Evidence]) -> [String]? {
    guard let steps = steps(of: reasoning) else { return nil }
    var known = evidence.compactMap { StatedNumber($0.value.utf8)?.value }
    var results: [String] = []
    for step in steps {
      guard known.contains(step.first.value),
        known.contains(step.second.value) || step.isHundred
      else { return nil }
      guard step.holds else { return nil }
      if let result = step.result {
        known.append(result.value)
        results.append(result.plain)
      }
    }
    return steps.isEmpty ? nil : results
  }

  /// One step: two numbers, what is done with them, and what comes of it.
  struct Step {
    var first: StatedNumber
    var sign: UInt8
    var second: StatedNumber
    /// Nil for a comparison.
    var result: StatedNumber?

    /// Percentages are made by a hundred that nobody states.
    var isHundred: Bool { sign == UInt8(ascii: "x") && second.value == 100 }

    var holds: Bool {
      switch (sign, result) {
      case (UInt8(ascii: ">"), nil): return first.value > second.value
      case (UInt8(ascii: "<"), nil): return first.value < second.value
      case (UInt8(ascii: "+"), let result?): return first.value + second.value == result.value
      case (UInt8(ascii: "-"), let result?): return first.value - second.value == result.value
      case (UInt8(ascii: "x"), let result?):
        return (first.value * second.value).rounded(result.places) == result.value
      case (UInt8(ascii: "/"), let result?):
        return second.value != 0
          && (first.value / second.value).rounded(result.places) == result.value
      default: return false
      }
    }
  }

  /// The steps of a reasoning: words between blanks of which a sign stands between two numbers. Nil where a sign
  /// stands without them, so that no step goes unseen.
  static func steps(of reasoning: String) -> [Step]? {
    let words = reasoning.utf8.split { UTF8Bytes.isBlank($0) }.map(Array.init)
    var steps: [Step] = []
    var index = 0
    while index < words.count {
      guard words[index].count == 1, "+-x/<>=".utf8.contains(words[index][0]) else {
        index += 1
        continue
      }
      guard index > 0, index + 1 < words.count, let first = number(words[index - 1]),
        let second = number(words[index + 1]), words[index][0] != UInt8(ascii: "=")
      else { return nil }
      var step = Step(first: first, sign: words[index][0], second: second)
      index += 2
      if index + 1 < words.count, words[index] == Array("=".utf8) {
        guard let result = number(words[index + 1]) else { return nil }
        step.result = result
        index += 2
      }
      steps.append(step)
    }
    return steps
  }

  /// A number with a stop or comma after it.
  private static func number(_ word: [UInt8]) -> StatedNumber? {
    var word = word[...]
    while let last = word.last,
      last == UInt8(ascii: ".") || last == UInt8(ascii: ",") || last == UInt8(ascii: ";")
    {
      word.removeLast()
    }
    guard let first = word.first, UTF8Bytes.isDigit(first) || first == UInt8(ascii: "-") else {
      return nil
    }
    return StatedNumber(word)
  }

  // MARK: Judgements

  /// Answers that judge a statement: it stands in the text, or one value in it was changed.
  public static let truth = ["True", "False"]
  /// Answers that say which way a figure went.
  public static let direction = ["Increase", "Decrease"]

  /// Whether `response` is the right judgement; nil where the options are those of no judgement.
  ///
  /// - Parameters:
  ///   - evidence: for a statement, the text's own sentence first, and then, where one was changed, the value
  ///     as the text states it; for a direction, the later and the earlier figure.
  public static func isRight(
    _ response: String, of options: [String], instruction: String, reasoning: String?,
    evidence: [Evidence]
  ) -> Bool? {
    guard options.count == 2 else { return nil }
    if truth.allSatisfy(options.contains) {
      return isRight(response, instruction: instruction, evidence: evidence)
    }
    if direction.allSatisfy(options.contains) {
      guard let reasoning, results(of: reasoning, from: evidence) != nil,
        let last = steps(of: reasoning)?.last, last.result == nil, evidence.count >= 2,
        StatedNumber(evidence[0].value.utf8)?.value == last.first.value,
        StatedNumber(evidence[1].value.utf8)?.value == last.second.value
      else { return false }
      return response == (last.sign == UInt8(ascii: ">") ? direction[0] : direction[1])
    }
    return nil
  }

  private static func isRight(_ response: String, instruction: String, evidence: [Evidence]) -> Bool
  {
    guard let sentence = evidence.first.map({ Array($0.value.utf8) }), !sentence.isEmpty else {
      return false
    }
    let asked = Array(instruction.utf8)
    if UTF8Bytes.find(sentence, in: asked[...]) != nil {
      return response == truth[0] && evidence.count == 1
    }
    // The sentence with one value changed: what stands before and after the value stands around another one.
    guard response == truth[1], evidence.count == 2,
      let place = onlyPlace(of: Array(evidence[1].value.utf8), in: sentence)
    else { return false }
    let before = Array(sentence[..<place.start])
    let after = Array(sentence[place.end...])
    var position = 0
    while let start = UTF8Bytes.find(before, in: asked[...], from: position) {
      position = start + 1
      let altered = start + before.count
      guard let end = UTF8Bytes.find(after, in: asked[...], from: altered), end > altered else {
        continue
      }
      // What stands in the value's place is another number.
      guard let stated = StatedNumber(evidence[1].value.utf8),
        let other = StatedNumber(asked[altered..<end])
      else { continue }
      return stated.value != other.value
    }
    return false
  }

  /// Where a value stands in a sentence, if it stands there once.
  private static func onlyPlace(of value: [UInt8], in sentence: [UInt8]) -> Span? {
    guard !value.isEmpty, let start = UTF8Bytes.find(value, in: sentence[...]),
      UTF8Bytes.find(value, in: sentence[...], from: start + 1) == nil
    else { return nil }
    return Span(start, start + value.count)
  }
}
