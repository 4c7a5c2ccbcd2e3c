public import Didact
import DidactMining
import Foundation

/// The figure with which a sentence compares another one: *$6.2 million, compared to $4.7 million*.
public struct ComparedFigureTask: DomainTask {
  public init() {}

  public let id = "compared-figure"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[Which figure belongs in the blank|Fill in the blank from the text]: \"{sentence}\"",
    "[With what|With which figure] does the text compare {first} here? \"{sentence}\"",
    "\"{sentence}\" [What stands in the blank|Which figure is missing]?",
    "[Complete the comparison|Supply the comparative]: \"{sentence}\"",
    "[Find|Give|State] the figure that {first} is set against: \"{sentence}\"",
    "Comparison: {sentence}\n[Missing figure|Blank]:",
    "An analyst's note has a gap: \"{sentence}\" [Close it from the source|What does the source say]?",
    "[Restore|Look up] the comparative figure in \"{sentence}\"",
    "{first} is compared with another figure. [Which one|Which is it]? \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = ComparedFigures.all(in: passage).map { pair in
      Exercise(
        slots: [
          "sentence": pair.withBlank(in: passage), "first": passage.string(pair.first.span),
        ],
        response: passage.string(pair.second.span),
        evidence: [.text(pair.second.span, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no two figures set against each other") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  static func filing(_ sentence: String) -> Document {
    .example("The company mines salt in three states and sells it to cities. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.filing(
          "Net sales of salt were $6.2 million, compared to $4.7 million in the prior year."),
        slots: ["first": "$6.2 million"], response: "$4.7 million"),
      TaskExample(
        Self.filing(
          "The margin on road salt was 12.5% in this quarter versus 11% in the last one."),
        response: "11%"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no two figures set against each other"
    return [
      TaskCounterexample(
        Self.filing(
          "Net income was $6.2 million, or $0.43 a share, compared to $4.7 million before."),
        because: reason),
      TaskCounterexample(
        Self.filing(
          "Net sales of salt may reach $6.2 million, compared to $4.7 million this year."),
        because: reason),
    ]
  }
}

/// Which way a figure went from an earlier period's to this one's: the two figures prove it.
///
/// Sentences that say so in words are left to other tasks; losses, whose growth is a fall, are not asked about.
public struct ComparedDirectionTask: DomainTask {
  public init() {}

  public let id = "compared-direction"
  public let category = "direction of change"
  public let templates: [Template] = [
    "[Increase or decrease|Up or down], [going by the two figures|against the earlier period]? \"{sentence}\"",
    "\"{sentence}\" [Did the figure rise or fall|Was that an increase or a decrease]?",
    "[Compare|Look at] the two figures: [did the later one go up or down|which way did it move]? \"{sentence}\"",
    "[State|Say|Decide] whether this was an increase or a decrease [over|on] the earlier figure: \"{sentence}\"",
    "Sentence: {sentence}\n[Direction|Change on the earlier period]:",
    "[From the earlier figure to the later one|Between the two periods], [which way did it go|how did the figure move]? \"{sentence}\"",
    "Do the figures show an increase or a decrease? \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    let found = ComparedFigures.all(in: passage).compactMap { pair -> Exercise? in
      guard pair.isOverTime, pair.areAlone(in: text), pair.areOfOneUnit,
        pair.areOfOneKind(in: text),
        !pair.isOfLoss(in: text),
        !pair.tellsDirection(in: text)
      else { return nil }
      let (later, earlier) = (pair.first, pair.second)
      let isMore = later.number.value > earlier.number.value
      return Exercise(
        slots: ["sentence": passage.string(pair.sentence)],
        response: Derivation.direction[isMore ? 0 : 1], options: Derivation.direction,
        reasoning: "\(later.number.plain) \(isMore ? ">" : "<") \(earlier.number.plain)",
        evidence: [
          .text(later.digits, in: passage.document), .text(earlier.digits, in: passage.document),
        ])
    }
    guard !found.isEmpty else { return .none(because: "no two figures of two periods") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ComparedFigureTask.filing(
          "Net sales of salt were $6.2 million, compared to $4.7 million in the prior year."),
        response: "Increase"),
      TaskExample(
        ComparedFigureTask.filing(
          "The margin on road salt was 10.5% in this quarter versus 11% in the same period of 2001."
        ),
        response: "Decrease"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no two figures of two periods"
    return [
      TaskCounterexample(
        ComparedFigureTask.filing(
          "Net sales were $6.2 million, or 19.6% of all, compared to $4.7 million in the prior year."
        ),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "Net sales of salt rose to $6.2 million, compared to $4.7 million in the prior year."),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "The net loss of the mines was $6.2 million, compared to $4.7 million in the prior year."),
        because: reason),
      TaskCounterexample(
        ComparedFigureTask.filing(
          "The margin on road salt was 10.5% in this quarter versus 11% on the salt for tables."),
        because: reason),
    ]
  }
}
