import Didact
import DidactXML

/// Reads one clinical document; everything that leaves it has gone through the mask.
struct ClinicalDocumentReader {
  private var account: XMLAccount
  private var mask: IdentifierMask
  private var text = DocumentText()
  private var sections: [Section] = []
  private var facts: [Fact] = []
  private var searched = 0

  private init(_ document: XMLTree) {
    account = XMLAccount(document)
    mask = IdentifierMask(DocumentIdentifiers.all(in: document))
  }

  static func document(_ document: XMLTree) -> Document {
    var reader = ClinicalDocumentReader(document)
    let title = reader.readTitle(document["title"])
    let bare = reader.text.count
    reader.add("document-type", code: document["code"])
    for component in document.all("component") {
      for part in component["structuredBody"]?.all("component") ?? [] {
        reader.readSection(part["section"])
      }
    }
    for part in document.elements where part.name != "component" {
      reader.account.leaveOut(part, as: "header")
    }
    var leftOut = reader.account.leftOut()
    leftOut.add(reader.mask.leftOut)
    return Document(
      id: "", title: title, text: reader.text.finish(), sections: reader.sections,
      facts: reader.facts + reader.mask.facts + leftOut.facts,
      language: HL7.language(document["languageCode"]),
      marks: reader.text.count > bare ? [] : ["no-abstract"])
  }

  private mutating func readTitle(_ title: XMLTree?) -> Span {
    guard let title else { return Span(0, 0) }
    account.read(title)
    return text.title(mask.masked(Narrative.line(title)))
  }

  // MARK: Sections

  private mutating func readSection(_ section: XMLTree?) {
    guard let section else { return }
    let (place, mark) = (sections.count, facts.count)
    var label = ""
    if let title = section["title"] {
      account.read(title)
      label = String(decoding: mask.masked(Narrative.line(title)), as: UTF8.self)
    }
    let code = section["code"]
    let name = masked(HL7.display(code) ?? "")
    sections.append(
      Section(
        label: label.isEmpty ? HL7.words(name) : label, role: HL7.role(name), span: Span(0, 0)))
    let start = text.count == 0 ? 0 : text.count + 1
    let own = section["text"].map { write($0) } ?? Own(start: start, text: [])
    for part in section.elements {
      switch part.name {
      case "component": readSection(part["section"])
      case "entry":
        for statement in part.elements { readStatement(statement, own) }
        account.leaveOut(part, as: "entries")
      case "author", "informant", "subject": account.leaveOut(part, as: "persons")
      default: break
      }
    }
    guard text.count > start else {
      sections.remove(at: place)
      if !label.isEmpty { facts.append(Fact("empty-section", label)) }
      return
    }
    sections[place].span = Span(start, text.count)
    guard let value = code?.attribute("code"), !value.isEmpty else { return }
    facts.insert(
      Fact(
        "section-code", masked(value), span: sections[place].span,
        attributes: HL7.attributes([("name", name)])), at: mark)
  }

  /// A section's own narrative: where it begins, and what it says.
  private struct Own {
    var start: Int
    var text: [UInt8]
  }

  private mutating func write(_ element: XMLTree) -> Own {
    account.read(element)
    var part = DocumentText()
    var cells: [Fact] = []
    for piece in Narrative(element).pieces {
      switch piece {
      case .line(let line): _ = part.paragraph(mask.masked(line))
      case .table(let table): cells += table.write(to: &part) { mask.masked($0) }
      }
    }
    let own = part.finish().bytes
    if text.count > 0, !own.isEmpty { _ = text.verbatim([0x0A]) }
    let start = text.verbatim(own).start
    // What is a mask, or stands in the row or column of one, tells nothing.
    for var cell in cells
    where ![cell.value, cell["row"] ?? "", cell["column"] ?? ""].contains(
      where: IdentifierMask.isMasked)
    {
      cell.span = cell.span.map { Span($0.start + start, $0.end + start) }
      facts.append(cell)
    }
    return Own(start: start, text: own)
  }

  // MARK: Coded statements

  /// What an entry states in codes, by the C-CDA template that it follows; times, identifiers, persons and free
  /// text of entries are not read.
  private mutating func readStatement(_ statement: XMLTree, _ own: Own) {
    let templates = statement.all("templateId").compactMap { $0.attribute("root") }
    let kind = templates.lazy.compactMap { Self.kinds[$0] }.first
    switch kind {
    case "problem", "reaction", "social-history":
      add(kind, code: statement["value"], of: statement, own)
    case "medication", "immunization":
      let product = statement["consumable"]?["manufacturedProduct"]?["manufacturedMaterial"]
      add(
        kind, code: product?["code"], of: statement, own,
        [
          ("route", HL7.display(statement["routeCode"])),
          ("dose", HL7.quantity(statement["doseQuantity"])),
        ])
    case "allergy":
      for participant in statement.all("participant") {
        add(
          kind, code: participant["participantRole"]?["playingEntity"]?["code"], of: statement, own)
      }
    case "result", "vital-sign": addResult(kind, statement)
    case "procedure": add(kind, code: statement["code"], of: statement, own)
    default: break
    }
    for part in statement.elements {
      switch part.name {
      case "entryRelationship", "component":
        for inner in part.elements { readStatement(inner, own) }
      default: break
      }
    }
  }

