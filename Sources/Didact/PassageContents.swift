/// What stands in each piece of a document: found for all pieces in one go, so that a long document costs what its
/// pieces would cost as documents of their own.
public struct PassageContents: Sendable {
  /// Facts that overlap the piece or the title.
  public var facts: [Fact] = []
  /// Sections that overlap the piece.
  public var sections: [Section] = []

  /// The contents of `pieces`, which are in text order and do not overlap.
  public static func of(_ pieces: [Span], in document: Document) -> [PassageContents] {
    var contents = [PassageContents](repeating: PassageContents(), count: pieces.count)
    for fact in document.facts {
      guard let span = fact.span else { continue }
      if span.overlaps(document.title) {
        for index in contents.indices { contents[index].facts.append(fact) }
        continue
      }
      for index in range(of: span, among: pieces) { contents[index].facts.append(fact) }
    }
    for section in document.sections {
      for index in range(of: section.span, among: pieces) {
        contents[index].sections.append(section)
      }
    }
    return contents
  }

  /// The pieces that a span overlaps; an empty one lies in the piece that holds its place.
  private static func range(of span: Span, among pieces: [Span]) -> Range<Int> {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < pieces.count, pieces[end].start < span.end { end += 1 }
    return low..<end
  }
}
