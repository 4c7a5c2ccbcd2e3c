import Didact
import DidactXML

/// What a clinical document says of persons, places and numbers, wherever it says it in elements made for that.
struct DocumentIdentifiers {
  /// What a string names; the mask says it in its place.
  enum Kind: String {
    /// A part of the patient's own name, masked in any case of letters.
    case patient = "patient-name"
    /// A part of another person's name, masked where it does not begin with a small letter: some are words.
    case person = "name"
    case organization, address, telecom, date
    case id = "identifier"
  }
  private(set) var strings: [(text: String, kind: Kind)] = []
  /// Digits of telephone numbers.
  private(set) var numbers: Set<String> = []

  /// All of a document's.
  static func all(in document: XMLTree) -> DocumentIdentifiers {
    var identifiers = DocumentIdentifiers()
    identifiers.collect(document, parent: nil)
    return identifiers
  }

  private mutating func collect(_ element: XMLTree, parent: XMLTree?) {
    switch element.name {
    case "name": addName(element, of: parent)
    case "addr": addAddress(element)
    case "telecom": addTelecom(element.attribute("value") ?? element.text)
    case "birthTime", "deceasedTime": add(element.attribute("value"), .date, from: 6)
    case "id", "setId": addIdentifier(element)
    // Narrative and codes hold no such elements.
    case "text", "code", "value": return
    default: break
    }
    for child in element.elements { collect(child, parent: element) }
  }

  private mutating func add(_ text: String?, _ kind: Kind, from least: Int = 2) {
    guard let text else { return }
    let folded = HL7.folded(Array(text.utf8))
    // Longer ones are no names; what they name is masked by its parts.
    guard (least...200).contains(folded.count) else { return }
    strings.append((String(decoding: folded, as: UTF8.self), kind))
  }

  // MARK: Names

  /// Products have names, too.
  private static let products: Set<String> = [
    "manufacturedMaterial", "manufacturedLabeledDrug", "manufacturerOrganization",
    "labeledDrug", "material",
  ]

  private mutating func addName(_ name: XMLTree, of parent: XMLTree?) {
    let owner = parent?.name ?? ""
    if Self.products.contains(owner) { return }
    let kind = parent?.attribute("classCode") ?? ""
    if owner == "playingEntity", kind == "MMAT" || kind == "MAT" { return }
    let parts = name.elements
    let isPerson =
      owner.hasSuffix("Person") || owner == "patient" || kind == "PSN"
      || parts.contains { $0.name == "family" || $0.name == "given" }
    guard isPerson else { return add(name.text, .organization, from: 3) }
    let whose = owner == "patient" ? Kind.patient : .person
    for part in parts where part.name == "family" || part.name == "given" {
      addWords(part.text, whose)
    }
    // A name without parts: all its words, titles and degrees aside.
    if parts.isEmpty { addWords(name.text, whose) }
  }

  /// A name and each of its words; initials say too little.
  private mutating func addWords(_ text: String, _ kind: Kind) {
    add(text, kind)
    let words = text.utf8.split { !UTF8Bytes.isWord($0) }
    guard words.count > 1 else { return }
    for word in words {
      let word = String(decoding: Array(word), as: UTF8.self)
      if !Self.titles.contains(word.lowercased()) { add(word, kind, from: 3) }
    }
  }

  private static let titles: Set<String> = [
    "and", "the", "von", "van", "der", "des", "dos", "del", "los", "las", "doctor", "mrs", "phd",
    "dds", "dmd", "cna", "cma", "cnm", "esq",
  ]

  // MARK: Places and numbers

  /// What is smaller than a state.
  private static let places: Set<String> = [
    "streetAddressLine", "streetName", "streetNameBase", "houseNumber", "additionalLocator",
    "unitID", "postBox", "city", "county", "postalCode", "precinct", "careOf", "censusTract",
    "deliveryAddressLine",
  ]

  private mutating func addAddress(_ address: XMLTree) {
    for part in address.elements where Self.places.contains(part.name) {
      add(part.text, .address, from: 4)
      // A line may name a house before its street.
      for piece in part.text.split(separator: ",") where piece.utf8.count < part.text.utf8.count {
        add(String(piece), .address, from: 6)
      }
      // The first five figures of a postal code stand alone at times.
      if part.name == "postalCode", part.text.utf8.count > 5 {
        add(String(part.text.prefix(5)), .address, from: 5)
      }
    }
    if address.elements.isEmpty {
      for line in address.text.split(whereSeparator: \.isNewline) {
        add(String(line), .address, from: 4)
      }
    }
  }

  private mutating func addTelecom(_ value: String) {
    let address = value.split(separator: ":", maxSplits: 1).last.map(String.init) ?? value
    add(address, .telecom, from: 5)
    let digits = String(decoding: address.utf8.filter(UTF8Bytes.isDigit), as: UTF8.self)
    guard digits.utf8.count >= 7 else { return }
    numbers.insert(digits)
    if digits.hasPrefix("1") { numbers.insert(String(digits.dropFirst())) }
  }

  /// Roots that are no registry of many (UUIDs), and extensions; short numbers are everywhere.
  private mutating func addIdentifier(_ id: XMLTree) {
    if let root = id.attribute("root"), root.utf8.contains(UInt8(ascii: "-")) {
      add(root, .id, from: 16)
    }
    if let value = id.attribute("extension") {
      add(value, .id, from: value.utf8.allSatisfy(UTF8Bytes.isDigit) ? 5 : 4)
    }
  }
}
