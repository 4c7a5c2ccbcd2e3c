public import Didact
import DidactMining

/// A field of the article's box of facts, or of its record, whose value stands in the text as well.
public struct BoxFieldTask: DomainTask {
  public init() {}

  public let id = "box-field"
  public let category = "text to data"
  public let templates: [Template] = [
    "[Fill in|Complete] the [fact box|box of facts] from the text. {field}: ____",
    "{field}:", "[Which value|What] does the text [give|have] for the field \"{field}\"?",
    "Record\n{field} = ?", "[Extract|Find] the value of \"{field}\" in the text.",
    "[For a data sheet|For a table of facts]: {field}?",
    "[Enter|Supply] \"{field}\" for this article's box.",
    "A form asks for \"{field}\". [What is entered|Which entry does the text bear out]?",
    "[Turn the text into data|Make a record of the text]. Field: {field}. Value:",
    "[State|Give] the entry for \"{field}\" in the article's summary box.",
    "[Take from the text|Read out of the text] what belongs under \"{field}\".",
    "In the article's box of facts, \"{field}\" [is filled in with|reads] what?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let fields = passage.document.facts.compactMap(Self.field)
    guard !fields.isEmpty else { return .none(because: "no box of facts") }
    var counts: [String: Int] = [:]
    for field in fields { counts[field.label, default: 0] += 1 }
    let title = passage.text[passage.title].map(UTF8Bytes.lowered)
    let found = fields.filter { counts[$0.label] == 1 }.prefix(Self.mostFields).compactMap {
      field -> Exercise? in
      let value = Array(field.fact.value.utf8)
      guard UTF8Bytes.find(value.map(UTF8Bytes.lowered), in: title[...]) == nil,
        let place = place(of: value, named: field.label, in: passage)
      else { return nil }
      return Exercise(
        slots: ["field": field.label], response: field.fact.value,
        evidence: [.fact(field.fact), .text(place, in: passage.document)])
    }
    guard !found.isEmpty else { return .none(because: "no field whose value the text holds") }
    return .exercises(passage.drawn(4, of: found, for: id))
  }

  /// Longer boxes are lists of results.
  private static let mostFields = 60

  /// A field that says something: of an infobox, or of a record.
  private static func field(_ fact: Fact) -> (label: String, fact: Fact)? {
    guard fact.span == nil, fact.name == "infobox" || fact.name == "field",
      let name = fact[fact.name == "infobox" ? "field" : "name"],
      fact.name == "field" || (fact["box"] ?? "").hasPrefix("infobox"),
      let last = name.utf8.last, UTF8Bytes.isLetter(last), name.utf8.count >= 3,
      !layout.contains(name.lowercased()), isValue(fact.value)
    else { return nil }
    return (label(name), fact)
  }

  /// Words, or a number so long that it stands nowhere by chance.
  private static func isValue(_ value: String) -> Bool {
    let bytes = value.utf8
    guard (4...80).contains(bytes.count), let first = bytes.first, let last = bytes.last,
      UTF8Bytes.isWord(first), UTF8Bytes.isWord(last) || last == UInt8(ascii: ")")
    else { return false }
    return bytes.contains { UTF8Bytes.isUpper($0) } || bytes.count(where: UTF8Bytes.isDigit) >= 5
  }

  /// `birth_place` as `Birth place`, `HighestPoint` as `Highest point`.
  private static func label(_ name: String) -> String {
    var label: [UInt8] = []
    let bytes = Array(name.utf8)
    for (index, byte) in bytes.enumerated() {
      let isBeforeLower = index + 1 < bytes.count && UTF8Bytes.isLower(bytes[index + 1])
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
        label.append(0x20)
      } else if UTF8Bytes.isUpper(byte), let last = label.last, UTF8Bytes.isLower(last) {
        label += [0x20, isBeforeLower ? UTF8Bytes.lowered(byte) : byte]
      } else {
        label.append(label.isEmpty && UTF8Bytes.isLower(byte) ? byte - 0x20 : byte)
      }
    }
    return String(decoding: label, as: UTF8.self)
  }

  /// The first place where the value stands as whole words: one word that may be something else there only in a
  /// sentence that has a word of the field's name as well (`The capital is Luanda`, not the river Kwanza).
  private func place(of value: [UInt8], named label: String, in passage: Passage) -> Span? {
    let isOne = !value.contains(0x20) && !value.contains(where: UTF8Bytes.isDigit)
    guard isOne else { return onlyPlace(of: value, in: passage) { _ in true } }
    // `language` is said of many a thing beside the one that a box is about.
    let stems = Phrase(label).stems.filter { !$0.starts(with: "lang".utf8) }
    return onlyPlace(of: value, in: passage) { span in
      guard let number = passage.number(ofSentenceAt: span.start) else { return false }
      let lowered = passage.text[passage.sentences[number]].map(UTF8Bytes.lowered)
      return stems.contains { UTF8Bytes.find($0, in: lowered[...]) != nil }
    }
  }

  private func onlyPlace(
    of value: [UInt8], in passage: Passage, where fits: (Span) -> Bool
  ) -> Span? {
    let body = passage.text[passage.body]
    var position = body.startIndex
    while let hit = UTF8Bytes.find(value, in: body, from: position) {
      let span = Span(hit, hit + value.count)
      let isWhole =
        (hit == body.startIndex || !UTF8Bytes.isWord(body[hit - 1]))
        && (span.end >= body.endIndex || !UTF8Bytes.isWord(body[span.end]))
      if isWhole, passage.allows(span), fits(span) { return span }
      position = hit + 1
    }
    return nil
  }

  /// Fields of a box's look and of what it links to.
  private static let layout: Set<String> = Set(
    """
    name image caption image_caption alt logo flag map map_caption image_map pushpin_map website url
    imdb color colour familycolor family_color bgcolor
    language next_mission previous_mission preceded_by followed_by next previous protoname style width align title subtitle color_text native_name native_name_lang
    official_name fullname conventional_long_name common_name signature sound ipa pronunciation box_width
    coordinates_display coordinates_type image_skyline image_flag image_seal image_alt footnotes ref
    wikisource commons glottorefname source module embed class date text body id header header1 label data background genre_note
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  private static func document(_ facts: [Fact]) -> Document {
    ExampleText.document(
      title: "Ness",
      [
        "Ness is a town on the northern coast. Its harbour was built by Ada Marsh in the year of the flood."
      ]
    ) { _ in facts }
  }
  private static func field(_ name: String, _ value: String) -> Fact {
    Fact(
      "infobox", value, attributes: [.init("field", name), .init("box", "infobox settlement")])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document([Self.field("harbour_builder", "Ada Marsh")]),
        slots: ["field": "Harbour builder"], response: "Ada Marsh")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Self.document([]), because: "no box of facts"),
      TaskCounterexample(
        Self.document([Self.field("mayor", "Bea Sound")]),
        because: "no field whose value the text holds"),
      TaskCounterexample(
        Self.document([Self.field("currency", "Marsh")]),
        because: "no field whose value the text holds"),
    ]
  }
}