  /// Templates of C-CDA release 1.1 and 2.1, by their roots.
  private static let kinds = [
    "2.16.840.1.113883.10.20.22.4.4": "problem", "2.16.840.1.113883.10.20.22.4.9": "reaction",
    "2.16.840.1.113883.10.20.22.4.38": "social-history",
    "2.16.840.1.113883.10.20.22.4.78": "social-history",
    "2.16.840.1.113883.10.20.22.4.16": "medication",
    "2.16.840.1.113883.10.20.22.4.52": "immunization",
    "2.16.840.1.113883.10.20.22.4.7": "allergy", "2.16.840.1.113883.10.20.22.4.2": "result",
    "2.16.840.1.113883.10.20.22.4.27": "vital-sign",
    "2.16.840.1.113883.10.20.22.4.12": "procedure",
    "2.16.840.1.113883.10.20.22.4.13": "procedure",
    "2.16.840.1.113883.10.20.22.4.14": "procedure",
  ]

  /// A measured value with what was measured; values in words are free text and stay behind.
  private mutating func addResult(_ kind: String?, _ statement: XMLTree) {
    guard let kind, let value = statement["value"] else { return }
    let name = HL7.display(statement["code"]) ?? statement["code"]?.attribute("code")
    let number = value.attribute("value").map { masked($0) }
    let coded = HL7.display(value) ?? value.attribute("code")
    guard let stated = number ?? coded.map({ masked($0) }), !stated.isEmpty else { return }
    let unit = value.attribute("unit").flatMap { $0 == "1" ? nil : $0 }
    let interpretation = statement["interpretationCode"]
    facts.append(
      Fact(
        kind, stated,
        attributes: attributes([
          ("of", name), ("code", statement["code"]?.attribute("code")), ("unit", unit),
          ("interpretation", HL7.display(interpretation) ?? interpretation?.attribute("code")),
        ])))
  }

  /// A fact for a code: its name, at the place in the section's own narrative where that name stands first.
  private mutating func add(
    _ name: String?, code: XMLTree?, of statement: XMLTree? = nil, _ own: Own? = nil,
    _ more: [(String, String?)] = []
  ) {
    // A code that the system of choice lacks is given by its translations.
    let known = [code].compactMap { $0 } + (code?.all("translation") ?? [])
    guard let name, let code = known.first(where: { Self.stated($0) != nil }),
      let value = Self.stated(code)
    else { return }
    let stated = masked(value)
    let span = own.flatMap { place(of: stated, in: $0) }
    let isNegated = statement?.attribute("negationInd") == "true"
    facts.append(
      Fact(
        name, stated, span: span,
        attributes: attributes(
          [
            ("code", code.attribute("code")), ("system", code.attribute("codeSystemName")),
            ("negated", isNegated ? "yes" : nil),
          ] + more)))
  }

  private static func stated(_ code: XMLTree) -> String? {
    HL7.display(code) ?? code.attribute("code").flatMap { $0.isEmpty ? nil : $0 }
  }

  private mutating func attributes(_ attributes: [(String, String?)]) -> [Fact.Attribute] {
    HL7.attributes(attributes.map { ($0.0, $0.1.map { masked($0) }) })
  }

  /// Bytes of narrative that are searched for what entries state, at most, in one document.
  private static let mostSearched = 64 << 20

  private mutating func place(of value: String, in own: Own) -> Span? {
    searched += own.text.count
    guard searched <= Self.mostSearched else { return nil }
    let needle = Array(value.utf8)
    var from = 0
    while let start = UTF8Bytes.find(needle, in: own.text[...], from: from) {
      let end = start + needle.count
      let isWhole =
        (start == 0 || !UTF8Bytes.isWord(own.text[start - 1]))
        && (end == own.text.count || !UTF8Bytes.isWord(own.text[end]))
      if isWhole { return Span(own.start + start, own.start + end) }
      from = start + 1
    }
    return nil
  }

  // MARK: Masks

  /// The mask for what is no character data of the document: attributes do not count as left out.
  private mutating func masked(_ string: String) -> String {
    String(decoding: mask.masked(Array(string.utf8), counts: false), as: UTF8.self)
  }
}
