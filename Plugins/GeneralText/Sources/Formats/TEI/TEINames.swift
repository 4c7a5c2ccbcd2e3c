import Didact
import DidactXML

extension TEIVocabulary {
  /// Names, dates and measures, which are facts with their places; what is told of a person or a place.
  func names(_ element: XMLTree, _ parent: XMLTree?, _ isRunning: Bool) -> ProseRule? {
    if let parent, Self.entities.contains(parent.name), !isRunning {
      return told(element)
    }
    guard let fact = Self.fact(of: element) else { return nil }
    let attributes = element.attributes([
      "ref", "key", "type", "when", "notBefore", "notAfter", "from", "to", "quantity", "unit",
    ])
    // A date is a fact where the source says which.
    if fact == "calendar-date" || fact == "measure", attributes.isEmpty { return nil }
    return (isRunning ? ProseRule.inline : .block).spaced.stating(fact, attributes)
  }

  /// The name of the fact that an element states by itself.
  private static func fact(of element: XMLTree) -> String? {
    switch element.name {
    case "persName": "person"
    case "placeName", "geogName": "place"
    case "orgName": "organisation"
    case "name", "rs":
      switch element.attribute("type") {
      case "person", "pers", "persName": "person"
      case "place", "placeName": "place"
      case "org", "organisation", "organization", "orgName": "organisation"
      default: nil
      }
    case "date", "origDate": "calendar-date"
    case "measure": "measure"
    default: nil
    }
  }

  static let entities: Set<String> = ["person", "personGrp", "place", "org", "nym"]

  /// A line of an entry on a person or a place: `birth` of whom.
  private func told(_ element: XMLTree) -> ProseRule? {
    switch element.name {
    case "p", "ab", "note", "bibl", "listBibl", "person", "place", "org", "ptr", "linkGrp": nil
    case "persName", "placeName", "orgName", "name":
      ProseRule.block.spaced.stating(Self.fact(of: element) ?? "name", element.attributes(["type"]))
        .name
    default:
      ProseRule.block.spaced
        .stating(
          element.name.lowercased(),
          element.attributes(["type", "when", "notBefore", "notAfter", "from", "to"])
        ).naming(as: "of")
    }
  }
}

extension XMLTree {
  /// Those of these attributes that it has, in this order, as attributes of a fact.
  func attributes(_ names: [String]) -> [Fact.Attribute] {
    names.compactMap { name in
      attribute(name).flatMap { $0.isEmpty ? nil : Fact.Attribute(name.hyphenated, $0) }
    }
  }
}

extension String {
  /// `notBefore` as `not-before`.
  fileprivate var hyphenated: String {
    reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }
}
