import Didact

/// Tells the marks of citations and footnotes from text.
enum ReferenceMark {
  /// Numbers, signs and separators with at most two letters: `12`, `3–5, 8`, `[4]`, `12a`.
  static func isMark(_ content: ArraySlice<UInt8>) -> Bool {
    var letters = 0
    for byte in content where !UTF8Bytes.isDigit(byte) && byte != 0x20 {
      if UTF8Bytes.isLetter(byte) {
        letters += 1
      } else if byte < 0x80 {
        guard signs.contains(byte) else { return false }
      }
    }
    return letters <= 2
  }

  /// Digits with separators: `12`, `3–5`.
  static func isNumber(_ content: ArraySlice<UInt8>) -> Bool {
    content.first.map(UTF8Bytes.isDigit) == true
      && content.split(whereSeparator: UTF8Bytes.isDigit).allSatisfy(isSeparator)
  }

  /// Whether a line ends in a word or in what closes one: a letter, a digit, a full stop, a parenthesis, a quote.
  static func isWordEnd(_ line: ArraySlice<UInt8>) -> Bool {
    guard let last = line.last else { return false }
    if last >= 0x80 {
      // Dashes and opening quotes open something.
      return !openings.contains { line.suffix($0.count).elementsEqual($0) }
    }
    return UTF8Bytes.isLetter(last) || UTF8Bytes.isDigit(last) || closings.contains(last)
  }

  /// Whether a line ends in a word of four letters or more, or in what closes one: no unit of measure, no number.
  static func endsWord(_ line: ArraySlice<UInt8>) -> Bool {
    line.last == UInt8(ascii: ")")
      || line.suffix(4).count == 4 && line.suffix(4).allSatisfy(UTF8Bytes.isLetter)
  }

  /// Up to three of the first letters, with commas between: `a`, `ab`, `a,b`.
  static func isLetters(_ content: ArraySlice<UInt8>) -> Bool {
    let letters = content.filter { $0 != UInt8(ascii: ",") && $0 != 0x20 }.map(UTF8Bytes.lowered)
    return (1...3).contains(letters.count) && letters.allSatisfy { (0x61...0x67).contains($0) }
  }

  private static let closings = Set(".)%\"'".utf8)
  private static let openings = [
    "‐", "‑", "‒", "–", "—", "‘", "“", "„", "«", "−", "×", "≤", "≥", "≈", "/",
  ]
  .map { Array($0.utf8) }

  /// At most three characters: `*`, `†`, `1`, `a,b`.
  static func isSign(_ content: ArraySlice<UInt8>) -> Bool {
    content.filter { $0 & 0xC0 != 0x80 }.count <= 3
  }

  /// Only separators: what stands between the marks of two citations.
  static func isSeparator(_ content: ArraySlice<UInt8>) -> Bool {
    content.elementsEqual("–".utf8)
      || content.allSatisfy {
        $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ";") || $0 == 0x20
      }
  }

  private static let signs: Set<UInt8> = Set(",;.-()[]*#&:/".utf8)
}

/// Superscript digits: a power of ten written as plain digits would be another number.
enum Superscript {
  /// Digits and signs as Unicode superscripts (one code point for one), nil for anything else and
  /// for signs alone (`CD4+`).
  static func raised(_ content: ArraySlice<UInt8>) -> [UInt8]? {
    guard content.contains(where: UTF8Bytes.isDigit) else { return nil }
    var output: [UInt8] = []
    var index = content.startIndex
    while index < content.endIndex {
      let byte = content[index]
      if UTF8Bytes.isDigit(byte) {
        output += digits[Int(byte - UInt8(ascii: "0"))]
        index += 1
      } else if byte == UInt8(ascii: "+") {
        output += Array("⁺".utf8)
        index += 1
      } else if byte == UInt8(ascii: "-") {
        output += Array("⁻".utf8)
        index += 1
      } else if let dash = dashes.first(where: { content[index...].starts(with: $0) }) {
        output += Array("⁻".utf8)
        index += dash.count
      } else {
        return nil
      }
    }
    return output
  }

  private static let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].map {
    Array($0.utf8)
  }
  private static let dashes = ["−", "–", "‐", "‑"].map { Array($0.utf8) }
}

/// TeX as publishers embed it.
enum TeX {
  /// The formula itself: without the document and the delimiters around it.
  static func formula(in source: [UInt8]) -> [UInt8] {
    var body = source[...]
    let begin = Array("\\begin{document}".utf8)
    if let start = UTF8Bytes.find(begin, in: body) { body = body[(start + begin.count)...] }
    if let end = UTF8Bytes.find(Array("\\end{document}".utf8), in: body) { body = body[..<end] }
    body = trimmed(body)
    for (opening, closing) in [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")] {
      guard body.count > opening.utf8.count + closing.utf8.count, body.starts(with: opening.utf8),
        body.suffix(closing.utf8.count).elementsEqual(closing.utf8)
      else { continue }
      body = trimmed(body.dropFirst(opening.utf8.count).dropLast(closing.utf8.count))
      break
    }
    return Array(body)
  }
}
