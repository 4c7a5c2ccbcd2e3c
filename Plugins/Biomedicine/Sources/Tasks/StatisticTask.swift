public import Didact
import DidactMining

/// A statistic that the text reports: its words up to the number are quoted, the number is the answer.
public struct StatisticTask: DomainTask {
  public init() {}

  public let id = "statistic"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[Which|What] {name} does the text report here: \"{clause} ____\"?",
    "[Fill in|Supply] the {name}: \"{clause} ____\"",
    "\"{clause} ____\" [What is the number|Which number stands here]?",
    "[Give|State|Look up] the {name} that completes \"{clause} ____\".",
    "The text reports a {name}: \"{clause} ____\". [What is its value?|Give its value.]",
    "[Complete|Finish] with the {name} [from|stated in] the text: \"{clause} ____\"",
    "[Extract|Read off] the {name} after these words: \"{clause}\"",
    "What value follows \"{clause}\" [in the text|in the report]?",
    "After \"{clause}\", the text gives [a number|a value]. [Which|Which one]?",
    "Statistic: {name}\nContext: \"{clause}\"\nValue:",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    // A quotation that begins in the middle of a sentence says too little of what was counted.
    for sentence in passage.sentences
    where passage.allows(sentence) && passage.beginsWhole(sentence)
      && UTF8Bytes.find(" | ".utf8, in: passage.text[sentence]) == nil
    {
      for statistic in Statistic.all(in: passage.text, sentence) {
        let clause = passage.text.trimmed(Span(statistic.clauseStart, statistic.number.start))
        found.append(
          Exercise(
            slots: ["name": statistic.name, "clause": passage.string(clause)],
            response: passage.string(statistic.number),
            evidence: [.text(statistic.number, in: passage.document)]))
      }
    }
    return found.isEmpty ? .none(because: "no named statistic") : .exercises(found)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(),
        slots: [
          "name": "odds ratio",
          "clause": "Symptoms were fewer with budesonide than with placebo (odds ratio,",
        ], response: "0.64"),
      TaskExample(
        ExampleDocument.trial(),
        slots: [
          "name": "P value",
          "clause":
            "Symptoms were fewer with budesonide than with placebo (odds ratio, 0.64; P=",
        ], response: "0.046"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "Dogs slept nine hours a night in the laboratory, and cats slept twelve hours there."
            )
          ]
        ), because: "no named statistic"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "The odds ratio was larger for dogs than for cats, but P values were not reported by anyone."
            )
          ]
        ), because: "no named statistic"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "spp. grew under all of the natural conditions that were seen that year (P=0.046) and later."
            )
          ]
        ), because: "no named statistic"),
    ]
  }
}

/// Finds numbers whose name stands directly before them.
enum Statistic {
  struct Found {
    var name: String
    var clauseStart: Int
    var number: Span
  }

  private static let names: [(pattern: [UInt8], name: String)] = [
    ("odds ratio", "odds ratio"), ("hazard ratio", "hazard ratio"), ("risk ratio", "risk ratio"),
    ("relative risk", "relative risk"), ("sensitivity", "sensitivity"),
    ("specificity", "specificity"), ("positive predictive value", "positive predictive value"),
    ("negative predictive value", "negative predictive value"), ("p", "P value"),
    ("aor", "adjusted odds ratio"), ("or", "odds ratio"), ("hr", "hazard ratio"),
    ("rr", "relative risk"),
    ("mean age", "mean age"), ("median age", "median age"),
  ].map { (Array($0.0.utf8), $0.1) }

  /// Words before the number: fewer leave open what it is of, more are no quotation.
  private static let quotedWords = 5...60

  static func all(in text: Text, _ sentence: Span) -> [Found] {
    var found: [Found] = []
    let bytes = text.bytes
    var index = sentence.start
    // Numbers are rarer than words: each is looked at, with what stands before it.
    while index < sentence.end {
      guard UTF8Bytes.isDigit(bytes[index]) || startsFraction(bytes, index, sentence.end) else {
        index += 1
        continue
      }
      let start = index
      while index < sentence.end, isNumeric(bytes, index, sentence.end) { index += 1 }
      if start > sentence.start, UTF8Bytes.isWord(bytes[start - 1]) { continue }
      let hasPercent = index < sentence.end && bytes[index] == UInt8(ascii: "%")
      let number = Span(start, hasPercent ? index + 1 : index)
      // A range (`1.0-1.4`, `3 to 5`) is no single value.
      if index < sentence.end, bytes[index] == UInt8(ascii: "-") || bytes[index] >= 0x80 {
        continue
      }
      if let name = name(in: text, before: start, after: sentence.start) {
        if quotedWords.contains(
          Words.count(in: text, Span(sentence.start, start), upTo: quotedWords.upperBound + 1))
        {
          found.append(Found(name: name, clauseStart: sentence.start, number: number))
        }
      }
    }
    return found
  }

  private static func startsFraction(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    bytes[index] == UInt8(ascii: ".") && index + 1 < end && UTF8Bytes.isDigit(bytes[index + 1])
  }

  private static func isNumeric(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    UTF8Bytes.isDigit(bytes[index]) || startsFraction(bytes, index, end)
  }

  /// The statistic named directly before a number, with nothing but `=`, `:`, `,`, `of`, `was`, `is` between.
  private static func name(in text: Text, before number: Int, after start: Int) -> String? {
    var end = number
    let bytes = text.bytes
    var joined = false
    func skip(_ word: String) -> Bool {
      let count = word.utf8.count
      guard end - count > start, text[Span(end - count, end)].elementsEqual(word.utf8),
        bytes[end - count - 1] == 0x20
      else { return false }
      end -= count
      return true
    }
    while end > start {
      let byte = bytes[end - 1]
      if byte == 0x20 {
        end -= 1
      } else if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",")
      {
        // A comma after `P` or an abbreviation is a list, not a report; only an equals sign is sure there.
        joined = joined || byte == UInt8(ascii: "=")
        end -= 1
      } else if skip("of") || skip("was") || skip("is") || skip("(OR)") || skip("(HR)")
        || skip("(RR)")
      {
        continue
      } else {
        break
      }
    }
    for (pattern, name) in names {
      guard end - pattern.count >= start else { continue }
      let before = end - pattern.count
      guard UTF8Bytes.areEqualIgnoringCase(text[Span(before, end)], pattern[...]),
        before == start || !UTF8Bytes.isWord(bytes[before - 1])
      else { continue }
      if pattern.count <= 3 {
        // `or 5` is a conjunction; the abbreviations are upper case and followed by an equals sign.
        let upper = text[Span(before, end)].allSatisfy(UTF8Bytes.isUpper)
        guard joined, upper || pattern.count == 1 else { return nil }
      }
      return name
    }
    return nil
  }
}
