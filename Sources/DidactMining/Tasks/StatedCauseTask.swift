public import Didact

/// A cause that the text states: the phrase after `because of`, `due to` and the like, up to the clause's end.
///
/// Not where the sentence is unsure of it (may, might, whether, suggests, not, ...), and not where a pronoun
/// stands for the effect.
public struct StatedCauseTask: DomainTask {
  public init() {}

  public let id = "stated-cause"
  public let category = "stated cause and effect"
  public let templates: [Template] = [
    "[What cause|Which cause] does the text [state|give] here: \"{effect} {marker} ____\"?",
    "[Complete|Finish] with the stated cause: \"{effect} {marker} ____\"",
    "\"{effect}\": {marker} what?",
    "[According to the text|By the text], \"{effect}\" {marker} what?",
    "[Name|Give|Find] the cause [that the text states for|of] this: \"{effect}\"",
    "Why, [according to|in] the text: \"{effect}\"?",
    "Effect: \"{effect}\"\nStated cause:",
    "[Which reason|What reason] [follows|is given after] \"{effect} {marker}\"?",
    "[Fill in|Supply] the cause. \"{effect} {marker} ____\"",
    "The text gives a reason for \"{effect}\". [What is it|Which one]?",
    "[Extract|Look up] the stated cause of \"{effect}\".",
  ]

  private static let markers = [
    "because of", "due to", "caused by", "as a result of", "owing to", "resulting from",
  ].map { Array($0.utf8) }

  private static let doubts: Set<String> = Set(
    words: """
      may might could would should can not no if whether suggest suggests suggested suggesting
      possible possibly probably likely unlikely potentially perhaps hypothesis hypothesize
      hypothesized presumably unclear unknown rather either or without believed thought assumed
      appears appear seems seem part partly mainly mostly largely primarily aim aimed investigate
      prevent prevents prevented preventing avoid avoids avoided avoiding allay allays reduce reduces
      reducing protect protects protecting against realized realised knew claimed claims argued
      argues said says stated reported feared worried complained wrote despite
      neither nor never than suspected presumed considered expected rule exclude
      """)
  private static let pronouns: Set<String> = Set(
    words: """
      it this these those that they which who there he she its their such both and but so however
      also
      """)
  private static let clauseWords: Set<String> = Set(
    words: """
      and but which that who whereas while although because is are was were has have had when where
      after before than as if since be remain remains led resulted results leads did does do been
      with
      """)

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(holding: Self.markers) {
      if let exercise = exercise(in: sentence, of: passage) { found.append(exercise) }
    }
    return found.isEmpty ? .none(because: "no cause that is stated for certain") : .exercises(found)
  }

  private func exercise(in sentence: Span, of passage: Passage) -> Exercise? {
    let text = passage.text
    var hit: (marker: Span, count: Int)?
    for marker in Self.markers {
      var position = sentence.start
      while let at = UTF8Bytes.find(marker, in: text[sentence], from: position) {
        position = at + marker.count
        if Words.stands(marker, at: at, in: text.bytes) {
          hit = (Span(at, at + marker.count), (hit?.count ?? 0) + 1)
        }
      }
    }
    guard let hit, hit.count == 1 else { return nil }
    let words = Words.spans(in: text, sentence).map { text.string($0).lowercased() }
    guard Self.doubts.isDisjoint(with: words) else { return nil }
    guard let cause = cause(after: hit.marker.end, in: sentence, text),
      let effect = effect(before: hit.marker.start, in: sentence, text)
    else { return nil }
    return Exercise(
      slots: ["effect": passage.string(effect), "marker": passage.string(hit.marker)],
      response: passage.string(cause),
      evidence: [.text(cause, in: passage.document), .text(effect, in: passage.document)])
  }

  /// Two to fourteen words up to the sentence's end, none of which could begin another clause.
  private func cause(after start: Int, in sentence: Span, _ text: Text) -> Span? {
    let span = text.trimmed(Span(start, sentence.end - 1))
    let bytes = text[span]
    let breaks: Set<UInt8> = Set(",;:()[]".utf8)
    guard !bytes.contains(where: breaks.contains) else { return nil }
    let words = Words.spans(in: text, span).map { text.string($0).lowercased() }
    guard (2...14).contains(words.count), Self.clauseWords.isDisjoint(with: words),
      let first = words.first, !Self.pronouns.contains(first)
    else { return nil }
    return span
  }

  /// The sentence up to the marker, one clause without a pronoun at its head.
  private func effect(before end: Int, in sentence: Span, _ text: Text) -> Span? {
    let span = text.trimmed(Span(sentence.start, end))
    let words = Words.spans(in: text, span).map { text.string($0).lowercased() }
    guard (4...25).contains(words.count), let first = words.first, !Self.pronouns.contains(first),
      !text[span].contains(UInt8(ascii: ";")), !text[span].contains(UInt8(ascii: ":")),
      let last = text[span].last, UTF8Bytes.isWord(last),
      // Of two clauses the cause may be the last one's alone.
      UTF8Bytes.find(", and ".utf8, in: text[span]) == nil
    else { return nil }
    return span
  }

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The marsh lost a third of its area due to the storms of the last winter."),
        slots: ["effect": "The marsh lost a third of its area", "marker": "due to"],
        response: "the storms of the last winter")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no cause that is stated for certain"
    return [
      TaskCounterexample(
        Self.document(
          "The marsh may have lost a third of its area due to the storms of the last winter."),
        because: reason),
      TaskCounterexample(
        Self.document(
          "The dykes hold the water back from the shore, preventing losses due to storms."),
        because: reason),
      TaskCounterexample(
        Self.document(
          "Six of the losses were in the harbour, and four of them were due to storms."),
        because: reason),
      TaskCounterexample(
        Self.document("It lost a third of its whole area due to the storms of the last winter."),
        because: reason),
      TaskCounterexample(
        Self.document(
          "The marsh lost its grass due to the storms, and the birds left it for the south."),
        because: reason),
    ]
  }
}
