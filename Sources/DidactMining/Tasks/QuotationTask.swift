public import Didact

/// Who says a quotation: the sentence names the speaker beside it.
public struct QuotationTask: DomainTask {
  public init() {}

  public let id = "quotation-speaker"
  public let category = "quotation attribution"
  public let templates: [Template] = [
    "[Who said this|Whose words are these]? \"{words}\"",
    "[According to the text, who|Who, in the text,] said \"{words}\"?",
    "\"{words}\" [Who is quoted here|Who is speaking]?",
    "[Name|Give] the speaker [of this quotation|quoted]: \"{words}\"",
    "Quotation: \"{words}\"\nSpeaker:",
    "[To whom|To which speaker] does the text [attribute|give] these words? \"{words}\"",
    "[Find|Look up] who said: \"{words}\"",
    "The text quotes someone: \"{words}\" [Who is it|Whom does it quote]?",
    "[Attribute|Assign] the quotation to its speaker: \"{words}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.marks.contains(where: { $0.contains(.quote) }) else {
      return .none(because: "no quotation beside its speaker's name")
    }
    let text = passage.text
    var found: [Exercise] = []
    for line in lines(of: passage) {
      for quote in quotations(in: line, text) {
        guard passage.allows(quote.words), (5...50).contains(Words.count(in: text, quote.words)),
          let speaker = speaker(of: quote, in: line, text)
        else { continue }
        var words = quote.words
        if text[words].last == UInt8(ascii: ",") { words.end -= 1 }
        found.append(
          Exercise(
            slots: ["words": passage.string(words)], response: passage.string(speaker),
            evidence: [.text(speaker, in: passage.document), .text(words, in: passage.document)]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no quotation beside its speaker's name") }
    return .exercises(passage.drawn(3, of: found, for: id))
  }

  private func lines(of passage: Passage) -> [Span] {
    var lines: [Span] = []
    var start = passage.body.start
    for index in passage.body.start..<passage.body.end where passage.text.bytes[index] == 0x0A {
      lines.append(Span(start, index))
      start = index + 1
    }
    lines.append(Span(start, passage.body.end))
    return lines
  }

  private struct Quotation {
    var words: Span
    /// Quotation marks included.
    var whole: Span
  }

  /// What stands between quotation marks, straight or curved; none where their number is odd.
  private func quotations(in line: Span, _ text: Text) -> [Quotation] {
    var marks: [(start: Int, width: Int)] = []
    var index = line.start
    while index < line.end {
      if text.bytes[index] == UInt8(ascii: "\"") {
        marks.append((index, 1))
      } else if index + 2 < line.end, text.bytes[index] == 0xE2, text.bytes[index + 1] == 0x80,
        text.bytes[index + 2] == 0x9C || text.bytes[index + 2] == 0x9D
      {
        marks.append((index, 3))
      }
      index += 1
    }
    guard marks.count % 2 == 0 else { return [] }
    return stride(from: 0, to: marks.count, by: 2).map { first in
      let (open, close) = (marks[first], marks[first + 1])
      return Quotation(
        words: Span(open.start + open.width, close.start),
        whole: Span(open.start, close.start + close.width))
    }
  }

  /// `"...," said Ann Roe.` or `"...," Ann Roe said.` directly after the quotation.
  private func speaker(of quote: Quotation, in line: Span, _ text: Text) -> Span? {
    guard text[quote.words].last == UInt8(ascii: ","), quote.whole.end + 1 < line.end,
      text.bytes[quote.whole.end] == 0x20
    else { return nil }
    let after = Span(quote.whole.end + 1, line.end)
    for verb in ["said ", "says ", "added "] where text[after].starts(with: verb.utf8) {
      return name(from: after.start + verb.utf8.count, before: line.end, text)
    }
    guard let name = name(from: after.start, before: line.end, text) else { return nil }
    let rest = text[Span(name.end, line.end)]
    let isSaid = [" said", " says", " added", " told "].contains { rest.starts(with: $0.utf8) }
    return isSaid ? name : nil
  }

  /// Two to four words with capitals, with initials and hyphens, and nothing of a title or role.
  private func name(from start: Int, before end: Int, _ text: Text) -> Span? {
    var position = start
    var stop = start
    var words = 0
    while position < end, words < 5 {
      var index = position
      while index < end,
        UTF8Bytes.isWord(text.bytes[index]) || text.bytes[index] == UInt8(ascii: "-")
          || text.bytes[index] == UInt8(ascii: "'")
      {
        index += 1
      }
      guard index > position, UTF8Bytes.isUpper(text.bytes[position]) else { break }
      let isInitial =
        index - position == 1 && index < end && text.bytes[index] == UInt8(ascii: ".")
      if isInitial { index += 1 }
      words += 1
      stop = index
      guard index < end, text.bytes[index] == 0x20 else { break }
      position = index + 1
    }
    guard (2...4).contains(words) else { return nil }
    let span = Span(start, stop)
    // `said Salt Bank economist Ann Roe`: the first name is whom the speaker works for.
    guard !isFollowedByRole(stop, before: end, text) else { return nil }
    let first = text[span].prefix { UTF8Bytes.isLetter($0) }
    return Self.noNames.contains(String(decoding: first, as: UTF8.self)) ? nil : span
  }

  /// Whether one to three words in small letters and then a capital follow a name directly.
  private func isFollowedByRole(_ start: Int, before end: Int, _ text: Text) -> Bool {
    let words = text.string(Span(start, end)).split(separator: " ", maxSplits: 4).prefix(4)
    guard text[Span(start, end)].first == 0x20, let role = words.first,
      role.utf8.allSatisfy({ UTF8Bytes.isLower($0) || $0 == UInt8(ascii: "-") }),
      !Self.afterNames.contains(String(role)),
      let other = words.dropFirst().first(where: { $0.utf8.first.map(UTF8Bytes.isUpper) ?? false })
    else { return false }
    return words.prefix { $0 != other }.allSatisfy {
      $0.utf8.allSatisfy { UTF8Bytes.isLower($0) || $0 == UInt8(ascii: "-") }
    }
  }

  /// What may follow a speaker's name, before another name.
  private static let afterNames: Set<String> = Set(
    words:
      "of in at from on to and as with for after before when while during by about said says added told who that"
  )

  private static let noNames: Set<String> = Set(
    words: "The A An He She They It We I In On At But And One Some This That His Her")

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample(
          "The marsh has lost a third of its area. \"We count fewer nests in every year,\" said Ann M. Roe, a warden."
        ),
        slots: ["words": "We count fewer nests in every year"], response: "Ann M. Roe"),
      TaskExample(
        .sample(
          "The marsh has lost a third of its area. “The storms will carry off the rest,” Paul Poe-Lind said."
        ), response: "Paul Poe-Lind"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no quotation beside its speaker's name"
    return [
      TaskCounterexample(
        .sample(
          "Ann Roe is a warden of the coast. \"We count fewer nests in every year,\" she said."),
        because: reason),
      TaskCounterexample(
        .sample(
          "The marsh has lost a third of its area. \"We count fewer nests in every year,\" said the warden."
        ), because: reason),
      TaskCounterexample(
        .sample(
          "The marsh has lost a third. \"We count fewer nests in every year,\" said Salt Trust warden Ann Roe."
        ), because: reason),
    ]
  }
}
