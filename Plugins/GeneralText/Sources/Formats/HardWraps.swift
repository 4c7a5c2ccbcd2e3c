import Didact

/// Joins lines that were broken only because they were full.
///
/// A file is taken for hard-wrapped when its lines are of one common width, and most line ends stand where the
/// next word would have passed it. Only such line ends become spaces, and those of long lines that go on in lower
/// case; lines of verse, headings, lists, lines before an indented one and blank lines keep theirs.
enum HardWraps {
  /// The text with its wrapped lines joined; as it was where it is not hard-wrapped.
  static func joined(_ bytes: [UInt8]) -> [UInt8] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let width = width(of: lines) else { return bytes }
    let wraps = lines.indices.dropLast().filter { isFull(lines, $0, width) }
    let ends = lines.indices.dropLast().filter {
      !isBlank(lines[$0]) && lines[$0 + 1].first.map(UTF8Bytes.isBlank) == false
    }
    guard wraps.count * 10 >= ends.count * leastWrapped else { return bytes }
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
  private static let leastLong = 7
  /// Characters that a line may be short of the width and still be full: not all paragraphs keep to one.
  private static let slack = 4
  /// Tenths of the line ends between two lines that have to be full.
  private static let leastWrapped = 6
  /// Narrower lines are verse or lists, wider ones are whole paragraphs.
  private static let widths = 50...100

  /// The width that all but the longest few lines keep to, in characters; nil where it is none that one wraps
  /// at.
  private static func width(of lines: [ArraySlice<UInt8>]) -> Int? {
    let lengths = lines.map(length).filter { $0 > 0 }.sorted()
    guard lengths.count >= 3 else { return nil }
    let width = lengths[(lengths.count * 95 - 1) / 100]
    return widths.contains(width) ? width : nil
  }

  /// Whether the next line's first word had no room on a line, or goes on with what a long line says.
  private static func isFull(_ lines: [ArraySlice<UInt8>], _ index: Int, _ width: Int) -> Bool {
    let next = lines[index + 1]
    guard !isBlank(lines[index]), let first = next.first, !UTF8Bytes.isBlank(first) else {
      return false
    }
    let length = length(lines[index])
    if UTF8Bytes.isLower(first), length * 10 >= width * leastLong { return true }
    let word = next.prefix { !UTF8Bytes.isBlank($0) }
    return length + 1 + self.length(word) > width - slack
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
