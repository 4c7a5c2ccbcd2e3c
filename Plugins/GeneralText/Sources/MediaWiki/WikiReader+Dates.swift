import Didact

/// Templates that carry dates: numbers as `1809-02-12`, words as they stand.
extension WikiReader {
  /// `{{start date|1809|2|12}}`, `{{dts|March 2005}}`.
  mutating func date(_ arguments: WikiArguments) -> [Range<Int>] {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    let first = min(3, leadingNumbers(texts))
    guard first > 0 else { return join(Array(texts.prefix(2)), " ") }
    numbers(Array(texts.prefix(first)))
    let rest = Array(texts.dropFirst(first))
    guard let next = rest.first else { return texts }
    let second = min(3, leadingNumbers(rest))
    // A second date ends a span; numbers after a whole date are a time of day.
    if second > 0 {
      literal(bytes[next].count == 4 ? " – " : " ")
      if bytes[next].count == 4 {
        numbers(Array(rest.prefix(second)))
      } else {
        join(Array(rest.prefix(second)), ":")
      }
      return Array(texts.prefix(first + second))
    }
    literal(" (")
    content(next)
    literal(")")
    return Array(texts.prefix(first + 1))
  }

  /// `{{death date and age|1865|4|15|1809|2|12}}`: the date, and the date of birth.
  mutating func personDates(_ arguments: WikiArguments) -> [Range<Int>] {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    let count = leadingNumbers(texts)
    guard count > 0 else { return join(Array(texts.prefix(1)), " ") }
    let isYears = arguments.name.contains("year")
    let first = isYears ? 1 : min(3, count)
    numbers(Array(texts.prefix(first)))
    let birth = Array(texts[first..<min(count, first + (isYears ? 1 : 3))])
    if !birth.isEmpty {
      literal(" (born ")
      numbers(birth)
      literal(")")
    }
    return Array(texts.prefix(first + birth.count))
  }

  /// `{{as of|2014|5|lc=y}}`.
  mutating func asOf(_ arguments: WikiArguments) -> [Range<Int>] {
    if let shown = named("alt", arguments) {
      content(shown)
      return [shown]
    }
    let texts = arguments.numbered.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return [] }
    if let pre = named("pre", arguments) {
      literal(named("lc", arguments) == nil ? "As of " : "as of ")
      content(pre)
      writer.space()
      numbersOrWords(texts)
      return [pre] + texts
    }
    let isSince = named("since", arguments) != nil
    let isLower = named("lc", arguments) != nil
    literal(isSince ? (isLower ? "since " : "Since ") : isLower ? "as of " : "As of ")
    numbersOrWords(texts)
    return texts
  }

  private mutating func numbersOrWords(_ texts: [Range<Int>]) {
    let count = min(3, leadingNumbers(texts))
    if count == texts.count { numbers(texts) } else { join(texts, " ") }
  }

  /// How many arguments from the first on are numbers.
  private func leadingNumbers(_ texts: [Range<Int>]) -> Int {
    texts.prefix { $0.count <= 4 && bytes[$0].allSatisfy(UTF8Bytes.isDigit) }.count
  }

  /// `1809-02-12`.
  private mutating func numbers(_ texts: [Range<Int>]) {
    for (number, range) in texts.enumerated() {
      if number > 0 { generate(range.count == 1 ? "-0" : "-") }
      text(range)
    }
  }
}
