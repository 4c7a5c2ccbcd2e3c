public import Didact

/// Which of two events came first: the text dates both.
public struct YearOrderTask: DomainTask {
  public init() {}

  public let id = "year-order"
  public let category = "temporal order"
  public let templates: [Template] = [
    "[Which|Which of these] came first?",
    "[Which of the two|Of these two, which] happened earlier?",
    "[By the dates in the text|Going by the text], which [event|of these] is the earlier one?",
    "[Choose|Name|Pick out] the earlier event.",
    "[Two events are listed|Here are two events]. Which one was first?",
    "[Order in time|Time order]: which stands first?",
    "The text dates both of these. [Which is the earlier|Which came before the other]?",
    "[Decide|Find out] from the text which of the two [came first|is older].",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let events = DatedEvent.all(in: passage)
    var found: [Exercise] = []
    for (one, other) in zip(events, events.dropFirst()) where one.number != other.number {
      let (earlier, later) = one.number < other.number ? (one, other) : (other, one)
      let options = [passage.string(earlier.what), passage.string(later.what)]
      found.append(
        Exercise(
          response: options[0], options: options.sorted(),
          reasoning: "\(earlier.number) < \(later.number)",
          evidence: earlier.evidence(in: passage.document) + later.evidence(in: passage.document)))
    }
    guard !found.isEmpty else { return .none(because: "no two events that the text dates") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  private static let first = "the wardens counted the nests of the whole eastern shore"
  private static let second = "a storm broke the dyke and the sea took the old harbour"

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("In 1998, \(Self.second). In 1971, \(Self.first)."), response: Self.first),
      TaskExample(
        .sample("In 1971, \(Self.first). The birds came back. In 1998, \(Self.second)."),
        response: Self.first),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no two events that the text dates"
    return [
      TaskCounterexample(
        .sample("In 1998, \(Self.second). Later on, \(Self.first)."), because: reason),
      TaskCounterexample(
        .sample("In 1998, \(Self.second). In 1998, \(Self.first)."), because: reason),
      TaskCounterexample(
        .sample("In 1998, \(Self.second). In 1971, \(Self.first) for the first time since 1950."),
        because: reason),
    ]
  }
}
