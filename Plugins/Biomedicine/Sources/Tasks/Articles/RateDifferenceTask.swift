public import Didact
import DidactMining
import Foundation

/// By how many percentage points two percentages differ that a sentence sets against each other.
public struct RateDifferenceTask: DomainTask {
  public init() {}

  public let id = "rate-difference"
  public let category = "comparison"
  public let templates: [Template] = [
    "[By how many percentage points|How many percentage points apart] do the two percentages differ? \"{sentence}\"",
    "[Work out|Calculate|Compute] the difference between the two percentages, in points: \"{sentence}\"",
    "\"{sentence}\" [What is the absolute difference in percentage points?|How large is the gap in percentage points?]",
    "[Compare|Set against each other] the two percentages and give their difference in points: \"{sentence}\"",
    "Sentence: {sentence}\n[Absolute difference|Difference in percentage points]:",
    "[Subtract the lower percentage from the higher|Take the lower percentage from the higher]: \"{sentence}\"",
    "[A clinician wants|A reader asks for] the absolute difference, not the ratio: \"{sentence}\" [State it in percentage points.|Give the points.]",
    "[How far apart are|What lies between] the percentages here, in points? \"{sentence}\"",
    "[In points, not as a ratio|In absolute terms]: how much separates the two percentages? \"{sentence}\"",
    "[The two percentages in this sentence|Two percentages stand in this sentence]: \"{sentence}\" [One less the other makes?|What is the larger less the smaller?]",
    "\"{sentence}\" [Higher minus lower|The larger minus the smaller], in percentage points:",
    "[Give the step and the result|Show the subtraction]: how many points apart are the percentages in \"{sentence}\"?",
    "[Read both percentages and state|From both percentages, state] how many points lie between them: \"{sentence}\"",
  ]

  private static let joints = [
    " vs", " versus ", " compared with ", " compared to ", " than ", " v ",
  ]
  .map { Array($0.utf8) }
  /// What makes a percentage no share of its group: intervals, deviations, changes.
  private static let others = [
    "CI", "confidence", "respectively", " or ", "interval", "+/-", "\u{B1}", "reduc", "decrease",
    "increase", "change", "\u{2212}", "older than", "younger than", "longer than", "shorter than",
  ].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(with: .percent) {
      let text = passage.text
      guard text[sentence].count(where: { $0 == UInt8(ascii: "%") }) == 2,
        !Self.others.contains(where: { UTF8Bytes.find($0, in: text[sentence]) != nil })
      else { continue }
      let rates = passage.figures(in: sentence).filter { $0.unit == "%" }
      guard rates.count == 2,
        rates[0].number.value != rates[1].number.value,
        !rates.contains(where: { $0.isOpen(in: text, sentence) && !Self.isCompared($0, text) })
      else { continue }
      let between = text[Span(rates[0].span.end, rates[1].span.start)]
      guard between.count <= 60,
        Self.joints.contains(where: { UTF8Bytes.find($0, in: between) != nil }),
        !between.contains(UInt8(ascii: ";")), !Self.isSecond(rates[0], text, sentence),
        !Self.joints.contains(where: { Self.followsNumber($0, between) })
      else { continue }
      let (high, low) =
        rates[0].number.value > rates[1].number.value ? (rates[0], rates[1]) : (rates[1], rates[0])
      let difference = StatedNumber(
        high.number.value - low.number.value, places: max(high.number.places, low.number.places))
      found.append(
        Exercise(
          slots: ["sentence": passage.string(sentence)], response: difference.plain,
          reasoning:
            "The higher is \(passage.string(high.span)), the lower \(passage.string(low.span)).\n"
            + "\(high.number.plain) - \(low.number.plain) = \(difference.plain)",
          evidence: [high, low].map { .text($0.digits, in: passage.document) }))
    }
    guard !found.isEmpty else { return .none(because: "no two percentages set against each other") }
    return .exercises(Array(found.prefix(2)))
  }

  /// `93.3 vs. 6.6%`: the number before the joint is the other one of the pair.
  private static func followsNumber(_ joint: [UInt8], _ between: ArraySlice<UInt8>) -> Bool {
    guard let place = UTF8Bytes.find(joint, in: between), place > between.startIndex else {
      return false
    }
    return UTF8Bytes.isDigit(between[place - 1])
  }
  /// `80 vs. 20%`: the first percentage is the second one of a pair.
  private static func isSecond(_ rate: Figure, _ text: Text, _ sentence: Span) -> Bool {
    let before = text[Span(max(sentence.start, rate.span.start - 6), rate.span.start)]
    return [" vs. ", " vs ", "versus "].contains { UTF8Bytes.find($0.utf8, in: before) != nil }
  }

  /// `than 3%` leaves nothing open where it compares: `higher than`, not `more than 3%`.
  private static func isCompared(_ rate: Figure, _ text: Text) -> Bool {
    text[Span(max(0, rate.span.start - 6), rate.span.start)].elementsEqual(" than ".utf8)
      && !["more than ", "less than ", "fewer than ", "greater than "].contains { words in
        text[Span(max(0, rate.span.start - words.utf8.count), rate.span.start)]
          .elementsEqual(words.utf8)
      }
  }

  private static func result(_ text: String) -> Document {
    ExampleDocument.abstract("Asthma", [("RESULTS", "results", text)])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.result(
          "Attacks were seen in 8.5% with budesonide vs 16.2% with placebo in that year."),
        response: "7.7")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no two percentages set against each other"
    return [
      TaskCounterexample(ExampleDocument.trial(), because: reason),
      TaskCounterexample(
        Self.result(
          "Attacks were seen in 8.5% of the girls and in 16.2% of the boys in that year."),
        because: reason),
      TaskCounterexample(
        Self.result(
          "Attacks were seen in 8.5% (95% CI 6-9) with budesonide vs 16.2% with placebo in that year."
        ),
        because: reason),
    ]
  }
}
