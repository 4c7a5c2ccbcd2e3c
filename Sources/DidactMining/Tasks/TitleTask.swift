public import Didact

/// The title, written from the text. Questions, notices and translations in brackets are not asked for.
public struct TitleTask: DomainTask {
  public init() {}

  public let id = "title"
  public let category = "title generation"
  public let templates: [Template] = [
    "[Write|Give|Suggest] [a title|the title] for [this text|the text above].",
    "[What is|What would be] [the title of this text|a fitting title for the text]?",
    "Title:",
    "Under which title [was this text published|did this text appear]?",
    "The text above has lost its title. [Restore it.|What was it?]",
    "[Sum up|State] the text's subject in the form of its title.",
    "[In one line|In a single line], what is this text [about|called]?",
    "[Head|Caption] the text with [its title|the authors' title].",
    "[Name|Find] the headline that [fits|belongs to] the text.",
    "What did the authors [call|name|title] this work?",
    "[Supply|Add] the missing title.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.total == 1 else { return .none(because: "a piece of a longer document") }
    let title = passage.title
    guard !title.isEmpty, passage.allows(title) else { return .none(because: "no title") }
    let bytes = passage.text[title]
    guard bytes.first != UInt8(ascii: "["), bytes.last != UInt8(ascii: "?"),
      Words.count(in: passage.text, title) >= 4
    else { return .none(because: "no title that can be asked for") }
    guard !Self.isTold(bytes, in: passage) else { return .none(because: "the text says its title") }
    return .exercises([
      Exercise(
        response: passage.string(title), evidence: [.text(title, in: passage.document)],
        hidden: [title])
    ])
  }

  /// Whether the title stands in the text as well, or, in any case of letters, at its head, as on a title page.
  private static func isTold(_ title: ArraySlice<UInt8>, in passage: Passage) -> Bool {
    let body = passage.text[passage.body]
    if UTF8Bytes.find(title, in: body) != nil { return true }
    let head = body.prefix(2_000).map(UTF8Bytes.lowered)
    return UTF8Bytes.find(title.map(UTF8Bytes.lowered), in: head[...]) != nil
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        .sample(title: "The tides of the northern coast", Self.body),
        response: "The tides of the northern coast", hides: "The tides of the northern coast"),
      TaskExample(
        .sample(title: "How salt marshes grow.", Self.body), response: "How salt marshes grow.",
        hides: "How salt marshes grow."),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(.sample(Self.body), because: "no title"),
      TaskCounterexample(
        .sample(title: "[On the tides of the coast].", Self.body),
        because: "no title that can be asked for"),
      TaskCounterexample(
        .sample(title: "The tides of the coast", "THE TIDES OF THE COAST. " + Self.body),
        because: "the text says its title"),
    ]
  }

  private static let body =
    "The water rises twice a day along the coast, and it falls as often. Salt marshes grow where it leaves mud."
}
