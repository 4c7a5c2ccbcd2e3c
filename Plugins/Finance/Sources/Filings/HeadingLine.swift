import Didact
import DidactXML

/// Reads one line as an item's heading.
struct HeadingLine {
  private(set) var candidates: [FilingItems.Candidate] = []
  /// Whether it looks like a heading, but none of the form's.
  private(set) var isUnplaced = false

  /// Longer lines are paragraphs; an old filing's item may begin in one.
  private static let longest = 200

  init(_ lines: [HTMLPage.Line], _ index: Int, _ form: FilingForm) {
    let text = lines[index].text
    guard text.count < 20_000, let start = Self.itemWord(text) else { return }
    guard let (numbers, afterNumbers) = Self.numbers(text, from: start) else { return }
    let titled = Self.lowered(text[afterNumbers...].prefix(160))
    let rest = Self.title(titled)
    let isShort = text.count <= Self.longest
    if rest.contains("(continued") || !(isShort || Self.isHeading(text[afterNumbers...])) { return }
    var named: [ItemName] = []
    var lineCount = 1
    for number in numbers {
      if let item = Self.item(number, rest, form, mustBegin: !isShort) { named.append(item) }
    }
    if named.isEmpty, rest.isEmpty, let next = Self.next(lines, index) {
      let below = Self.title(Self.lowered(lines[next].text.prefix(160)))
      if lines[next].text.count <= Self.longest {
        for number in numbers {
          if let item = Self.item(number, below, form, mustBegin: false) { named.append(item) }
        }
        lineCount = next - index + 1
      }
    }
    guard let first = named.first else {
      // "Item 14(a)(1)" is a part of an item.
      let after = text[afterNumbers...].drop { UTF8Bytes.isBlank($0) || $0 == UInt8(ascii: ".") }
      let isPart = after.first == UInt8(ascii: "(")
      isUnplaced =
        !isPart && isShort && lines[index].kind != .row && text.count < 120
        && !Self.isSentence(text)
      return
    }
    while isShort, lineCount < Self.mostLines, index + lineCount < lines.count,
      Self.goesOn(lines[index + lineCount - 1].text, lines[index + lineCount].text)
    {
      lineCount += 1
    }
    // "Items 1 and 2" are one section of both, though their heading may name the one alone.
    for number in numbers where !named.contains(where: { $0.number == number }) {
      if let item = form.items.first(where: { $0.number == number && $0.part == first.part }) {
        named.append(item)
      }
    }
    let role = named.dropFirst().reduce(first.role) { $0 + "-and-" + $1.number.lowercased() }
    let headingLines = isShort ? index..<(index + lineCount) : index..<index
    let label =
      isShort
      ? headingLines.map { String(decoding: lines[$0].text, as: UTF8.self) }.joined(separator: " ")
        .replacing(" | ", with: " ")
      : "Item " + named.map(\.number).joined(separator: " and ")
    candidates = [
      .init(
        line: index, order: first.order,
        heading: .init(
          role: role, label: label, lines: headingLines,
          start: isShort ? index + lineCount : index))
    ]
  }

  /// Lines that a heading may have.
  private static let mostLines = 4

  /// Whether a heading that is broken there goes on in the next line: it ends, or that begins, as no heading does.
  private static func goesOn(_ line: [UInt8], _ next: [UInt8]) -> Bool {
    guard next.count <= 160, itemWord(next) == nil, !isSentence(next) else { return false }
    func word(_ word: ArraySlice<UInt8>) -> String {
      String(decoding: word.filter(UTF8Bytes.isLetter).map(UTF8Bytes.lowered), as: UTF8.self)
    }
    guard let last = line.split(separator: 0x20).last, let first = next.split(separator: 0x20).first
    else { return false }
    guard next.first.map({ UTF8Bytes.isLetter($0) }) == true else { return false }
    if last.last == UInt8(ascii: ";") || last.last == UInt8(ascii: ",")
      || last.last == UInt8(ascii: "-")
    {
      return true
    }
    if last.last.map({ !UTF8Bytes.isLetter($0) }) == true { return false }
    if joints.contains(word(last)) { return true }
    // "On June 6 the registrant ..." is text; "of Certain Officers" and "AND EXHIBITS" are headings.
    let isLower = first.first.map(UTF8Bytes.isLower) ?? false
    return joints.contains(word(first)) && (isLower || !next.contains(where: UTF8Bytes.isLower))
  }

  private static let joints: Set<String> = [
    "of", "and", "or", "the", "a", "an", "in", "on", "to", "for", "with", "by", "under", "certain",
    "principal", "its", "from",
  ]

