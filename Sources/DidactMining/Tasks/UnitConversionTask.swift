public import Didact
import Foundation

/// A stated measure in a smaller unit, with the exact factor as a step.
public struct UnitConversionTask: DomainTask {
  public init() {}

  public let id = "unit-conversion"
  public let category = "unit conversion"
  public let templates: [Template] = [
    "How many {unit} are {value}, [as in|given in] \"{sentence}\"?",
    "\"{sentence}\" [What is {value} in {unit}|How much is {value} in {unit}]?",
    "[Convert|Change] {value} to {unit}: \"{sentence}\"",
    "[Express|Give] the {value} of this sentence in {unit}: \"{sentence}\"",
    "Sentence: {sentence}\n{value} in {unit}:",
    "[State|Write] {value} as a number of {unit}. \"{sentence}\"",
    "The text says {value}: \"{sentence}\" [How many {unit} does that make|What is that in {unit}]?",
    "[Work out|Calculate] how many {unit} {value} come to. \"{sentence}\"",
    "[Fill in|Complete]: {value} = ____ {unit}. (\"{sentence}\")",
    "[Restate|Rewrite] the measure {value} in {unit}, [giving the number|number only]: \"{sentence}\"",
    "[For a table in {unit}|In a column of {unit}], which number stands for {value}? \"{sentence}\"",
    "[Turn|Bring] {value} into {unit}. \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(with: .digit).compactMap { sentence in
      passage.isStatement(sentence) ? exercise(sentence, passage) : nil
    }
    guard !found.isEmpty else { return .none(because: "no measure with an exact factor") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private func exercise(_ sentence: Span, _ passage: Passage) -> Exercise? {
    let text = passage.text
    guard let (digits, unit, conversion) = measure(in: text, sentence) else { return nil }
    let value = Span(digits.start, unit.end)
    guard let number = StatedNumber(text[digits]), number.value > 0, digits.count <= 9,
      // Where it is named twice it is the same measure, but a longer number may end alike.
      passage.figures(in: sentence).contains(where: { $0.digits == digits })
    else { return nil }
    guard isAskable(number, in: conversion) else { return nil }
    let product = StatedNumber(number.value * conversion.factor, places: number.places)
    let result = trimmed(product)
    return Exercise(
      slots: [
        "value": passage.string(value), "unit": conversion.smaller,
        "sentence": passage.string(sentence),
      ],
      response: StatedNumber.grouped(result),
      reasoning: "\(conversion.sentence)\n\(number.plain) x \(conversion.factor) = \(result)",
      evidence: [.text(value, in: passage.document)])
  }

  /// Whether anybody would want a measure in the smaller unit: a century in months and whole millions in thousands
  /// nobody does.
  private func isAskable(_ number: StatedNumber, in conversion: Conversion) -> Bool {
    guard number.value > 1 else { return false }
    if ["thousands", "millions", "billions"].contains(conversion.smaller) {
      return number.places > 0
    }
    return number.value <= Self.most[conversion.smaller] ?? 1_000
  }
  private static let most: [String: Decimal] = [
    "months": 6, "hours": 4, "days": 60, "minutes": 6, "seconds": 30, "metres": 100,
    "feet": 50, "inches": 100,
  ]

  /// The only measure of a sentence whose unit has an exact factor: two would be asked in turn.
  private func measure(in text: Text, _ sentence: Span) -> (Span, Span, Conversion)? {
    let bytes = text.bytes
    var index = sentence.start
    while index < sentence.end {
      guard UTF8Bytes.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < sentence.end,
        UTF8Bytes.isDigit(bytes[index])
          || ((bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
            && index + 1 < sentence.end && UTF8Bytes.isDigit(bytes[index + 1]))
      { index += 1 }
      guard index < sentence.end, bytes[index] == 0x20 else { continue }
      var end = index + 1
      while end < sentence.end, UTF8Bytes.isLetter(bytes[end]) { end += 1 }
      guard end - index - 1 >= 1, end - index <= 12,
        let conversion = Conversion.of(bytes[index + 1..<end]), isWhole(bytes, end, sentence.end),
        // A `5 year` follow-up, a `20 mile` walk: no measure that is asked for in this form.
        !(Self.singular.contains(text.string(Span(index + 1, end)))
          && !text[Span(start, index)].elementsEqual("1".utf8)),
        !Self.openings.contains(where: {
          text[Span(sentence.start, start)].suffix($0.count).elementsEqual($0)
        })
      else { continue }
      return (Span(start, index), Span(index + 1, end), conversion)
    }
    return nil
  }

  private static let singular: Set<String> = [
    "year", "week", "day", "hour", "minute", "mile", "foot", "decade", "century", "kilogram",
    "kilometre", "kilometer", "centimetre", "centimeter", "litre", "liter", "tonne",
  ]

  /// What stands before the second figure of a range, and before a spread.
  private static let openings = [
    " to ", "- ", "– ", "— ", " and ", " or ", "± ", "+/- ", "×", "× ", "x ", "< ", "> ", "≥ ",
    "≤ ",
  ].map { Array($0.utf8) }

  /// Whether a unit is not part of a compound (`5 km/h`, `3 years old` is one, `2 feet 5 inches`).
  private func isWhole(_ bytes: [UInt8], _ end: Int, _ last: Int) -> Bool {
    guard end < last else { return true }
    let next = bytes[end]
    if next == 0x20 {
      // Feet and inches, hours and minutes; squares and cubes; ages are not wanted in months.
      let rest = bytes[end + 1..<min(last, end + 9)]
      return !(rest.first.map(UTF8Bytes.isDigit) ?? false)
        && ![
          "and ", "old", "per ", "of age", "square", "cubic", "to ", "x ", "later", "ago",
        ].contains { rest.starts(with: $0.utf8) }
    }
    return next == UInt8(ascii: ",") || next == UInt8(ascii: ".") || next == UInt8(ascii: ";")
      || next == UInt8(ascii: ")")
  }

  /// Without zeros after the point.
  private func trimmed(_ number: StatedNumber) -> String {
    var plain = Array(number.plain.utf8)
    guard plain.contains(UInt8(ascii: ".")) else { return number.plain }
    while plain.last == UInt8(ascii: "0") { plain.removeLast() }
    if plain.last == UInt8(ascii: ".") { plain.removeLast() }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The new dyke runs for 5.25 km along the whole of the eastern shore."),
        slots: ["value": "5.25 km", "unit": "metres"], response: "5,250"),
      TaskExample(
        Self.document("The old dyke was mended in 3 weeks, before the storms of that winter."),
        slots: ["value": "3 weeks", "unit": "days"], response: "21"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no measure with an exact factor"
    return [
      TaskCounterexample(
        Self.document("The wind blew at 50 km/h along the whole of the eastern shore that day."),
        because: reason),
      TaskCounterexample(
        Self.document("The old dyke had kept the storms off that shore for 136 years by then."),
        because: reason),
      TaskCounterexample(
        Self.document("The mending of the old dyke had come to $375 million by that winter."),
        because: reason),
      TaskCounterexample(
        Self.document("The new dyke runs for 10-12 km along the whole of the eastern shore."),
        because: reason),
    ]
  }
}
