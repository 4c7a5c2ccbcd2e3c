public import Didact
import DidactMining

/// A percentage worked out from the counts that it is of: hidden in the text, and the text's own.
public struct StatedPercentageTask: DomainTask {
  public init() {}

  public let id = "stated-percentage"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[Work out|Calculate|Compute] the missing percentage: \"{sentence}\"",
    "\"{sentence}\" [Which percentage belongs in the gap?|What percentage is missing?]",
    "[Fill in|Supply] the percentage from the counts: \"{sentence}\"",
    "A percentage is left out here: \"{sentence}\" [Find it from the counts.|What do the counts make it?]",
    "[How many per cent are|What per cent is] {part} of {whole} in this sentence? \"{sentence}\"",
    "{part} of {whole}: [give the percentage|state the share in per cent] that completes \"{sentence}\"",
    "[Check the arithmetic|Do the arithmetic] and complete: \"{sentence}\"",
    "Counts: {part} of {whole}\nSentence: {sentence}\n[Percentage|Per cent]:",
    "[A reviewer recalculates|A statistician rechecks] the percentage in \"{sentence}\" from {part} of {whole}. [What comes out?|Show it.]",
    "[Divide, multiply by a hundred and round|From the two counts, find the percentage] as the authors did: \"{sentence}\"",
    "[Use the two counts beside the gap|Use the counts given] to restore the percentage: \"{sentence}\"",
    "[Turn {part} of {whole} into the percentage|Express {part} of {whole} as the percentage] that was left out: \"{sentence}\"",
    "[Show the division|Show your working], then fill the gap: \"{sentence}\"",
    "\"{sentence}\" [The gap is a percentage of {whole}.|In the gap stands the share that {part} of {whole} makes.] [State it.|Which?]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(with: .percent) {
      let shares = CountedShare.all(in: passage.text, sentence)
      guard let share = shares.first else { continue }
      let percentage = passage.string(share.percentage)
      // The same percentage elsewhere in the sentence would be read off.
      let before = passage.string(Span(sentence.start, share.percentage.start))
      let after = passage.string(Span(share.percentage.end, sentence.end))
      guard !before.contains(percentage), !after.contains(percentage) else { continue }
      found.append(
        Exercise(
          slots: [
            "sentence": before + "____" + after, "part": passage.string(share.part),
            "whole": passage.string(share.whole),
          ], response: percentage, reasoning: share.steps,
          evidence: [share.part, share.whole, share.percentage].map {
            .text($0, in: passage.document)
          }, hidden: [share.percentage]))
    }
    guard !found.isEmpty else {
      return .none(because: "no percentage beside the counts that it is of")
    }
    return .exercises(Array(found.prefix(2)))
  }

  private static func result(_ text: String) -> Document {
    ExampleDocument.abstract("Asthma", [("RESULTS", "results", text)])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.result("An attack of asthma was seen in 23 of 50 children (46%) who had no inhaler."),
        slots: [
          "sentence":
            "An attack of asthma was seen in 23 of 50 children (____) who had no inhaler."
        ], response: "46%", hides: "46%"),
      TaskExample(
        Self.result("An attack of asthma was seen in 8.3% (1/12) of the children with an inhaler."),
        response: "8.3%", hides: "8.3%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no percentage beside the counts that it is of"
    return [
      TaskCounterexample(ExampleDocument.trial(), because: reason),
      TaskCounterexample(
        Self.result("An attack of asthma was seen in 23 of 50 children (48%) who had no inhaler."),
        because: reason),
      TaskCounterexample(
        Self.result("An attack of asthma was seen in 46% of the children who had no inhaler."),
        because: reason),
    ]
  }
}
