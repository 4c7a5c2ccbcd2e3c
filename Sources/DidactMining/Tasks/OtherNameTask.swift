public import Didact

/// Another name of a thing, as the text gives it after `also known as` and the like.
public struct OtherNameTask: DomainTask {
  public init() {}

  public let id = "other-name"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[Which other name|What other name] does the text give here? \"{before} ____\"",
    "[Complete|Fill in] the other name: \"{before} ____\"",
    "\"{before} ...\" [Which name follows|Known as what]?",
    "[Name|Give] the second name that the text mentions: \"{before}\"",
    "[What else is it called|Under which other name does it go]? \"{before} ...\"",
    "[Find|Look up|Extract] the name after these words: \"{before}\"",
    "Text: {before} ...\n[Other name|Alias]:",
    "The text goes on with another name: \"{before}\" [Which|Which one]?",
    "[Supply|Add] the synonym [from the text|that the text states]: \"{before} ____\"",
    "[By|Going by] the text, \"{before}\" what?",
    "[Quote|State] the alternative name. \"{before} ____\"",
    "[Finish|End] with the name in the text: \"{before}\"",
  ]

  private static let markers = [
    " also known as ", " also called ", " formerly known as ", " previously known as ",
    " better known as ", " commonly known as ",
  ].map { Array($0.utf8) }
  private static let needles = [Array(" known as ".utf8), Array(" also called ".utf8)]
  private static let articles = ["the ", "a ", "an "].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(holding: Self.needles).compactMap { exercise($0, passage) }
    guard !found.isEmpty else { return .none(because: "no other name in so many words") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private func exercise(_ sentence: Span, _ passage: Passage) -> Exercise? {
    let text = passage.text
    let hits = Self.markers.compactMap { marker in
      UTF8Bytes.find(marker, in: text[sentence]).map { Span($0, $0 + marker.count) }
    }
    guard hits.count == 1, let hit = hits.first, hit.start - sentence.start >= 3,
      let first = Words.spans(in: text, Span(sentence.start, hit.start)).first,
      !Self.pronouns.contains(text.string(first))
    else { return nil }
    var start = hit.end
    for article in Self.articles where text[Span(start, sentence.end)].starts(with: article) {
      start += article.count
    }
    let stops: Set<UInt8> = Set(",;:()[].".utf8)
    var end = start
    while end < sentence.end, !stops.contains(text.bytes[end]) { end += 1 }
    // A name that goes on, or a second one, would make half an answer.
    guard end < sentence.end, text.bytes[end] != UInt8(ascii: "("),
      text.bytes[end] != UInt8(ascii: "["),
      text.bytes[end] != UInt8(ascii: ".") || end == sentence.end - 1
    else { return nil }
    let next = text[Span(end, min(sentence.end, end + 60))]
    guard UTF8Bytes.find(" or ".utf8, in: next) == nil else { return nil }
    var name = text.trimmed(Span(start, end))
    if text[name].first == UInt8(ascii: "\""), text[name].last == UInt8(ascii: "\""),
      name.count > 2
    {
      name = Span(name.start + 1, name.end - 1)
    }
    let words = Words.spans(in: text, name).map { text.string($0).lowercased() }
    guard (1...6).contains(words.count), name.count >= 3, Self.clauseWords.isDisjoint(with: words),
      !text[name].contains(UInt8(ascii: "\""))
    else { return nil }
    return Exercise(
      slots: ["before": passage.string(Span(sentence.start, start - 1))],
      response: passage.string(name), evidence: [.text(name, in: passage.document)])
  }

  /// What is named otherwise would stand in a sentence before.
  private static let pronouns: Set<String> = Set(words: "It This These They He She Those Which")
  private static let clauseWords: Set<String> = Set(
    words: """
      and or which that who is are was were has have had been be will would may can could but while
      as because when where in by for from to with it they
      """)

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("Glasswort, also known as marsh samphire, is the first plant on the mud."),
        slots: ["before": "Glasswort, also known as"], response: "marsh samphire")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no other name in so many words"
    return [
      TaskCounterexample(
        Self.document("Glasswort, also known as marsh samphire or pickleweed, grows on the mud."),
        because: reason),
      TaskCounterexample(
        Self.document("The marsh is also known for the many birds that rest there in the spring."),
        because: reason),
    ]
  }
}
