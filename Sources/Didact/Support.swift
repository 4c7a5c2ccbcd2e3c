/// How far a text supports an answer that a model worded: which of its words stand in the evidence.
///
/// Needs no model, so that `didact verify` can tell the same from the run folder alone. Words are compared
/// without the case of letters; common function words count for nothing.
public enum Support {
  /// The share of the answer's words that stand in the evidence, from 0 to 1.
  ///
  /// An answer without words of its own (yes, no) is judged by its question's; a number that was worked out, by those
  /// that it comes of.
  public static func share(
    of response: String, to instruction: String, reasoning: String? = nil, in evidence: [String]
  ) -> Double {
    let wanted = wanted(of: response, to: instruction, reasoning)
    guard !wanted.isEmpty else { return 0 }
    let found = evidence.reduce(into: Set<UInt64>()) { $0.formUnion(ComparedWords(in: $1).own) }
    return Double(wanted.intersection(found).count) / Double(wanted.count)
  }

  static func wanted(
    of response: String, to instruction: String, _ reasoning: String?
  ) -> Set<UInt64> {
    let words = ComparedWords(in: response).own
    if words.isEmpty { return ComparedWords(in: instruction).own }
    return reasoning.map { WrittenSteps(in: $0).origins(of: words) } ?? words
  }
}

/// A passage with the words of its sentences, found once for all answers about it; without its ``Directives``, which
/// support nothing.
public struct SupportingText: Sendable {
  let passage: Passage
  /// The title and the sentences that answers may rest on.
  private let sentences: [(span: Span, words: Set<UInt64>)]
  /// What stands in them.
  let stated: StatedWords
  /// Hashes of their runs of three words.
  let runs: HashedWords
  /// Stretches that speak to a model.
  let directives: [Span]
  /// Words that stand in those alone.
  let strayWords: Set<UInt64>

  /// Sentences that one answer may draw on.
  static let mostSentences = 3

  public init(_ passage: Passage) {
    self.passage = passage
    var spans = passage.sentences
    if !passage.title.isEmpty { spans.insert(passage.title, at: 0) }
    let words = spans.map { ComparedWords(in: passage.text[$0]) }
    let found = Directives(in: passage.text.bytes, spans, words).sentences
    let sound = spans.indices.filter { !found.contains($0) }
    sentences = sound.map { (spans[$0], words[$0].own) }
    stated = StatedWords(
      sound.map { words[$0] }, in: passage.text.bytes, language: passage.document.language)
    var runs = HashedWords(reserving: sound.reduce(0) { $0 + words[$1].spans.count })
    for number in sound {
      for run in words[number].innerRuns { runs.insert(run) }
    }
    self.runs = runs
    directives = found.sorted().map { spans[$0] }
    var stray: Set<UInt64> = []
    for number in found {
      // What speaks of answering stands in any question.
      for (hash, kind) in zip(words[number].hashes, words[number].classes)
      where kind.isSubset(of: .number) && !stated.contains(hash) { stray.insert(hash) }
    }
    strayWords = stray
  }

  /// The share of the instruction's runs of three words that are its own; 1 where there are too few to tell.
  public func wording(of instruction: String) -> Double {
    wording(of: ComparedWords(in: instruction))
  }

  func wording(of instruction: ComparedWords) -> Double {
    let own = instruction.innerRuns
    guard own.count > 5 else { return 1 }
    return Double(own.count { !runs.contains($0) }) / Double(own.count)
  }

  /// Whether a pair rests on what speaks to a model, or uses a word of it that stands nowhere else.
  public func isInjected(_ pair: Pair) -> Bool {
    guard !directives.isEmpty else { return false }
    if pair.evidence.contains(where: { $0.span.map(touchesDirective) ?? false }) { return true }
    return !pair.words.isDisjoint(with: strayWords)
  }

  private func touchesDirective(_ span: Span) -> Bool { directives.contains { $0.overlaps(span) } }

  /// Where the passage supports an answer: the place that holds it word for word, else the sentences that hold
  /// most of its words, with the share of words that they hold.
  public func evidence(
    for response: String, to instruction: String, reasoning: String? = nil
  ) -> (evidence: [Evidence], share: Double) {
    let wanted = Support.wanted(of: response, to: instruction, reasoning)
    if reasoning == nil, let span = place(of: Array(response.utf8)),
      !wanted.isDisjoint(with: ComparedWords(in: passage.text[span]).own)
    {
      return ([.text(span, in: passage.document)], 1)
    }
    guard !wanted.isEmpty else { return ([], 0) }
    var open = sentences.map { ($0.span, wanted.intersection($0.words)) }
    var left = wanted
    var chosen: [Span] = []
    while chosen.count < Self.mostSentences, !left.isEmpty {
      for index in open.indices where !open[index].1.isEmpty {
        open[index].1.formIntersection(left)
      }
      // The first of the best, so that the choice is the same everywhere.
      var best: (span: Span, words: Set<UInt64>)?
      for (span, words) in open where words.count > best?.words.count ?? 0 { best = (span, words) }
      guard let best else { break }
      chosen.append(best.span)
      left.subtract(best.words)
    }
    return (
      chosen.sorted().map { .text($0, in: passage.document) },
      Double(wanted.count - left.count) / Double(wanted.count)
    )
  }

  /// Where the passage holds the answer, not inside a longer word.
  private func place(of response: [UInt8]) -> Span? {
    guard !response.isEmpty else { return nil }
    let bytes = passage.text.bytes
    for part in [passage.title, passage.span] {
      var from = part.start
      while let start = UTF8Bytes.find(response, in: bytes[part.range], from: from) {
        let end = start + response.count
        let opens =
          start == 0 || !UTF8Bytes.isWord(bytes[start - 1]) || !UTF8Bytes.isWord(bytes[start])
        let closes =
          end == bytes.count || !UTF8Bytes.isWord(bytes[end]) || !UTF8Bytes.isWord(bytes[end - 1])
        if opens, closes, !touchesDirective(Span(start, end)) { return Span(start, end) }
        from = start + 1
      }
    }
    return nil
  }
}

extension Pair {
  /// The hashes of all its words.
  var words: Set<UInt64> {
    ([instruction, response, reasoning ?? ""] + options)
      .reduce(into: []) { $0.formUnion(ComparedWords(in: $1).hashes) }
  }
}
