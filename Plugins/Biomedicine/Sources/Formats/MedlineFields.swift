import Didact

/// The fields of one record in the MEDLINE format, as what PubMed's XML says of an article.
struct MedlineFields {
  private(set) var article = PubMedArticle()
  private var otherAbstract = ""
  private var keywordOwner = ""

  init(_ record: String) {
    var tag = ""
    var value = ""
    for line in record.utf8.split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      let text = String(Substring(line))
      if line.first == 0x20 {
        value += " " + UTF8Bytes.trimmed(text)
      } else if line.count > 5, line.dropFirst(4).first == UInt8(ascii: "-") {
        add(tag, value)
        tag = UTF8Bytes.trimmed(String(Substring(line.prefix(4))))
        value = UTF8Bytes.trimmed(String(Substring(line.dropFirst(6))))
      }
    }
    add(tag, value)
  }

  private mutating func add(_ tag: String, _ value: String) {
    guard !value.isEmpty else { return }
    switch tag {
    case "PMID": article.pmid = value
    case "TI": article.title = Array(value.utf8)
    case "BTI": article.bookTitle = Array(value.utf8)
    case "TT": article.vernacularTitle = value
    case "AB": article.abstract.parts = MedlineAbstract.parts(value)
    case "CI": article.abstract.copyright = value
    case "OABL": otherAbstract = LanguageCode.iso(value)
    case "OAB": addOtherAbstract(value)
    case "LA": article.languages.append(LanguageCode.iso(value))
    case "JT": article.journal.title = value
    case "TA": article.journal.abbreviation = value
    case "VI": article.journal.volume = value
    case "IP": article.journal.issue = value
    case "PG": article.journal.pages = value
    case "DP": article.date = value.split(separator: " ").map(String.init)
    case "PMC": article.addIdentifier(value, [.init("type", "pmc")])
    case "AID", "LID": addIdentifier(value)
    case "PT": article.add(Fact("publication-type", value, attributes: [.init("ui", "")]))
    case "MH": addHeading(value)
    case "NM":
      article.add(
        Fact("supplementary-mesh", value, attributes: [.init("type", ""), .init("ui", "")]))
    case "RN": addChemical(value)
    case "GS": article.add(Fact("gene-symbol", value))
    case "OTO": keywordOwner = value
    case "OT": addKeyword(value)
    case "GR": addGrant(value)
    case "SI": addAccession(value)
    default:
      if let kind = Self.related[tag] { article.add(Fact("related", kind)) }
    }
  }

  /// Fields that name another article, with what XML calls their kind.
  private static let related = [
    "RIN": "RetractionIn", "ROF": "RetractionOf", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "CIN": "CommentIn",
    "CON": "CommentOn", "UIN": "UpdateIn", "UOF": "UpdateOf", "RPI": "RepublishedIn",
    "RPF": "RepublishedFrom", "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom",
  ]

  private mutating func addOtherAbstract(_ value: String) {
    var abstract = PubMedAbstract()
    abstract.language = otherAbstract.isEmpty ? nil : otherAbstract
    abstract.type = "Publisher"
    // "Publisher: Resumen ..." names who gave it.
    var text = value
    if let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")),
      value.utf8.distance(from: value.utf8.startIndex, to: colon) < 24
    {
      abstract.type = UTF8Bytes.trimmed(String(value[..<colon]))
      text = UTF8Bytes.trimmed(String(value[value.index(after: colon)...]))
    }
    abstract.parts = MedlineAbstract.parts(text)
    article.otherAbstracts.append(abstract)
  }

  /// `10.1/x [doi]`
  private mutating func addIdentifier(_ value: String) {
    guard let open = value.lastIndex(of: "["), value.hasSuffix("]") else { return }
    let type = String(value[value.index(after: open)...].dropLast())
    article.addIdentifier(UTF8Bytes.trimmed(String(value[..<open])), [.init("type", type)])
  }

  /// `*Blood Pressure/drug effects/*physiology`
  private mutating func addHeading(_ value: String) {
    let parts = value.split(separator: "/").map(String.init)
    guard let first = parts.first else { return }
    let descriptor = Self.unstarred(first)
    article.add(
      Fact(
        "mesh-heading", descriptor.name,
        attributes: [.init("ui", ""), .init("major", descriptor.major)]))
    for part in parts.dropFirst() {
      let qualifier = Self.unstarred(part)
      article.add(
        Fact(
          "mesh-qualifier", qualifier.name,
          attributes: [
            .init("descriptor", descriptor.name), .init("ui", ""), .init("major", qualifier.major),
          ]))
    }
  }

  /// `451W47IQ8X (Sodium Chloride)`
  private mutating func addChemical(_ value: String) {
    guard let open = value.firstIndex(of: "("), value.hasSuffix(")") else { return }
    let number = UTF8Bytes.trimmed(String(value[..<open]))
    article.add(
      Fact(
        "chemical", String(value[value.index(after: open)...].dropLast()),
        attributes: [.init("ui", ""), .init("registry-number", number)]))
  }

  private mutating func addKeyword(_ value: String) {
    let keyword = Self.unstarred(value)
    article.add(
      Fact(
        "keyword", keyword.name,
        attributes: [.init("owner", keywordOwner), .init("major", keyword.major)]))
  }

  /// `R01 HL000001/HL/NHLBI NIH HHS/United States`
  private mutating func addGrant(_ value: String) {
    let parts = value.split(separator: "/").map(String.init)
    guard parts.count >= 2 else { return }
    article.addGrant(
      id: parts[0], agency: parts.count > 2 ? parts[parts.count - 2] : "",
      country: parts[parts.count - 1])
  }

  /// `ClinicalTrials.gov/NCT00000001`
  private mutating func addAccession(_ value: String) {
    guard let slash = value.firstIndex(of: "/") else { return }
    article.add(
      Fact(
        "accession-number", String(value[value.index(after: slash)...]),
        attributes: [.init("databank", String(value[..<slash]))]))
  }

  private static func unstarred(_ value: String) -> (name: String, major: String) {
    value.hasPrefix("*") ? (String(value.dropFirst()), "Y") : (value, "N")
  }
}

