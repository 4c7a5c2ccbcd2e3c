public import Didact
import DidactMining

/// Under which item of a filing an excerpt stands: the filing's own heading is the answer.
///
/// Options are headings of the same filing. Items that treat the same matter (business, its risks, the
/// management's discussion and the accounts) are never offered against each other, and excerpts that hold a word
/// of their heading are not asked about.
public struct FilingItemTask: DomainTask {
  public init() {}

  public let id = "filing-item"
  public let category = "section classification"
  public let templates: [Template] = [
    "[Which item of the filing holds this excerpt|Under which item of the filing does this excerpt stand]? \"{excerpt}\"",
    "[Name|Give|Choose] the item that the following excerpt [belongs to|is taken from]: \"{excerpt}\"",
    "\"{excerpt}\" - the filing has this under the heading:",
    "[Assign|Match] the excerpt to its item. Excerpt: \"{excerpt}\"",
    "Read this excerpt: \"{excerpt}\" [Under which heading|In which item] [does the company report it|does it stand]?",
    "Excerpt: \"{excerpt}\"\nItem:",
    "[Decide|Say] which item's heading [fits|goes with] this excerpt: \"{excerpt}\"",
    "Filings are divided into items. Which one [contains|includes] \"{excerpt}\"?",
    "[Item classification|Filing item]: \"{excerpt}\"",
    "Put the excerpt back [under its heading|into its item]: \"{excerpt}\"",
    "[Fill in|Complete]: \"{excerpt}\" is taken from ____ of the filing.",
    "A reader looks for \"{excerpt}\". [Which item should be opened|Where is it to be found]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let items = passage.documentMemo.value { Items(passage.document) }.sections
    guard items.count >= 4 else { return .none(because: "fewer than four items") }
    var found: [Exercise] = []
    for section in passage.sections where items.contains(where: { $0.role == section.role }) {
      guard !Self.unasked.contains(where: section.role.hasSuffix),
        let excerpt = excerpt(of: section, in: passage)
      else { continue }
      let others = items.filter { Self.areApart($0.role, section.role) }
      var random = SeededGenerator(
        seed: 0, id, passage.document.id, section.role, String(excerpt.start))
      guard
        let wrong = Distractors.choose(
          3, from: others.map(\.label), near: section.label, random: &random)
      else { continue }
      // `Business` is the shortest of any four, `Management's Discussion ...` the longest: half of these are asked.
      let lengths = wrong.map(\.utf8.count)
      let length = section.label.utf8.count
      if lengths.allSatisfy({ $0 > length }) || lengths.allSatisfy({ $0 < length }),
        random.below(2) > 0
      {
        continue
      }
      found.append(
        Exercise(
          slots: ["excerpt": passage.string(excerpt)], response: section.label,
          options: [section.label] + wrong,
          evidence: [.section(section), .text(excerpt, in: passage.document)]))
    }
    return found.isEmpty ? .none(because: "no item that can be asked about") : .exercises(found)
  }

  /// The document's items that can be told by their names.
  private struct Items: Sendable {
    var sections: [Section]

    init(_ document: Document) {
      sections = document.sections.filter {
        $0.role.contains("item-") && $0.label.utf8.count < 120
          && !$0.label.lowercased().contains("reserved")
      }
    }
  }

  /// Items that hold what fits nowhere else, and lists.
  private static let unasked = [
    "item-9b", "item-15", "item-16", "item-19", "part-2-item-5", "part-2-item-6",
  ]

  /// Roles of items that treat the same matter.
  private static let matters: [Set<String>] = [
    [
      "item-1", "item-1a", "item-3", "item-4", "item-5", "item-6", "item-7", "item-7a", "item-8",
      "item-11",
      "item-14", "item-15", "item-18", "item-1-and-2", "item-2",
    ],
    ["item-10", "item-11", "item-12", "item-13", "item-14", "item-6", "item-7"],
    [
      "part-1-item-1", "part-1-item-2", "part-1-item-3", "part-2-item-1", "part-2-item-1a",
    ],
    ["item-9", "item-9a", "item-9a(t)", "item-15"],
    ["item-3", "item-4", "item-5", "item-8", "item-10", "item-17", "item-18", "item-19"],
  ]

  /// Pairs within a matter that are told apart without doubt all the same.
  private static let told: [Set<String>] = [
    ["item-1", "item-5"], ["item-1a", "item-2"], ["item-7", "item-2"], ["item-3", "item-5"],
    ["item-2", "item-5"], ["item-7", "item-11"], ["item-1", "item-11"], ["item-1a", "item-11"],
    ["item-2", "item-3"], ["item-5", "item-11"], ["item-8", "item-11"], ["item-2", "item-11"],
    ["item-7", "item-12"], ["item-7", "item-13"], ["item-7", "item-10"],
    ["part-1-item-2", "part-2-item-1"], ["part-2-item-1", "part-1-item-3"],
  ]

