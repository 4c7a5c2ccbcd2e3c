public import Didact
import DidactMining

/// The position that a person holds: *Gary Stern, President and Chief Executive Officer of ...*, *chairman Ann Roe*.
///
/// Positions are made of a closed list of words, so that neither their beginning nor their end is guessed.
public struct PersonPositionTask: DomainTask {
  public init() {}

  public let id = "person-position"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[Which position|What position|Which office] does {person} hold[|, according to the text]?",
    "[What is|Give|State] the [title|position] of {person} [in the text|as the text has it].",
    "Person: {person}\n[Position|Title|Office]:",
    "[In what capacity|As what] [is {person} named|does {person} appear]?",
    "{person} is [described as|named as] ____. [Fill in the position.|Complete from the text.]",
    "[Who is {person}, by position|By what title is {person} introduced]?",
    "[Link|Match] {person} to [a position|an office] named in the text.",
    "A list of officers has {person} on it. [Which title stands beside the name|With which title]?",
    "[Look up|Find] the office that goes with {person}.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var positions: [String: Set<String>] = [:]
    var found: [Exercise] = []
    for sentence in passage.quotable(holding: Self.hints) {
      for (person, position) in Self.pairs(in: sentence, text) {
        let (name, title) = (passage.string(person), passage.string(position))
        guard positions[name, default: []].insert(title.lowercased()).inserted else { continue }
        // Half of those that one would guess are passed over.
        var random = SeededGenerator(seed: 0, id, passage.document.id, name)
        if Self.frequent.contains(title.lowercased()), random.below(2) > 0 { continue }
        found.append(
          Exercise(
            slots: ["person": name], response: title,
            evidence: [
              .text(position, in: passage.document), .text(person, in: passage.document),
            ]))
      }
    }
    let single = found.filter { positions[$0.slots["person"] ?? ""]?.count == 1 }
    guard !single.isEmpty else { return .none(because: "no person with a position") }
    return .exercises(passage.drawn(2, of: single, for: id))
  }

  private static let frequent = ["chairman", "president"]

  private static func pairs(in sentence: Span, _ text: Text) -> [(Span, Span)] {
    let words = Words.spans(in: text, sentence)
    var found: [(Span, Span)] = []
    var index = 0
    while index < words.count {
      guard let end = position(from: index, words, text) else {
        index += 1
        continue
      }
      let title = Span(words[index].start, words[end - 1].end)
      // A director or secretary of something is that in one phrase.
      if end < words.count, ["of", "for"].contains(lowered(words[end], text)),
        ["director", "secretary", "minister", "governor", "analyst", "economist"].contains(
          lowered(words[end - 1], text))
      {
        index = end
        continue
      }
      if let name = nameBefore(index, words, text), endsWell(words, end, text, sentence) {
        found.append((name, title))
      } else if let name = nameAfter(end, words, text),
        index == 0 || !isName(words[index - 1], text)
      {
        found.append((name, title))
      }
      index = end
    }
    return found
  }

  /// The end of the longest run of a position's words that begins at a word and ends with what one can be.
  private static func position(from start: Int, _ words: [Span], _ text: Text) -> Int? {
    guard
      modifiers.contains(lowered(words[start], text)) || cores.contains(lowered(words[start], text))
    else { return nil }
    var index = start
    var end: Int?
    while index < words.count {
      if index > start, !isJoined(words[index - 1], words[index], text) { break }
      let word = lowered(words[index], text)
      if cores.contains(word) {
        end = index + 1
      } else if !modifiers.contains(word), !["and", "of", "the"].contains(word) {
        break
      }
      index += 1
    }
    // `Chairman of the Board` ends with the board.
    return end
  }

  /// `Gary Stern, ` before a position, with `our`, `the Company's` between them.
  private static func nameBefore(_ start: Int, _ words: [Span], _ text: Text) -> Span? {
    var last = start - 1
    while last >= 0,
      ["our", "the", "its", "company's", "company’s"].contains(lowered(words[last], text))
    {
      last -= 1
    }
    guard last >= 1 else { return nil }
    let next = words[last + 1]
    guard text[Span(words[last].end, next.start)].elementsEqual(", ".utf8) else { return nil }
    return name(endingAt: last, words, text)
  }

  private static func name(endingAt last: Int, _ words: [Span], _ text: Text) -> Span? {
    var first = last
    while first > 0, last - first < 3, isName(words[first - 1], text),
      isJoined(words[first - 1], words[first], text, orStop: true)
    {
      first -= 1
    }
    guard isName(words[last], text), last > first, words[last].count > 2,
      !openers.contains(lowered(words[first], text))
    else { return nil }
    let span = Span(words[first].start, words[last].end)
    return text[span].contains(UInt8(ascii: "\n")) ? nil : span
  }

  /// `chairman Ann Roe`, two or three words with capitals, and no more.
  private static func nameAfter(_ start: Int, _ words: [Span], _ text: Text) -> Span? {
    var end = start
    while end < words.count, end - start < 4, isName(words[end], text),
      isJoined(words[end - 1], words[end], text, orStop: end > start)
    {
      end += 1
    }
    guard (2...3).contains(end - start), words[end - 1].count > 2 else { return nil }
    return Span(words[start].start, words[end - 1].end)
  }

  /// What follows a position must not go on with it: `Senior Vice President, Finance`, `President - Europe`.
  private static func endsWell(_ words: [Span], _ end: Int, _ text: Text, _ sentence: Span) -> Bool
  {
    guard end < words.count else { return true }
    let between = text[Span(words[end - 1].end, words[end].start)]
    let next = words[end]
    if between.elementsEqual(" ".utf8) {
      return ["of", "at", "said", "and", "who", "has", "in", "to", "for", "was", "is"].contains(
        lowered(next, text))
        && lowered(next, text) != "and"
    }
    // A list of offices goes on.
    let word = lowered(next, text)
    return between.first == UInt8(ascii: ",") && UTF8Bytes.isLower(text.bytes[next.start])
      && word != "and" && !modifiers.contains(word) && !cores.contains(word)
  }

  private static func isJoined(_ one: Span, _ next: Span, _ text: Text, orStop: Bool = false)
    -> Bool
  {
    let between = text[Span(one.end, next.start)]
    return between.elementsEqual(" ".utf8)
      || (orStop && one.count == 1 && between.elementsEqual(". ".utf8))
  }

  private static func isName(_ word: Span, _ text: Text) -> Bool {
    let bytes = text[word]
    guard let first = bytes.first, UTF8Bytes.isUpper(first) else { return false }
    let lowered = lowered(word, text)
    return !modifiers.contains(lowered) && !cores.contains(lowered) && !noNames.contains(lowered)
      && (bytes.count == 1 || bytes.contains(where: UTF8Bytes.isLower))
      && !bytes.contains(where: UTF8Bytes.isDigit)
  }

  private static func lowered(_ word: Span, _ text: Text) -> String {
    text.string(word).lowercased()
  }

  private static let hints = [
    "resident", "hairm", "hairw", "fficer", "hief executive", "reasurer", "irector",
    "ounsel", "ecretary", "ontroller", "conomist", "nalyst", "inister", "overnor", "pokes",
  ].map { Array($0.utf8) }
  private static let cores: Set<String> = [
    "president", "chairman", "chairwoman", "officer", "executive", "treasurer", "director",
    "counsel",
    "secretary", "controller", "economist", "analyst", "minister", "governor", "spokesman",
    "spokeswoman", "board", "directors",
  ]
  private static let modifiers: Set<String> = [
    "chief", "executive", "financial", "operating", "senior", "vice", "general", "accounting",
    "legal",
    "technology", "marketing", "managing", "corporate", "assistant", "deputy", "interim",
    "principal",
    "non-executive", "finance", "prime", "foreign", "co-chairman", "group", "investment",
    "information",
  ]
  private static let openers: Set<String> = [
    "the", "a", "an", "in", "on", "at", "but", "and", "by", "for",
  ]
  private static let noNames: Set<String> = [
    "inc", "corp", "co", "ltd", "llc", "company", "bank", "group", "plc", "the", "mr", "ms", "mrs",
    "dr",
    "jr", "committee", "market", "markets", "international", "securities", "he", "she", "it",
    "they",
    "department", "research", "capital", "department", "partners", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "agency", "house",
    "ministry",
    "university", "commission", "state", "states", "american", "united", "federal", "association",
  ]

  private static func news(_ sentence: String) -> Document {
    .example("The company mines salt in three states and sells it to cities. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.news(
          "Ann M. Roe, President and Chief Executive Officer of Ohio Salt, said sales were good."),
        slots: ["person": "Ann M. Roe"], response: "President and Chief Executive Officer"),
      TaskExample(
        Self.news(
          "The cost of salt will not fall this year, chief economist Paul Poe told the banks."),
        slots: ["person": "Paul Poe"], response: "chief economist"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no person with a position"
    return [
      TaskCounterexample(
        Self.news(
          "Ann M. Roe, Senior Vice President, Finance, of Ohio Salt, said sales were good."),
        because: reason),
      TaskCounterexample(
        Self.news(
          "The president of the company told the banks that the price of salt will not fall."),
        because: reason),
    ]
  }
}
