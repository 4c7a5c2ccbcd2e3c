public import Didact
import DidactMining

/// From where, and on which day, a news story was sent: its dateline.
public struct NewsDatelineTask: DomainTask {
  public init() {}

  public let id = "news-dateline"
  public let category = "slot filling"
  public let templates: [Template] = [
    "[From where and on which day|Where and when] was [this story|this report] [sent|filed]?",
    "[Give|State|Copy] the [dateline|place and day] of the story.",
    "[Dateline|Place and day]:",
    "[Fill in|Complete] the record of the story: place and day: ____",
    "[Read off|Find] where the report comes from, with its day.",
    "An archive [enters|notes] place and day of each story. [What is entered here|What goes in for this one]?",
    "[What is the story's dateline|Which dateline does the story carry]?",
    "[For a citation|To cite the story]: [place and day|where from, which day]?",
    "[Extract|Report] place and day of sending.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard let line = passage.facts.first(where: { $0.name == "dateline" }), let span = line.span,
      passage.allows(span), (6...60).contains(line.value.utf8.count),
      line.value.contains(",")
    else { return .none(because: "no dateline") }
    return .exercises([Exercise(response: line.value, evidence: [.fact(line)])])
  }

  private static func story(_ dateline: String) -> Document {
    let text =
      "\(dateline) - A pit of salt that was closed six years ago will be worked again, its owners said."
    return Document(
      id: "1", text: Text(text),
      facts: dateline.isEmpty
        ? [] : [Fact("dateline", dateline, span: Span(0, dateline.utf8.count))], language: "en")
  }

  public var examples: [TaskExample] {
    [TaskExample(Self.story("CLEVELAND, Ohio, March 2"), response: "CLEVELAND, Ohio, March 2")]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(Self.story(""), because: "no dateline")]
  }
}