  private static func areApart(_ one: String, _ other: String) -> Bool {
    one != other
      && (told.contains([one, other])
        || !matters.contains { $0.contains(one) && $0.contains(other) })
  }

  /// The first sentence of the item in this passage that does not give its heading away.
  private func excerpt(of section: Section, in passage: Passage) -> Span? {
    let heading = Phrase(section.label)
    return passage.sentences.first { sentence in
      guard section.span.contains(sentence), passage.isQuotable(sentence),
        // A heading of two lines would be joined to its sentence.
        !passage.text[sentence].contains(0x0A), !Self.goesOn(sentence, passage.text),
        !Self.hasRunInHeading(passage.text[sentence])
      else { return false }
      let lowered = passage.text[sentence].map(UTF8Bytes.lowered)
      let givesAway = heading.stems.contains { UTF8Bytes.find($0, in: lowered[...]) != nil }
      return !givesAway
        && Self.empty.allSatisfy { UTF8Bytes.find($0.utf8, in: lowered[...]) == nil }
    }
  }

  /// Whether a colon and a sentence of its own follow what begins it: `Effects of Weather: The company ...`.
  private static func hasRunInHeading(_ sentence: ArraySlice<UInt8>) -> Bool {
    guard let mark = UTF8Bytes.find(": ".utf8, in: sentence), mark + 2 < sentence.endIndex else {
      return false
    }
    return UTF8Bytes.isUpper(sentence[mark + 2])
  }

  /// Whether the line before ends in the middle of a sentence: `General Meetings of`, `Shareholders shall ...`.
  private static func goesOn(_ sentence: Span, _ text: Text) -> Bool {
    let before = text.bytes[..<sentence.start]
    guard before.last == 0x0A,
      let word = before.dropLast().suffix(40).split(separator: 0x20).last
    else { return false }
    return word.last == UInt8(ascii: ",")
      || openWords.contains(String(decoding: word, as: UTF8.self))
  }

  private static let openWords: Set<String> = [
    "of", "the", "and", "a", "an", "to", "in", "or", "for", "by", "on", "with", "at", "from", "as",
  ]

  /// What stands in any item.
  private static let empty = [
    "incorporated", "refer to", "item", "see note", "not applicable", "form 10-", "form 20-",
    "pages",
  ]

  static func filing(_ parts: [(label: String, role: String, text: String)], facts: [Fact] = [])
    -> Document
  {
    var text = DocumentText()
    var sections: [Section] = []
    for part in parts {
      let span = text.paragraph(part.text)
      if !part.label.isEmpty {
        sections.append(Section(label: part.label, role: part.role, span: span))
      }
    }
    return Document(id: "1", text: text.finish(), sections: sections, facts: facts, language: "en")
  }

  private static let report = filing([
    (
      "Item 1. Business and Products", "item-1",
      "We mine salt in ten states and sell it to makers of food and to cities that have cold winters."
    ),
    (
      "Item 2. Properties", "item-2",
      "We own the mines, and we rent our offices in Ohio under a lease that ends in ten years."
    ),
    (
      "Item 9A. Controls and Procedures", "item-9a",
      "Our chief officers found that what has to be disclosed was recorded and reported in time."
    ),
    (
      "Item 11. Executive Compensation", "item-11",
      "Each of our five officers was paid a salary, and none of them was given any shares this year."
    ),
    (
      "Item 12. Security Ownership", "item-12",
      "No person known to us holds more than five percent of the shares that give a vote at meetings."
    ),
  ])

  /// A report with nothing to ask about but what is said of its controls.
  private static func controls(_ text: String) -> Document {
    filing([
      ("Item 1. Business", "item-1", "None."), ("Item 2. Properties", "item-2", "None."),
      ("Item 9A. Controls and Procedures", "item-9a", text),
      ("Item 11. Executive Compensation", "item-11", "None."),
      ("Item 12. Security Ownership", "item-12", "None."),
    ])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(Self.report, response: "Item 1. Business and Products"),
      TaskExample(
        Self.report,
        slots: [
          "excerpt":
            "Each of our five officers was paid a salary, and none of them was given any shares this year."
        ],
        response: "Item 11. Executive Compensation"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.filing([
          (
            "Item 5. Other Events", "item-5",
            "The company has sold its salt mines in Ohio to a buyer whom it does not name here."
          )
        ]), because: "fewer than four items"),
      TaskCounterexample(
        Self.filing([
          (
            "Item 1. Business and Products", "item-1",
            "Our business is salt, and this business has been ours for many years in this country."
          ),
          (
            "Item 2. Properties", "item-2",
            "Our properties are described on the pages of the report to our shareholders, see there."
          ),
          ("Item 3. Legal Proceedings", "item-3", "None."),
          ("Item 4. Mine Safety Disclosures", "item-4", "None."),
        ]), because: "no item that can be asked about"),
      TaskCounterexample(
        Self.controls(
          "Reviews in Time: The officers found that what has to be known was written down."),
        because: "no item that can be asked about"),
    ]
  }
}
