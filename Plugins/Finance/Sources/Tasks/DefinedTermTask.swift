public import Didact
import DidactMining

/// The short name that a filing gives to what it has just introduced: *the Agreement and Plan of Merger (the "Merger
/// Agreement")*.
///
/// The term is the document's own. Terms that every filing has (the Company), and abbreviations, are not asked for.
public struct DefinedTermTask: DomainTask {
  public init() {}

  public let id = "defined-term"
  public let category = "coreference"
  public let templates: [Template] = [
    "\"{words}\" [What short name|Which defined term|Which term] does the text [introduce|give] right after these words?",
    "[What short name|Which defined term] [follows in brackets|stands in brackets] after \"{words}\"?",
    "[Complete the definition|Fill in the defined term|Supply the term in brackets]: {words} (\"____\")",
    "[Give|Name|Find] the defined term that [follows|is introduced after]: \"{words}\"",
    "The document says \"{words}\" and then [adds a short name in brackets|defines a term]. [Which one|What is it]?",
    "Text: {words}\n[Defined term|Short name introduced here]:",
    "[Look up|Find] the term that the text defines right after \"{words}\".",
    "After \"{words}\", [which defined term is introduced|what is the defined term]?",
  ]

  private static let most = 3

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    var found: [Exercise] = []
    var asked: Set<String> = []
    for (number, sentence) in passage.sentences.enumerated() {
      guard passage.marks[number].isSuperset(of: [.bracket, .quote]) else { continue }
      var position = sentence.start
      while let open = UTF8Bytes.find(" (".utf8, in: text[sentence], from: position) {
        position = open + 2
        guard let (term, whole) = term(from: open + 1, before: sentence.end, text),
          let words = antecedent(before: open, from: sentence.start, text),
          passage.allows(Span(words.start, whole)),
          UTF8Bytes.find(
            text[term].map(UTF8Bytes.lowered), in: text[words].map(UTF8Bytes.lowered)[...]) == nil
        else { continue }
        let name = passage.string(term)
        guard asked.insert(name).inserted else { continue }
        found.append(
          Exercise(
            slots: ["words": (words.start > sentence.start ? "... " : "") + passage.string(words)],
            response: name,
            evidence: [.text(term, in: passage.document)]))
      }
    }
    guard !found.isEmpty else { return .none(because: "no term is defined") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  /// The term in a bracket that opens at `start` and holds nothing but small words and one quoted term; and where the
  /// bracket ends.
  private func term(from start: Int, before end: Int, _ text: Text) -> (Span, Int)? {
    let bytes = text.bytes
    guard let close = bytes[start..<min(end, start + 90)].firstIndex(of: UInt8(ascii: ")")) else {
      return nil
    }
    var marks: [Span] = []
    var index = start
    while index < close {
      let width = Self.quoteWidth(bytes, index)
      if width > 0 { marks.append(Span(index, index + width)) }
      index += max(1, width)
    }
    guard marks.count == 2 else { return nil }
    let before = text.string(Span(start + 1, marks[0].start)).lowercased()
    let words = before.split { $0 == " " || $0 == "," }
    var term = text.trimmed(Span(marks[0].end, marks[1].start))
    while let last = text[term].last, last == UInt8(ascii: ",") || last == UInt8(ascii: ".") {
      term.end -= 1
    }
    guard words.allSatisfy({ Self.small.contains(String($0)) }),
      text[Span(marks[1].end, close)].allSatisfy({ !UTF8Bytes.isWord($0) }),
      (3...50).contains(term.count), let first = text[term].first, UTF8Bytes.isUpper(first),
      text[term].count(where: UTF8Bytes.isLower) >= 2,
      !Self.common.contains(text.string(term))
    else { return nil }
    return (term, close)
  }

  private static func quoteWidth(_ bytes: [UInt8], _ index: Int) -> Int {
    if bytes[index] == UInt8(ascii: "\"") { return 1 }
    guard index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0x9C || bytes[index + 2] == 0x9D
    else { return 0 }
    return 3
  }

  /// Up to sixteen words before the bracket, or from the bracket or semicolon before it; at least five.
  private func antecedent(before open: Int, from start: Int, _ text: Text) -> Span? {
    let bytes = text.bytes
    var index = open
    var words = 0
    while index > start, words < 16 {
      let byte = bytes[index - 1]
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ";") {
        break
      }
      index -= 1
      if byte == 0x20 { words += 1 }
    }
    var span = text.trimmed(Span(index, open))
    while let first = text[span].first, !UTF8Bytes.isWord(first), first < 0x80,
      first != UInt8(ascii: "$")
    {
      span.start += 1
    }
    return Words.count(in: text, span) >= 5 ? span : nil
  }

  private static let small: Set<String> = [
    "the", "collectively", "each", "a", "an", "together", "such", "this", "herein", "hereinafter",
    "individually", "referred", "to", "as", "and", "in", "aggregate",
  ]
  private static let common: Set<String> = [
    "Company", "Registrant", "Corporation", "Issuer", "Commission", "Exchange Act",
    "Securities Act",
    "Act", "Code", "Agreement", "Form", "Report", "Board",
  ]

  private static func filing(_ sentence: String) -> Document {
    .example("The company mines salt in three states and sells it to cities. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.filing(
          "We signed an agreement and plan of joining with Ohio Salt (the \"Union Deal\")."),
        slots: ["words": "We signed an agreement and plan of joining with Ohio Salt"],
        response: "Union Deal"),
      TaskExample(
        Self.filing("We issued 6.75% notes due in the year 2030 (collectively, the “New Notes”)."),
        response: "New Notes"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no term is defined"
    return [
      TaskCounterexample(
        Self.filing("On that day Salt Stores of Ohio (the \"Company\") sold three of its mines."),
        because: reason),
      TaskCounterexample(
        Self.filing("We were paid by Salt Stores of Ohio (\"Stores\" or the \"Lessee\") for it."),
        because: reason),
      TaskCounterexample(
        Self.filing("We signed the union deal with Salt (as a \"Union Deal\", of sorts) today."),
        because: reason),
    ]
  }
}