/// Takes the labels of a structured abstract out of its text.
enum MedlineAbstract {
  /// The labelled parts; one without a label where the abstract has none that are known.
  static func parts(_ abstract: String) -> [PubMedAbstract.Part] {
    let bytes = Array(abstract.utf8)
    let labels = labels(in: bytes)
    guard labels.contains(where: { SectionClass(label: $0.label) != nil }) else {
      return [.init(label: "", role: "", text: bytes)]
    }
    var parts: [PubMedAbstract.Part] = []
    if let first = labels.first, first.start > 0 {
      parts.append(.init(label: "", role: "", text: Array(bytes[..<first.start])))
    }
    for (place, label) in labels.enumerated() {
      let end = place + 1 < labels.count ? labels[place + 1].start : bytes.count
      parts.append(.init(label: label.label, role: "", text: Array(bytes[label.end..<end])))
    }
    return parts
  }

  /// Stretches of capitals before a colon, at the beginning or after a sentence: `MATERIALS AND METHODS:`.
  private static func labels(in bytes: [UInt8]) -> [(label: String, start: Int, end: Int)] {
    var found: [(label: String, start: Int, end: Int)] = []
    var position = 0
    while let colon = UTF8Bytes.find(": ".utf8, in: bytes[...], from: position) {
      position = colon + 1
      var start = colon
      while start > 0, isLabelByte(bytes[start - 1]) { start -= 1 }
      while start < colon, bytes[start] == 0x20 { start += 1 }
      let isLong = colon - start >= 4 && colon - start <= 60
      let follows = start == 0 || (start >= 2 && ".?!)]".utf8.contains(bytes[start - 2]))
      guard isLong, follows, bytes[start..<colon].contains(where: UTF8Bytes.isUpper) else {
        continue
      }
      found.append((String(decoding: bytes[start..<colon], as: UTF8.self), start, colon + 2))
    }
    return found
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    UTF8Bytes.isUpper(byte) || byte == 0x20 || " /&,-'()".utf8.contains(byte)
  }
}
