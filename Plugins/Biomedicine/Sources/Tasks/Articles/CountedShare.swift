import Didact
import Foundation

/// Finds `23 of 50 (46%)`, `23/50 (46%)` and `46% (23/50)` where the percentage is what the counts make it.
struct CountedShare {
  var part: Span
  var whole: Span
  /// Digits and sign.
  var percentage: Span
  /// `23 / 50 = 0.46`, `0.46 x 100 = 46`.
  var steps: String

  static func all(in text: Text, _ sentence: Span) -> [CountedShare] {
    let bytes = text.bytes
    var found: [CountedShare] = []
    var position = sentence.start
    while let sign = bytes[position..<sentence.end].firstIndex(of: UInt8(ascii: "%")) {
      position = sign + 1
      var start = sign
      while start > sentence.start,
        UTF8Bytes.isDigit(bytes[start - 1])
          || (bytes[start - 1] == UInt8(ascii: ".") && start - 1 > sentence.start
            && UTF8Bytes.isDigit(bytes[start - 2]))
      { start -= 1 }
      let percentage = Span(start, sign + 1)
      guard start < sign, start > sentence.start,
        let counts = counts(after: percentage, bytes, sentence)
          ?? counts(before: percentage, bytes, sentence),
        let steps = steps(of: counts, Span(start, sign), text)
      else { continue }
      found.append(
        CountedShare(
          part: counts.part, whole: counts.whole, percentage: percentage, steps: steps))
    }
    return found
  }

  /// ` (23/50)` or ` (23 of 50` after a percentage.
  private static func counts(after percentage: Span, _ bytes: [UInt8], _ sentence: Span)
    -> (part: Span, whole: Span)?
  {
    let open = percentage.end
    guard open + 2 < sentence.end, bytes[open] == 0x20, bytes[open + 1] == UInt8(ascii: "(") else {
      return nil
    }
    guard let part = integer(at: open + 2, bytes, sentence.end),
      let joint = joint(at: part.end, bytes, sentence.end),
      let whole = integer(at: joint, bytes, sentence.end), whole.end < sentence.end,
      [UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), 0x20].contains(bytes[whole.end])
    else { return nil }
    return (part, whole)
  }

  /// `23/50 (`, `23 of 50 (`, `23 of 50 children (` before a percentage that its bracket closes.
  private static func counts(before percentage: Span, _ bytes: [UInt8], _ sentence: Span)
    -> (part: Span, whole: Span)?
  {
    guard percentage.start - 2 > sentence.start, bytes[percentage.start - 1] == UInt8(ascii: "("),
      bytes[percentage.start - 2] == 0x20, percentage.end < sentence.end,
      bytes[percentage.end] == UInt8(ascii: ")")
    else { return nil }
    var end = percentage.start - 2
    // Up to three words name what is counted.
    for _ in 0..<4 {
      var start = end
      while start > sentence.start, bytes[start - 1] != 0x20 { start -= 1 }
      if let whole = wholeNumber(Span(start, end), bytes) {
        return pair(endingIn: whole, bytes, sentence)
      }
      if let slash = bytes[start..<end].firstIndex(of: UInt8(ascii: "/")),
        let part = wholeNumber(Span(start, slash), bytes),
        let whole = wholeNumber(Span(slash + 1, end), bytes)
      {
        return end == percentage.start - 2 ? (part, whole) : nil
      }
      guard start > sentence.start, bytes[start..<end].allSatisfy(UTF8Bytes.isLetter) else {
        return nil
      }
      end = start - 1
    }
    return nil
  }

  private static func pair(endingIn whole: Span, _ bytes: [UInt8], _ sentence: Span)
    -> (part: Span, whole: Span)?
  {
    for word in [" of ", " of the ", " out of ", " / "] {
      let start = whole.start - word.utf8.count
      guard start > sentence.start, bytes[start..<whole.start].elementsEqual(word.utf8) else {
        continue
      }
      var first = start
      while first > sentence.start, UTF8Bytes.isDigit(bytes[first - 1]) { first -= 1 }
      guard first < start, first == sentence.start || bytes[first - 1] == 0x20 else { continue }
      return (Span(first, start), whole)
    }
    return nil
  }

  private static func joint(at index: Int, _ bytes: [UInt8], _ end: Int) -> Int? {
    for word in ["/", " of ", " of the ", " out of ", " / "]
    where index + word.utf8.count < end
      && bytes[index..<index + word.utf8.count].elementsEqual(word.utf8)
      && UTF8Bytes.isDigit(bytes[index + word.utf8.count])
    {
      return index + word.utf8.count
    }
    return nil
  }

  private static func integer(at start: Int, _ bytes: [UInt8], _ end: Int) -> Span? {
    var index = start
    while index < end, UTF8Bytes.isDigit(bytes[index]) { index += 1 }
    return index > start ? Span(start, index) : nil
  }

  private static func wholeNumber(_ span: Span, _ bytes: [UInt8]) -> Span? {
    (1...6).contains(span.count) && bytes[span.range].allSatisfy(UTF8Bytes.isDigit) ? span : nil
  }

  /// The steps, where they come to the text's own percentage.
  private static func steps(
    of counts: (part: Span, whole: Span), _ percentage: Span, _ text: Text
  ) -> String? {
    guard let part = StatedNumber(text[counts.part]), let whole = StatedNumber(text[counts.whole]),
      let stated = StatedNumber(text[percentage]), whole.value > 1, part.value > 0,
      part.value < whole.value
    else { return nil }
    let share = StatedNumber(part.value / whole.value, places: stated.places + 2)
    guard share.value * 100 == stated.value else { return nil }
    return "\(part.plain) / \(whole.plain) = \(share.plain)\n\(share.plain) x 100 = \(stated.plain)"
  }
}
