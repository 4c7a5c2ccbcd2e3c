public import Didact
import DidactMining

/// A table's title, from its cells: hidden in the text.
public struct TableTitleTask: DomainTask {
  public init() {}

  public let id = "table-title"
  public let category = "data to text"
  public let templates: [Template] = [
    "[Write|Give] the title of {label}.",
    "[What does|What do the rows and columns of] {label} show? [Answer with its title.|Give its title.]",
    "{label} [has lost its title.|stands here without its title.] [Write it.|Supply it.]",
    "[Describe|Sum up] {label} in a title [as the authors did|for the article].",
    "{label}. [Title|Caption]:",
    "[Word|Compose] a title for {label} [from its rows and columns|by what it lists].",
    "[From the data in|Going by the data in] {label}, what is it called?",
    "[Put into words|State in a line] what {label} [presents|holds].",
    "[An editor asks for|A typesetter needs] the title of {label}. [Write it.|What is it?]",
    "[Caption {label}.|Head {label} with its title.]",
    "[Under what title|With which title] did the authors print {label}?",
  ]

  private static let fewestCells = 4

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let captions = passage.facts.filter { $0.name == "table-caption" }
    guard !captions.isEmpty else { return .none(because: "no captions of tables") }
    let cells = passage.facts.compactMap { $0.name == TableText.fact ? $0.span : nil }
    var found: [Exercise] = []
    for caption in captions {
      guard let title = CaptionTitle(caption, in: passage),
        captions.count(where: { $0.value == caption.value }) == 1
      else { continue }
      let next = captions.compactMap(\.span?.start).filter { $0 > title.span.start }.min() ?? .max
      // The table itself stands in this passage.
      let own = cells.count {
        $0.start > title.span.start && $0.start < next && passage.span.contains($0)
      }
      guard own >= Self.fewestCells else { continue }
      found.append(
        Exercise(
          slots: ["label": title.label], response: passage.string(title.span),
          evidence: [.text(title.span, in: passage.document)], hidden: [title.span]))
    }
    return found.isEmpty
      ? .none(because: "no table with a title and cells in one piece") : .exercises(found)
  }

  private static let rows = [
    ["Drug", "Days", "Nights"], ["Budesonide", "12", "3"], ["Placebo", "16", "5"],
  ]

  public var examples: [TaskExample] {
    let title = "Days and nights with symptoms in a year, by treatment."
    return [
      TaskExample(
        ExampleDocument.captioned("table", "Table 1.", title, rows: Self.rows),
        slots: ["label": "Table 1"], response: title, hides: title)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(ExampleDocument.trial(), because: "no captions of tables"),
      TaskCounterexample(
        ExampleDocument.captioned("table", "Table 1", "Days and nights with symptoms in a year."),
        because: "no table with a title and cells in one piece"),
      TaskCounterexample(
        ExampleDocument.captioned("table", "Table 1", "Symptoms.", rows: Self.rows),
        because: "no table with a title and cells in one piece"),
    ]
  }
}
