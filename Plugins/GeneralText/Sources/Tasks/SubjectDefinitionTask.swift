public import Didact
import DidactMining

/// What the article's subject is, as its first sentence says: `A salt marsh is land that ...`.
public struct SubjectDefinitionTask: DomainTask {
  public init() {}

  public let id = "subject-definition"
  public let category = "definition"
  public let templates: [Template] = [
    "What {verb} {subject}[?|, by the text?]", "[Define|Explain] \"{subject}\" as the text does.",
    "[How does the article introduce|How does the text describe] \"{subject}\"?",
    "{head} {verb} ____ [Complete the sentence|Finish as the text does].",
    "Entry: {subject}\n[Definition|Short description]:",
    "[In a sentence|Briefly], what {verb} {subject}?",
    "[Tell|Write] what {subject} {verb}, in the words of the article.",
    "A reader has never heard of \"{subject}\". [What is the first thing to say|What does the text say first]?",
    "\"{subject}\" {verb} what, [by the text|according to the text]?",
    "[Give|Quote] the article's own definition of \"{subject}\".",
    "[State|Say] in the text's words what \"{subject}\" {verb}.",
    "[Look up|Find] the sentence that tells what \"{subject}\" {verb}, and complete it: {head} {verb} ____",
  ]

  private static let verbs = [" is ", " was ", " are ", " were "].map { Array($0.utf8) }
  private static let seconds = [
    " and has ", " and is ", " and was ", " and had ", " and are ", " and have ", " and were ",
  ].map { Array($0.utf8) }
  private static let openings = ["a ", "an ", "the ", "one of "].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let text = passage.text
    let title = subject(of: passage)
    guard (3...80).contains(title.count) else { return .none(because: "no title") }
    for sentence in passage.sentences.prefix(3) where passage.isQuotable(sentence) {
      guard let start = begin(of: title, in: sentence, text),
        let (verb, rest) = definition(after: start, in: sentence, text)
      else { continue }
      return .exercises([
        Exercise(
          slots: [
            "subject": text.string(Span(start - title.count, start)), "verb": verb,
            "head": text.string(Span(sentence.start, start)),
          ],
          response: passage.string(rest), evidence: [.text(rest, in: passage.document)])
      ])
    }
    return .none(because: "no first sentence that says what the subject is")
  }

  /// The title without what is in brackets after it.
  private func subject(of passage: Passage) -> ArraySlice<UInt8> {
    let title = passage.text[passage.title]
    guard title.last == UInt8(ascii: ")"), let open = title.lastIndex(of: UInt8(ascii: "(")),
      open > title.startIndex + 1
    else { return title }
    return title[..<(open - 1)]
  }

  /// Where a sentence's subject ends, if it is the title, after an article or none.
  private func begin(of title: ArraySlice<UInt8>, in sentence: Span, _ text: Text) -> Int? {
    for article in ["", "The ", "A ", "An "] {
      let start = sentence.start + article.utf8.count
      let end = start + title.count
      guard end < sentence.end, text[sentence].starts(with: article.utf8),
        UTF8Bytes.areEqualIgnoringCase(text[Span(start, end)], title),
        !UTF8Bytes.isWord(text.bytes[end])
      else { continue }
      return end
    }
    return nil
  }

  /// The verb, directly or after a bracket or an apposition between commas, and what follows to the sentence's end.
  private func definition(after start: Int, in sentence: Span, _ text: Text) -> (String, Span)? {
    var position = start
    let bytes = text.bytes
    if bytes[position] == 0x20, position + 1 < sentence.end,
      bytes[position + 1] == UInt8(ascii: "("),
      let close = bytes[position..<sentence.end].firstIndex(of: UInt8(ascii: ")"))
    {
      position = close + 1
    }
    for verb in Self.verbs where text[Span(position, sentence.end)].starts(with: verb) {
      let rest = text.trimmed(Span(position + verb.count, sentence.end - 1))
      guard Self.openings.contains(where: { text[rest].starts(with: $0) }),
        (3...50).contains(Words.count(in: text, rest)),
        // `is the son of Zeus, and has a twin sister`: a second verb belongs to the subject.
        !Self.seconds.contains(where: { UTF8Bytes.find($0, in: text[rest]) != nil })
      else { return nil }
      return (text.string(text.trimmed(Span(position, position + verb.count))), rest)
    }
    return nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleText.document(
          title: "Salt marsh",
          [
            "A salt marsh (also saltings) is a stretch of land that the tide floods. \(ExampleText.coast)"
          ]),
        slots: ["subject": "salt marsh", "verb": "is"],
        response: "a stretch of land that the tide floods")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleText.document([ExampleText.coast]), because: "no title"),
      TaskCounterexample(
        ExampleText.document(title: "Salt marsh", [ExampleText.coast]),
        because: "no first sentence that says what the subject is"),
    ]
  }
}
