import Foundation

/// Answers that judge, compare or put in order what the evidence states.
extension Derivation {
  /// Answers that judge a statement: it stands in the text, or one value in it was changed.
  public static let truth = ["True", "False"]
  /// Answers that say which way a figure went.
  public static let direction = ["Increase", "Decrease"]

  /// The answer to a question that the document does not answer.
  public static let absent = "Not stated"
  /// Answers that say what a name is marked as, and the facts that say so.
  public static let kinds = [
    "Person": "person", "Place": "place", "Organisation": "organisation",
    "Date": "calendar-date",
  ]

  /// Whether `response` is the right judgement; nil where the options are those of no judgement.
  ///
  /// - Parameters:
  ///   - evidence: for a statement, the text's own sentence first, and then, where one was changed, the value
  ///     as the text states it; for a direction, the later and the earlier figure; for what is compared, the
  ///     name and the figure of each, the answer's first or, where all are to be put in order, in that order;
  ///     for a kind, the fact that is of it; for a date as ISO writes it,
  ///     the date as the text does.
  public static func isRight(
    _ response: String, of options: [String], instruction: String, reasoning: String?,
    evidence: [Evidence]
  ) -> Bool? {
    if options.isEmpty, reasoning == nil, isDateForm(response) {
      return evidence.contains {
        WrittenDate($0.value.utf8)?.iso == response || $0.value == response
      }
    }
    if options.count > 1, let fact = kinds[response], options.allSatisfy({ kinds[$0] != nil }) {
      return evidence.first?.fact == fact
    }
    if let reasoning, let steps = steps(of: reasoning), !steps.isEmpty,
      steps.allSatisfy({ $0.result == nil }), Set(options) != Set(direction)
    {
      return options.isEmpty
        ? areOrdered(response, steps, evidence)
        : isForemost(response, of: options, instruction, steps, evidence)
    }
    guard options.count == 2 else { return nil }
    if truth.allSatisfy(options.contains) {
      return isRight(response, instruction: instruction, evidence: evidence)
    }
    if direction.allSatisfy(options.contains) {
      guard let reasoning, results(of: reasoning, from: evidence) != nil,
        let last = steps(of: reasoning)?.last, last.result == nil, evidence.count >= 2,
        StatedNumber(evidence[0].value.utf8)?.value == last.first.value,
        StatedNumber(evidence[1].value.utf8)?.value == last.second.value
      else { return false }
      return response == (last.sign == UInt8(ascii: ">") ? direction[0] : direction[1])
    }
    return nil
  }

  /// `1858-05-29`
  private static func isDateForm(_ response: String) -> Bool {
    guard response.utf8.count == 10 else { return false }
    let bytes = Array(response.utf8)
    return bytes.count == 10
      && bytes.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == UInt8(ascii: "-") : UTF8Bytes.isDigit(byte)
      }
  }

  /// `5 > 3`, `5 > 4`: the answer's figure beside that of each other option, all the same way.
  private static func isForemost(
    _ response: String, of options: [String], _ instruction: String, _ steps: [Step],
    _ evidence: [Evidence]
  ) -> Bool {
    guard evidence.count == 2 * options.count, steps.count == options.count - 1,
      evidence[0].value == response, areNamed(options, evidence), let sign = steps.first?.sign
    else { return false }
    let asked = Array(instruction.utf8)
    let asksLeast = [" lowest", " lower"].contains {
      UTF8Bytes.find($0.utf8, in: asked[...]) != nil
    }
    let asksMost = [" highest", " higher"].contains {
      UTF8Bytes.find($0.utf8, in: asked[...]) != nil
    }
    if asksLeast != asksMost, asksLeast != (sign == UInt8(ascii: "<")) { return false }
    return steps.enumerated().allSatisfy { number, step in
      step.sign == sign && step.holds && step.first.value == figure(1, of: evidence)
        && step.second.value == figure(2 * number + 3, of: evidence)
    }
  }

  /// `1971 < 1985`, `1985 < 1998`: the response's lines are the evidence's names in the order of their figures.
  private static func areOrdered(_ response: String, _ steps: [Step], _ evidence: [Evidence])
    -> Bool
  {
    let names = stride(from: 0, to: evidence.count, by: 2).map { evidence[$0].value }
    guard evidence.count == 2 * (steps.count + 1), response == names.joined(separator: "\n") else {
      return false
    }
    return steps.enumerated().allSatisfy { number, step in
      step.sign == UInt8(ascii: "<") && step.holds
        && step.first.value == figure(2 * number + 1, of: evidence)
        && step.second.value == figure(2 * number + 3, of: evidence)
    }
  }

  private static func areNamed(_ options: [String], _ evidence: [Evidence]) -> Bool {
    Set(stride(from: 0, to: evidence.count, by: 2).map { evidence[$0].value }) == Set(options)
  }
  private static func figure(_ index: Int, of evidence: [Evidence]) -> Decimal? {
    StatedNumber(evidence[index].value.utf8)?.value
  }

  /// Whether a document leaves a question open: the question names a year that stands nowhere in its text.
  public static func isAbsent(from text: ArraySlice<UInt8>, asked instruction: String) -> Bool {
    instruction.utf8.split { !UTF8Bytes.isDigit($0) }.contains {
      $0.count == 4 && UTF8Bytes.find($0, in: text) == nil
    }
  }

  private static func isRight(_ response: String, instruction: String, evidence: [Evidence]) -> Bool
  {
    guard let sentence = evidence.first.map({ Array($0.value.utf8) }), !sentence.isEmpty else {
      return false
    }
    let asked = Array(instruction.utf8)
    if UTF8Bytes.find(sentence, in: asked[...]) != nil {
      return response == truth[0] && evidence.count == 1
    }
    // The sentence with one value changed: what stands before and after the value stands around another one.
    guard response == truth[1], evidence.count == 2,
      let place = onlyPlace(of: Array(evidence[1].value.utf8), in: sentence)
    else { return false }
    let before = Array(sentence[..<place.start])
    let after = Array(sentence[place.end...])
    var position = 0
    while let start = UTF8Bytes.find(before, in: asked[...], from: position) {
      position = start + 1
      let altered = start + before.count
      guard let end = UTF8Bytes.find(after, in: asked[...], from: altered), end > altered else {
        continue
      }
      // What stands in the value's place is another number.
      guard let stated = StatedNumber(evidence[1].value.utf8),
        let other = StatedNumber(asked[altered..<end])
      else { continue }
      return stated.value != other.value
    }
    return false
  }

  /// Where a value stands in a sentence, if it stands there once.
  private static func onlyPlace(of value: [UInt8], in sentence: [UInt8]) -> Span? {
    guard !value.isEmpty, let start = UTF8Bytes.find(value, in: sentence[...]),
      UTF8Bytes.find(value, in: sentence[...], from: start + 1) == nil
    else { return nil }
    return Span(start, start + value.count)
  }
}
