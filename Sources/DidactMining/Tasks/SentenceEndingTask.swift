public import Didact

/// The rest of a sentence from its last joint between two clauses: `..., because ____`. The sentence is taken out of
/// the text.
public struct SentenceEndingTask: DomainTask {
  public init() {}

  public let id = "sentence-ending"
  public let category = "text completion"
  public let templates: [Template] = [
    "[Complete|Finish] the sentence: \"{beginning} ____\"",
    "\"{beginning} ...\" [How does the sentence go on|What follows]?",
    "[Write|Give] the rest of this sentence [of the text|from the text]: \"{beginning}\"",
    "[Continue|Go on]: \"{beginning}\"",
    "Beginning: {beginning}\n[Rest|Ending]:",
    "[How does the text end this sentence|What is the end of this sentence]? \"{beginning} ...\"",
    "[Supply|Add] the missing clause: \"{beginning} ____\"",
    "A sentence breaks off: \"{beginning}\" [End it|Bring it to its end].",
    "[Restore|Fill in] the sentence's second half: \"{beginning} ____\"",
    "The text also said: \"{beginning} ...\" [And then|How did it end]?",
    "[Take up|Carry on] this sentence where it stops: \"{beginning}\"",
    "[Which words|What clause] would complete this? \"{beginning} ____\"",
  ]

  private static let joints = [
    ", because ", ", so that ", ", which ", ", while ", ", whereas ", ", although ", ", where ",
    ", but ", ", and ", ", so ", ", since ",
  ].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var random = passage.generator(for: id)
    var found: [Exercise] = []
    for sentence in random.shuffled(passage.quotable(with: .comma)).prefix(6 * passage.abstracts) {
      if let exercise = exercise(sentence, passage) { found.append(exercise) }
      if found.count == 2 * passage.abstracts { break }
    }
    return found.isEmpty ? .none(because: "no sentence of two clauses") : .exercises(found)
  }

  private func exercise(_ sentence: Span, _ passage: Passage) -> Exercise? {
    let text = passage.text
    guard passage.isStatement(sentence) else { return nil }
    let joints = Self.joints.compactMap { joint in
      UTF8Bytes.find(joint, in: text[sentence]).map { Span($0, $0 + joint.count) }
    }
    // A list has several joints, and where there are several it is not told where its clauses end.
    guard joints.count == 1, let joint = joints.first else { return nil }
    let beginning = Span(sentence.start, joint.end - 1)
    let rest = Span(joint.end, sentence.end)
    // Before `and` another comma may be a list's.
    let commas = text[beginning].count { $0 == UInt8(ascii: ",") } - 1
    guard commas <= (text[joint].elementsEqual(", and ".utf8) ? 0 : 1) else { return nil }
    let marks: Set<UInt8> = Set("()[]\";,:".utf8)
    guard !text[rest].contains(where: marks.contains), !text[rest].contains(0xE2),
      Words.count(in: text, beginning) >= 6, Words.count(in: text, rest) >= 6,
      UTF8Bytes.find(text[joint], in: text[rest]) == nil,
      !text[Span(sentence.start, joint.start)].contains(UInt8(ascii: "(")),
      !text[beginning].contains(UInt8(ascii: "\""))
    else { return nil }
    return Exercise(
      slots: ["beginning": passage.string(beginning)], response: passage.string(rest),
      evidence: [.text(rest, in: passage.document)], hidden: [sentence])
  }

  private static let beginning = "Salt marshes grow on the flat parts of the shore, because"
  private static let rest = "the falling water leaves its mud there each day."

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample("\(Self.beginning) \(Self.rest)"), slots: ["beginning": Self.beginning],
        response: Self.rest, hides: "\(Self.beginning) \(Self.rest)")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no sentence of two clauses"
    return [
      TaskCounterexample(
        .sample("Salt marshes, mud flats, and dunes line the whole of the long northern coast."),
        because: reason),
      TaskCounterexample(
        .sample("\(Self.beginning) the falling water, which is slow, leaves its mud there."),
        because: reason),
    ]
  }
}
