import Didact

/// A change that a sentence states with both figures: `increased from $3.1 million in 2002 to $5.2 million`.
struct FigureChange {
  var earlier: Figure
  var later: Figure

  /// The change of a sentence that holds one verb of change, and one `from` and one `to` with figures of one unit.
  init?(in text: Text, _ sentence: Span) {
    let words = Words.spans(in: text, sentence)
    var (verb, from, to): (Span?, Span?, Span?) = (nil, nil, nil)
    for word in words where (2...10).contains(word.count) {
      switch text.string(word).lowercased() {
      case let verbs where Self.verbs.contains(verbs):
        guard verb == nil else { return nil }
        verb = word
      case "from":
        guard from == nil else { return nil }
        from = word
      case "to":
        // `due to`, `compared to` and `to be` have no figure after them.
        if Self.figure(after: word, in: text, sentence) != nil {
          guard to == nil else { return nil }
          to = word
        }
      case let doubt where Self.doubts.contains(doubt): return nil
      default: break
      }
    }
    guard let verb, let from, let to, verb.start < from.start, verb.start < to.start,
      let earlier = Self.figure(after: from, in: text, sentence),
      let later = Self.figure(after: to, in: text, sentence), earlier.unit == later.unit,
      !earlier.isYear, !later.isYear, earlier.number.value != later.number.value
    else { return nil }
    // What the verb says and what the figures say must agree.
    let rises = Self.rising.contains(text.string(verb).lowercased())
    guard rises == (later.number.value > earlier.number.value) else { return nil }
    self.earlier = earlier
    self.later = later
  }

  /// The figure that follows a word at once, or after one small word.
  private static func figure(after word: Span, in text: Text, _ sentence: Span) -> Figure? {
    let end = min(sentence.end, word.end + 40)
    guard let figure = Figure.all(in: text, Span(word.end, end)).first else { return nil }
    return text[Span(word.end, figure.span.start)].allSatisfy(UTF8Bytes.isBlank) ? figure : nil
  }

  private static let rising: Set<String> = Set(
    words: "increased rose grew climbed improved increasing rising growing increase rise")
  private static let verbs: Set<String> = rising.union(
    Set(words: "decreased declined fell dropped decreasing declining falling decrease decline fall")
  )
  private static let doubts: Set<String> = Set(
    words: "may might could would should expected expects not if range ranged ranging ranges")
}
