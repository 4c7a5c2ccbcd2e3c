import Didact

/// What is compared, put in order or converted, worked out again.
extension PairAudit {
  static let kindNames = [
    "Person": "person", "Place": "place", "Organisation": "organisation",
    "Date": "calendar-date",
  ]

  /// Names and figures in turn: the answer's figure is the greatest or the least, or all names stand in the order of
  /// their figures. What the steps of the reasoning say is held against the figures too.
  static func orderFault(_ pair: Pair) -> String? {
    let names = pair.evidence.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.value)
    let figures = pair.evidence.enumerated().filter { $0.offset % 2 == 1 }
      .compactMap { number($0.element.value) }
    guard names.count == figures.count, let foremost = figures.first else {
      return "names and figures do not go together"
    }
    let signs = (pair.reasoning ?? "").split(whereSeparator: \.isWhitespace)
      .filter { $0 == "<" || $0 == ">" }
    guard signs.count == names.count - 1, Set(signs).count == 1 else {
      return "there are not as many steps as comparisons"
    }
    let sign = signs[0] == ">" ? 1 : -1
    if pair.options.isEmpty {
      guard pair.response.pieces(at: "\n") == names, sign < 0 else {
        return "the response is not the names in order"
      }
      let rise = zip(figures, figures.dropFirst()).allSatisfy { compare($0, $1) < 0 }
      return rise ? nil : "the figures are not in order"
    }
    guard Set(names) == Set(pair.options), names.first == pair.response else {
      return "the names are not the options"
    }
    if pair.instruction.contains(" lowest"), !pair.instruction.contains(" highest"), sign > 0 {
      return "the highest is named where the lowest is asked"
    }
    let isForemost = figures.dropFirst().allSatisfy { compare(foremost, $0) == sign }
    return isForemost ? nil : "another option's figure comes before it"
  }

  /// Whether an ISO date names the evidence's day, month and year; nil where the response is none, empty where it does.
  static func dateFault(_ pair: Pair) -> String? {
    let parts = pair.response.split(separator: "-", omittingEmptySubsequences: false)
    guard pair.options.isEmpty, parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy(\.isNumber) }),
      let stated = pair.evidence.first?.value, stated != pair.response
    else { return nil }
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let words = stated.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let month = words.compactMap { word in
      word.first?.isLetter == true ? names.firstIndex { word.hasPrefix($0) } : nil
    }
    let numbers = words.compactMap(Int.init)
    guard words.count == 3, month.count == 1, numbers.count == 2, let year = numbers.last,
      let day = numbers.first
    else { return "the evidence is no full date" }
    return [year, month[0] + 1, day] == parts.compactMap { Int($0) }
      ? "" : "the date is another one"
  }

  /// What one of a unit is of a smaller one; kept apart from the list that the tasks use.
  private static let factors: [String: (first: String, count: Int)] = [
    "grams": ("kg", 1000), "metres": ("km", 1000), "millimetres": ("cm", 10),
    "millilitres": ("litre", 1000), "kilograms": ("tonne", 1000), "feet": ("mile", 5280),
    "inches": ("foot", 12), "months": ("year", 12), "days": ("week", 7), "hours": ("day", 24),
    "minutes": ("hour", 60), "seconds": ("minute", 60), "billions": ("trillion", 1000),
    "millions": ("billion", 1000), "thousands": ("million", 1000),
  ]

  /// `1 km is 1000 metres. 5 x 1000 = 5000`
  static func conversionFault(_ pair: Pair, _ words: [String], at place: Int) -> String? {
    guard place > 0, place + 3 < words.count, words[place + 2] == "=",
      let first = number(words[place - 1]), let factor = number(words[place + 1]),
      let result = number(words[place + 3])
    else { return "a product has no numbers" }
    guard words.count >= 5, words[0] == "1", words[2] == "is", factor.places == 0 else {
      return "no conversion is named"
    }
    let smaller = words[4].filter(\.isLetter)
    let isExact =
      smaller == "years"
      ? words[1] == "decade" && factor.units == 10 || words[1] == "century" && factor.units == 100
      : factors[smaller].map { $0.first == words[1] && $0.count == factor.units } ?? false
    guard isExact, words[3] == words[place + 1] else { return "the conversion is not an exact one" }
    guard
      pair.evidence.contains(where: { number($0.value).map { compare($0, first) == 0 } ?? false })
    else { return "what is converted is not stated" }
    let product = Fixed(units: first.units * factor.units, places: first.places)
    guard compare(product, result) == 0 else { return "a product is wrong" }
    guard let answer = number(pair.response), compare(answer, result) == 0 else {
      return "the answer is not what the steps come to"
    }
    return nil
  }
}
