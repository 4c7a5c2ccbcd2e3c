public import Didact

/// How many years lie between two years that a sentence sets together: `from 1998 to 2004`.
public struct YearSpanTask: DomainTask {
  public init() {}

  public let id = "year-span"
  public let category = "numeric reasoning"
  public let templates: [Template] = [
    "How many years [lie between|are there between] {from} and {to} in \"{sentence}\"?",
    "\"{sentence}\" [How many years after {from} is {to}|How far apart are {from} and {to}, in years]?",
    "[Work out|Calculate|Find] the number of years from {from} to {to}: \"{sentence}\"",
    "[Take|Subtract] {from} from {to}: how many years does this sentence span? \"{sentence}\"",
    "From {from} to {to} makes how many years? \"{sentence}\"",
    "Sentence: {sentence}\nYears from {from} to {to}:",
    "[State in years|Give in years] the distance from {from} to {to}, as here: \"{sentence}\"",
    "[Look at|Read] \"{sentence}\" [What is {to} less {from}|How many years passed from {from} to {to}]?",
    "[Fill in|Complete]: {to} comes ____ years after {from}. (\"{sentence}\")",
    "The text speaks of {from} to {to}: \"{sentence}\" [How many years is that|What does that come to in years]?",
    "[Count|Reckon] the years from {from} up to {to}. \"{sentence}\"",
    "[By how many years|How many years] does {to} come after {from}? \"{sentence}\"",
  ]

  private static let joints: [(before: String, between: String)] = [
    ("from ", " to "), ("From ", " to "), ("between ", " and "), ("Between ", " and "),
    ("from ", " until "), ("From ", " until "),
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(with: .digit).compactMap { exercise($0, passage) }
    guard !found.isEmpty else { return .none(because: "no sentence with a span of years") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private func exercise(_ sentence: Span, _ passage: Passage) -> Exercise? {
    let text = passage.text
    let years = Self.years(in: text, sentence)
    guard years.count >= 2 else { return nil }
    var found: Exercise?
    for (one, other) in zip(years, years.dropFirst()) {
      let between = text[Span(one.end, other.start)]
      guard between.count <= 7,
        Self.joints.contains(where: {
          between.elementsEqual($0.between.utf8)
            && text[Span(sentence.start, one.start)].suffix($0.before.utf8.count)
              .elementsEqual($0.before.utf8)
        }), let first = Int(text.string(one)), let second = Int(text.string(other)),
        // Two years that follow each other need no sum.
        first + 1 < second
      else { continue }
      // Two spans in one sentence would be asked in the same words.
      guard found == nil else { return nil }
      found = Exercise(
        slots: ["from": "\(first)", "to": "\(second)", "sentence": passage.string(sentence)],
        response: "\(second - first)", reasoning: "\(second) - \(first) = \(second - first)",
        evidence: [.text(other, in: passage.document), .text(one, in: passage.document)])
    }
    // The count must not stand in the sentence itself.
    guard let exercise = found,
      UTF8Bytes.find("\(exercise.response) ".utf8, in: text[sentence]) == nil
    else { return nil }
    return exercise
  }

  /// Runs of exactly four digits that stand alone and look like years.
  static func years(in text: Text, _ sentence: Span) -> [Span] {
    let bytes = text.bytes
    var found: [Span] = []
    var index = sentence.start
    while index < sentence.end {
      guard UTF8Bytes.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < sentence.end, UTF8Bytes.isDigit(bytes[index]) { index += 1 }
      guard index - start == 4, start > sentence.start, bytes[start - 1] == 0x20,
        bytes[start] == UInt8(ascii: "1") || bytes[start] == UInt8(ascii: "2"),
        index == sentence.end || !UTF8Bytes.isWord(bytes[index]), bytes[index] != UInt8(ascii: "%")
      else { continue }
      found.append(Span(start, index))
    }
    return found
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The wardens counted the nests of the whole eastern shore from 1971 to 1998."),
        slots: ["from": "1971", "to": "1998"], response: "27")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence with a span of years"
    return [
      TaskCounterexample(
        .sample("The wardens counted the nests of the whole shore in 1971 and in 1998."),
        because: reason),
      TaskCounterexample(
        .sample("The wardens counted the nests for 27 years, from 1971 to 1998, on the shore."),
        because: reason),
    ]
  }
}
