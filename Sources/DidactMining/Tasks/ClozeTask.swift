public import Didact

/// A term left out of a sentence that is itself taken out of the text; the rest of the text names the term.
public struct ClozeTask: DomainTask {
  public init() {}

  public let id = "cloze"
  public let category = "cloze"
  public let templates: [Template] = [
    "[Fill in|Complete] the blank: \"{sentence}\"",
    "[Which term|What] [belongs in|fills] the gap? \"{sentence}\"",
    "\"{sentence}\" [Which word is missing|What stood in the gap]?",
    "[Supply|Give|Find] the missing term: \"{sentence}\"",
    "Cloze: \"{sentence}\"",
    "[One term was left out|A term is missing] here: \"{sentence}\" [Which one?|Name it.]",
    "[Replace|Fill] ____ with [the right term|a term from the text]: \"{sentence}\"",
    "[Restore|Complete] this sentence [of the text|from the text]: \"{sentence}\"",
    "The text also said: \"{sentence}\" [What does ____ stand for|What goes in the blank]?",
    "[Read the text, then complete|From the text, complete]: \"{sentence}\"",
    "[Missing term|Term]: \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var counts: [[UInt8]: Int] = [:]
    var words: [(sentence: Int, span: Span, lowered: [UInt8])] = []
    for (index, sentence) in passage.sentences.enumerated() {
      for span in Words.spans(in: passage.text, sentence) where span.count >= 5 {
        let lowered = passage.text[span].map(UTF8Bytes.lowered)
        counts[lowered, default: 0] += 1
        words.append((index, span, lowered))
      }
    }
    var inSentence: [Int: [[UInt8]: Int]] = [:]
    for word in words { inSentence[word.sentence, default: [:]][word.lowered, default: 0] += 1 }
    var found: [Exercise] = []
    for (index, sentence) in passage.sentences.enumerated() where passage.isQuotable(sentence) {
      let candidates = words.filter { word in
        word.sentence == index && isTerm(word.lowered, passage.text, word.span)
          && word.span.start > sentence.start && inSentence[index]?[word.lowered] == 1
          && (counts[word.lowered] ?? 0) >= 2
      }
      // The longest term is the one least likely to be a common word.
      guard
        let best = candidates.max(by: {
          ($0.span.count, $1.span.start) < ($1.span.count, $0.span.start)
        })
      else { continue }
      let before = passage.string(Span(sentence.start, best.span.start))
      let after = passage.string(Span(best.span.end, sentence.end))
      found.append(
        Exercise(
          slots: ["sentence": "\(before)____\(after)"], response: passage.string(best.span),
          evidence: [.text(best.span, in: passage.document)], hidden: [sentence]))
    }
    return found.isEmpty
      ? .none(because: "no term that the rest of the text names") : .exercises(found)
  }

  /// A technical term as its form shows: nine letters or more, a capital inside, a digit or a hyphen; no word
  /// of general use.
  private func isTerm(_ lowered: [UInt8], _ text: Text, _ span: Span) -> Bool {
    let bytes = text[span]
    if UTF8Bytes.isDigit(bytes[bytes.startIndex]) { return false }
    let hasForm =
      bytes.dropFirst().contains(where: UTF8Bytes.isUpper)
      || bytes.contains(where: UTF8Bytes.isDigit) || bytes.contains(UInt8(ascii: "-"))
      || bytes.count >= 9
    return hasForm && !Self.general.contains(String(decoding: lowered, as: UTF8.self))
  }

  private static let general: Set<String> = Set(
    words: """
      according additional additionally advantage advantages alternative analysis appropriate
      approximately assessment associated association available background beneficial certainly
      characteristic characteristics comparable compared comparison completed conclusion conclusions
      condition conditions conducted consequently considered consistent containing correlated
      correlation currently decreased decreases demonstrate demonstrated determine determined
      developed development difference differences different difficult difficulty discussed
      effective effectiveness especially established evaluated evaluation experience explained
      follow-up following frequency frequently furthermore generally identified importance important
      improvement including increased increases increasing indicated indicates individual
      individuals influence information introduction investigate investigated knowledge literature
      long-term measurement measurements mechanism mechanisms necessary objective objectives
      observation observations participants particular particularly performed population possible
      potential potentially presented previously probability procedure procedures recommended
      regarding relationship remaining reported represent respectively responsible resulting
      sensitive short-term significance significant significantly similarly situation sometimes
      statistically structure subsequent subsequently successful suggested suggesting technique
      techniques therefore throughout treatment treatments understanding underwent variables well-
      known
      """)

  public var examples: [TaskExample] {
    let sentence = "The grasses of a saltmarsh slow the water down more than sand does."
    return [
      TaskExample(
        .sample("A saltmarsh grows where the falling water leaves its mud each day. \(sentence)"),
        slots: ["sentence": "The grasses of a ____ slow the water down more than sand does."],
        response: "saltmarsh", hides: sentence)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no term that the rest of the text names"
    return [
      TaskCounterexample(
        .sample(
          "A saltmarsh grows where the falling water leaves its mud. Birds rest there on their way to the far north."
        ),
        because: reason),
      TaskCounterexample(
        .sample(
          "The difference was large in the first year of the work. The difference was small in the last year of it."
        ),
        because: reason),
    ]
  }
}