  /// After `Item`, `Items`, `PART I, Item`, `Item No.`; nil where the line does not begin so.
  private static func itemWord(_ text: [UInt8]) -> Int? {
    var index = 0
    let lowered = text.prefix(40).map(UTF8Bytes.lowered)
    func skip(_ isSkipped: (UInt8) -> Bool) {
      while index < lowered.count, isSkipped(lowered[index]) { index += 1 }
    }
    if lowered.starts(with: "part ".utf8) {
      index = 5
      skip { "iv1234".utf8.contains($0) }
      skip { !UTF8Bytes.isLetter($0) }
    }
    guard lowered[min(index, lowered.count)...].starts(with: "item".utf8) else { return nil }
    index += 4
    if index < lowered.count, lowered[index] == UInt8(ascii: "s") { index += 1 }
    skip(isGap)
    if lowered[index...].starts(with: "no.".utf8) { index += 3 }
    if lowered[index...].starts(with: "number".utf8) { index += 6 }
    skip(isGap)
    guard index < lowered.count, UTF8Bytes.isDigit(lowered[index]) else { return nil }
    return index
  }

  /// Blanks, a table's bars, the no-break space's bytes.
  private static func isGap(_ byte: UInt8) -> Bool {
    UTF8Bytes.isBlank(byte) || byte == UInt8(ascii: "|") || byte == 0xC2 || byte == 0xA0
  }

  /// `1A`, `2.02`, `9A(T)`, `1 and 2`, with what follows them.
  private static func numbers(_ text: [UInt8], from start: Int) -> ([String], Int)? {
    var numbers: [String] = []
    var index = start
    while numbers.count < 3 {
      var number: [UInt8] = []
      while index < text.count, UTF8Bytes.isDigit(text[index]), number.count < 2 {
        number.append(text[index])
        index += 1
      }
      guard !number.isEmpty else { break }
      if index + 2 < text.count, text[index] == UInt8(ascii: "."),
        UTF8Bytes.isDigit(text[index + 1]),
        UTF8Bytes.isDigit(text[index + 2])
      {
        number += text[index...(index + 2)]
        index += 3
      } else if index < text.count, UTF8Bytes.isLetter(text[index]),
        index + 1 == text.count || !UTF8Bytes.isLetter(text[index + 1])
      {
        number.append(UTF8Bytes.lowered(text[index]) & ~0x20)
        index += 1
        if text[index...].starts(with: "(T)".utf8) {
          number += Array("(T)".utf8)
          index += 3
        }
      }
      // "Item 10b5" is no item.
      if index < text.count, UTF8Bytes.isWord(text[index]) {
        return numbers.isEmpty ? nil : (numbers, index)
      }
      numbers.append(String(decoding: number, as: UTF8.self))
      let after = text[index...].prefix(8).map(UTF8Bytes.lowered)
      guard
        let joint = [" and ", " & ", ", ", "., ", ". and ", "/"].first(where: {
          after.starts(with: $0.utf8)
        }),
        index + joint.utf8.count < text.count,
        UTF8Bytes.isDigit(text[index + joint.utf8.count])
          || after.dropFirst(joint.utf8.count).starts(with: "item".utf8)
      else { break }
      index += joint.utf8.count
      for word in ["items ", "item "]
      where text[index...].prefix(6).map(UTF8Bytes.lowered).starts(with: word.utf8) {
        index += word.utf8.count
      }
    }
    return numbers.isEmpty ? nil : (numbers, index)
  }

  private static func lowered(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.map(UTF8Bytes.lowered), as: UTF8.self).replacing("’", with: "'")
  }

  /// Without the stops, dashes and bars before it.
  private static func title(_ text: String) -> String {
    String(text.drop { !$0.isLetter && $0 != "(" && $0 != "[" })
  }

  /// The form's item of that number whose words the heading holds near its beginning.
  private static func item(_ number: String, _ title: String, _ form: FilingForm, mustBegin: Bool)
    -> ItemName?
  {
    let plain = title.drop { $0 == "(" || $0 == "[" }
    return form.items.first { item in
      guard item.number == number else { return false }
      // "Item 2.02" names itself.
      if form == .current, number.contains("."), !mustBegin, !startsInSentence(plain) {
        return true
      }
      return item.words.contains { word in
        if plain.hasPrefix(word) { return true }
        guard !mustBegin, !startsInSentence(plain) else { return false }
        return title.contains(word)
      }
    }
  }

  /// `Item 7 of this report` goes on as a sentence does.
  private static func startsInSentence(_ title: Substring) -> Bool {
    let word = title.prefix { $0.isLetter }
    return [
      "of", "in", "and", "to", "above", "below", "is", "was", "has", "for", "or", "on", "under",
      "which", "that",
    ]
    .contains(word)
  }

  /// Whether a paragraph begins with a heading of its own: `BUSINESS. The Company ...`
  private static func isHeading(_ rest: ArraySlice<UInt8>) -> Bool {
    let title = rest.drop { !UTF8Bytes.isLetter($0) }.prefix(120)
    guard let stop = title.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") })
    else { return false }
    let after = title[(stop + 1)...].drop(while: UTF8Bytes.isBlank)
    return after.first.map(UTF8Bytes.isUpper) ?? false
  }

  private static func isSentence(_ text: [UInt8]) -> Bool {
    text.last == UInt8(ascii: ".") && text.count(where: UTF8Bytes.isBlank) > 6
  }

  private static func next(_ lines: [HTMLPage.Line], _ index: Int) -> Int? {
    index + 1 < lines.count ? index + 1 : nil
  }
}
