import Didact
import DidactMining

/// A mention that the source annotates with a type.
struct Mention {
  var fact: Fact
  var span: Span
  /// The type as the source writes it: `Disease`, `CellLine`.
  var type: String
  /// The identifier of what is mentioned, where the source gives one.
  var identifier: String?

  /// Names under which sources give identifiers, in the order in which they are looked for.
  static let identifiers = ["identifier", "mesh", "MESH", "ncbi-gene", "NCBI Gene", "taxonomy"]

  /// The mentions of a passage, or of the whole document, in text order.
  static func all(of facts: [Fact]) -> [Mention] {
    facts.compactMap { fact in
      guard fact.name == "annotation", let span = fact.span, let type = fact["type"],
        // A location of several, or a part of a composite mention, is no mention of its own.
        fact["part"] == nil, fact["compositerole"] == nil, span.count >= 2
      else { return nil }
      let identifier = identifiers.lazy.compactMap { fact[$0] }.first { $0 != "-" && $0 != "-1" }
      return Mention(fact: fact, span: span, type: type, identifier: identifier)
    }.sorted { $0.span.start < $1.span.start }
  }

  /// Whether it is worth asking for: no everyday word, and no part of a longer name, which tools that annotate without
  /// readers take for something else (`NAC` of `NAC domain` for a chemical).
  func isWorthAsking(in text: Text) -> Bool {
    guard !Self.everyday.contains(fact.value.lowercased()),
      type.lowercased() != "species" || Self.isScientific(fact.value)
    else { return false }
    let next = text.bytes[min(span.end, text.bytes.count)...].prefix(Self.longestHead)
      .map(UTF8Bytes.lowered)
    return !Self.heads.contains { next.starts(with: $0) }
  }

  /// Whether a species has its scientific name: `Drosophila`, `E. coli`. In small letters it is an everyday word
  /// (`person`, `yeast`), and `L. Madara` is an author.
  private static func isScientific(_ name: String) -> Bool {
    let words = name.utf8.split(separator: UInt8(ascii: " "))
    guard let first = words.first?.first, UTF8Bytes.isUpper(first) else { return false }
    return words.dropFirst().allSatisfy { $0.first.map(UTF8Bytes.isLower) ?? false }
  }

  private static let everyday: Set<String> = [
    "human", "humans", "mouse", "mice", "rat", "rats", "patient", "patients", "man", "men", "woman",
    "women", "people", "persons", "participants", "children", "child", "boys", "girls", "infants",
    "animal", "animals", "water", "oxygen", "death", "toxicity", "toxic", "damage", "injury",
    "loss", "deficit", "deficits", "pain",
  ]
  private static let heads = [
    " domain", " region", " motif", " repeat", " terminus", " terminal", "-terminal",
  ].map { Array($0.utf8) }
  private static let longestHead = 9

  /// Whether a tool has annotated the document, as PubTator's exports show: homology groups of genes, or an article of
  /// PubMed Central, without the annotator that curators' corpora name.
  static func areOfTool(_ document: Document) -> Bool {
    let annotations = document.facts.filter { $0.name == "annotation" }
    guard !annotations.contains(where: { $0["annotator"] != nil }) else { return false }
    return annotations.contains { $0["ncbi-homologene"] != nil }
      || document.facts.contains { $0.name == "article-id" && $0["type"] == "pmc" }
  }

  /// The name of a type in running text: `cell line` for `CellLine`.
  static func name(of type: String) -> String {
    var name = ""
    var last: Character = " "
    for character in type {
      if character.isUppercase, last.isLowercase { name += " " }
      name += character == "_" ? " " : character.lowercased()
      last = character
    }
    return name
  }
}

extension ExampleDocument {
  /// An annotated sentence: what of it is annotated, as which type, with which identifier.
  static func annotated(
    _ sentence: String, _ mentions: [(text: String, type: String, identifier: String)],
    relations: [Fact] = []
  ) -> Document {
    var text = DocumentText()
    let title = text.title("Drugs in mild asthma")
    let line = text.paragraph(sentence)
    let bytes = Array(sentence.utf8)
    var from = 0
    let facts = mentions.compactMap { mention -> Fact? in
      guard let place = UTF8Bytes.find(mention.text.utf8, in: bytes[...], from: from) else {
        return nil
      }
      from = place + 1
      return Fact(
        "annotation", mention.text,
        span: Span(line.start + place, line.start + place + mention.text.utf8.count),
        attributes: [.init("type", mention.type), .init("identifier", mention.identifier)])
    }
    return Document(
      id: "1", title: title, text: text.finish(), facts: facts + relations, language: "en")
  }
}
