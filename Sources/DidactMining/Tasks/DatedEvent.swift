import Didact

/// An event that a sentence dates: `In 1998, the wardens counted ...`.
struct DatedEvent {
  var sentence: Span
  var year: Span
  var number: Int
  /// The clause without its stop.
  var what: Span

  /// The events of a passage in text order.
  static func all(in passage: Passage) -> [DatedEvent] {
    passage.quotable(with: .digit).compactMap { DatedEvent($0, passage) }
  }

  init?(_ sentence: Span, _ passage: Passage) {
    let text = passage.text
    guard text[sentence].starts(with: "In ".utf8) else { return nil }
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
      !words.contains(where: { Self.pointing.contains(text[$0]) }),
      !words.contains(where: { Self.elsewhere.contains(text.string($0).lowercased()) })
    else { return nil }
    self.sentence = sentence
    self.year = year
    self.number = number
    self.what = what
  }

  /// Clause and year, as comparisons of events cite them.
  func evidence(in document: Document) -> [Evidence] {
    [.text(what, in: document), .text(year, in: document)]
  }

  /// Words for what a sentence before names: the clause alone would leave it open.
  private static let pointing = WordKeys(words: "this that these those such latter former")
  private static let vague: Set<String> = Set(words: "it this that these those there which such")
  private static let elsewhere: Set<String> = Set(
    words: "compared versus earlier later previously since until before after ago respectively")
}
