public import Didact

/// Which way a figure of a table went from one year to another: the figures prove it.
public struct TableDirectionTask: DomainTask {
  public init() {}

  public let id = "table-direction"
  public let category = "direction of change"
  public let templates: [Template] = [
    "[Did|By the table, did] \"{row}\" increase or decrease from \"{earlier}\" to \"{later}\"?",
    "[Which way|In which direction] did \"{row}\" go between \"{earlier}\" and \"{later}\"?",
    "\"{row}\", \"{earlier}\" to \"{later}\": [increase or decrease|up or down]?",
    "[Compare|Look at] the figures for \"{row}\": [did they rise or fall|what was the change] from \"{earlier}\" to \"{later}\"?",
    "[State|Say] whether \"{row}\" was higher or lower in \"{later}\" than in \"{earlier}\".",
    "From the table, [decide|find out] how \"{row}\" moved from \"{earlier}\" to \"{later}\".",
    "[Change|Direction of change] of \"{row}\" from \"{earlier}\" to \"{later}\":",
    "The table gives \"{row}\" for \"{earlier}\" and \"{later}\". [Did it grow or shrink|Which way did it move]?",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let pairs = TableCells(in: passage).yearPairs()
      .filter { $0.earlier.number?.value != $0.later.number?.value }
    guard !pairs.isEmpty else { return .none(because: "no row with figures for two years") }
    return .exercises(
      passage.drawn(Self.most, of: pairs, for: id).compactMap { earlier, later in
        guard let before = earlier.number, let after = later.number else { return nil }
        let isMore = after.value > before.value
        return Exercise(
          slots: ["row": later.row, "earlier": earlier.column, "later": later.column],
          response: Derivation.direction[isMore ? 0 : 1], options: Derivation.direction,
          reasoning:
            "\(later.row): \(later.fact.value) in \(later.column), \(earlier.fact.value) in \(earlier.column).\n"
            + "\(after.plain) \(isMore ? ">" : "<") \(before.plain)",
          evidence: [.fact(later.fact), .fact(earlier.fact)])
      })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise in 1990", "Rise in 2000"], ["Cove", "5 m", "6 m"]]),
        slots: ["row": "Cove", "earlier": "Rise in 1990", "later": "Rise in 2000"],
        response: "Increase"),
      TaskExample(
        .tides([["Sums", "2021", "2020"], ["Cost", "$900", "$1,200"]]), response: "Decrease"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no row with figures for two years"
    return [
      TaskCounterexample(
        .tides([["Place", "Rise in 1990", "Fall in 2000"], ["Cove", "5 m", "6 m"]]), because: reason
      ),
      TaskCounterexample(
        .tides([["Place", "Rise in 1990", "Rise in 2000"], ["Cove", "5 m", "6 ft"]]),
        because: reason),
      TaskCounterexample(
        .tides([["Place", "1990", "2000"], ["Cove", "5", "5"]]), because: reason),
      TaskCounterexample(
        .tides([["Sums", "2021", "2020"], ["Loss", "(1,200)", "(900)"]]), because: reason),
    ]
  }
}

/// By how much a figure of a table changed from one year to another, worked out in a step.
public struct TableDifferenceTask: DomainTask {
  public init() {}

  public let id = "table-difference"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "[By how much|How much] did \"{row}\" change from \"{earlier}\" to \"{later}\"?",
    "[Work out|Calculate|Compute] the change in \"{row}\" from \"{earlier}\" to \"{later}\".",
    "[What is|Find] the difference between \"{later}\" and \"{earlier}\" for \"{row}\"?",
    "\"{row}\": \"{later}\" less \"{earlier}\" [makes how much|is what]?",
    "[Using|With] the table, subtract \"{earlier}\" from \"{later}\" for \"{row}\".",
    "Change of \"{row}\" between \"{earlier}\" and \"{later}\" [in figures|as a number]:",
    "[Take|Use] the two figures for \"{row}\" and give the change from \"{earlier}\" to \"{later}\".",
    "How far apart are \"{earlier}\" and \"{later}\" for \"{row}\"?",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let pairs = TableCells(in: passage).yearPairs().filter {
      // A figure with words or a second sign around it is not taken apart.
      $0.later.unit.utf8.count <= 1 && $0.earlier.number?.value != $0.later.number?.value
    }
    guard !pairs.isEmpty else { return .none(because: "no row with figures for two years") }
    return .exercises(
      passage.drawn(Self.most, of: pairs, for: id).compactMap { earlier, later in
        guard let before = earlier.number, let after = later.number else { return nil }
        let change = StatedNumber(
          after.value - before.value, places: max(before.places, after.places))
        return Exercise(
          slots: ["row": later.row, "earlier": earlier.column, "later": later.column],
          response: StatedNumber.grouped(change.plain),
          reasoning:
            "\(later.row): \(later.fact.value) in \(later.column), \(earlier.fact.value) in \(earlier.column).\n"
            + "\(after.plain) - \(before.plain) = \(change.plain)",
          evidence: [.fact(later.fact), .fact(earlier.fact)])
      })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .tides([["Place", "Rise in 1990", "Rise in 2000"], ["Cove", "5.25", "6.5"]]),
        slots: ["row": "Cove", "earlier": "Rise in 1990", "later": "Rise in 2000"],
        response: "1.25"),
      TaskExample(
        .tides([["Sums", "2021", "2020"], ["Sales", "$12,200", "$9,900"]]), response: "2,300"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no row with figures for two years"
    return [
      TaskCounterexample(
        .tides([["Place", "Rise", "Fall"], ["Cove", "5", "6"]]), because: reason),
      TaskCounterexample(
        .tides([["Place", "1990", "2000"], ["Cove", "5 m", "6 to 7 m"]]), because: reason),
    ]
  }
}
