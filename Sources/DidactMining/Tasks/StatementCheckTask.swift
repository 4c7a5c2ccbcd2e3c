public import Didact

/// Whether a statement is the text's: a sentence as it stands, or with one number in it changed.
///
/// No number is changed that words leave open (`at least 5`), since the text would bear out other values too; none of
/// a year's, a name's or a range's.
public struct StatementCheckTask: DomainTask {
  public init() {}

  public let id = "statement-check"
  public let category = "fact verification"
  public let templates: [Template] = [
    "[True or false|Is it true]? \"{statement}\"",
    "[Does the text say this|Does this agree with the text]? \"{statement}\"",
    "[Check|Verify] the statement against the text: \"{statement}\"",
    "\"{statement}\" [True or false, by the text|Is that what the text says]?",
    "Statement: {statement}\n[True or false|Verdict]:",
    "[Decide|Judge] by the text whether this holds: \"{statement}\"",
    "[Someone wrote|A reader noted]: \"{statement}\" [Is that right|Is it correct], going by the text?",
    "[Compare|Hold] this with the text: \"{statement}\" [Is it true|Does it hold]?",
    "[Fact check|Check of facts]: \"{statement}\"",
    "[Going by|According to] the text, is this true or false? \"{statement}\"",
    "[Mark|Label] as true or false: \"{statement}\"",
  ]

  private static let most = 3

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var random = passage.generator(for: id)
    var found: [Exercise] = []
    for sentence in random.shuffled(passage.quotable(with: .digit)) {
      if let exercise = exercise(in: sentence, of: passage) { found.append(exercise) }
      if found.count == Self.most * passage.abstracts { break }
    }
    return found.isEmpty
      ? .none(because: "no sentence with a number that is certain") : .exercises(found)
  }

  private func exercise(in sentence: Span, of passage: Passage) -> Exercise? {
    let text = passage.text
    guard passage.isStatement(sentence) else { return nil }
    let figures = passage.figures(in: sentence).filter { figure in
      !figure.isYear && !figure.isOpen(in: text, sentence)
        && !figure.isNamed(in: text, sentence) && !isEarlyYear(figure, text, sentence)
        && !figure.isSaidAgain(in: text, sentence)
        && !figure.isInRange(in: text, sentence)
        && isOnce(text[figure.digits], in: text[sentence])
    }
    guard !figures.isEmpty else { return nil }
    let whole = passage.string(sentence)
    var random = SeededGenerator(seed: 0, id, passage.document.id, whole)
    let isTrue = random.below(2) == 0
    guard !isTrue else {
      return Exercise(
        slots: ["statement": whole], response: Derivation.truth[0], options: Derivation.truth,
        evidence: [.text(sentence, in: passage.document)])
    }
    guard let figure = random.pick(figures),
      let altered = altered(text[figure.digits], unit: figure.unit, &random)
    else { return nil }
    let statement =
      passage.string(Span(sentence.start, figure.digits.start)) + altered
      + passage.string(Span(figure.digits.end, sentence.end))
    return Exercise(
      slots: ["statement": statement], response: Derivation.truth[1], options: Derivation.truth,
      evidence: [
        .text(sentence, in: passage.document), .text(figure.digits, in: passage.document),
      ])
  }

  /// Whether it is a year before those that figures are taken for: `by 1067`. Altered it would be none at all.
  private func isEarlyYear(_ figure: Figure, _ text: Text, _ sentence: Span) -> Bool {
    guard figure.unit.isEmpty, figure.digits == figure.span, (3...4).contains(figure.digits.count),
      let last = Words.spans(
        in: text, Span(max(sentence.start, figure.span.start - 12), figure.span.start)
      ).last
    else { return false }
    return Self.beforeYears.contains(text[last])
  }
  private static let beforeYears = WordKeys(
    words: "in by since until year from during circa before after")

  private func isOnce(_ digits: ArraySlice<UInt8>, in sentence: ArraySlice<UInt8>) -> Bool {
    guard let first = UTF8Bytes.find(digits, in: sentence) else { return false }
    return UTF8Bytes.find(digits, in: sentence, from: first + 1) == nil
  }

  /// Another number of the same form: its first digit that is not zero becomes another one that is neither zero
  /// nor its neighbour, so that rounding cannot make the two alike.
  private func altered(
    _ digits: ArraySlice<UInt8>, unit: String, _ random: inout SeededGenerator
  ) -> String? {
    var bytes = Array(digits)
    guard let place = bytes.firstIndex(where: { (0x31...0x39).contains($0) }) else { return nil }
    // 100 % and 1 may not become more than there can be.
    if unit == "%", bytes.starts(with: "100".utf8) { return nil }
    let old = Int(bytes[place])
    let others = (0x31...0x39).filter { abs($0 - old) > 1 }
    guard let new = random.pick(others) else { return nil }
    bytes[place] = UInt8(new)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let sentence = "The survey of that year counted 412 nests on the eastern shore."

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("The coast is low and wide along the whole of the north. \(Self.sentence)"),
        slots: ["statement": "The survey of that year counted 112 nests on the eastern shore."],
        response: "False"),
      TaskExample(
        .sample(
          "The coast is low and wide along the whole of the north. The wardens found 38 eggs in the nests by the old harbour."
        ), response: "True"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence with a number that is certain"
    return [
      TaskCounterexample(
        .sample("The reserve on the eastern shore has 83 acres (33.6 ha) of open land."),
        because: reason),
      TaskCounterexample(
        .sample("The count of nests on that shore has ranged from 370 to 700 since then."),
        because: reason),
      TaskCounterexample(
        .sample("The survey of that year counted at least 412 nests on the eastern shore."),
        because: reason),
      TaskCounterexample(
        .sample("The survey of 1998 counted no nests at all on the whole of the eastern shore."),
        because: reason),
    ]
  }
}
