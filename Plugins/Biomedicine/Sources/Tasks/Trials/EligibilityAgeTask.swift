public import Didact
import DidactMining

/// The youngest or oldest age that a trial admits: the record's field, where the criteria state it too.
public struct EligibilityAgeTask: DomainTask {
  public init() {}

  public let id = "eligibility-age"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[What|Which] is the {limit} age for taking part in this [trial|study]?",
    "[State|Give|Extract] the {limit} age from the eligibility criteria.",
    "{label} age:",
    "[By the criteria|By the record|According to the criteria], {extreme}?",
    "[Fill in|Complete] the registry's field: {label} age ____",
    "[Find|Look up] the {limit} age of those who can join.",
    "[A person asks whether their age fits the trial.|Age is a criterion here.] What is the {limit} age?",
    "[Read off|Take] the {limit} age for enrolment from the criteria.",
    "[What {limit} age did the investigators set|Which {limit} age is set] for participants?",
    "Eligibility, {limit} age: [which one|what is it]?",
    "[The registry asks for age limits in years, months or days.|Age limits are part of the record.] [Enter|Give] the {limit} one.",
    "[Give the limit|State the limit]: {limit} age of participants.",
    "[What does the record enter|What is entered] as {limit} age?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard let criteria = passage.sections.first(where: { $0.role == "criteria" }) else {
      return .none(because: "no eligibility criteria")
    }
    var found: [Exercise] = []
    let limits = [
      ("minimum-age", "minimum", "Minimum", "how old must participants be at least"),
      ("maximum-age", "maximum", "Maximum", "how old may participants be at most"),
    ]
    let ages = passage.document.facts.filter { fact in limits.contains { $0.0 == fact.name } }
    guard ages.contains(where: { $0.value != "N/A" }) else {
      return .none(because: "no age limits in the record")
    }
    for (name, limit, label, extreme) in limits {
      let facts = ages.filter { $0.name == name }
      guard facts.count == 1, let fact = facts.first,
        let span = place(of: fact.value, in: criteria.span, passage)
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, name)
      // Most trials begin at 18; asking of all of them would make one answer right too often.
      if fact.value == "18 Years", random.below(3) > 0 { continue }
      found.append(
        Exercise(
          slots: ["limit": limit, "label": label, "extreme": extreme], response: fact.value,
          evidence: [.fact(fact), .text(span, in: passage.document)]))
    }
    return found.isEmpty ? .none(because: "no age that the criteria state") : .exercises(found)
  }

  /// Where the criteria state the number of an age (`18 Years`), with a word of ages near it.
  private func place(of age: String, in span: Span, _ passage: Passage) -> Span? {
    let bytes = passage.text.bytes
    let digits = Array(age.utf8.prefix(while: UTF8Bytes.isDigit))
    guard !digits.isEmpty else { return nil }
    var position = span.start
    while let hit = UTF8Bytes.find(digits, in: bytes[..<span.end], from: position) {
      let found = Span(hit, hit + digits.count)
      position = hit + 1
      let before = hit > span.start ? bytes[hit - 1] : 0x20
      let after = found.end < span.end ? bytes[found.end] : 0x20
      guard !UTF8Bytes.isWord(before), before != UInt8(ascii: "."), before != UInt8(ascii: "/"),
        !UTF8Bytes.isDigit(after), after != UInt8(ascii: "."), after != UInt8(ascii: "%"),
        passage.allows(found)
      else { continue }
      let around = bytes[max(span.start, hit - 30)..<min(span.end, found.end + 20)]
        .map(UTF8Bytes.lowered)
      if ["aged ", "age ", "ages ", "years old", "years of age", "year old", "year-old", "age:"]
        .contains(where: { UTF8Bytes.find($0.utf8, in: around[...]) != nil })
      {
        return found
      }
    }
    return nil
  }

  private static func record(_ criterion: String, _ facts: [Fact]) -> Document {
    ExampleDocument.record(facts, parts: [("criteria", "", [criterion])])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record(
          "Children aged 6 to 11 years who wheeze on two days of a week or more",
          [Fact("minimum-age", "6 Years"), Fact("maximum-age", "11 Years")]),
        slots: ["limit": "maximum"], response: "11 Years")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no eligibility criteria"),
      TaskCounterexample(
        Self.record("Children who wheeze on two days", [Fact("minimum-age", "N/A")]),
        because: "no age limits in the record"),
      TaskCounterexample(
        Self.record(
          "Children who wheeze on 6 days of a month", [Fact("minimum-age", "6 Years")]),
        because: "no age that the criteria state"),
    ]
  }
}
