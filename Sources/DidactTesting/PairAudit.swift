public import Didact

/// Audits pairs a second time: every answer is derived again from its evidence alone, by code that shares nothing with
/// the tasks that found it nor with the checks that let it pass.
///
/// It works on strings of code points, word by word, where those work on bytes: slower, and wrong in other ways.
public struct PairAudit {
  private let document: Document
  private let points: [Unicode.Scalar]
  private let bytes: ByteOffsets

  /// An audit of a document's pairs.
  public init(of document: Document) {
    self.document = document
    points = Array(document.text.description.unicodeScalars)
    bytes = ByteOffsets(points)
  }

  /// What the audit finds amiss with a pair; empty where it holds.
  public func faults(in pair: Pair) -> [String] {
    var faults: [String] = []
    for evidence in pair.evidence {
      if let span = evidence.span, evidence.fact == nil {
        let stated = bytes.string(span, of: points)
        if stated != evidence.value {
          faults.append("evidence '\(evidence.value)' is not at its place")
        }
      } else if let name = evidence.fact, name != "section" {
        let parts = name.split(separator: "@").map(String.init)
        let isStated = document.facts.contains { fact in
          guard fact.name == parts[0] else { return false }
          return parts.count == 1
            ? fact.value == evidence.value : fact[parts[1]] == evidence.value
        }
        if !isStated { faults.append("the document has no \(name) '\(evidence.value)'") }
      } else if !document.sections.contains(where: {
        $0.label == evidence.value || $0.role == evidence.value
      }) {
        faults.append("the document has no section '\(evidence.value)'")
      }
    }
    if pair.evidence.isEmpty { faults.append("there is no evidence") }
    if !pair.options.isEmpty {
      let alike = pair.options.filter { $0.lowercased() == pair.response.lowercased() }
      if alike.count != 1 { faults.append("\(alike.count) options are the response") }
      if Set(pair.options.map { $0.lowercased() }).count != pair.options.count {
        faults.append("two options are alike")
      }
    }
    for span in pair.hidden where pair.options.isEmpty {
      guard let hidden = bytes.string(span, of: points), hidden.count >= 20 else { continue }
      if pair.instruction.contains(hidden) {
        faults.append("the instruction prints what is hidden")
      }
    }
    if pair.response == "Not stated", pair.options.isEmpty {
      if let fault = absenceFault(pair) { faults.append(fault) }
    } else if let fault = Self.answerFault(pair) {
      faults.append(fault)
    }
    if let fault = rowFault(pair) { faults.append(fault) }
    return faults
  }

  /// What is said not to be stated asks for a year that no word of the document holds.
  private func absenceFault(_ pair: Pair) -> String? {
    let text = document.text.description
    let years = pair.instruction.split { !$0.isNumber }.filter { $0.count == 4 }
    return years.contains { !text.contains($0) }
      ? nil : "the document holds every year that is asked"
  }

  /// Where rows are compared, each figure stands in the row that is named before it.
  private func rowFault(_ pair: Pair) -> String? {
    guard !pair.options.isEmpty, (pair.reasoning ?? "").contains(where: { $0 == "<" || $0 == ">" })
    else { return nil }
    for index in pair.evidence.indices.dropFirst() where index % 2 == 1 {
      let (name, cell) = (pair.evidence[index - 1], pair.evidence[index])
      guard cell.fact == "table-cell", name.fact == nil else { continue }
      let rows = document.facts.filter {
        $0.name == "table-cell" && $0.span == cell.span && $0.value == cell.value
      }.compactMap { fact in fact.attributes.first { $0.name == "row" }?.value }
      if !rows.contains(name.value) { return "'\(cell.value)' is not of the row '\(name.value)'" }
    }
    return nil
  }

  /// Byte offsets of a text as places among its code points.
  private struct ByteOffsets {
    private var places: [Int: Int] = [:]
    init(_ points: [Unicode.Scalar]) {
      var offset = 0
      for (place, point) in points.enumerated() {
        places[offset] = place
        offset += String(point).utf8.count
      }
      places[offset] = points.count
    }
    func string(_ span: Span, of points: [Unicode.Scalar]) -> String? {
      guard let start = places[span.start], let end = places[span.end], start <= end else {
        return nil
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: points[start..<end])
      return String(view)
    }
  }

  // MARK: Answers

