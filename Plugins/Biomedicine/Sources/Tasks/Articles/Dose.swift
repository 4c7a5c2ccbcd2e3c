import Didact

/// Finds `200 mg/day` beside a drug's name.
enum Dose {
  static let units = [
    "mg", "\u{B5}g", "\u{3BC}g", "mcg", "microg", "micrograms", "milligrams", "grams", "g", "IU",
    "ng",
  ].map { Array($0.utf8) }
  /// What a text with a dose holds, most often first.
  static let signs = ["mg", "\u{B5}g", "\u{3BC}g", "mcg", "microg", " g ", " g)", "grams", "IU"]
    .map { Array($0.utf8) }
  /// Words that make a name another substance's.
  private static let salts = [
    " sulfate", " sulphate", " hydrochloride", " hcl", " chloride", " sodium", " acetate",
    " phosphate",
    " carbonate", " citrate", " tartrate", " maleate", " succinate", " nitrate", " mesylate",
  ].map { Array($0.utf8) }
  /// What a unit is taken per; volumes of blood make a level of it, no dose.
  private static let per = [
    "/kg/day", "/kg/d", "/kg/h", "/kg/min", "/kg", "/day", "/d", "/m2", "/m(2)", "/week", "/min",
    "/h", " per day", " per kg", " a day", " daily", " twice daily", " twice a day",
    " three times daily", " once daily", " once a day",
  ].sorted { $0.utf8.count > $1.utf8.count }.map { Array($0.utf8) }

  /// The dose directly after a name, or directly before it.
  static func beside(_ name: Span, in text: Text, _ within: Span) -> Span? {
    next(after: name, text.bytes, within).flatMap { dose(at: $0, text.bytes, within.end) }
      ?? before(name, text.bytes, within)
  }

  /// Whether a number after a name is no dose of one amount: a range, a level, several amounts.
  static func isUnclear(after name: Span, in text: Text, _ within: Span) -> Bool {
    let bytes = text.bytes
    if let next = next(after: name, bytes, within), UTF8Bytes.isDigit(bytes[next]) {
      return dose(at: next, bytes, within.end) == nil
    }
    // `1 mg or 2 mg of it`, `more than 15 mg of it`
    guard let dose = before(name, bytes, within) else { return false }
    let earlier = bytes[max(within.start, dose.start - 12)..<dose.start]
    return ["g or ", "g and ", " to ", "more than ", "less than ", "at least ", "up to ", "about "]
      .contains { UTF8Bytes.find($0.utf8, in: earlier) != nil }
  }

  /// What follows a name and what joins a dose with it.
  private static func next(after name: Span, _ bytes: [UInt8], _ within: Span) -> Int? {
    for joint in [" (", ", ", " at ", " "]
    where name.end + joint.utf8.count < within.end
      && bytes[name.end..<name.end + joint.utf8.count].elementsEqual(joint.utf8)
    {
      return name.end + joint.utf8.count
    }
    return nil
  }

  /// `2.5 mg of montelukast`, `2.5 mg montelukast`
  private static func before(_ name: Span, _ bytes: [UInt8], _ within: Span) -> Span? {
    // `4 g paracetamol/day`; `500 mg of magnesium sulfate` is no dose of magnesium.
    let next = bytes[name.end..<min(within.end, name.end + 16)].map(UTF8Bytes.lowered)
    guard next.first != UInt8(ascii: "/"), !salts.contains(where: { next.starts(with: $0) })
    else { return nil }
    for joint in [" of ", " "] {
      let end = name.start - joint.utf8.count
      guard end > within.start, bytes[end..<name.start].elementsEqual(joint.utf8) else { continue }
      // Back over the unit and the number, at most so many bytes.
      var start = end
      while start > max(within.start, end - 30), bytes[start - 1] != 0x0A {
        start -= 1
        guard UTF8Bytes.isDigit(bytes[start]),
          start == within.start || bytes[start - 1] == 0x20 || bytes[start - 1] == UInt8(ascii: "(")
        else { continue }
        if let dose = dose(at: start, bytes, within.end), dose.end == end { return dose }
        break
      }
    }
    return nil
  }

  /// Length of what an amount is taken per.
  private static func rate(at index: Int, _ bytes: [UInt8], _ end: Int) -> Int? {
    per.first { rate in
      let stop = index + rate.count
      return stop <= end && bytes[index..<stop].elementsEqual(rate)
        && (stop == end || !UTF8Bytes.isWord(bytes[stop]))
    }?.count
  }

  /// A number, a unit and what it is taken per; nil for ranges and for levels.
  private static func dose(at start: Int, _ bytes: [UInt8], _ end: Int) -> Span? {
    var index = start
    guard index < end, UTF8Bytes.isDigit(bytes[index]) else { return nil }
    while index < end,
      UTF8Bytes.isDigit(bytes[index])
        || ((bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
          && index + 1 < end && UTF8Bytes.isDigit(bytes[index + 1]))
    { index += 1 }
    if index < end, bytes[index] == 0x20 { index += 1 }
    guard
      let unit = units.first(where: { unit in
        let stop = index + unit.count
        return stop <= end && bytes[index..<stop].elementsEqual(unit)
          && (stop == end || !(UTF8Bytes.isLetter(bytes[stop]) || bytes[stop] >= 0x80))
      })
    else { return nil }
    index += unit.count
    if let rate = rate(at: index, bytes, end) {
      // `5 mg/kg per day`
      index += rate
      index += self.rate(at: index, bytes, end) ?? 0
      // `10 mg/kg/b.w./day` is not taken apart.
      if index < end, bytes[index] == UInt8(ascii: "/") { return nil }
    } else if index < end,
      bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "-")
        || [" k", ". k", ".k", ". d", " x ", " \u{D7} "].contains(where: {
          bytes[index..<end].starts(with: $0.utf8)
        })
    {
      return nil
    }
    // `200 mg capsule` is what there is of it, not what is taken.
    let words = [" capsule", " tablet", " vial", " solution", " film", " pen", "-mg"]
    guard !words.contains(where: { bytes[index..<end].starts(with: $0.utf8) }) else { return nil }
    // A second dose after it (`200 or 400 mg`, `10 mg and 20 mg`) leaves it open which was meant.
    let rest = bytes[index..<min(end, index + 8)]
    guard !rest.starts(with: " or ".utf8),
      !rest.starts(with: " and ".utf8) || !rest.contains(where: UTF8Bytes.isDigit),
      !rest.starts(with: " to ".utf8),
      !rest.starts(with: ", ".utf8) || !rest.contains(where: UTF8Bytes.isDigit)
    else { return nil }
    return Span(start, index)
  }
}
