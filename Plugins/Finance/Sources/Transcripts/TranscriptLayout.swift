import Didact

/// Evens out how a transcript is set: speeches that hang beside the names, heads of pages.
enum TranscriptLayout {
  /// The text with speeches one blank after their names, without the indents of what hangs below, without rules
  /// and what every page repeats.
  static func evened(_ bytes: [UInt8]) -> (text: [UInt8], leftOut: LeftOut) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let heads = pageHeads(lines)
    var leftOut = LeftOut()
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var hangs = false
    for (index, line) in lines.enumerated() {
      if heads.contains(index) {
        leftOut.count("running-head", line)
      } else if FilingBoilerplate.isRule(trimmed(line)) {
        // A line as wide as the page would be joined with the next.
        leftOut.count("ruled-line", line)
      } else if trimmed(line).elementsEqual("<PAGE>".utf8) {
        leftOut.count("sgml-tag", line)
      } else {
        // Lines that hang below each other are one paragraph.
        let isHanging = line.prefix(while: UTF8Bytes.isBlank).count >= hanging
        if hangs, isHanging, line.contains(where: { !UTF8Bytes.isBlank($0) }), output.last == 0x0A,
          output.count > 1, output[output.count - 2] != 0x0A
        {
          output[output.count - 1] = 0x20
        }
        if hangingName(line) != nil { hangs = true }
        output += evened(line)
      }
      if index < lines.count - 1 { output.append(0x0A) }
    }
    return (output, leftOut)
  }

  static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line.drop(while: UTF8Bytes.isBlank)
    while let last = line.last, UTF8Bytes.isBlank(last) { line = line.dropLast() }
    return Array(line)
  }

  /// An indent this deep is that of a speech beside a name.
  private static let hanging = 8

  private static func evened(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let indent = line.prefix(while: UTF8Bytes.isBlank).count
    if indent >= hanging { return line.dropFirst(indent) }
    guard let end = hangingName(line) else { return line }
    let speech = line[end...].drop(while: UTF8Bytes.isBlank)
    return line[..<end] + [0x20] + speech
  }

  /// The end of a name with its colon, two blanks and more after it: `Ann Clerk:     Good day`.
  static func hangingName(_ line: ArraySlice<UInt8>) -> Int? {
    guard let colon = line.prefix(40).firstIndex(of: UInt8(ascii: ":")),
      line[(colon + 1)...].prefix(2).elementsEqual([0x20, 0x20]),
      let first = line.first, UTF8Bytes.isUpper(first) || first == UInt8(ascii: "(")
    else { return nil }
    return colon + 1
  }

  /// Lines that come again and again above a page's number: `Page 12`.
  private static func pageHeads(_ lines: [ArraySlice<UInt8>]) -> Set<Int> {
    let numbered = lines.indices.filter { isPageNumber(trimmed(lines[$0])) }
    guard numbered.count >= 3 else { return [] }
    var counts: [[UInt8]: Int] = [:]
    for line in lines where !line.isEmpty { counts[trimmed(line), default: 0] += 1 }
    var heads = Set(numbered)
    for place in numbered {
      var index = place - 1
      while index >= 0, place - index <= 6, (counts[trimmed(lines[index])] ?? 0) >= 3,
        lines[index].contains(where: { !UTF8Bytes.isBlank($0) })
      {
        heads.insert(index)
        index -= 1
      }
    }
    return heads
  }

  private static func isPageNumber(_ line: [UInt8]) -> Bool {
    let lowered = line.prefix(12).map(UTF8Bytes.lowered)
    let number = lowered.dropFirst(5)
    return line.count <= 9 && lowered.starts(with: "page ".utf8) && !number.isEmpty
      && number.allSatisfy(UTF8Bytes.isDigit)
  }
}
