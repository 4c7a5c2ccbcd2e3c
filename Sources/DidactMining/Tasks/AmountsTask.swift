public import Didact

/// All figures of one kind that a sentence states: its percentages, or its amounts of money.
public struct AmountsTask: DomainTask {
  public init() {}

  public let id = "amounts"
  public let category = "entity recognition"
  public let templates: [Template] = [
    "[List|Give|Name] all {kind} in this sentence: \"{sentence}\"",
    "[Which|What] {kind} does this sentence [state|hold|name]? \"{sentence}\"",
    "[Extract|Pull out|Mark] the {kind}: \"{sentence}\"",
    "\"{sentence}\" [Write out its|List the] {kind} in order.",
    "[Find every one of|Collect] the {kind} here: \"{sentence}\"",
    "Sentence: {sentence}\nAll {kind}:",
    "[Read the sentence and copy|From the sentence, copy] its {kind}: \"{sentence}\"",
    "[In order, which|Which] {kind} [occur|stand] in \"{sentence}\"?",
  ]

  private static let most = 2

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var found: [Exercise] = []
    for sentence in passage.quotable(with: [.percent, .dollar]) {
      for (sign, kind) in [("%", "percentages"), ("$", "amounts of money")] {
        guard let figures = all(sign, in: sentence, of: passage), (2...6).contains(figures.count)
        else { continue }
        found.append(
          Exercise(
            slots: ["kind": kind, "sentence": passage.string(sentence)],
            response: figures.map(passage.string).joined(separator: "; "),
            evidence: figures.map { .text($0, in: passage.document) }))
      }
    }
    guard !found.isEmpty else { return .none(because: "no sentence with several such figures") }
    return .exercises(passage.drawn(Self.most, of: found, for: id))
  }

  /// The figures with that sign, nil where a sign stands at something that is no figure of its own.
  private func all(_ sign: String, in sentence: Span, of passage: Passage) -> [Span]? {
    let text = passage.text
    guard let byte = sign.utf8.first else { return nil }
    let signs = text[sentence].count { $0 == byte }
    guard signs > 1 else { return nil }
    let figures = passage.figures(in: sentence).filter { text[$0.span].contains(byte) }
    guard figures.count == signs, Set(figures.map { text.string($0.span) }).count == signs else {
      return nil
    }
    // `$5 to 16 billion`: the second one has no sign of its own.
    for figure in figures {
      let next = text[Span(figure.span.end, sentence.end)]
      if next.starts(with: " to ".utf8), next.dropFirst(4).first.map(UTF8Bytes.isDigit) == true,
        !figures.contains(where: {
          $0.span.start <= figure.span.end + 4 && $0.span.start > figure.span.end
        })
      {
        return nil
      }
    }
    // `between $2.0 and $2.2 million`: the scale belongs to both.
    for (one, next) in zip(figures, figures.dropFirst())
    where one.unit != next.unit && next.span.start - one.span.end < 8 { return nil }
    return figures.map(\.span)
  }

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document(
          "Of all the nests 12.5% lay on the shore, 40% in the marsh, the rest inland."),
        slots: ["kind": "percentages"], response: "12.5%; 40%"),
      TaskExample(
        Self.document("The dykes cost $4.6 million in one year and $5,250 in the year after it."),
        slots: ["kind": "amounts of money"], response: "$4.6 million; $5,250"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence with several such figures"
    return [
      TaskCounterexample(
        Self.document(
          "Of all the nests 10-12% lay on the shore, 40% in the marsh, the rest inland."),
        because: reason),
      TaskCounterexample(
        Self.document(
          "The dykes cost $5 to 16 million in one year and $5,250 in the year after it."),
        because: reason),
      TaskCounterexample(
        Self.document("Of all the nests 12.5% lay on the shore, the others in the wide marsh."),
        because: reason),
    ]
  }
}
