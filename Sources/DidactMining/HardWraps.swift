import Didact

/// Joins lines that were broken only because they were full.
///
/// A file is taken for hard-wrapped when its lines are of one common width, and most line ends stand where the
/// next word would have passed it. Only such line ends become spaces, and those of long lines that go on in lower
/// case; lines of verse, headings, lists, tables, lines before an indented one and blank lines keep theirs.
public enum HardWraps {
  /// The text with its wrapped lines joined; as it was where it is not hard-wrapped.
  public static func joined(_ bytes: [UInt8]) -> [UInt8] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let width = width(of: lines) else { return bytes }
    let full = lines.indices.dropLast().count { isFull(lines, $0, width) }
    let ends = lines.indices.dropLast().filter {
      !isBlank(lines[$0]) && lines[$0 + 1].first.map(UTF8Bytes.isBlank) == false
        && !isTabular(lines[$0]) && !isTabular(lines[$0 + 1])
    }
    guard full > 0, full * 10 >= ends.count * leastWrapped else { return bytes }
    let wraps = lines.indices.dropLast().filter {
      isFull(lines, $0, width) || goesOn(lines, $0, width)
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var next = wraps.startIndex
    for index in lines.indices {
      guard next < wraps.endIndex, wraps[next] == index else {
        output += lines[index]
        if index < lines.count - 1 { output.append(0x0A) }
        continue
      }
      next += 1
      output += trimmed(lines[index])
      // A word that is broken at its own hyphen, or a dash, has no blank there.
      if output.last != UInt8(ascii: "-") { output.append(0x20) }
    }
    return output
  }

  /// Tenths of the width from which a line is long.
  private static let leastLong = 3
  /// Characters that a line may be short of the width and still be full: not all paragraphs keep to one.
  private static let slack = 4
  /// Tenths of the line ends between two lines that have to be full.
  private static let leastWrapped = 6
  /// Narrower lines are verse or lists, wider ones are whole paragraphs.
  private static let widths = 50...100

  /// The width that all but the longest few lines keep to, in characters; nil where it is none that one wraps
  /// at.
  private static func width(of lines: [ArraySlice<UInt8>]) -> Int? {
    let lengths = lines.filter { !isTabular($0) }.map(length).filter { $0 > 0 }.sorted()
    guard lengths.count >= 3 else { return nil }
    let width = lengths[(lengths.count * 95 - 1) / 100]
    return widths.contains(width) ? width : nil
  }

  /// Whether the next line's first word had no room on a line.
  private static func isFull(_ lines: [ArraySlice<UInt8>], _ index: Int, _ width: Int) -> Bool {
    guard mayJoin(lines[index], lines[index + 1]) else { return false }
    let word = lines[index + 1].prefix { !UTF8Bytes.isBlank($0) }
    return length(lines[index]) + 1 + length(word) > width - slack
  }

  /// Whether the next line goes on in lower case with what a long line says.
  private static func goesOn(_ lines: [ArraySlice<UInt8>], _ index: Int, _ width: Int) -> Bool {
    guard mayJoin(lines[index], lines[index + 1]), let first = lines[index + 1].first else {
      return false
    }
    return UTF8Bytes.isLower(first) && !endsClause(lines[index])
      && length(lines[index]) * 10 >= width * leastLong
  }

  private static func mayJoin(_ line: ArraySlice<UInt8>, _ next: ArraySlice<UInt8>) -> Bool {
    guard !isBlank(line), let first = next.first, !UTF8Bytes.isBlank(first) else { return false }
    return !isTabular(line) && !isTabular(next)
  }

  /// Whether a line is of columns: three blanks or more, or a row of dots, stand inside it.
  public static func isTabular(_ line: ArraySlice<UInt8>) -> Bool {
    var line = trimmed(line)
    line = line.drop(while: UTF8Bytes.isBlank)
    return UTF8Bytes.find("   ".utf8, in: line) != nil || line.contains(0x09)
      || UTF8Bytes.find("......".utf8, in: line) != nil
      || UTF8Bytes.find(". . . .".utf8, in: line) != nil
  }

  private static func endsClause(_ line: ArraySlice<UInt8>) -> Bool {
    trimmed(line).last.map { ".!?:;".utf8.contains($0) } ?? false
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy(UTF8Bytes.isBlank)
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, UTF8Bytes.isBlank(last) { line.removeLast() }
    return line
  }

  /// Characters of a line, blanks at its end not counted.
  private static func length(_ line: ArraySlice<UInt8>) -> Int {
    trimmed(line).count { $0 & 0xC0 != 0x80 }
  }
}
