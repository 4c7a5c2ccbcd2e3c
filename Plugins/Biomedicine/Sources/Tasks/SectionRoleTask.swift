public import Didact
import DidactMining

/// Which part of the article an excerpt comes from: the source's own label is the answer.
///
/// Excerpts that hold a word of their label's kind are not asked about; background and objective are never
/// offered against each other, since authors mix them. The other options are the document's own labels where it
/// has them, so that an unusual label is no sign of the answer.
public struct SectionRoleTask: DomainTask {
  public init() {}

  public let id = "section-role"
  public let category = "section classification"
  public let templates: [Template] = [
    "[Which part|Which section] of the article does this excerpt [come from|belong to|stand in]? \"{excerpt}\"",
    "[Name|Give|Choose] the section that [holds|contains] the following excerpt: \"{excerpt}\"",
    "Read this excerpt: \"{excerpt}\" [Under which heading|In which section] [did the authors place it|does it stand]?",
    "\"{excerpt}\" - the authors wrote this under the heading:",
    "[Classify|Assign] the excerpt by [its section|the section it stands in]. Excerpt: \"{excerpt}\"",
    "[What is the role of|What label did the authors give to] the part that reads \"{excerpt}\"?",
    "Excerpt: \"{excerpt}\"\nSection:",
    "[Decide|Say] which section label [fits|goes with] this excerpt: \"{excerpt}\"",
    "The parts of this text have labels. Which one [stands above|introduces] \"{excerpt}\"?",
    "[Section labelling|Section classification]: \"{excerpt}\"",
    "Put the excerpt back [under its heading|into its section]: \"{excerpt}\"",
    "To which labelled part do these words belong: \"{excerpt}\"?",
    "[Fill in|Complete]: \"{excerpt}\" is taken from the section headed ____.",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let sections = passage.sections
    guard !sections.isEmpty else { return .none(because: "no section labels") }
    let captions = passage.facts.compactMap {
      ["figure-caption", "table-caption"].contains($0.name) ? $0.span : nil
    }
    let labels = passage.documentMemo.value { Labels(passage.document) }.byClass
    var found: [Exercise] = []
    for section in sections {
      guard let answer = SectionClass(label: section.label),
        section.label.utf8.first.map(UTF8Bytes.isUpper) ?? false,
        let excerpt = excerpt(of: section, answer, off: captions, in: passage)
      else { continue }
      var options = SectionClass.allCases.filter { $0 != answer }
      switch answer {
      case .background: options.removeAll { $0 == .objective }
      case .objective: options.removeAll { $0 == .background }
      default:
        // Three of the four others, so that every question has four options.
        options.removeAll { $0 == (labels[.objective] == nil ? .objective : .background) }
      }
      found.append(
        Exercise(
          slots: ["excerpt": passage.string(excerpt)], response: section.label,
          options: [section.label]
            + options.map { labels[$0].alike(section.label) ?? $0.option(like: section.label) },
          evidence: [.section(section), .text(excerpt, in: passage.document)]))
    }
    return found.isEmpty
      ? .none(because: "no label that can be asked about") : .exercises(found)
  }

  /// How the document words the labels of its sections.
  private struct Labels: Sendable {
    var byClass: [SectionClass: String] = [:]

    init(_ document: Document) {
      for section in document.sections {
        if let role = SectionClass(label: section.label), byClass[role] == nil {
          byClass[role] = section.label
        }
      }
    }
  }

  /// The first sentence of the section that does not give its label away.
  /// A caption belongs to its figure, wherever that stands.
  private func excerpt(
    of section: Section, _ answer: SectionClass, off captions: [Span], in passage: Passage
  ) -> Span? {
    passage.sentences.first { sentence in
      guard section.span.contains(sentence), passage.isQuotable(sentence),
        passage.beginsWhole(sentence), Brackets.areClosed(passage.text[sentence]),
        Self.isProse(sentence, in: passage.text),
        !captions.contains(where: { $0.overlaps(sentence) })
      else { return false }
      let lowered = passage.text[sentence].map(UTF8Bytes.lowered)
      return answer.isBorneOut(by: lowered)
        && !answer.telltales.contains { UTF8Bytes.find($0.utf8, in: lowered[...]) != nil }
        && UTF8Bytes.find(section.label.utf8, in: passage.text[sentence]) == nil
    }
  }

  /// Whether more than half of the words begin small: a list of places or names says nothing of its section.
  private static func isProse(_ sentence: Span, in text: Text) -> Bool {
    let words = Words.spans(in: text, sentence)
    let small = words.count { text[$0].first.map(UTF8Bytes.isLower) ?? false }
    return small * 2 > words.count
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        ExampleDocument.trial(),
        slots: [
          "excerpt":
            "We randomly assigned 3849 people to budesonide or placebo for one year and recorded symptoms daily."
        ], response: "METHODS"),
      TaskExample(ExampleDocument.trial(), response: "CONCLUSIONS"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "", "",
              "Sleep is needed by all animals that have been studied so far, without exception."
            )
          ]),
        because: "no section labels"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "METHODS AND RESULTS", "methods",
              "We watched twelve dogs for a year, and they slept at night like the others did."
            ),
            (
              "METHODS", "methods",
              "The method was that of others who had watched dogs at night in a laboratory."
            ),
          ]), because: "no label that can be asked about"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "Dogs slept nine hours a night in the new house (which was left to dogs of the third kennel."
            )
          ]), because: "no label that can be asked about"),
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "Dogs were detected in Armenia, Austria, Bulgaria, China, Croatia, France, Germany, Greece and Italy."
            )
          ]), because: "no label that can be asked about"),
      // Reads like an introduction.
      TaskCounterexample(
        ExampleDocument.abstract(
          "Sleep",
          [
            (
              "RESULTS", "results",
              "The sleep of dogs has not been studied in single kennels because of the many other dogs there."
            )
          ]), because: "no label that can be asked about"),
      TaskCounterexample(ExampleDocument.short, because: "too short"),
    ]
  }
}

extension String? {
  /// The label, where it is written in capitals like another or not like it: an odd one would be a sign.
  fileprivate func alike(_ other: String) -> String? {
    flatMap { ($0 == $0.uppercased()) == (other == other.uppercased()) ? $0 : nil }
  }
}
