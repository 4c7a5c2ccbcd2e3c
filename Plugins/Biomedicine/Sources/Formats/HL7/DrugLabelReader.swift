import Didact
import DidactXML

/// Reads one SPL document.
struct DrugLabelReader {
  var account: XMLAccount
  var facts: [Fact] = []
  private var text = DocumentText()
  private var sections: [Section] = []
  /// Organizations that are facts already.
  private var organizations: Set<String> = []

  private init(_ label: XMLTree) { account = XMLAccount(label) }

  static func document(_ label: XMLTree) -> Document {
    var reader = DrugLabelReader(label)
    let rest = reader.readTitle(label["title"])
    let title = Span(0, reader.text.count)
    let bare = reader.text.count
    for line in rest { _ = reader.text.paragraph(line) }
    var id = ""
    for part in label.elements {
      switch part.name {
      case "setId": id = reader.identify(part, "set-id") ?? id
      case "id": _ = reader.identify(part, "document-id")
      case "versionNumber": reader.add("version", part.attribute("value"))
      case "effectiveTime": reader.add("effective-date", part.attribute("value").map(HL7.date))
      case "code":
        reader.add("document-type", HL7.display(part), [("code", part.attribute("code"))])
      case "author": reader.readOrganizations(part, role: "labeler")
      case "component":
        for body in part.all("structuredBody") {
          for component in body.all("component") { reader.readSection(component["section"]) }
        }
      default: break
      }
    }
    if id.isEmpty { id = label["id"]?.attribute("root") ?? "" }
    return Document(
      id: id, title: title, text: reader.text.finish(), sections: reader.sections,
      facts: reader.facts + reader.account.leftOut().facts,
      language: HL7.language(label["languageCode"]),
      marks: reader.text.count > bare ? [] : ["no-abstract"])
  }

  /// Adds a fact, if there is a value, with what is stated of its attributes.
  mutating func add(
    _ name: String, _ value: String?, _ attributes: [(String, String?)] = [], span: Span? = nil
  ) {
    guard let value, !value.isEmpty else { return }
    facts.append(Fact(name, value, span: span, attributes: HL7.attributes(attributes)))
  }

  private mutating func identify(_ element: XMLTree, _ name: String) -> String? {
    let root = element.attribute("root")
    add(name, root)
    return root
  }

  /// Writes the title, and gives the lines that follow it inside the same element. The opening sentence on the
  /// highlights says nothing of the drug.
  private mutating func readTitle(_ title: XMLTree?) -> [[UInt8]] {
    guard let title else { return [] }
    account.read(title)
    var leftOut = LeftOut()
    var lines: [[UInt8]] = []
    for case .line(let line) in Narrative(title).pieces {
      if lines.isEmpty, line.starts(with: Self.highlights.utf8) {
        leftOut.count("highlights-sentence", line)
      } else {
        lines.append(line)
      }
    }
    facts += leftOut.facts
    guard let first = lines.first else { return [] }
    _ = text.title(first)
    return Array(lines.dropFirst())
  }

  private static let highlights = "These highlights do not include all the information"

  // MARK: Sections

  private mutating func readSection(_ section: XMLTree?) {
    guard let section else { return }
    let place = sections.count
    let label = section["title"].map { String(decoding: Narrative.line($0), as: UTF8.self) } ?? ""
    if let title = section["title"] { account.read(title) }
    let code = section["code"]
    let name = HL7.display(code) ?? ""
    let role = HL7.role(name)
    let mark = facts.count
    sections.append(
      Section(
        label: label.isEmpty && !role.isEmpty ? HL7.words(name) : label, role: role,
        span: Span(0, 0)))
    var start: Int?
    func begin() { if start == nil { start = text.count == 0 ? 0 : text.count + 1 } }
    for part in section.elements {
      switch part.name {
      case "text":
        begin()
        account.read(part)
        write(Narrative(part))
      case "excerpt": account.leaveOut(part, as: "highlights")
      case "subject": readSubject(part)
      case "component":
        account.leaveOut(part["observationMedia"], as: "pictures")
        begin()
        readSection(part["section"])
      default: break
      }
    }
    guard let start, text.count > start else {
      sections.remove(at: place)
      add("empty-section", label)
      return
    }
    sections[place].span = Span(start, text.count)
    guard !role.isEmpty, let value = code?.attribute("code"), !value.isEmpty else { return }
    // Before the facts of the sections inside it.
    facts.insert(
      Fact(
        "section-code", value, span: sections[place].span,
        attributes: HL7.attributes([("name", name)])), at: mark)
  }

  private mutating func write(_ narrative: Narrative) {
    for piece in narrative.pieces {
      switch piece {
      case .line(let line): _ = text.paragraph(line)
      case .table(let table): facts += table.write(to: &text) { $0 }
      }
    }
  }

  // MARK: Organizations

  /// Organizations, outer ones before those that work for them, with what these do.
  private mutating func readOrganizations(_ element: XMLTree, role: String) {
    var duties: [String] = []
    for performance in element.all("performance") {
      if let duty = HL7.display(performance["actDefinition"]?["code"]), !duties.contains(duty) {
        duties.append(duty)
      }
    }
    for part in element.elements {
      switch part.name {
      case "representedOrganization", "assignedOrganization":
        let name = part["name"].map { account.line($0) }
        let isNew = organizations.insert(name ?? "").inserted
        if let name, !name.isEmpty, isNew || !duties.isEmpty {
          add(
            "organization", name,
            [
              ("role", part.name == "representedOrganization" ? role : nil),
              ("duties", duties.joined(separator: "; ")),
            ])
        } else if let name = part["name"] {
          account.leaveOut(name, as: "repeated")
        }
        readOrganizations(part, role: role)
      case "assignedEntity": readOrganizations(part, role: role)
      default: break
      }
    }
  }
}
