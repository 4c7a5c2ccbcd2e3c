public import Didact
import DidactMining

/// Whether a criterion lets people into a trial or keeps them out: the heading under which the record puts it.
///
/// Criteria that say by their own words which they are ("will be excluded") are not asked about.
public struct EligibilityCriterionTask: DomainTask {
  public init() {}

  public let id = "eligibility-criterion"
  public let category = "section classification"
  public let templates: [Template] = [
    "[Is this a criterion for inclusion or exclusion|Does this criterion stand under inclusion or exclusion]? \"{criterion}\"",
    "\"{criterion}\" [In which list of criteria|Under which heading] does the trial's record put this?",
    "[Sort|Place] this criterion [under its heading|into the right list]: \"{criterion}\"",
    "Criterion: {criterion}\n[Heading|List]:",
    "Would this [let a person in or keep a person out|qualify or disqualify a person]? [Name the heading.|Give the list.] \"{criterion}\"",
    "[Eligibility check|Screening]: \"{criterion}\" [belongs to|is listed among] the",
    "[Read the protocol's criterion and name its list|Name the list that holds this criterion]: \"{criterion}\"",
    "[In the eligibility section|Among the trial's eligibility rules], where does \"{criterion}\" stand?",
    "The record has two lists of criteria. [Which of them|Which one] holds \"{criterion}\"?",
    "[Decide|State] which heading [fits|goes above] this line of the eligibility criteria: \"{criterion}\"",
    "A screener reads: \"{criterion}\" [Under what heading did it stand|Which kind of criterion is it]?",
  ]

  private static let roles = ["inclusion-criteria", "exclusion-criteria"]
  /// Beginnings of words that give the heading away.
  private static let telltales = ["inclu", "exclu", "eligib", "ineligib"].map { Array($0.utf8) }
  /// Demands in the list of what is not wanted: the record has put them into the wrong list.
  private static let denials = ["must not", "should not", "must have no", "should have no"]
    .map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let lists = passage.sections.filter { Self.roles.contains($0.role) }
    guard !lists.isEmpty else {
      return .none(because: "no list of inclusion or exclusion criteria")
    }
    // Both headings are the options: documents with one alone say nothing of the other.
    let all = passage.document.sections.filter { Self.roles.contains($0.role) && !$0.label.isEmpty }
    let headings = Self.roles.compactMap { role -> String? in
      let labels = Set(all.filter { $0.role == role }.map(\.label))
      return labels.count == 1 ? labels.first : nil
    }
    guard headings.count == 2, headings[0] != headings[1] else {
      return .none(because: "not one heading for inclusion and one for exclusion")
    }
    var found: [Exercise] = []
    for list in lists where headings.contains(list.label) {
      var random = SeededGenerator(seed: 0, id, passage.document.id, list.role)
      let lines = lines(of: list, in: passage)
      // One of each list, so that neither answer is right more often.
      guard let line = random.pick(lines) else { continue }
      found.append(
        Exercise(
          slots: ["criterion": passage.string(line)], response: list.label, options: headings,
          evidence: [.section(list), .text(line, in: passage.document)]))
    }
    return found.isEmpty ? .none(because: "no criterion that can be quoted") : .exercises(found)
  }

  /// Lines of 5 to 50 words that hold a criterion whole, without their numbers.
  private func lines(of list: Section, in passage: Passage) -> [Span] {
    let bytes = passage.text.bytes
    var lines: [Span] = []
    var start = list.span.start
    while start < list.span.end {
      let end = bytes[start..<list.span.end].firstIndex(of: 0x0A) ?? list.span.end
      var line = passage.text.trimmed(Span(start, end))
      while line.start < line.end, !UTF8Bytes.isLetter(bytes[line.start]), bytes[line.start] < 0x80
      {
        // `1.`, `a)`: but a number that belongs to the criterion stays.
        if UTF8Bytes.isDigit(bytes[line.start]), !isEnumerator(bytes, line) { break }
        line.start += 1
      }
      start = end + 1
      guard (5...50).contains(Words.count(in: passage.text, line, upTo: 51)),
        passage.allows(line), let last = bytes[line.range].last, last != UInt8(ascii: ":"),
        let first = bytes[line.range].first, UTF8Bytes.isUpper(first)
      else { continue }
      let lowered = passage.text[line].map(UTF8Bytes.lowered)
      let barred =
        list.role == Self.roles[1] ? Self.telltales + Self.denials : Self.telltales
      guard !barred.contains(where: { UTF8Bytes.find($0, in: lowered[...]) != nil }) else {
        continue
      }
      lines.append(line)
    }
    return lines
  }

  /// Digits with a stop or a bracket and a blank after them.
  private func isEnumerator(_ bytes: [UInt8], _ line: Span) -> Bool {
    var index = line.start
    while index < line.end, UTF8Bytes.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    guard index < line.end, index - line.start <= 4 else { return false }
    let closes = bytes[index - 1] == UInt8(ascii: ".") && bytes[index] == 0x20
    return closes || bytes[index] == UInt8(ascii: ")")
  }

  private static func record(_ parts: [(role: String, label: String, text: [String])]) -> Document {
    ExampleDocument.record(parts: parts)
  }

  public var examples: [TaskExample] {
    let document = Self.record([
      (
        "inclusion-criteria", "Inclusion Criteria",
        ["1. Wheezing on two days of a week or more"]
      ),
      ("exclusion-criteria", "Exclusion Criteria", ["Use of oral steroids in the last month"]),
    ])
    return [
      TaskExample(
        document, slots: ["criterion": "Wheezing on two days of a week or more"],
        response: "Inclusion Criteria"),
      TaskExample(document, response: "Exclusion Criteria"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.trial(), because: "no list of inclusion or exclusion criteria"),
      TaskCounterexample(
        Self.record([
          ("inclusion-criteria", "Inclusion Criteria", ["Wheezing on two days of a week or more"])
        ]), because: "not one heading for inclusion and one for exclusion"),
      TaskCounterexample(
        Self.record([
          (
            "inclusion-criteria", "Inclusion Criteria",
            ["Children are eligible if they wheeze on two days a week"]
          ),
          (
            "exclusion-criteria", "Exclusion Criteria",
            ["Children who use oral steroids will be excluded"]
          ),
        ]), because: "no criterion that can be quoted"),
    ]
  }
}
