public import Didact

extension Passage {
  /// The text that a prompt shows: a whole document's exactly, a piece's with its title.
  public var promptText: [UInt8] {
    total == 1 ? Array(text[span]) : printed()
  }

  /// What a passage that is too long becomes: itself without the blanks around it where it has some, else two
  /// pieces, parted at the sentence end nearest the middle, between words, or between characters. None where
  /// nothing is left to part.
  var pieces: [Passage] {
    let body = text.trimmed(self.body)
    if body.count < self.body.count, !body.isEmpty {
      return [piece(body, number: max(1, number))]
    }
    // Where the title is the longer part no half would ever get short: it is text then.
    if title.count > body.count {
      var document = document
      document.title = Span(0, 0)
      return Passage(document: document, number: number, total: total, span: span).pieces
    }
    guard let cut = cut(in: body) else { return [] }
    return [
      piece(Span(span.start, text.trimmed(Span(body.start, cut)).end), number: number),
      piece(text.trimmed(Span(cut, body.end)), number: max(1, number)),
    ]
  }

  private func piece(_ span: Span, number: Int) -> Passage {
    Passage(document: document, number: number, total: max(2, total), span: span)
  }

  /// Where to part `body`, which has no blank at either end.
  private func cut(in body: Span) -> Int? {
    let middle = body.start + body.count / 2
    let starts = sentences.map(\.start).filter { $0 > body.start && $0 < body.end }
    if let nearest = starts.min(by: { abs($0 - middle) < abs($1 - middle) }) { return nearest }
    var reach = 0
    while reach <= body.count / 2 {
      for offset in [middle - reach, middle + reach]
      where offset > body.start && offset < body.end && UTF8Bytes.isBlank(text.bytes[offset]) {
        return offset
      }
      reach += 1
    }
    var offset = middle
    while offset > body.start, !text.isBoundary(offset) { offset -= 1 }
    if offset > body.start { return offset }
    offset = middle + 1
    while offset < body.end, !text.isBoundary(offset) { offset += 1 }
    return offset < body.end ? offset : nil
  }
}
