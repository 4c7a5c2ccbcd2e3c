import Foundation

/// The arithmetic that a model writes out: `120 - 80 = 40`, as far as it holds.
struct WrittenSteps {
  /// One step; numbers as ``Words`` hashes them, without their sign.
  struct Step {
    /// What it uses; of a percentage the hundred, which nobody states, is left out.
    var used: [UInt64]
    var result: UInt64
    var isPercentage: Bool
  }

  private(set) var steps: [Step] = []

  /// The steps of a text; words between blanks, of which a sign stands between two numbers and `=` before the result.
  init(in text: String) {
    guard UTF8Bytes.find("=".utf8, in: Array(text.utf8)[...]) != nil else { return }
    let words = Array(text.utf8).split(whereSeparator: UTF8Bytes.isBlank).map(Array.init)
    guard words.count > 4 else { return }
    for index in 0..<(words.count - 4) where words[index + 3] == Array("=".utf8) {
      guard let sign = Self.sign(words[index + 1]), let first = StatedNumber(words[index]),
        let second = StatedNumber(words[index + 2]), let result = StatedNumber(words[index + 4])
      else { continue }
      let step = Derivation.Step(first: first, sign: sign, second: second, result: result)
      guard step.holds else { continue }
      steps.append(
        Step(
          used: [Self.hash(first)] + (step.isHundred ? [] : [Self.hash(second)]),
          result: Self.hash(result), isPercentage: step.isHundred))
    }
  }

  private static let hundred = ComparedWords.hash(ofNumber: Array("100".utf8))

  /// The results of steps that use nothing but what is `known` or was found before; with the hundred of percentages.
  func results(known: (UInt64) -> Bool) -> Set<UInt64> {
    var results: Set<UInt64> = []
    for step in steps where step.used.allSatisfy({ known($0) || results.contains($0) }) {
      results.insert(step.result)
      if step.isPercentage { results.insert(Self.hundred) }
    }
    return results
  }

  /// The words with the results of steps replaced by what these use.
  func origins(of words: Set<UInt64>) -> Set<UInt64> {
    var words = words
    for step in steps.reversed() where words.remove(step.result) != nil {
      words.formUnion(step.used)
    }
    return words
  }

  private static func hash(_ number: StatedNumber) -> UInt64 {
    ComparedWords.hash(ofNumber: number.plain.utf8.filter { $0 != UInt8(ascii: "-") })
  }

  private static func sign(_ bytes: [UInt8]) -> UInt8? {
    switch String(decoding: bytes, as: UTF8.self) {
    case "+": UInt8(ascii: "+")
    case "-", "\u{2212}", "\u{2013}": UInt8(ascii: "-")
    case "x", "*", "\u{D7}": UInt8(ascii: "x")
    case "/", "\u{F7}": UInt8(ascii: "/")
    default: nil
    }
  }
}
