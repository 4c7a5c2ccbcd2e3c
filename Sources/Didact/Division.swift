/// Divides a document into passages that fit: at section, then paragraph, then sentence ends, then between
/// words; nothing is lost and nothing stands in two passages but the title, which each repeats.
public struct Division: Sendable {
  /// Estimated tokens in one passage at most, its title included.
  public let passageTokens: Int

  public init(passageTokens: Int) {
    self.passageTokens = max(32, passageTokens)
  }

  /// The passages of `document` in order; one where it fits whole.
  public func passages(of document: Document) -> [Passage] {
    let text = document.text
    let tokens = Tokens.estimate(text.bytes)
    guard tokens > passageTokens else {
      return [
        Passage(document: document, number: 0, total: 1, span: text.span, tokens: tokens)
      ]
    }
    var document = document
    var titleTokens = Tokens.estimate(text[document.title])
    if titleTokens > passageTokens / 2 {
      // A title that leaves no room for text is text itself.
      document.title = Span(0, 0)
      titleTokens = 0
    }
    var pieces = spans(of: document, within: document.body, budget: passageTokens - titleTokens)
    if pieces.isEmpty { pieces = [text.span] }
    pieces[0].start = 0
    let memo = Memo()
    return zip(pieces.indices, PassageContents.of(pieces, in: document)).map { number, contents in
      Passage(
        document: document, number: number, total: pieces.count, span: pieces[number],
        contents: contents, documentMemo: memo)
    }
  }

  /// A stretch that is never cut, with the strongest boundary in front of it.
  private struct Unit {
    var span: Span
    var tokens: Int
    var boundary: Boundary
  }
  private enum Boundary: Int { case word, sentence, paragraph, section }

  private func spans(of document: Document, within body: Span, budget: Int) -> [Span] {
    let units = units(of: document, within: body, budget: budget)
    var pieces: [Span] = []
    var first = 0
    while first < units.count {
      var (last, filled) = (first, units[first].tokens)
      while last + 1 < units.count, filled + units[last + 1].tokens <= budget {
        last += 1
        filled += units[last].tokens
      }
      if last + 1 < units.count { last = bestCut(units, first, last, budget) }
      pieces.append(Span(units[first].span.start, units[last].span.end))
      first = last + 1
    }
    return pieces
  }

  /// The last unit of the piece: before the strongest boundary in its second half.
  private func bestCut(_ units: [Unit], _ first: Int, _ last: Int, _ budget: Int) -> Int {
    var best = last
    var strongest = units[last + 1].boundary
    var filled = units[first...last].reduce(0) { $0 + $1.tokens }
    var end = last
    while end > first {
      filled -= units[end].tokens
      guard filled >= budget / 2 else { break }
      if units[end].boundary.rawValue > strongest.rawValue {
        strongest = units[end].boundary
        best = end - 1
      }
      end -= 1
    }
    return best
  }

  private func units(of document: Document, within body: Span, budget: Int) -> [Unit] {
    let text = document.text
    let sectionStarts = Set(document.sections.map { text.trimmed($0.span).start })
    var units: [Unit] = []
    var previousEnd = body.start
    for sentence in Sentences.spans(in: text, within: body) {
      var boundary = Boundary.sentence
      if text.bytes[previousEnd..<sentence.start].contains(UInt8(ascii: "\n")) {
        boundary = .paragraph
      }
      if sectionStarts.contains(sentence.start) { boundary = .section }
      previousEnd = sentence.end
      let tokens = Tokens.estimate(text[sentence])
      if tokens <= budget {
        units.append(Unit(span: sentence, tokens: tokens, boundary: boundary))
        continue
      }
      for (index, piece) in pieces(of: sentence, in: text, budget: budget).enumerated() {
        units.append(
          Unit(
            span: piece, tokens: Tokens.estimate(text[piece]),
            boundary: index == 0 ? boundary : .word))
      }
    }
    return units
  }

  /// A sentence over the budget, cut between words, or between code points where a word is over it too.
  private func pieces(of sentence: Span, in text: Text, budget: Int) -> [Span] {
    var pieces: [Span] = []
    var start = sentence.start
    var lastBlank: Int?
    var end = start
    var tokensAtStart = 0
    // A run of letters costs at most a token a byte, so counting bytes since `start` never underestimates.
    while end < sentence.end {
      if UTF8Bytes.isBlank(text.bytes[end]) {
        lastBlank = end
        tokensAtStart = Tokens.estimate(text[Span(start, end)])
      }
      if tokensAtStart + (end - (lastBlank ?? start)) >= budget, text.isBoundary(end), end > start {
        let cut = lastBlank.flatMap { $0 > start ? $0 : nil } ?? end
        pieces.append(text.trimmed(Span(start, cut)))
        start = cut
        while start < sentence.end, UTF8Bytes.isBlank(text.bytes[start]) { start += 1 }
        end = start
        lastBlank = nil
        tokensAtStart = 0
      } else {
        end += 1
      }
    }
    if start < sentence.end { pieces.append(Span(start, sentence.end)) }
    return pieces.filter { !$0.isEmpty }
  }
}
