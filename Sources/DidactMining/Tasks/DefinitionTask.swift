public import Didact

/// What a term means, as the text itself defines it: `X is defined as ...`, `the term "X" means ...`.
public struct DefinitionTask: DomainTask {
  public init() {}

  public let id = "definition"
  public let category = "definition"
  public let templates: [Template] = [
    "How does the text define [\"{term}\"|the term \"{term}\"]?",
    "[What is meant by|What does the text mean by] \"{term}\"?",
    "[Give|State|Find] the text's [own definition|definition] of \"{term}\".",
    "[Define|Explain] \"{term}\" in the [words of the text|text's own words].",
    "\"{term}\": [how is it defined|what definition does the text give]?",
    "Term: {term}\nDefinition:",
    "[As used in|In] the text, what is \"{term}\"?",
    "[Look up|Extract] the definition of \"{term}\".",
    "[Complete|Finish] the text's definition: {term} is ...",
    "The text defines \"{term}\". [How|In which words]?",
  ]

  private static let markers = [
    " is defined as ", " was defined as ", " are defined as ", " were defined as ",
  ].map { Array($0.utf8) }

  private static let definedAs = [Array("e defined as ".utf8), Array("s defined as ".utf8)]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    let definitions = passage.quotable(holding: Self.definedAs).compactMap {
      defined(in: $0, passage.text)
    }
    let quotations = passage.quotable(with: .quote).compactMap { quoted(in: $0, passage.text) }
    for (term, meaning) in definitions + quotations {
      found.append(
        Exercise(
          slots: ["term": passage.string(term)], response: passage.string(meaning),
          evidence: [.text(meaning, in: passage.document), .text(term, in: passage.document)]))
    }
    return found.isEmpty ? .none(because: "no definition in so many words") : .exercises(found)
  }

  /// `Response was defined as a fall of the score by half.`: the whole sentence is the definition.
  private func defined(in sentence: Span, _ text: Text) -> (Span, Span)? {
    for marker in Self.markers {
      guard let at = UTF8Bytes.find(marker, in: text[sentence]) else { continue }
      var term = text.trimmed(Span(sentence.start, at))
      for article in ["The ", "An ", "A "] where text[term].starts(with: article.utf8) {
        term.start += article.utf8.count
      }
      guard isTerm(term, text), let meaning = meaning(from: at + marker.count, sentence, text)
      else { return nil }
      return (term, meaning)
    }
    return nil
  }

  /// `The term "marsh" means land that ...`, with straight or curved quotation marks.
  private func quoted(in sentence: Span, _ text: Text) -> (Span, Span)? {
    for marker in [" means ", " shall mean ", " refers to "] {
      guard let at = UTF8Bytes.find(marker.utf8, in: text[sentence]) else { continue }
      var term = text.trimmed(Span(sentence.start, at))
      for opening in ["The term ", "As used herein, ", "The terms "]
      where text[term].starts(with: opening.utf8) {
        term.start += opening.utf8.count
      }
      let (open, close) = (text[term].prefix(3), text[term].suffix(3))
      if open.elementsEqual([0xE2, 0x80, 0x9C]), close.elementsEqual([0xE2, 0x80, 0x9D]) {
        term = Span(term.start + 3, term.end - 3)
      } else if open.first == UInt8(ascii: "\""), close.last == UInt8(ascii: "\"") {
        term = Span(term.start + 1, term.end - 1)
      } else {
        return nil
      }
      guard term.count > 1, isTerm(term, text),
        let meaning = meaning(from: at + marker.utf8.count, sentence, text)
      else { return nil }
      return (term, meaning)
    }
    return nil
  }

  /// One to six words without punctuation, no pronoun among them.
  private func isTerm(_ term: Span, _ text: Text) -> Bool {
    guard term.start < term.end else { return false }
    let words = Words.spans(in: text, term).map { text.string($0).lowercased() }
    let marks: Set<UInt8> = Set(",;:()[].\"".utf8)
    return (1...6).contains(words.count) && Self.vague.isDisjoint(with: words)
      && !text[term].contains(where: marks.contains)
  }

  private func meaning(from start: Int, _ sentence: Span, _ text: Text) -> Span? {
    let meaning = text.trimmed(Span(start, sentence.end - 1))
    let words = Words.spans(in: text, meaning)
    guard (3...45).contains(words.count), !text[meaning].contains(UInt8(ascii: ";")),
      let first = words.first, !Self.pointers.contains(text.string(first).lowercased())
    else { return nil }
    return meaning
  }

  private static let vague: Set<String> = Set(
    words: """
      it this these those that they which who there he she we and or not is was are were if when in
      as for by of-which
      """)
  private static let pointers: Set<String> = Set(words: "follows above below described shown in by")

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document(
          "A salt marsh is defined as land that the tide covers and leaves twice a day."),
        slots: ["term": "salt marsh"], response: "land that the tide covers and leaves twice a day"),
      TaskExample(
        Self.document("The term “ebb” means the fall of the water from its height to its lowest."),
        slots: ["term": "ebb"], response: "the fall of the water from its height to its lowest"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no definition in so many words"
    return [
      TaskCounterexample(
        Self.document("It is defined as land that the tide covers and leaves twice a day."),
        because: reason),
      TaskCounterexample(
        Self.document("Success by all means refers to what the wardens count there every spring."),
        because: reason),
      TaskCounterexample(
        Self.document("The outcome was defined as described above for the birds of the coast."),
        because: reason),
    ]
  }
}
