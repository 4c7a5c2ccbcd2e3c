public import Didact

/// A number in running text with what belongs to it: `$5.2 million`, `12.5%`, `1,234`.
public struct Figure: Sendable {
  /// Its digits with points and commas: what would be changed to make it another number.
  public var digits: Span
  /// Digits, sign of a currency and per cent, and `million`, `billion`, `thousand` or `percent` after them.
  public var span: Span
  public var number: StatedNumber
  /// What two figures must share to be set against each other: `$ million`, `%`, or nothing.
  public var unit: String
  /// Whether it looks like a year: four digits from 15.. to 20...
  public var isYear: Bool

  /// The figures of a span in order: numbers that stand alone, none that is part of a word, a range, a date's
  /// dashes or a reference (`Fig. 2`, `[12]`, `CYP2D6`).
  public static func all(in text: Text, _ span: Span) -> [Figure] {
    let bytes = text.bytes
    var figures: [Figure] = []
    var index = span.start
    while index < span.end {
      guard UTF8Bytes.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < span.end, isPart(bytes, index, span.end) { index += 1 }
      if let figure = figure(Span(start, index), in: text, span) { figures.append(figure) }
    }
    return figures
  }

  /// Digits, and a point or comma between digits.
  private static func isPart(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    if UTF8Bytes.isDigit(bytes[index]) { return true }
    guard bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") else {
      return false
    }
    return index + 1 < end && UTF8Bytes.isDigit(bytes[index + 1])
  }

  private static func figure(_ digits: Span, in text: Text, _ within: Span) -> Figure? {
    let bytes = text.bytes
    var span = digits
    var currency = ""
    if span.start > within.start, bytes[span.start - 1] == UInt8(ascii: "$") {
      currency = "$"
      span.start -= 1
    }
    // What it hangs on would make it part of something else.
    if span.start > within.start, hangs(bytes[span.start - 1], opening: true) { return nil }
    // `46 ± 11%` is one figure.
    if text[Span(within.start, span.start)].suffix(3).elementsEqual([0xC2, 0xB1, 0x20]) {
      return nil
    }
    if isInRange(bytes, span, within) { return nil }
    if isReference(text, before: span.start, within) || isBracketed(bytes, span, within) {
      return nil
    }
    var unit = currency
    if span.end < within.end, bytes[span.end] == UInt8(ascii: "%") {
      unit += "%"
      span.end += 1
    } else if let word = Self.scales.first(where: { word in
      let end = span.end + 1 + word.utf8.count
      return span.end < within.end && bytes[span.end] == 0x20 && end <= within.end
        && bytes[span.end + 1..<end].elementsEqual(word.utf8)
        && (end == within.end || !UTF8Bytes.isWord(bytes[end]))
    }) {
      unit += perCent.contains(word) ? "%" : " \(word)"
      span.end += 1 + word.utf8.count
    }
    if span.end < within.end, hangs(bytes[span.end], opening: false) { return nil }
    // `2.x`
    if span.end + 1 < within.end, bytes[span.end] == UInt8(ascii: "."),
      UTF8Bytes.isLetter(bytes[span.end + 1])
    {
      return nil
    }
    if isAddress(text, after: span.end, within) || isDay(text, digits, within) { return nil }
    guard let number = StatedNumber(text[digits]) else { return nil }
    let head = text[digits].prefix(2)
    let isYear =
      unit.isEmpty && digits.count == 4 && number.places == 0
      && ["15", "16", "17", "18", "19", "20"].contains { head.elementsEqual($0.utf8) }
    return Figure(digits: digits, span: span, number: number, unit: unit, isYear: isYear)
  }

  /// `10 – 20`, `5 - 8`: one end of a range, with blanks around its dash.
  private static func isInRange(_ bytes: [UInt8], _ span: Span, _ within: Span) -> Bool {
    dashes.contains { dash in
      let (before, after) = (span.start - dash.count, span.end + dash.count)
      if before > within.start,
        UTF8Bytes.isDigit(bytes[before - 1]) || bytes[before - 1] == percent,
        bytes[before..<span.start].elementsEqual(dash)
      {
        return true
      }
      return after < within.end && UTF8Bytes.isDigit(bytes[after])
        && bytes[span.end..<after].elementsEqual(dash)
    }
  }
  private static let dashes = [" – ", " - ", " — "].map { Array($0.utf8) }
  private static let percent = UInt8(ascii: "%")

  private static let scales = [
    "million", "billion", "thousand", "trillion", "mln", "bln", "bn", "percent", "per cent", "pct",
  ]
  private static let perCent: Set<String> = ["percent", "per cent", "pct"]

  /// Whether a byte beside a number makes it a part of something: a word, a range, a fraction, a time.
  private static func hangs(_ byte: UInt8, opening: Bool) -> Bool {
    if UTF8Bytes.isWord(byte) { return true }
    return opening ? openingSigns[Int(byte)] : closingSigns[Int(byte)]
  }

  private static let bracketSigns = table("(),;")
  private static let openingSigns = table("-/:.#+=<>~_^[*")
  private static let closingSigns = table("-/:+=~_^]*$%")
  private static func table(_ signs: String) -> [Bool] {
    (0...255).map { byte in signs.utf8.contains { Int($0) == byte } }
  }

  /// Whether a word before a number makes it a name: `Figure 2`, `Item 7`, `Note 3`, `No. 4`.
  private static func isReference(_ text: Text, before start: Int, _ within: Span) -> Bool {
    var end = start
    while end > within.start,
      text.bytes[end - 1] == 0x20 || text.bytes[end - 1] == UInt8(ascii: ".")
    {
      end -= 1
    }
    var first = end
    while first > within.start, UTF8Bytes.isLetter(text.bytes[first - 1]) { first -= 1 }
    guard (1...9).contains(end - first) else { return false }
    // `AMNH 2240`, `LBA 4404`: names of specimens and strains.
    if end - first > 1, text.bytes[first..<end].allSatisfy(UTF8Bytes.isUpper) { return true }
    return names.contains(text[Span(first, end)])
  }

  /// `(12)` and `(12, 14)` are citations.
  private static func isBracketed(_ bytes: [UInt8], _ span: Span, _ within: Span) -> Bool {
    var (before, after) = (span.start, span.end)
    while before > within.start, bytes[before - 1] == 0x20 { before -= 1 }
    while after < within.end, bytes[after] == 0x20 { after += 1 }
    guard before > within.start, after < within.end else { return false }
    return bracketSigns[Int(bytes[before - 1])] && bracketSigns[Int(bytes[after])]
      && (bytes[before - 1] == UInt8(ascii: "(") || bytes[after] == UInt8(ascii: ")"))
  }

  /// `31 December`
  private static func isDay(_ text: Text, _ digits: Span, _ within: Span) -> Bool {
    guard digits.count <= 2, digits.end + 4 < within.end, text.bytes[digits.end] == 0x20,
      UTF8Bytes.isUpper(text.bytes[digits.end + 1])
    else { return false }
    let next = text[Span(digits.end + 1, within.end)].prefix(while: UTF8Bytes.isLetter)
    return months.contains(String(decoding: next, as: UTF8.self))
  }
  private static let months: Set<String> = Set(
    words: """
      January February March April May June July August September October November December Jan
      Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
      """)

  /// Whether a bare number belongs to the name before it: `Apollo 8`, `Highway 12`.
  public func isNamed(in text: Text, _ within: Span) -> Bool {
    guard unit.isEmpty, digits == span else { return false }
    if standsAlone(in: text, within) { return true }
    guard span.start - within.start >= 2,
      text.bytes[span.start - 1] == 0x20, UTF8Bytes.isWord(text.bytes[span.start - 2])
    else { return false }
    var first = span.start - 1
    while first > within.start, text.bytes[first - 1] != 0x20 { first -= 1 }
    guard UTF8Bytes.isUpper(text.bytes[first]) else { return false }
    // A sentence's first word has its capital from there.
    return first > within.start
      || !Self.firstWords.contains(text.string(Span(first, span.start - 1)).lowercased())
  }
  /// `at the 291 after ...`: an article before it, and nothing that it counts after it.
  private func standsAlone(in text: Text, _ within: Span) -> Bool {
    guard text[Span(within.start, span.start)].suffix(5).elementsEqual(" the ".utf8),
      let next = Words.spans(in: text, Span(span.end, min(within.end, span.end + 20))).first
    else { return false }
    return Self.prepositions.contains(text[next])
  }
  private static let prepositions = WordKeys(words: "after in on at by and or with from is was")
  private static let firstWords: Set<String> = Set(
    words: """
      in of the about after at by from some these those all only over with for to and a an on
      around nearly almost another every each during within under between among approximately its
      their our we they he she it were was more
      """)

  /// `187 Seventh Avenue`
  private static func isAddress(_ text: Text, after end: Int, _ within: Span) -> Bool {
    guard end + 1 < within.end, text.bytes[end] == 0x20, UTF8Bytes.isUpper(text.bytes[end + 1])
    else {
      return false
    }
    let next = text[Span(end, min(within.end, end + 40))]
    return [" Street", " Avenue", " Road", " Boulevard", " Drive", " Lane", " Plaza"].contains {
      UTF8Bytes.find($0.utf8, in: next) != nil
    }
  }

  private static let names = WordKeys(
    words: """
      file files fig figs figure figures table tables item items note notes no nos section sections chapter
      page pages vol volume part rule form exhibit article eq equation ref refs reference appendix
      book act scene verse lines version step type phase grade stage class series schedule paragraph number statement
      statements clause clauses question questions group groups experiment box suite room
      january february march april may june july august september october november december jan feb
      mar apr jun jul aug sep sept oct nov dec
      """)

  /// Whether a bracket after it says it again, in words or in another unit: `655 (six hundred and fifty-five)`,
  /// `83 acres (33.6 ha)`, and `50 lb (23 kg)`.
  public func isSaidAgain(in text: Text, _ within: Span) -> Bool {
    let least = max(within.start, span.start - 60)
    let bracket = text[Span(least, span.start)].lastIndex { "()".utf8.contains($0) }
    if let bracket, text.bytes[bracket] == UInt8(ascii: "(") {
      let before = Words.spans(in: text, Span(max(within.start, bracket - 20), bracket))
      if before.suffix(3).contains(where: { UTF8Bytes.isDigit(text.bytes[$0.start]) }) {
        return true
      }
    }
    let next = Span(span.end, min(within.end, span.end + 40))
    guard let open = text[next].firstIndex(of: UInt8(ascii: "(")), open + 1 < next.end,
      Words.spans(in: text, Span(next.start, open)).count <= 2
    else { return false }
    if UTF8Bytes.isDigit(text.bytes[open + 1]), open > span.end + 1 { return true }
    guard let word = Words.spans(in: text, Span(open, next.end)).first else { return false }
    return Self.numberWords.contains(text[word].prefix { $0 != UInt8(ascii: "-") })
  }
  private static let numberWords = WordKeys(
    words: """
      one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
      sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
      hundred thousand
      """)

  /// Whether it is an end of a range: `from 37,000 to 70,000`, `between 70 and 80`.
  public func isInRange(in text: Text, _ within: Span) -> Bool {
    let before = text[Span(within.start, span.start)]
    if [" to ", " and "].contains(where: { word in
      before.suffix(word.utf8.count).elementsEqual(word.utf8)
        && before.dropLast(word.utf8.count).last.map {
          UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "%")
        } == true
    }) {
      return true
    }
    let next = text[Span(span.end, within.end)]
    return [" to ", " and "].contains { word in
      guard next.starts(with: word.utf8), let first = next.dropFirst(word.utf8.count).first else {
        return false
      }
      return UTF8Bytes.isDigit(first) || first == UInt8(ascii: "$")
    }
  }

  /// Whether words before it leave its value open: `at least 5`, `about 40`, `up to 3`.
  public func isOpen(in text: Text, _ within: Span) -> Bool {
    var sign = span.start
    while sign > within.start, text.bytes[sign - 1] == 0x20 { sign -= 1 }
    // `p < 0.001` bears out `p < 0.003`; a sign that is no ASCII may be one of these too.
    if sign > within.start,
      [UInt8(ascii: "<"), UInt8(ascii: ">")].contains(text.bytes[sign - 1])
        || text.bytes[sign - 1] >= 0x80
    {
      return true
    }
    let before = Words.spans(in: text, Span(max(within.start, span.start - 40), span.start))
    if let last = before.last {
      if Self.openings.contains(text[last]) { return true }
      if before.count >= 2, Self.pairEnds.contains(text[last]) {
        let pair = before.suffix(2).map { text.string($0).lowercased() }
        if Self.pairs.contains(pair.joined(separator: " ")) { return true }
      }
    }
    let after = Words.spans(in: text, Span(span.end, min(within.end, span.end + 30)))
    return after.count >= 2 && Self.or.contains(text[after[0]])
      && Self.orMore.contains(text[after[1]])
  }

  private static let openings = WordKeys(
    words: """
      about approximately approx around almost nearly roughly over under above below exceeding
      exceed exceeds exceeded within only some circa or to between than
      """)
  private static let or = WordKeys(words: "or")
  private static let orMore = WordKeys(words: "more less fewer older greater higher")
  private static let pairEnds = WordKeys(
    pairs.compactMap { $0.split(separator: " ").last.map(String.init) })
  private static let pairs: Set<String> = [
    "at least", "at most", "up to", "more than", "less than", "fewer than", "greater than",
    "no more", "as many", "as few", "as much", "as little", "close to", "in excess",
  ]
}
