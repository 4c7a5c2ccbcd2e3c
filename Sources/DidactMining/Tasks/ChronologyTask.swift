public import Didact

/// Three events in the order of their years, as the text dates them.
public struct ChronologyTask: DomainTask {
  public init() {}

  public let id = "chronology"
  public let category = "temporal order"
  public let templates: [Template] = [
    "[Put|Bring] these events into the order of time, [one a line|each on a line]:\n{events}",
    "[Sort|Arrange] by date, the earliest first:\n{events}",
    "{events}\n[In which order did these happen|What is their order in time]?",
    "[Make a timeline|Write a chronology] of these events:\n{events}",
    "The text dates these. [List them from first to last|Give them from the earliest to the latest]:\n{events}",
    "[Chronological order|Order in time] of:\n{events}",
    "[Which came first, which next, which last|What was first, second, third]?\n{events}",
    "[Rewrite|Copy] this list in the order of the years that the text gives:\n{events}",
    "Events:\n{events}\n[Timeline|By date]:",
    "[Using the dates in the text|Going by the years], order:\n{events}",
    "[Tell|Set down] these three as they followed each other in time:\n{events}",
    "[From earliest to latest|Oldest first]:\n{events}",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let events = DatedEvent.all(in: passage)
    var found: [Exercise] = []
    for start in stride(from: 0, to: events.count - 2, by: 3) {
      let three = Array(events[start..<start + 3])
      guard Set(three.map(\.number)).count == 3 else { continue }
      let sorted = three.sorted { $0.number < $1.number }
      let answer = sorted.map { passage.string($0.what) }
      var random = SeededGenerator(seed: 0, id, passage.document.id, answer[0])
      var shown = random.shuffled(answer)
      if shown == answer { shown.swapAt(0, 2) }
      found.append(
        Exercise(
          slots: ["events": shown.map { "- \($0)" }.joined(separator: "\n")],
          response: answer.joined(separator: "\n"),
          reasoning: zip(sorted, sorted.dropFirst()).map { "\($0.number) < \($1.number)" }
            .joined(separator: "\n"),
          evidence: sorted.flatMap { $0.evidence(in: passage.document) }))
    }
    return found.isEmpty ? .none(because: "no three events of different years") : .exercises(found)
  }

  private static let first = "the wardens counted the nests of the whole eastern shore"
  private static let second = "a storm broke the dyke and the sea took the harbour"
  private static let third = "the dyke was built anew from the old stones of it"

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("In 1998, \(Self.second). In 1971, \(Self.first). In 2003, \(Self.third)."),
        response: "\(Self.first)\n\(Self.second)\n\(Self.third)")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no three events of different years"
    return [
      TaskCounterexample(
        .sample("In 1998, \(Self.second). In 1971, \(Self.first)."), because: reason),
      TaskCounterexample(
        .sample("In 1998, \(Self.second). In 1971, \(Self.first). In 1971, \(Self.third)."),
        because: reason),
    ]
  }
}
