public import Didact
import DidactMining

/// Under which heading a section stands: the document's own outline.
public struct ParentHeadingTask: DomainTask {
  public init() {}

  public let id = "parent-heading"
  public let category = "document structure"
  public let templates: [Template] = [
    "Under which heading does the section \"{section}\" [stand|belong]?",
    "[Which chapter|Which part of the document] [holds|contains] the section \"{section}\"?",
    "Section: {section}\n[Part of|Stands under]:",
    "[Place|Put] \"{section}\" in the document's outline: under which heading?",
    "[Find|Name] the heading above the section \"{section}\".",
    "\"{section}\" is a section of [which part|what]?",
    "[Choose|Pick] the part of the document that \"{section}\" belongs to.",
    "In the table of contents, \"{section}\" is listed [below which heading|under what]?",
    "[Where in the outline|Where in the document] is the section \"{section}\"?",
    "[Sort|File] the section \"{section}\" under its heading.",
    "The outline has the headings below. [Which one covers|Which one has] \"{section}\"?",
    "[Tell|State] under which heading a reader finds \"{section}\".",
    "[One level up|A level above]: which heading stands over \"{section}\"?",
    "[Complete|Fill in] the outline: ____ > {section}",
    "[A reader looks for|Someone looks for] \"{section}\". [Which part do they open|In which part is it]?",
    "[To which of these parts|To which part] does \"{section}\" belong?",
    "Heading above \"{section}\":", "Parent of the section \"{section}\" in the outline:",
    "[Assign|Match] the section \"{section}\" to the part that holds it.",
  ]

  private static let distractors = 3
  private static let mostSections = 500

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let all = passage.document.sections
    guard !passage.sections.isEmpty, (4...Self.mostSections).contains(all.count) else {
      return .none(because: "no outline of several parts")
    }
    let outline = passage.documentMemo.value { Outline(all) }
    let parents = outline.parents
    var found: [Exercise] = []
    for (number, section) in all.enumerated() where passage.span.contains(section.span.start) {
      guard let parent = parents[number], outline.isAskable[number], outline.isAskable[parent],
        !outline.share(number, parent)
      else { continue }
      let others = all.indices.filter {
        $0 != parent && $0 != number && parents[$0] == parents[parent] && outline.isAskable[$0]
          && !outline.share(number, $0) && !outline.share(parent, $0)
      }.map { all[$0].label }
      var random = SeededGenerator(seed: 0, id, passage.document.id, section.label)
      guard
        let wrong = Distractors.choose(
          Self.distractors, from: others, near: all[parent].label, random: &random)
      else { continue }
      found.append(
        Exercise(
          slots: ["section": section.label], response: all[parent].label,
          options: [all[parent].label] + wrong,
          evidence: [.section(all[parent]), .section(section)]))
    }
    guard !found.isEmpty else { return .none(because: "no section within one of several parts") }
    return .exercises(passage.drawn(1, of: found, for: id))
  }

  /// Which section stands in which, found once for all passages.
  private struct Outline: Sendable {
    var parents: [Int?] = []
    /// Whether a section has a heading that says something and that no other one has.
    var isAskable: [Bool] = []
    /// What the words of each heading begin with.
    private var beginnings: [Set<[UInt8]>] = []

    init(_ sections: [Section]) {
      var counts: [String: Int] = [:]
      for section in sections { counts[section.label, default: 0] += 1 }
      // Outer sections stand before their inner ones.
      var open: [Int] = []
      for (number, section) in sections.enumerated() {
        while let last = open.last, !sections[last].span.contains(section.span) {
          open.removeLast()
        }
        parents.append(open.last)
        open.append(number)
        beginnings.append(Set(Phrase(section.label).stems.map { Array($0.prefix(4)) }))
        isAskable.append(counts[section.label] == 1 && ParentHeadingTask.isHeading(section.label))
      }
    }

    /// Whether two headings share a word.
    func share(_ one: Int, _ other: Int) -> Bool {
      !beginnings[one].isDisjoint(with: beginnings[other])
    }
  }

  private static func isHeading(_ label: String) -> Bool {
    (3...80).contains(label.utf8.count) && label.utf8.contains(where: UTF8Bytes.isLetter)
      && !endMatter.contains(label.lowercased())
  }

  /// Headings that every article has, below which nothing of its subject stands.
  private static let endMatter: Set<String> = [
    "see also", "references", "external links", "further reading", "notes", "bibliography",
    "footnotes", "sources", "reference literature", "colophon", "online", "selected bibliography",
    "primary literature", "secondary literature", "citations", "works cited",
    "notes and references", "gallery",
    "overview", "general", "other", "miscellaneous", "introduction", "index", "appendix",
  ]

  private static func document(_ parts: [String]) -> Document {
    let paragraphs = (0...parts.count).map { "In the bay number \($0), \(ExampleText.coast)" }
    var sections = parts.enumerated().map {
      (label: $0.element, paragraphs: $0.offset..<($0.offset + 1))
    }
    sections[0].paragraphs = 0..<2
    for number in 1..<parts.count { sections[number].paragraphs = (number + 1)..<(number + 2) }
    sections.insert((label: "Curlews", paragraphs: 1..<2), at: 1)
    return ExampleText.document(paragraphs, sections: sections)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document(["Birds", "Tides", "Dykes", "Harbours"]), slots: ["section": "Curlews"],
        response: "Birds")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.document(["Birds", "Tides"]), because: "no outline of several parts"),
      TaskCounterexample(
        Self.document(["Birds", "Tides", "Dykes"]),
        because: "no section within one of several parts"),
    ]
  }
}