  private static func answerFault(_ pair: Pair) -> String? {
    switch Set(pair.options) {
    case ["True", "False"]: return truthFault(pair)
    case ["Increase", "Decrease"]: return directionFault(pair)
    case let options where options.count > 1 && options.isSubset(of: kindNames.keys):
      return pair.evidence.first?.fact == kindNames[pair.response]
        ? nil : "the name is not marked as a \(pair.response)"
    default: break
    }
    if let reasoning = pair.reasoning, !reasoning.contains(" = "),
      reasoning.contains(" < ") || reasoning.contains(" > ")
    {
      return orderFault(pair)
    }
    if let fault = dateFault(pair) { return fault.isEmpty ? nil : fault }
    if pair.reasoning != nil {
      if let fault = stepsFault(pair) { return fault }
      // A number that was worked out need not be in the evidence.
      guard !pair.options.isEmpty else { return nil }
    }
    return statedFault(pair)
  }

  /// Each word of the response is a word of the evidence, and in the evidence's order where it is one stretch.
  private static func statedFault(_ pair: Pair) -> String? {
    let stated = pair.evidence.map { words($0.value) }
    let known = Set(stated.joined())
    let answer = words(pair.response)
    guard !answer.isEmpty || pair.evidence.contains(where: { $0.value == pair.response }) else {
      return "the response has no word"
    }
    if let stranger = answer.first(where: { !known.contains($0) && $0 != "and" }) {
      return "'\(stranger)' of the response is in none of its evidence"
    }
    return nil
  }

  private static func truthFault(_ pair: Pair) -> String? {
    guard let sentence = pair.evidence.first?.value else { return "there is no sentence" }
    if pair.response == "True" {
      return pair.instruction.contains(sentence) ? nil : "the statement is not the text's"
    }
    guard !pair.instruction.contains(sentence) else { return "the statement is the text's" }
    // Word by word, the statement is the sentence but for one word, and that is a number in both.
    let wanted = pieces(sentence)
    let asked = pieces(pair.instruction)
    guard asked.count >= wanted.count else { return "the statement is not the sentence changed" }
    for start in 0...(asked.count - wanted.count) {
      let window = Array(asked[start..<start + wanted.count])
      let differing = wanted.indices.filter { !isSame(window[$0], wanted[$0], $0, wanted.count) }
      guard differing.count == 1, let place = differing.first else { continue }
      let (old, new) = (digits(wanted[place]), digits(window[place]))
      return !old.isEmpty && !new.isEmpty && old != new ? nil : "what was changed is no number"
    }
    return "the statement differs from the sentence in more than one word"
  }

  /// Quotation marks of the wording stand at the statement's ends.
  private static func isSame(_ one: String, _ other: String, _ place: Int, _ count: Int) -> Bool {
    if one == other { return true }
    guard place == 0 || place == count - 1 else { return false }
    return one.filter { $0 != "\"" } == other.filter { $0 != "\"" }
  }

  private static func directionFault(_ pair: Pair) -> String? {
    guard pair.evidence.count == 2, let later = number(pair.evidence[0].value),
      let earlier = number(pair.evidence[1].value)
    else { return "the two figures are not there" }
    let rises = compare(later, earlier) > 0
    return (pair.response == "Increase") == rises ? nil : "the figures went the other way"
  }

