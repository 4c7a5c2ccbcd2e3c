public import Didact

/// The summary that the authors wrote: a section with a heading that says so, taken out of the text.
public struct SummarySectionTask: DomainTask {
  public init() {}

  public let id = "summary-section"
  public let category = "summarisation"
  public let templates: [Template] = [
    "[Summarise|Sum up] the text.", "[Write|Give] a summary of [this text|the text above].",
    "[What does the text say, in short|What is the gist of the text]?", "Summary:",
    "[State|Set down] the main points of [the text|this document].",
    "[Write the abstract|Write an abstract] of this text.",
    "The text above has lost its summary. [Restore it.|What did it say?]",
    "[Condense|Shorten] the text to [a paragraph|its essentials].",
    "[In a few sentences|Briefly], what is the text about?",
    "[Tell|Explain] in short what a reader finds in this text.",
    "[How did the authors sum this up|How would the authors summarise this]?",
    "[A busy reader wants|Someone asks for] the short version. [Write it.|What is it?]",
    "[Draw up|Prepare] a summary for someone who has not read the text.",
  ]

  private static let labels: Set<String> = [
    "summary", "abstract", "executive summary", "brief summary", "key points", "highlights",
    "synopsis", "in brief", "at a glance", "author summary", "plain language summary",
    "lay summary", "key messages", "overview",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.total == 1 else { return .none(because: "a piece of a longer document") }
    let found = passage.sections.compactMap { section -> Exercise? in
      guard section.label.utf8.count <= 30, Self.labels.contains(section.label.lowercased()),
        passage.allows(section.span)
      else { return nil }
      let body = Words.count(in: passage.text, passage.body)
      let words = Words.count(in: passage.text, section.span)
      guard (20...300).contains(words), words * 2 <= body - words,
        passage.text[section.span].last == UInt8(ascii: ".")
      else { return nil }
      return Exercise(
        response: passage.string(section.span),
        evidence: [.text(section.span, in: passage.document)], hidden: [section.span])
    }
    // Of two summaries one would be read off the other.
    guard found.count == 1 else { return .none(because: "no summary under a heading of its own") }
    return .exercises(found)
  }

  private static let summary =
    "Salt marshes grow where the tide leaves its mud. They hold back the sea, and birds rest there on their way to the north."

  private static func document(_ label: String, repeats: Int) -> Document {
    var text = DocumentText()
    let span = text.paragraph(summary)
    for number in 0..<repeats {
      _ = text.paragraph(
        "In the bay number \(number) the water rises twice a day along the coast, and it falls as often as it rises there."
      )
    }
    return Document(
      id: "1", text: text.finish(), sections: [Section(label: label, span: span)], language: "en")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("Summary", repeats: 4), response: Self.summary, hides: Self.summary),
      TaskExample(
        Self.document("KEY POINTS", repeats: 4), response: Self.summary, hides: Self.summary),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no summary under a heading of its own"
    return [
      TaskCounterexample(Self.document("Background", repeats: 4), because: reason),
      TaskCounterexample(Self.document("Summary", repeats: 1), because: reason),
    ]
  }
}
