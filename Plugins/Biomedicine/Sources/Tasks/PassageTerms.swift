import Didact

/// Finds a record's terms in the text of a passage: whole words, whatever the case of ASCII letters.
struct PassageTerms {
  private let passage: Passage
  private let lowered: [UInt8]
  private let start: Int

  /// Lowers the passage once; make it only where the record states terms to look for.
  init(_ passage: Passage) {
    self.passage = passage
    start = passage.span.start
    lowered = passage.text[passage.span].map(UTF8Bytes.lowered)
  }

  /// The shortest term that is looked for, in bytes: two letters stand everywhere.
  static let shortest = 3

  /// Where the term stands first as words of its own and may be quoted; in `span` where one is given.
  func first(_ term: String, in span: Span? = nil) -> Span? {
    let term = term.utf8.map(UTF8Bytes.lowered)
    guard term.count >= Self.shortest, let head = term.first,
      UTF8Bytes.isWord(head) || head >= 0x80
    else { return nil }
    let last = min(span?.end ?? .max, passage.span.end)
    var position = max(0, (span?.start ?? start) - start)
    while let hit = UTF8Bytes.find(term, in: lowered[...], from: position) {
      let found = Span(start + hit, start + hit + term.count)
      guard found.end <= last else { return nil }
      if isWhole(hit, hit + term.count), passage.allows(found) { return found }
      position = hit + 1
    }
    return nil
  }

  private func isWhole(_ first: Int, _ end: Int) -> Bool {
    let joins = { (byte: UInt8) in
      UTF8Bytes.isWord(byte) || byte == UInt8(ascii: "-") || byte >= 0x80
    }
    return (first == 0 || !joins(lowered[first - 1]))
      && (end == lowered.count || !joins(lowered[end]))
  }
}