  /// Works out the steps of a reasoning: `a - b = c`, `a x b = c`, `a / b = c`, `a < b`.
  private static func stepsFault(_ pair: Pair) -> String? {
    let words = (pair.reasoning ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    if let place = words.firstIndex(of: "x"), pair.options.isEmpty, words.contains("is") {
      return conversionFault(pair, words, at: place)
    }
    var found: [Fixed] = []
    var steps = 0
    for (index, word) in words.enumerated()
    where ["-", "+", "x", "/", "<", ">"].contains(word) && index > 0 && index + 1 < words.count {
      guard let first = number(words[index - 1]), let second = number(words[index + 1]) else {
        return "a step has no numbers"
      }
      steps += 1
      switch word {
      case "<": if compare(first, second) >= 0 { return "a comparison is wrong" }
      case ">": if compare(first, second) <= 0 { return "a comparison is wrong" }
      default:
        guard index + 3 < words.count, words[index + 2] == "=",
          let result = number(words[index + 3])
        else { return "a step has no result" }
        if !holds(first, word, second, result) { return "a step is wrong" }
        found.append(result)
      }
      // A share becomes a percentage by a hundred that nobody states.
      let isPercentage = word == "x" && second.units == 100 && second.places == 0
      for operand in isPercentage ? [first] : [first, second] {
        let earlier = "<>".contains(word) ? found : Array(found.dropLast())
        let stated = pair.evidence.compactMap { number($0.value) } + earlier
        if !stated.contains(where: { compare($0, operand) == 0 }) {
          return "a step uses a number that is not stated"
        }
      }
    }
    guard steps > 0 else { return "there is no step" }
    guard pair.options.isEmpty else { return nil }
    guard let answer = number(pair.response), let last = found.last, compare(answer, last) == 0
    else { return "the answer is not what the steps come to" }
    return nil
  }

  /// Whether a step comes to its result, rounded half away from zero to the places that the result is written with.
  private static func holds(_ first: Fixed, _ sign: String, _ second: Fixed, _ result: Fixed)
    -> Bool
  {
    switch sign {
    case "+", "-":
      let places = max(first.places, second.places, result.places)
      let sum = first.scaled(to: places) + (sign == "-" ? -1 : 1) * second.scaled(to: places)
      return sum == result.scaled(to: places)
    case "x":
      let (units, overflow) = first.units.multipliedReportingOverflow(by: second.units)
      guard !overflow else { return false }
      let product = Fixed(units: units, places: first.places + second.places)
      guard product.places > result.places else { return compare(product, result) == 0 }
      var divisor = 1
      for _ in result.places..<product.places { divisor *= 10 }
      return rounded(units, by: divisor) == result.units
    default:
      guard second.units != 0 else { return false }
      // As many places as the result has, and the divisor's own.
      let dividend = first.scaled(to: result.places + second.places)
      guard first.places <= result.places + second.places else {
        var divisor = second.units
        for _ in (result.places + second.places)..<first.places { divisor *= 10 }
        return rounded(first.units, by: divisor) == result.units
      }
      return rounded(dividend, by: second.units) == result.units
    }
  }

  private static func rounded(_ dividend: Int, by divisor: Int) -> Int {
    let isNegative = (dividend < 0) != (divisor < 0)
    let (quotient, rest) = abs(dividend).quotientAndRemainder(dividingBy: abs(divisor))
    let size = quotient + (rest * 2 >= abs(divisor) ? 1 : 0)
    return isNegative ? -size : size
  }

  // MARK: Numbers and words

  /// A number as a whole number of units of ten to the minus `places`.
  struct Fixed {
    var units: Int
    var places: Int
    var real: Double { (0..<places).reduce(Double(units)) { number, _ in number / 10 } }
    func scaled(to places: Int) -> Int {
      var units = self.units
      for _ in self.places..<max(self.places, places) {
        let (more, overflow) = units.multipliedReportingOverflow(by: 10)
        if overflow { return units }
        units = more
      }
      return units
    }
  }

  static func compare(_ one: Fixed, _ other: Fixed) -> Int {
    let places = max(one.places, other.places)
    return (one.scaled(to: places) - other.scaled(to: places)).signum()
  }

  /// The first number of a string; brackets or a sign around it make it negative.
  static func number(_ string: String) -> Fixed? {
    guard let start = string.firstIndex(where: \.isASCIIDigit) else { return nil }
    var units = 0
    var places = 0
    var isFraction = false
    var rest = string[start...]
    while let character = rest.first {
      if let digit = character.wholeNumberValue, character.isASCII {
        let (tens, overflow) = units.multipliedReportingOverflow(by: 10)
        guard !overflow, !tens.addingReportingOverflow(digit).overflow else { return nil }
        units = tens + digit
        if isFraction { places += 1 }
      } else if character == ".", !isFraction, rest.dropFirst().first?.isASCIIDigit == true {
        isFraction = true
      } else if character != "," || rest.dropFirst().first?.isASCIIDigit != true {
        break
      }
      rest = rest.dropFirst()
    }
    let before = string[..<start].filter { !$0.isWhitespace && $0 != "$" }
    let isNegative =
      before.hasSuffix("-") || before.hasSuffix("\u{2212}")
      || (before.hasSuffix("(") && rest.contains(")"))
    return Fixed(units: isNegative ? -units : units, places: places)
  }

  private static func digits(_ word: String) -> String {
    word.filter { $0.isASCIIDigit || $0 == "." }
  }
  private static func pieces(_ string: String) -> [String] {
    string.split(whereSeparator: \.isWhitespace).map(String.init)
  }
  private static func words(_ string: String) -> [String] {
    string.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension String {
  /// The pieces between separators, empty ones included.
  func pieces(at separator: Character) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
