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
    let events = passage.quotable(with: .digit).compactMap { event($0, passage) }
    var found: [Exercise] = []
    for (one, other) in zip(events, events.dropFirst()) where one.number != other.number {
      let isFirst = one.number < other.number
      let (earlier, later) = isFirst ? (one, other) : (other, one)
      let options = [passage.string(earlier.what), passage.string(later.what)]
      found.append(
        Exercise(
          response: options[0], options: options.sorted(),
          reasoning: "\(earlier.number) < \(later.number)",
          evidence: [
            .text(earlier.what, in: passage.document), .text(earlier.year, in: passage.document),
            .text(later.year, in: passage.document), .text(later.what, in: passage.document),
          ]))
    }
    guard !found.isEmpty else { return .none(because: "no two events that the text dates") }
    return .exercises(TableCells.some(Self.most, of: found, passage, id))
  }

  private struct Event {
    var year: Span
    var number: Int
    var what: Span
  }

  /// `In 1998, the wardens counted ...`: the year, and the clause without its stop.
  private func event(_ sentence: Span, _ passage: Passage) -> Event? {
    let text = passage.text
    let bytes = text[sentence]
    guard bytes.starts(with: "In ".utf8) else { return nil }
    let year = Span(sentence.start + 3, min(sentence.end, sentence.start + 7))
    guard text[year].allSatisfy(UTF8Bytes.isDigit), let number = Int(text.string(year)),
      (1_000...2_100).contains(number), year.end < sentence.end,
      text.bytes[year.end] == UInt8(ascii: ",")
    else { return nil }
    let what = text.trimmed(Span(year.end + 1, sentence.end - 1))
    // Another date in the clause, or words that point elsewhere, would let the clause be read otherwise.
    let words = Words.spans(in: text, what)
    guard (5...30).contains(words.count),
      !words.contains(where: { word in
        word.count == 4 && text[word].allSatisfy(UTF8Bytes.isDigit)
      }),
      let first = words.first.map({ text.string($0).lowercased() }), !Self.vague.contains(first),
      !words.contains(where: { Self.elsewhere.contains(text.string($0).lowercased()) })
    else { return nil }
    return Event(year: year, number: number, what: what)
  }

  private static let vague: Set<String> = Set(words: "it this that these those there which such")
  private static let elsewhere: Set<String> = Set(
    words: "compared versus earlier later previously since until before after ago respectively")

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
