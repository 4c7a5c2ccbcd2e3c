public import Didact

extension HTMLPage {
  /// Where an element's text stands: from its first character to its last, blanks at either end aside.
  public struct Mark: Sendable, Equatable {
    /// The number that the watcher gave it.
    public let number: Int
    public internal(set) var start: Position
    public internal(set) var end: Position
  }

  /// A place in a line.
  public struct Position: Sendable, Equatable {
    /// The line's ``Line/number``.
    public var line: Int
    /// Bytes of the line's text before it.
    public var byte: Int
  }

  /// Where marked text stands in a document in which `written[n]` is the place of line `n`, empty where the line
  /// was not written. What begins or ends in a line that is not there begins or ends at the next one inside; what
  /// has no line left has no place.
  public func markedSpans(written: [Span]) -> [(number: Int, span: Span)] {
    let known = lines.indices.compactMap { index -> (number: Int, index: Int)? in
      guard index < written.count, !written[index].isEmpty,
        written[index].count == lines[index].text.count
      else { return nil }
      return lines[index].number.map { ($0, index) }
    }
    /// The first known line of at least this number, as a place in `known`.
    func first(from number: Int) -> Int {
      var (low, high) = (0, known.count)
      while low < high {
        let middle = (low + high) / 2
        if known[middle].number < number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return marks.compactMap { mark in
      let start = first(from: mark.start.line)
      let end = first(from: mark.end.line + 1) - 1
      guard start < known.count, start <= end else { return nil }
      let (opening, closing) = (written[known[start].index], written[known[end].index])
      let from = known[start].number == mark.start.line ? mark.start.byte : 0
      let to = known[end].number == mark.end.line ? mark.end.byte : closing.count
      let span = Span(opening.start + from, closing.start + to)
      return span.isEmpty ? nil : (mark.number, span)
    }
  }
}

/// Follows marked elements while lines are made, and moves their places where lines are joined to rows.
///
/// Linear in elements and lines: an open mark takes its start from the next character that is written, and its end
/// from the last.
struct HTMLMarkTrail {
  private var open: [(number: Int, start: HTMLPage.Position?)] = []
  /// Places in `open` that wait for their first character.
  private var waiting: [Int] = []
  private var last = HTMLPage.Position(line: 0, byte: 0)
  private var closed: [HTMLPage.Mark] = []
  /// Where a line that became part of another has gone, by its number.
  private var moves: [Int: HTMLPage.Position] = [:]

  mutating func begin(_ number: Int) {
    waiting.append(open.count)
    open.append((number, nil))
  }

  mutating func end() {
    guard let mark = open.popLast() else { return }
    if waiting.last == open.count { waiting.removeLast() }
    guard let start = mark.start else { return }
    closed.append(HTMLPage.Mark(number: mark.number, start: start, end: last))
  }

  /// Text was written into a line.
  mutating func wrote(_ line: Int, _ bytes: Range<Int>) {
    for place in waiting { open[place].start = .init(line: line, byte: bytes.lowerBound) }
    waiting.removeAll(keepingCapacity: true)
    last = .init(line: line, byte: bytes.upperBound)
  }

  /// A line became part of another, from this place on.
  mutating func moved(_ line: Int, to place: HTMLPage.Position) {
    if !closed.isEmpty || !open.isEmpty { moves[line] = place }
  }

  /// The marks in terms of the page's lines, whose numbers become their places.
  func settled(_ lines: inout [HTMLPage.Line]) -> [HTMLPage.Mark] {
    var places: [Int: Int] = [:]
    if !closed.isEmpty {
      for (index, line) in lines.enumerated() {
        if let number = line.number { places[number] = index }
      }
    }
    for index in lines.indices { lines[index].number = index }
    func settled(_ position: HTMLPage.Position) -> HTMLPage.Position? {
      var position = position
      // Tables nest at most as deep as elements do, and a row's number is past its cells'.
      while let move = moves[position.line], move.line > position.line {
        position = .init(line: move.line, byte: move.byte + position.byte)
      }
      return places[position.line].map { .init(line: $0, byte: position.byte) }
    }
    return closed.compactMap { mark in
      guard let start = settled(mark.start), let end = settled(mark.end) else { return nil }
      return HTMLPage.Mark(number: mark.number, start: start, end: end)
    }
  }
}
