public import Didact

/// What an abbreviation stands for: the text's own definition is the answer.
public struct LongFormTask: DomainTask {
  public init() {}

  public let id = "abbreviation-long-form"
  public let category = "abbreviation expansion"
  public let templates: [Template] = [
    "[What does|What do the letters] {short} stand for[?| in this text?]",
    "[Expand|Spell out|Write out] the abbreviation {short}.",
    "[Give|State] the long form of {short}.",
    "{short} is short for:",
    "[How do the authors|How does the text] [define|spell out] {short}?",
    "In this text, {short} [means|stands for] ____. [Fill it in.|What is missing?]",
    "[Which term|What] is abbreviated {short}[?| here?]",
    "[Full form|Long form] of {short}:",
    "[Find|Look up] in the text what {short} [means|is short for].",
    "[Resolve|Decode] {short}.",
    "A reader does not know {short}. [Tell what it stands for.|What does it stand for?]",
  ]

  public func exercises(in passage: Passage) -> Findings {
    AbbreviationExercises.find(in: passage) { abbreviation in
      Exercise(
        slots: ["short": passage.string(abbreviation.short)],
        response: passage.string(abbreviation.long),
        evidence: [
          .text(abbreviation.long, in: passage.document),
          .text(abbreviation.short, in: passage.document),
        ])
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        AbbreviationExercises.sample, slots: ["short": "OSA"], response: "obstructive sleep apnea"),
      TaskExample(
        AbbreviationExercises.sample, slots: ["short": "BMI"], response: "body mass index"),
    ]
  }
  public var counterexamples: [TaskCounterexample] { AbbreviationExercises.counterexamples }
}

/// How a term is abbreviated: the other way round.
public struct ShortFormTask: DomainTask {
  public init() {}

  public let id = "abbreviation-short-form"
  public let category = "abbreviation expansion"
  public let templates: [Template] = [
    "[How is \"{long}\" abbreviated|How do the authors write \"{long}\" for short]?",
    "[Give|State|Find] the abbreviation [of|for] \"{long}\".",
    "[Which|What] abbreviation [does the text use|is used] for \"{long}\"?",
    "\"{long}\" is abbreviated as:",
    "[Abbreviate|Shorten] \"{long}\" as the text does.",
    "The text [shortens|abbreviates] \"{long}\". [To what|How]?",
    "Short form of \"{long}\":",
    "[What letters|Which letters] [stand for|replace] \"{long}\" in this text?",
    "\"{long}\" (____): [which short form|what] stands in the brackets?",
    "[Write|Name] the short form that the authors [introduce|define] for \"{long}\".",
  ]

  public func exercises(in passage: Passage) -> Findings {
    AbbreviationExercises.find(in: passage) { abbreviation in
      Exercise(
        slots: ["long": passage.string(abbreviation.long)],
        response: passage.string(abbreviation.short),
        evidence: [
          .text(abbreviation.short, in: passage.document),
          .text(abbreviation.long, in: passage.document),
        ])
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        AbbreviationExercises.sample, slots: ["long": "obstructive sleep apnea"], response: "OSA"),
      TaskExample(
        AbbreviationExercises.sample, slots: ["long": "body mass index"], response: "BMI"),
    ]
  }
  public var counterexamples: [TaskCounterexample] { AbbreviationExercises.counterexamples }
}

/// What the two directions share.
enum AbbreviationExercises {
  static func find(in passage: Passage, _ exercise: (Abbreviation) -> Exercise) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = Abbreviations.all(in: passage)
    return found.isEmpty
      ? .none(because: "no abbreviation is defined") : .exercises(found.map(exercise))
  }

  static let sample = Document.sample(
    "Patients with obstructive sleep apnea (OSA) were weighed, and their body mass index (BMI) was noted each month."
  )

  static let counterexamples = [
    TaskCounterexample(
      .sample(
        "Patients with sleep apnea (both kinds) were weighed (twice), and their weight (kg) was noted each month."
      ),
      because: "no abbreviation is defined"),
    TaskCounterexample(
      .sample(
        "The wild type (WT) was grown with the water tank (WT) open, and the others were grown in the dark."
      ),
      because: "no abbreviation is defined"),
  ]
}
