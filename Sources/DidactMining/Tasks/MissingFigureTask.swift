public import Didact

/// A figure that a sentence of the text gives, asked for by the sentence with a gap.
public struct MissingFigureTask: DomainTask {
  public init() {}

  public let id = "missing-figure"
  public let category = "numeric extraction"
  public let templates: [Template] = [
    "[Which figure|What number] does the text give here? \"{sentence}\"",
    "[Fill in|Supply|Give] the figure: \"{sentence}\"",
    "\"{sentence}\" [Which figure stands in the gap|What is the missing number]?",
    "[Look up|Find] the number that belongs in the gap: \"{sentence}\"",
    "[Complete|Finish] the sentence with the text's figure: \"{sentence}\"",
    "[Figure|Number] for: \"{sentence}\"",
    "[From the text|By the text], what stands for ____? \"{sentence}\"",
    "[Replace|Fill] ____ with the figure [of the text|that the text states]: \"{sentence}\"",
    "A number was left out: \"{sentence}\" [Which one|What is it]?",
    "[Extract|Read off] the missing figure. \"{sentence}\"",
    "[Quote|State] the figure that the text has in place of ____: \"{sentence}\"",
    "Gap: {sentence}\n[Figure|Number]:",
    "[How much or how many|Which value]? \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var random = passage.generator(for: id)
    var found: [Exercise] = []
    for sentence in random.shuffled(passage.quotable(with: .digit)) {
      if let exercise = exercise(in: sentence, of: passage, &random) { found.append(exercise) }
      if found.count == 2 * passage.abstracts { break }
    }
    return found.isEmpty
      ? .none(because: "no sentence with a figure of its own") : .exercises(found)
  }

  private func exercise(
    in sentence: Span, of passage: Passage, _ random: inout SeededGenerator
  ) -> Exercise? {
    let text = passage.text
    guard passage.isStatement(sentence) else { return nil }
    let figures = passage.figures(in: sentence).filter { figure in
      // One digit alone is often a label.
      !figure.isYear && (figure.digits.count > 1 || !figure.unit.isEmpty)
        && figure.span.start > sentence.start && !figure.isNamed(in: text, sentence)
        && !figure.isSaidAgain(in: text, sentence)
    }
    guard let figure = random.pick(figures) else { return nil }
    let before = Span(sentence.start, figure.span.start)
    let after = Span(figure.span.end, sentence.end)
    // The figure must not stand a second time in what is shown.
    guard UTF8Bytes.find(text[figure.digits], in: text[before]) == nil,
      UTF8Bytes.find(text[figure.digits], in: text[after]) == nil
    else { return nil }
    return Exercise(
      slots: ["sentence": "\(passage.string(before))____\(passage.string(after))"],
      response: passage.string(figure.span), evidence: [.text(figure.span, in: passage.document)])
  }

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The wardens counted 412 nests on the eastern shore in that spring."),
        slots: ["sentence": "The wardens counted ____ nests on the eastern shore in that spring."],
        response: "412"),
      TaskExample(
        Self.document("The dykes along the eastern shore were mended for $4.6 million."),
        response: "$4.6 million"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence with a figure of its own"
    return [
      TaskCounterexample(
        Self.document("The survey of 1998 counted no nests at all on the whole eastern shore."),
        because: reason),
      TaskCounterexample(
        Self.document("The wardens counted 412 nests, and another 412 on the western shore."),
        because: reason),
      TaskCounterexample(
        Self.document("The wardens counted 65 (sixty-five) nests on the whole eastern shore."),
        because: reason),
      TaskCounterexample(
        Self.document("The nests on the shore were left after many years (10 – 20) by most birds."),
        because: reason),
    ]
  }
}
