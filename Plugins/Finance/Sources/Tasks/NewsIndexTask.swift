public import Didact
import DidactMining

/// The codes under which a news story is indexed: its topics, its places or its organisations, all of them.
///
/// Asked where there are several, so that no one code will do.
public struct NewsIndexTask: DomainTask {
  public init() {}

  public let id = "news-index"
  public let category = "keyword extraction"
  public let templates: [Template] = [
    "[List|Give|Name] all {kind} under which this story is indexed.",
    "[Which|What] {kind} [does the index give for this story|is this story filed under]?",
    "Index entry\n{Kind}:",
    "[Index|Tag] this story [by|with] its {kind}.",
    "The story has several {kind}. [Which?|Name them all.]",
    "[Write out|Fill in] the {kind} of the story's [index entry|record]:",
    "[A librarian files|An archive keeps] this story by its {kind}. [Which are they?|List them.]",
    "[All|The] {kind} of this story, [set apart by semicolons|in a list]:",
    "[For retrieval|For the archive], give the story its {kind}.",
  ]

  private static let kinds = [
    ("topic", "topic codes"), ("place", "names of countries"),
    ("organisation", "organisation codes"),
    ("exchange", "exchange codes"), ("person", "names of persons"),
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let facts = passage.document.facts
    let found = Self.kinds.compactMap { name, kind -> Exercise? in
      let stated = facts.filter { $0.name == name }
      guard (2...6).contains(stated.count), Set(stated.map(\.value)).count == stated.count else {
        return nil
      }
      return Exercise(
        slots: ["kind": kind, "Kind": kind.prefix(1).uppercased() + kind.dropFirst()],
        response: stated.map(\.value).joined(separator: "; "),
        evidence: stated.map { .fact($0) })
    }
    return found.isEmpty ? .none(because: "no several codes are stated") : .exercises(found)
  }

  private static func story(_ facts: Fact...) -> Document {
    .example(
      title: "OHIO SALT OPENS A MINE",
      "A pit of salt that was closed six years ago will be worked again, its owners said at a meeting in Ohio.",
      facts: facts)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.story(Fact("topic", "grain"), Fact("topic", "ship")),
        slots: ["kind": "topic codes"], response: "grain; ship"),
      TaskExample(
        Self.story(Fact("topic", "ship"), Fact("place", "usa"), Fact("place", "west-germany")),
        slots: ["kind": "names of countries"], response: "usa; west-germany"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.story(Fact("topic", "ship"), Fact("place", "usa")),
        because: "no several codes are stated")
    ]
  }
}
