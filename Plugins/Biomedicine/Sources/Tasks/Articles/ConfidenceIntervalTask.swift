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
    "[How precise is the estimate at the end of these words|How certain is the estimate that these words end in]? \"{clause}\" Give the {level} confidence interval.",
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
