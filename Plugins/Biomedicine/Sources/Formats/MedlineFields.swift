import Didact

/// The fields of one record in the MEDLINE format, as what PubMed's XML says of an article.
struct MedlineFields {
  private(set) var article = PubMedArticle()
  /// Characters of fields that were stated again.
  private var repeated = 0
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
      } else {
        article.leaveOut(.unread, line)
      }
    }
    add(tag, value)
    article.leaveOut(.repeated, repeated)
  }

  private mutating func add(_ tag: String, _ value: String) {
    guard !value.isEmpty else { return }
    switch tag {
    case "PMID":
      if article.pmid.isEmpty {
        article.pmid = value
      } else {
        article.leaveOut(.repeated, value.utf8)
      }
    case "TI": repeated += PubMedArticle.state(&article.title, Array(value.utf8))
    case "BTI": repeated += PubMedArticle.state(&article.bookTitle, Array(value.utf8))
    case "TT": repeated += PubMedArticle.state(&article.vernacularTitle, value)
    case "AB": article.abstract.parts += parts(of: value)
    case "CI":
      let value = article.clean(value)
      repeated += PubMedArticle.state(&article.abstract.copyright, value)
    case "OABL":
      // It may stand before its abstract or after it.
      if let last = article.otherAbstracts.indices.last,
        article.otherAbstracts[last].language == nil
      {
        article.otherAbstracts[last].language = LanguageCode.iso(value)
      } else {
        otherAbstract = LanguageCode.iso(value)
      }
    case "OAB": addOtherAbstract(value)
    case "LA": article.languages.append(LanguageCode.iso(value))
    case "JT": repeated += PubMedArticle.state(&article.journal.title, value)
    case "TA": repeated += PubMedArticle.state(&article.journal.abbreviation, value)
    case "VI": repeated += PubMedArticle.state(&article.journal.volume, value)
    case "IP": repeated += PubMedArticle.state(&article.journal.issue, value)
    case "PG": repeated += PubMedArticle.state(&article.journal.pages, value)
    case "DP": article.date += value.split(separator: " ").map(String.init)
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
      if let kind = Self.related[tag] {
        article.add(Fact("related", kind))
        article.leaveOut(.relatedArticles, value.utf8)
      } else {
        article.leaveOut(Self.leftOut[tag] ?? .unread, value.utf8)
      }
    }
  }

  /// Fields that are left out, and the rules: those of ``PubMedElement/leftOut``.
  private static let leftOut: [String: PubMedRule] = [
    "AU": .authors, "FAU": .authors, "AUID": .authors, "AD": .authors, "CN": .authors,
    "ED": .authors, "FED": .authors, "IR": .investigators, "FIR": .investigators,
    "IRAD": .investigators, "PS": .personalSubjects, "FPS": .personalSubjects, "RF": .references,
    "COIS": .interests, "GN": .note, "PB": .bookDetails, "ISBN": .bookDetails,
    "CTI": .bookDetails, "EN": .bookDetails, "VTI": .bookDetails, "CDAT": .bookDetails,
    "OWN": .bookkeeping, "STAT": .bookkeeping, "DA": .bookkeeping, "DCOM": .bookkeeping,
    "LR": .bookkeeping, "IS": .bookkeeping, "PL": .bookkeeping, "SB": .bookkeeping,
    "JID": .bookkeeping, "SO": .bookkeeping, "PMCR": .bookkeeping, "EDAT": .bookkeeping,
    "MHDA": .bookkeeping, "CRDT": .bookkeeping, "PHST": .bookkeeping, "PST": .bookkeeping,
    "DEP": .bookkeeping, "MID": .bookkeeping, "SFM": .bookkeeping, "OID": .bookkeeping,
    "OCI": .bookkeeping, "PUBM": .bookkeeping, "CTDT": .bookkeeping, "DRIN": .bookkeeping,
    "DDIN": .bookkeeping,
  ]

  /// The parts of an abstract; the colons after its labels are marks of the format.
  private mutating func parts(of abstract: String) -> [PubMedAbstract.Part] {
    let parts = MedlineAbstract.parts(abstract)
    article.leaveOut(.fieldMarks, parts.count { !$0.label.isEmpty })
    return parts
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
    otherAbstract = ""
    abstract.type = "Publisher"
    // "Publisher: Resumen ..." names who gave it.
    var text = value
    if let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")),
      value.utf8.distance(from: value.utf8.startIndex, to: colon) < 24
    {
      abstract.type = UTF8Bytes.trimmed(String(value[..<colon]))
      text = UTF8Bytes.trimmed(String(value[value.index(after: colon)...]))
      article.leaveOut(.fieldMarks, 1)
    }
    abstract.parts = parts(of: text)
    article.otherAbstracts.append(abstract)
  }

  /// `10.1/x [doi]`
  private mutating func addIdentifier(_ value: String) {
    guard let open = value.lastIndex(of: "["), value.hasSuffix("]") else {
      return article.addIdentifier(value, [.init("type", "")])
    }
    let type = String(value[value.index(after: open)...].dropLast())
    article.leaveOut(.fieldMarks, 2)
    article.addIdentifier(UTF8Bytes.trimmed(String(value[..<open])), [.init("type", type)])
  }

  /// `*Blood Pressure/drug effects/*physiology`
  private mutating func addHeading(_ value: String) {
    let parts = value.split(separator: "/").map(String.init)
    guard let first = parts.first else { return article.leaveOut(.fieldMarks, value.utf8) }
    let descriptor = unstarred(first)
    article.leaveOut(.fieldMarks, value.utf8.count { $0 == UInt8(ascii: "/") })
    article.add(
      Fact(
        "mesh-heading", descriptor.name,
        attributes: [.init("ui", ""), .init("major", descriptor.major)]))
    for part in parts.dropFirst() {
      let qualifier = unstarred(part)
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
    guard let open = value.firstIndex(of: "("), value.hasSuffix(")") else {
      return article.add(
        Fact("chemical", value, attributes: [.init("ui", ""), .init("registry-number", "")]))
    }
    let number = UTF8Bytes.trimmed(String(value[..<open]))
    article.leaveOut(.fieldMarks, 2)
    article.add(
      Fact(
        "chemical", String(value[value.index(after: open)...].dropLast()),
        attributes: [.init("ui", ""), .init("registry-number", number)]))
  }

  private mutating func addKeyword(_ value: String) {
    let keyword = unstarred(value)
    article.add(
      Fact(
        "keyword", keyword.name,
        attributes: [.init("owner", keywordOwner), .init("major", keyword.major)]))
  }

  /// `R01 HL000001/HL/NHLBI NIH HHS/United States`: number, acronym, agency, country.
  private mutating func addGrant(_ value: String) {
    let parts = value.split(separator: "/").map(String.init)
    article.leaveOut(.fieldMarks, value.utf8.count { $0 == UInt8(ascii: "/") })
    guard let first = parts.first else { return }
    for acronym in parts.dropFirst().dropLast(2) {
      article.leaveOut(.grantAcronym, acronym.utf8)
    }
    article.addGrant(
      id: first, agency: parts.count > 2 ? parts[parts.count - 2] : "",
      country: parts.count > 1 ? parts[parts.count - 1] : "")
  }

  /// `ClinicalTrials.gov/NCT00000001`
  private mutating func addAccession(_ value: String) {
    guard let slash = value.firstIndex(of: "/") else {
      return article.add(Fact("accession-number", value, attributes: [.init("databank", "")]))
    }
    article.leaveOut(.fieldMarks, 1)
    article.add(
      Fact(
        "accession-number", String(value[value.index(after: slash)...]),
        attributes: [.init("databank", String(value[..<slash]))]))
  }

  /// A value without the star that marks a major topic.
  private mutating func unstarred(_ value: String) -> (name: String, major: String) {
    guard value.hasPrefix("*") else { return (value, "N") }
    article.leaveOut(.fieldMarks, 1)
    return (String(value.dropFirst()), "Y")
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
