import Didact

/// Finds `95% CI 0.41 to 0.99`.
enum ConfidenceInterval {
  struct Found {
    var level: Span
    /// Both limits with what joins them.
    var limits: Span
  }

  static func all(in text: Text, _ sentence: Span) -> [Found] {
    var found: [Found] = []
    var position = sentence.start
    let bytes = text.bytes
    while let sign = bytes[position..<sentence.end].firstIndex(of: UInt8(ascii: "%")) {
      position = sign + 1
      var start = sign
      while start > sentence.start, UTF8Bytes.isDigit(bytes[start - 1]) { start -= 1 }
      guard sign - start == 2, let name = end(ofName: sign + 1, bytes, sentence.end),
        let limits = limits(from: name, text, sentence.end)
      else { continue }
      found.append(Found(level: Span(start, sign + 1), limits: limits))
      position = limits.end
    }
    return found
  }

  /// Where `CI`, `confidence interval` or both end.
  private static func end(ofName start: Int, _ bytes: [UInt8], _ end: Int) -> Int? {
    var index = start
    var isNamed = false
    let names = [" confidence interval", "-CI", " CI", " (CI)", " [CI]", "CI"]
    while let name = names.first(where: { starts($0, at: index, bytes, end) }) {
      index += name.utf8.count
      isNamed = true
    }
    return isNamed ? index : nil
  }

  private static func starts(_ word: String, at index: Int, _ bytes: [UInt8], _ end: Int) -> Bool {
    index + word.utf8.count <= end
      && bytes[index..<index + word.utf8.count].elementsEqual(word.utf8)
  }

  /// Two numbers, the smaller first, with nothing between name and numbers but what joins them.
  private static func limits(from start: Int, _ text: Text, _ end: Int) -> Span? {
    let bytes = text.bytes
    var index = start
    while index < end, " :=,([".utf8.contains(bytes[index]) { index += 1 }
    guard let first = number(at: index, bytes, end) else { return nil }
    var joint = first.end
    if joint < end, bytes[joint] == UInt8(ascii: "%") { joint += 1 }
    let joints = [" to ", "-", "\u{2013}", " - ", " \u{2013} ", ", ", "; ", ","]
    guard let join = joints.first(where: { starts($0, at: joint, bytes, end) }),
      let second = number(at: joint + join.utf8.count, bytes, end),
      let low = StatedNumber(text[first]), let high = StatedNumber(text[second]),
      low.value < high.value
    else { return nil }
    var last = second.end
    if last < end, bytes[last] == UInt8(ascii: "%") { last += 1 }
    // A third number, or a letter, would make it something else.
    guard last == end || !(UTF8Bytes.isWord(bytes[last]) || bytes[last] == UInt8(ascii: "-")) else {
      return nil
    }
    return Span(first.start, last)
  }

  private static func number(at start: Int, _ bytes: [UInt8], _ end: Int) -> Span? {
    var index = start
    if index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
    if starts("\u{2212}", at: index, bytes, end) { index += 3 }
    let digits = index
    while index < end,
      UTF8Bytes.isDigit(bytes[index])
        || (bytes[index] == UInt8(ascii: ".") && index + 1 < end
          && UTF8Bytes.isDigit(bytes[index + 1]))
    { index += 1 }
    return index > digits && UTF8Bytes.isDigit(bytes[digits]) ? Span(start, index) : nil
  }
}
