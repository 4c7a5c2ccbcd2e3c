public import Didact
import DidactMining

/// The dose of a substance that the record lists, where the text states it directly beside the name, and once.
public struct DrugDoseTask: DomainTask {
  public init() {}

  public let id = "drug-dose"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[What|Which] dose of {drug} does the text state?",
    "[At what dose|In what dose] is {drug} [mentioned|given] in the text?",
    "[Give|State|Find] the dose of {drug}.",
    "Drug: {drug}\n[Dose|Dosage]:",
    "[Extract|Read off] the dose of {drug} from the text.",
    "{drug}, dose: [which one does the text name|what does the text say]?",
    "[Fill in|Complete]: {drug} ____ (dose)",
    "[How much {drug} does the text speak of|What amount of {drug} does the text state]?",
    "[A pharmacist asks for|A reader looks for] the dose of {drug} in this [text|study]. [What is it?|Give it.]",
    "[Drug and dose|Medication and dose]: {drug} -",
    "[Look up|Note] the dose that stands beside \"{drug}\" in the text.",
  ]

  /// Facts that name drugs.
  private static let names: Set<String> = [
    "chemical", "intervention", "active-moiety", "generic-name",
  ]
  private static let most = 12

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let document = passage.document
    var drugs = document.facts.filter { fact in
      Self.names.contains(fact.name)
        || (fact.name == "annotation" && fact["type"] == "Chemical")
    }.map(\.value)
    guard !drugs.isEmpty else { return .none(because: "no drugs in the record") }
    guard Dose.signs.contains(where: { UTF8Bytes.find($0, in: passage.text[passage.span]) != nil })
    else { return .none(because: "no dose beside a drug's name") }
    var seen: Set<String> = []
    drugs = drugs.filter { $0.utf8.count >= 5 && seen.insert($0.lowercased()).inserted }
    let terms = PassageTerms(passage)
    var found: [Exercise] = []
    for drug in drugs {
      // Every mention is looked at: two doses of one drug are none to ask for.
      var doses: [(dose: Span, name: Span)] = []
      var from = passage.span.start
      var isClear = true
      while let name = terms.first(drug, in: Span(from, passage.span.end)) {
        from = name.end
        isClear = isClear && !Dose.isUnclear(after: name, in: passage.text, passage.span)
        if let dose = Dose.beside(name, in: passage.text, passage.span) {
          doses.append((dose, name))
        }
      }
      guard isClear, let first = doses.first, passage.allows(first.dose),
        doses.allSatisfy({ passage.text[$0.dose].elementsEqual(passage.text[first.dose]) })
      else { continue }
      found.append(
        Exercise(
          slots: ["drug": passage.string(first.name)], response: passage.string(first.dose),
          evidence: [
            .text(first.dose, in: document), .text(first.name, in: document),
          ]))
      if found.count == Self.most { break }
    }
    return found.isEmpty ? .none(because: "no dose beside a drug's name") : .exercises(found)
  }

  private static func trial(_ text: String, _ drugs: String...) -> Document {
    ExampleDocument.abstract(
      "Asthma", [("METHODS", "methods", text)], facts: drugs.map { Fact("chemical", $0) })
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.trial(
          "The children were given budesonide (200 μg/day) by day, 2.5 mg of montelukast by night.",
          "Budesonide", "montelukast"), slots: ["drug": "budesonide"], response: "200 μg/day"),
      TaskExample(
        Self.trial(
          "The children were given budesonide (200 μg/day) by day, 2.5 mg of montelukast by night.",
          "Budesonide", "montelukast"), slots: ["drug": "montelukast"], response: "2.5 mg"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no drugs in the record"),
      TaskCounterexample(
        Self.trial(
          "The children were given budesonide 200 mg in May and budesonide 400 mg in the year after.",
          "Budesonide"), because: "no dose beside a drug's name"),
      TaskCounterexample(
        Self.trial(
          "The children had a level of theophylline (10 mg/L) in their blood at the end of the year.",
          "theophylline"), because: "no dose beside a drug's name"),
    ]
  }
}

/// Finds `200 mg/day` beside a drug's name.
enum Dose {
  static let units = [
    "mg", "\u{B5}g", "\u{3BC}g", "mcg", "microg", "micrograms", "milligrams", "grams", "g", "IU",
    "ng",
  ].map { Array($0.utf8) }
  /// What a text with a dose holds, most often first.
  static let signs = ["mg", "\u{B5}g", "\u{3BC}g", "mcg", "microg", " g ", " g)", "grams", "IU"]
    .map { Array($0.utf8) }
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
    guard let next = next(after: name, text.bytes, within), UTF8Bytes.isDigit(text.bytes[next])
    else {
      return false
    }
    return dose(at: next, text.bytes, within.end) == nil
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
    // `4 g paracetamol/day`
    if name.end < within.end, bytes[name.end] == UInt8(ascii: "/") { return nil }
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
        // `1 mg or 2 mg of it`
        let earlier = bytes[max(within.start, start - 5)..<start]
        guard
          ![" or ", " and ", " to "].contains(where: { UTF8Bytes.find($0.utf8, in: earlier) != nil }
          )
        else { return nil }
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
        || [" k", ". k", ".k", ". d"].contains(where: { bytes[index..<end].starts(with: $0.utf8) })
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
