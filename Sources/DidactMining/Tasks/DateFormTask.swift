public import Didact

/// A date of the text in the form of ISO 8601: `29 May 1858` as `1858-05-29`.
public struct DateFormTask: DomainTask {
  public init() {}

  public let id = "date-form"
  public let category = "text to data"
  public let templates: [Template] = [
    "[Write|Give] the date \"{date}\" in the form YYYY-MM-DD: \"{sentence}\"",
    "\"{sentence}\" [What is the date here|Which date is given], as YYYY-MM-DD?",
    "[Convert|Change] \"{date}\" to an ISO date. \"{sentence}\"",
    "Sentence: {sentence}\n[Date (YYYY-MM-DD)|ISO date]:",
    "[For a database|For a table sorted by date], write {date} as year, month and day with hyphens. \"{sentence}\"",
    "[Extract|Take] the date from this sentence in ISO 8601: \"{sentence}\"",
    "How is \"{date}\" written as [YYYY-MM-DD|an ISO 8601 date]? \"{sentence}\"",
    "[Normalise|Standardise] the date: \"{sentence}\" [Use YYYY-MM-DD|Write it as YYYY-MM-DD].",
    "[Fill in|Enter] the date field (YYYY-MM-DD). \"{sentence}\"",
    "The text gives a day: \"{sentence}\" [Put it as|State it as] YYYY-MM-DD.",
    "date: ____ ([ISO form|YYYY-MM-DD]), from: \"{sentence}\"",
    "[Which day is meant|On which day], in the form YYYY-MM-DD? \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(with: .digit).compactMap { sentence -> Exercise? in
      guard passage.isStatement(sentence), let (span, date) = date(in: sentence, passage.text),
        UTF8Bytes.find(date.iso.utf8, in: passage.text[sentence]) == nil
      else { return nil }
      return Exercise(
        slots: ["date": passage.string(span), "sentence": passage.string(sentence)],
        response: date.iso, evidence: [.text(span, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no sentence with one full date") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// The only date of a sentence: a year alone or a second date would leave open which one is meant.
  private func date(in sentence: Span, _ text: Text) -> (Span, WrittenDate)? {
    let years = YearSpanTask.years(in: text, sentence)
    guard years.count == 1, let year = years.first else { return nil }
    let words = Words.spans(in: text, Span(max(sentence.start, year.start - 20), year.start))
    guard words.count >= 2, let first = words.dropLast().last else { return nil }
    let span = Span(first.start, year.end)
    guard let date = WrittenDate(text[span]),
      first.start == sentence.start
        || text.bytes[first.start - 1] == 0x20 || text.bytes[first.start - 1] == UInt8(ascii: "("),
      // `5 to 9 May 1858` and `between 5 and 9 May` are two days.
      !words.dropLast(2).contains(where: { UTF8Bytes.isDigit(text.bytes[$0.start]) }),
      months(in: sentence, text) == 1
    else { return nil }
    return (span, date)
  }

  private func months(in sentence: Span, _ text: Text) -> Int {
    Words.spans(in: text, sentence).count {
      UTF8Bytes.isUpper(text.bytes[$0.start]) && WrittenDate.month(text[$0]) != nil
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The wardens of the eastern shore met for the first time on 9 May 1858 in Ness."),
        slots: ["date": "9 May 1858"], response: "1858-05-09"),
      TaskExample(
        .sample("On November 30, 1971, the sea took the whole of the old harbour in one night."),
        slots: ["date": "November 30, 1971"], response: "1971-11-30"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence with one full date"
    return [
      TaskCounterexample(
        .sample("The wardens of the eastern shore met in Ness on 9 May 1858 (1858-05-09) at noon."),
        because: reason),
      TaskCounterexample(
        .sample("The wardens of the eastern shore met for the first time in May 1858 in Ness."),
        because: reason),
      TaskCounterexample(
        .sample("The wardens of the eastern shore met from 5 to 9 May 1858 in the town of Ness."),
        because: reason),
      TaskCounterexample(
        .sample("The wardens of the eastern shore never met on 31 June 1858 in the town of Ness."),
        because: reason),
    ]
  }
}
