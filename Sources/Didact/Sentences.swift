/// Finds sentences in running text.
public enum Sentences {
  /// The sentences of `span` in order, blanks between them left out.
  public static func spans(in text: Text, within span: Span) -> [Span] {
    var spans: [Span] = []
    var start = span.start
    for index in span.range where text.bytes[index] == UInt8(ascii: "\n") {
      let piece = text.trimmed(Span(start, index))
      if !piece.isEmpty { spans.append(piece) }
      start = index + 1
    }
    let piece = text.trimmed(Span(start, span.end))
    if !piece.isEmpty { spans.append(piece) }
    return spans
  }
}
