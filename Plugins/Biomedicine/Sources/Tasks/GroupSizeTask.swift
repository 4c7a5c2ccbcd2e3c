public import Didact
import DidactMining

/// The size of a group that the text names directly before `(n = 24)`.
public struct GroupSizeTask: DomainTask {
  public init() {}

  public let id = "group-size"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[What|Which] [number|n] does the text give for the \"{group}\"?",
    "How large [was|is] the group [called|given as] \"{group}\"?",
    "[State|Give|Find] the size (n) of the group \"{group}\".",
    "Size of the group \"{group}\":",
    "\"{group}\" (n = ____). [Fill in the number.|What is the number?]",
    "How many [were|are] in the group \"{group}\"[?|, by the text?]",
    "[Extract|Look up] n for \"{group}\".",
    "[Read off|Note] the number [of members|in] of the group \"{group}\" as the text states it.",
    "The text gives the size of a group \"{group}\". [What is it|Which number is it]?",
    "[For|In] the group \"{group}\", n is [what|which number]?",
    "Group: {group}\nn =",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var sizes: [(group: Span, number: Span)] = []
    for sentence in passage.sentences where passage.allows(sentence) {
      sizes += GroupSize.all(in: passage.text, sentence)
    }
    guard !sizes.isEmpty else { return .none(because: "no (n = ...) after a group's name") }
    var seen: [String: Int] = [:]
    for size in sizes { seen[passage.string(size.group).lowercased(), default: 0] += 1 }
    let found = sizes.filter { seen[passage.string($0.group).lowercased()] == 1 }.map { size in
      Exercise(
        slots: ["group": passage.string(size.group)], response: passage.string(size.number),
        evidence: [
          .text(size.number, in: passage.document), .text(size.group, in: passage.document),
        ])
    }
    return found.isEmpty ? .none(because: "no group's name is unique") : .exercises(found)
  }

  private static let sized = ExampleDocument.abstract(
    "Oximetry",
    [
      (
        "METHODS", "methods",
        "Recordings were divided at random into a training set (N = 2281) and a test set (n=1132)."
      )
    ])

  public var examples: [TaskExample] {
    [
      TaskExample(Self.sized, slots: ["group": "training set"], response: "2281"),
      TaskExample(Self.sized, slots: ["group": "test set"], response: "1132"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no (n = ...) after a group's name"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "", "",
              "We watched a control group (n = 12) at night, then another control group (n = 14) by day, at home."
            )
          ]
        ), because: "no group's name is unique"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Words",
          [
            (
              "", "",
              "Most of the phrases were rated among the top five (N = 44) by the readers we had asked."
            )
          ]
        ), because: "no (n = ...) after a group's name"),
    ]
  }
}

/// Finds `group name (n = 24)`.
enum GroupSize {
  static func all(in text: Text, _ sentence: Span) -> [(group: Span, number: Span)] {
    var found: [(group: Span, number: Span)] = []
    var position = sentence.start
    let slice = text[sentence]
    while let open = UTF8Bytes.find("(".utf8, in: slice, from: position) {
      position = open + 1
      guard let number = number(in: text, after: open, before: sentence.end),
        let group = group(in: text, before: open, after: sentence.start)
      else { continue }
      found.append((group, number))
    }
    return found
  }

  /// The digits of `(n = 24)`; nil for anything else in the brackets.
  private static func number(in text: Text, after open: Int, before end: Int) -> Span? {
    let bytes = text.bytes
    var index = open + 1
    guard index < end, UTF8Bytes.lowered(bytes[index]) == UInt8(ascii: "n") else { return nil }
    index += 1
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < end, bytes[index] == 0x20 { index += 1 }
    let start = index
    while index < end,
      UTF8Bytes.isDigit(bytes[index]) || (bytes[index] == UInt8(ascii: ",") && index > start)
    {
      index += 1
    }
    guard index > start, index < end, bytes[index] == UInt8(ascii: ")") else { return nil }
    return Span(start, index)
  }

  private static let stops: Set<String> = Set(
    words: """
      a an the another this that these those their our its and or of in into to with without for by
      from were was is are versus vs vs. than either both as on at received included using between
      among had have has who which we all other others each one two three four five six seven eight
      nine ten only most some group groups then not but also if when after before during
      """)

  /// Words that a group's name ends with: "top five (N = 44)" names none.
  private static let heads: Set<String> = Set(
    words: """
      group groups subgroup subgroups arm arms cohort cohorts set subset sample samples patients
      controls subjects participants women men boys girls children adults adolescents infants
      neonates newborns students volunteers individuals persons people cases survivors nonsurvivors
      non-survivors responders nonresponders non-responders users nonusers non-users smokers
      nonsmokers non-smokers respondents donors recipients athletes nurses physicians mothers
      fathers parents families rats mice dogs cats rabbits pigs sheep cows calves horses monkeys
      animals eyes knees hips placebo
      """)

  /// One to five words directly before the bracket, back to a stop word or a comma; two words at least,
  /// since one alone hardly names a group.
  private static func group(in text: Text, before open: Int, after start: Int) -> Span? {
    let bytes = text.bytes
    var end = open
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    var words: [Span] = []
    var cursor = end
    while cursor > start, words.count < 6 {
      var first = cursor
      while first > start, !UTF8Bytes.isBlank(bytes[first - 1]) { first -= 1 }
      let word = Span(first, cursor)
      let string = text.string(word)
      let last = bytes[cursor - 1]
      let closes =
        !(UTF8Bytes.isWord(last) || last == UInt8(ascii: "-") || last == UInt8(ascii: "+"))
      if word.isEmpty || closes { break }
      let lowered = string.lowercased()
      if words.isEmpty {
        guard heads.contains(lowered) else { return nil }
      } else if stops.contains(lowered) {
        break
      }
      guard bytes[first] != UInt8(ascii: "("), !string.contains("(") else { return nil }
      words.append(word)
      cursor = first
      while cursor > start, bytes[cursor - 1] == 0x20 { cursor -= 1 }
    }
    guard (2...5).contains(words.count), let first = words.last else { return nil }
    let group = Span(first.start, end)
    // A number in the name would make two numbers to choose from.
    guard !text[group].contains(where: UTF8Bytes.isDigit) else { return nil }
    return group
  }
}
