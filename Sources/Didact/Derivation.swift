import Foundation

/// Checks answers that do not stand in the text but follow from what stands there: by arithmetic, by comparison, or
/// by holding a statement against the text.
///
/// Steps are written so that they can be worked out again: `5.2 - 3.1 = 2.1`, `5.2 > 3.1`. Every number in a
/// step is one that the evidence states, one that an earlier step has found, or the factor of a ``Conversion``.
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
          || isConverted(step, reasoning, evidence)
      else { return nil }
      guard step.holds else { return nil }
      if let result = step.result {
        known.append(result.value)
        results.append(result.plain)
      }
    }
    return steps.isEmpty ? nil : results
  }

  /// Whether a step multiplies a stated number by what one of its unit is, and the reasoning says so.
  private static func isConverted(
    _ step: Step, _ reasoning: String, _ evidence: [Evidence]
  ) -> Bool {
    guard step.sign == UInt8(ascii: "x") else { return false }
    return Conversion.all.contains { conversion in
      conversion.factor == step.second.value
        && UTF8Bytes.find(conversion.sentence.utf8, in: Array(reasoning.utf8)[...]) != nil
        && evidence.contains {
          conversion.isUnit(of: $0.value)
            && StatedNumber($0.value.utf8)?.value == step.first.value
        }
    }
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
}
