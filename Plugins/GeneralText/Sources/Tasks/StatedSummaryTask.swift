public import Didact
import DidactMining

/// The summary that a source gives beside the text: a feed's, an article's abstract, a book's description.
public struct StatedSummaryTask: DomainTask {
  public init() {}

  public let id = "stated-summary"
  public let category = "summarisation"
  public let templates: [Template] = [
    "[Summarise|Sum up] [the text|this text].", "[Write|Give] a short summary of the text.",
    "[What is the text about, in short|What is the short version of this text]?",
    "[Summary|In brief]:", "[Write|Draft] the summary under which this text could be listed.",
    "[Announce|Describe] the text in a few words.",
    "[How would a list of articles sum this up|How was this text announced]?",
    "[Condense|Reduce] the text to its core.", "[Tell|State] the main point of the text.",
    "A reader sees only a summary. [What does it say|How does it read]?",
    "[Prepare|Compose] the description that goes with this text.",
    "[In one or two sentences|Shortly], what does the text say?",
  ]

  private static let names: Set<String> = ["summary", "abstract", "description"]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.total == 1 else { return .none(because: "a piece of a longer document") }
    let facts = passage.document.facts.filter {
      Self.names.contains($0.name) && $0.span == nil
    }
    guard facts.count == 1, let fact = facts.first else { return .none(because: "no summary") }
    let summary = Text(fact.value)
    let words = Words.count(in: summary, summary.span)
    guard (10...200).contains(words),
      Words.count(in: passage.text, passage.body) >= 2 * words, isProse(summary),
      !isCut(summary, in: passage)
    else { return .none(because: "no summary that is more than the text's beginning") }
    return .exercises([Exercise(response: fact.value, evidence: [.fact(fact)])])
  }

  /// Sentences, without remains of markup.
  private func isProse(_ summary: Text) -> Bool {
    guard let last = summary.bytes.last,
      [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(last),
      !summary.bytes.suffix(3).elementsEqual("...".utf8)
    else { return false }
    return !["<", "&", "http", "[...]", "…"].contains {
      UTF8Bytes.find($0.utf8, in: summary.bytes[...]) != nil
    }
  }

  /// Whether its beginning or its end is the text's own words.
  private func isCut(_ summary: Text, in passage: Passage) -> Bool {
    [summary.bytes.prefix(40), summary.bytes.suffix(40)].contains {
      UTF8Bytes.find($0, in: passage.text[passage.span]) != nil
    }
  }

  private static func document(_ summary: String) -> Document {
    ExampleText.document([
      ExampleText.coast, "Birds rest in the marshes on their way to the far north each spring.",
    ]) { _ in
      [Fact("summary", summary)]
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The tide makes a home for birds on a low and muddy shore."),
        response: "The tide makes a home for birds on a low and muddy shore.")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no summary that is more than the text's beginning"
    return [
      TaskCounterexample(ExampleText.document([ExampleText.coast]), because: "no summary"),
      TaskCounterexample(
        Self.document("The water rises twice a day along the coast, and it falls ..."),
        because: reason),
      TaskCounterexample(Self.document("On tides."), because: reason),
    ]
  }
}
