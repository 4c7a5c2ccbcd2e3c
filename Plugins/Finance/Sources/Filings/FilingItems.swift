import Didact
import DidactXML

/// Where a filing's items begin.
///
/// A heading is a line that begins with `Item` and a number of the form, followed by words that this item's
/// heading has, there or on the next line. Of all such lines (tables of contents have them too, and running
/// text may) those are taken that follow the form's order and have most text between them. A line that looks
/// like a heading and could not be placed is reported, never guessed.
struct FilingItems {
  /// An item's heading.
  struct Heading: Equatable {
    var role: String
    /// As the filing writes it, blanks folded.
    var label: String
    /// Lines that are the heading and nothing else; empty where the item's text goes on in its line.
    var lines: Range<Int>
    /// The line on which its text begins.
    var start: Int
    /// Its first line, the heading's or the text's.
    var first: Int { lines.isEmpty ? start : lines.lowerBound }
  }

  /// In the filing's order.
  private(set) var headings: [Heading] = []
  /// Lines that look like headings and are none of the form's.
  private(set) var unplaced: [Int] = []
  /// Whether there are more lines like headings than a filing can have.
  private(set) var hasTooManyHeadings = false
  private static let mostCandidates = 2_000

  init(in lines: [HTMLPage.Line], of form: FilingForm) {
    let candidates = lines.indices.flatMap { index -> [Candidate] in
      let found = HeadingLine(lines, index, form)
      if found.isUnplaced { unplaced.append(index) }
      return found.candidates
    }
    guard !candidates.isEmpty else { return }
    guard candidates.count <= Self.mostCandidates else {
      hasTooManyHeadings = true
      unplaced = []
      return
    }
    let sizes = Self.offsets(of: lines)
    let listed = Self.tableOfContents(candidates, sizes).union(Self.links(candidates, lines))
    let chosen = Self.chain(candidates.filter { !listed.contains($0.line) }, sizes)
    headings = chosen.map(\.heading)
    let first = chosen.first?.line ?? 0
    unplaced.removeAll { line in line < first || headings.contains { $0.lines.contains(line) } }
  }

  /// A line that may be an item's heading.
  struct Candidate {
    var line: Int
    var order: Int
    var heading: Heading
  }

  /// Bytes before each line, and all at the end.
  private static func offsets(of lines: [HTMLPage.Line]) -> [Int] {
    var total = 0
    var offsets = [0]
    for line in lines {
      total += line.text.count
      offsets.append(total)
    }
    return offsets
  }

  /// Lines of candidates in a row with next to nothing between them, each item once, whose items come again.
  private static func tableOfContents(_ candidates: [Candidate], _ sizes: [Int]) -> Set<Int> {
    var listed: Set<Int> = []
    var run: [Candidate] = []
    func endRun(at end: Int) {
      let later = Set(candidates[end...].map(\.order))
      let again = run.count { later.contains($0.order) }
      if run.count >= 2, again == run.count || (run.count >= 3 && again * 2 >= run.count) {
        listed.formUnion(run.map(\.line))
      }
      run = []
    }
    for (place, candidate) in candidates.enumerated() {
      if let last = run.last,
        candidate.order <= last.order || sizes[candidate.line] - sizes[last.line] > 400
      {
        endRun(at: place)
      }
      run.append(candidate)
    }
    return listed
  }

  /// Lines that are links to an item which comes again.
  private static func links(_ candidates: [Candidate], _ lines: [HTMLPage.Line]) -> Set<Int> {
    let linked = candidates.enumerated().filter { place, candidate in
      let line = lines[candidate.line]
      return line.linked * 2 > line.characters
        && candidates[(place + 1)...].contains { $0.order == candidate.order }
    }
    return Set(linked.map(\.element.line))
  }

  /// The candidates in the form's order with most items and most text between them.
  private static func chain(_ candidates: [Candidate], _ sizes: [Int]) -> [Candidate] {
    guard let end = sizes.last else { return [] }
    func gain(_ from: Int, _ to: Int) -> Int { 200 + min(to - from, 3_000) }
    var best = [Int](repeating: 0, count: candidates.count)
    var before = [Int?](repeating: nil, count: candidates.count)
    var last: (place: Int, score: Int)?
    for (place, candidate) in candidates.enumerated() {
      let here = sizes[candidate.line]
      for earlier in 0..<place
      where candidates[earlier].order < candidate.order && candidates[earlier].line < candidate.line
      {
        let score = best[earlier] + gain(sizes[candidates[earlier].line], here)
        if score > best[place] { (best[place], before[place]) = (score, earlier) }
      }
      let whole = best[place] + gain(here, end)
      if whole > last?.score ?? 0 { last = (place, whole) }
    }
    var chosen: [Candidate] = []
    var place = last?.place
    while let current = place {
      chosen.append(candidates[current])
      place = before[current]
    }
    return chosen.reversed()
  }
}
