public import Didact
import DidactMining

/// The confidence interval of an estimate: the words up to it are quoted, its limits are the answer.
public struct ConfidenceIntervalTask: DomainTask {
  public init() {}

  public let id = "confidence-interval"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[Which|What] {level} confidence interval [follows|does the text give after] \"{clause}\"?",
    "[Give|State|Find] the {level} confidence interval that goes with \"{clause}\".",
    "\"{clause} ____\" [Fill in the {level} confidence interval.|Between which limits, with {level} confidence?]",
    "Estimate: \"{clause}\"\n{level} CI:",
    "[Extract|Read off] the limits of the {level} confidence interval for this estimate: \"{clause}\"",
    "[How precise is this estimate?|How far may the true value lie from it?] \"{clause}\" Give the {level} confidence interval.",
    "[A meta-analysis needs|A reviewer needs] the {level} confidence interval behind \"{clause}\". [Supply it.|What is it?]",
    "[From where to where|Between what limits] does the {level} confidence interval [run|reach] after \"{clause}\"?",
    "The text reports: \"{clause}\". [What is its {level} confidence interval?|Add the {level} confidence interval.]",
    "[Look up|Note down] the limits that follow: \"{clause}\" ({level} confidence interval)",
    "[With {level} confidence, between what values|Within which {level} limits] does the estimate lie in \"{clause}\"?",
    "[Complete the report of results|Complete the line], {level} confidence interval included: \"{clause} ____\"",
  ]

  private static let phrases = ["CI", "confidence interval"].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(with: .percent) {
      guard
        Self.phrases.contains(where: { UTF8Bytes.find($0, in: passage.text[sentence]) != nil })
      else { continue }
      for interval in ConfidenceInterval.all(in: passage.text, sentence) {
        let clause = passage.text.trimmed(Span(sentence.start, interval.level.start))
        guard let trimmed = Self.withoutBracket(clause, passage.text),
          (5...45).contains(Words.count(in: passage.text, trimmed, upTo: 46)),
          UTF8Bytes.find(passage.text[interval.limits], in: passage.text[trimmed]) == nil
        else { continue }
        found.append(
          Exercise(
            slots: [
              "clause": passage.string(trimmed), "level": passage.string(interval.level),
            ], response: passage.string(interval.limits),
            evidence: [.text(interval.limits, in: passage.document)]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no confidence interval after an estimate") }
    return .exercises(Array(found.prefix(4)))
  }

  /// The clause without the bracket, comma or word that opens the interval; nil where no digit is left of it: an
  /// interval of nothing.
  private static func withoutBracket(_ clause: Span, _ text: Text) -> Span? {
    var clause = clause
    while let last = text[clause].last, " ([;,:".utf8.contains(last) { clause.end -= 1 }
    // The estimate stands directly before: a digit, or its unit.
    let tail = text[clause].suffix(12)
    return tail.contains(where: UTF8Bytes.isDigit) ? clause : nil
  }

  private static func result(_ text: String) -> Document {
    ExampleDocument.abstract("Asthma", [("RESULTS", "results", text)])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.result(
          "Symptoms were fewer with budesonide than with placebo (odds ratio 0.64; 95% CI 0.41 to 0.99) at night."
        ),
        slots: [
          "level": "95%",
          "clause": "Symptoms were fewer with budesonide than with placebo (odds ratio 0.64",
        ], response: "0.41 to 0.99"),
      TaskExample(
        Self.result(
          "The hazard of an attack of asthma fell to 0.7 [95% confidence interval (CI): 0.52-0.93] in the year."
        ),
        response: "0.52-0.93"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no confidence interval after an estimate"
    return [
      TaskCounterexample(ExampleDocument.trial(), because: reason),
      TaskCounterexample(
        Self.result("All odds ratios are given with their 95% CI in the tables of the supplement."),
        because: reason),
    ]
  }
}

/// Finds `95% CI 0.41 to 0.99`.
enum ConfidenceInterval {
  struct Found {
    var level: Span
    /// Both limits with what joins them.
    var limits: Span
  }

  static func all(in text: Text, _ sentence: Span) -> [Found] {
    var found: [Found] = []
    var position = sentence.start
    let bytes = text.bytes
    while let sign = bytes[position..<sentence.end].firstIndex(of: UInt8(ascii: "%")) {
      position = sign + 1
      var start = sign
      while start > sentence.start, UTF8Bytes.isDigit(bytes[start - 1]) { start -= 1 }
      guard sign - start == 2, let name = end(ofName: sign + 1, bytes, sentence.end),
        let limits = limits(from: name, text, sentence.end)
      else { continue }
      found.append(Found(level: Span(start, sign + 1), limits: limits))
      position = limits.end
    }
    return found
  }

  /// Where `CI`, `confidence interval` or both end.
  private static func end(ofName start: Int, _ bytes: [UInt8], _ end: Int) -> Int? {
    var index = start
    var isNamed = false
    let names = [" confidence interval", "-CI", " CI", " (CI)", " [CI]", "CI"]
    while let name = names.first(where: { starts($0, at: index, bytes, end) }) {
      index += name.utf8.count
      isNamed = true
    }
    return isNamed ? index : nil
  }

  private static func starts(_ word: String, at index: Int, _ bytes: [UInt8], _ end: Int) -> Bool {
    index + word.utf8.count <= end
      && bytes[index..<index + word.utf8.count].elementsEqual(word.utf8)
  }

  /// Two numbers, the smaller first, with nothing between name and numbers but what joins them.
  private static func limits(from start: Int, _ text: Text, _ end: Int) -> Span? {
    let bytes = text.bytes
    var index = start
    while index < end, " :=,([".utf8.contains(bytes[index]) { index += 1 }
    guard let first = number(at: index, bytes, end) else { return nil }
    var joint = first.end
    if joint < end, bytes[joint] == UInt8(ascii: "%") { joint += 1 }
    let joints = [" to ", "-", "\u{2013}", " - ", " \u{2013} ", ", ", "; ", ","]
    guard let join = joints.first(where: { starts($0, at: joint, bytes, end) }),
      let second = number(at: joint + join.utf8.count, bytes, end),
      let low = StatedNumber(text[first]), let high = StatedNumber(text[second]),
      low.value < high.value
    else { return nil }
    var last = second.end
    if last < end, bytes[last] == UInt8(ascii: "%") { last += 1 }
    // A third number, or a letter, would make it something else.
    guard last == end || !(UTF8Bytes.isWord(bytes[last]) || bytes[last] == UInt8(ascii: "-")) else {
      return nil
    }
    return Span(first.start, last)
  }

  private static func number(at start: Int, _ bytes: [UInt8], _ end: Int) -> Span? {
    var index = start
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
    if starts("\u{2212}", at: index, bytes, end) { index += 3 }
    let digits = index
    while index < end,
      UTF8Bytes.isDigit(bytes[index])
        || (bytes[index] == UInt8(ascii: ".") && index + 1 < end
          && UTF8Bytes.isDigit(bytes[index + 1]))
    { index += 1 }
    return index > digits && UTF8Bytes.isDigit(bytes[digits]) ? Span(start, index) : nil
  }
}
