public import Didact
import DidactMining

/// A figure's title, from the rest of its caption: hidden in the text.
public struct FigureTitleTask: DomainTask {
  public init() {}

  public let id = "figure-title"
  public let category = "title generation"
  public let templates: [Template] = [
    "[Write|Give] the title of {label}.",
    "[What does|What do the panels of] {label} show as a whole? [Answer with its title.|Give its title.]",
    "[The legend of|The caption of] {label} has lost its first sentence. [Write it.|Supply it.]",
    "[Sum up|Condense] the legend of {label} in [a title|one sentence].",
    "{label}. [Title|Heading of the legend]:",
    "[Word|Compose] a title for {label} [from its legend|by what its legend explains].",
    "[Going by|From] what its legend explains, what is {label} called?",
    "[State in one sentence|Put in a sentence] what {label} [presents|is about].",
    "[An editor asks for|A typesetter needs] the title of {label}. [Write it.|What is it?]",
    "[Begin the legend of|Open the legend of] {label} with its title.",
    "[Under what title|With which title] did the authors print {label}?",
  ]

  /// Words that the rest of a caption has at least.
  private static let fewestWords = 20

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let captions = passage.facts.filter { $0.name == "figure-caption" }
    guard !captions.isEmpty else { return .none(because: "no captions of figures") }
    let found = captions.compactMap { caption -> Exercise? in
      guard let title = CaptionTitle(caption, in: passage),
        captions.count(where: { $0.value == caption.value }) == 1,
        Words.count(in: passage.text, title.rest, upTo: Self.fewestWords) >= Self.fewestWords
      else { return nil }
      return Exercise(
        slots: ["label": title.label], response: passage.string(title.span),
        evidence: [.text(title.span, in: passage.document)], hidden: [title.span])
    }
    return found.isEmpty
      ? .none(because: "no caption with a title and an explanation") : .exercises(found)
  }

  public var examples: [TaskExample] {
    let title = "Budesonide lengthens the time without symptoms."
    return [
      TaskExample(
        ExampleDocument.captioned(
          "figure", "Figure 2",
          title
            + " Lines are the share of children without a symptom on each day of the year, by treatment. Bars are the intervals around them."
        ), slots: ["label": "Figure 2"], response: title, hides: title)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no captions of figures"),
      TaskCounterexample(
        ExampleDocument.captioned(
          "figure", "Figure 2",
          "Budesonide lengthens the time without symptoms. Bars are intervals."),
        because: "no caption with a title and an explanation"),
    ]
  }
}
