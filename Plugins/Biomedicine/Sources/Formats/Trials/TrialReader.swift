import Didact
import DidactXML

/// Reads one `<clinical_study>` into its document, element by element in the record's order.
struct TrialReader {
  var account: XMLAccount
  var text = DocumentText()
  var sections: [Section] = []
  var facts: [Fact] = []
  private var leftOut = LeftOut()
  /// Prose that stands in the text already.
  private var written: Set<String> = []
  private var id = ""

  private init(_ study: XMLTree) { account = XMLAccount(study) }

  /// The trial's document.
  static func document(_ study: XMLTree) -> Document {
    var reader = TrialReader(study)
    let title = reader.text.title(reader.account.line(study["brief_title"]))
    let bare = reader.text.count
    for element in study.elements { reader.read(element) }
    let marks = reader.text.count > bare ? [] : ["no-abstract"]
    var leftOut = reader.account.leftOut()
    leftOut.add(reader.leftOut)
    return Document(
      id: reader.id, title: title, text: reader.text.finish(), sections: reader.sections,
      facts: reader.facts + leftOut.facts, marks: marks)
  }

  private mutating func read(_ element: XMLTree) {
    let name = element.name
    if Self.stated.contains(name) { return state(element) }
    if let rule = Self.leftOut[name] { return account.leaveOut(element, as: rule) }
    switch name {
    case "id_info": readIdentifiers(element)
    case "sponsors": readSponsors(element)
    case "brief_summary", "detailed_description", "biospec_descr", "why_stopped": prose(element)
    case "study_design_info", "eligibility", "patient_data", "oversight_info",
      "expanded_access_info":
      readParts(of: element)
    case "primary_outcome", "secondary_outcome", "other_outcome": readOutcome(element)
    case "arm_group": readArm(element)
    case "intervention": readIntervention(element)
    case "location_countries", "removed_countries":
      for country in element.all("country") {
        state(country, as: name == "removed_countries" ? "removed-country" : "country")
      }
    case "condition_browse", "intervention_browse":
      let tree = name == "condition_browse" ? "condition" : "intervention"
      for term in element.all("mesh_term") {
        state(term, as: "mesh-term", [.init("of", tree)])
      }
    case "reference", "results_reference": readReference(element)
    case "clinical_results": readResults(element)
    default: break
    }
  }

  /// Elements whose content is a fact under their own name.
  private static let stated: Set<String> = [
    "acronym", "official_title", "source", "overall_status", "last_known_status", "start_date",
    "completion_date", "primary_completion_date", "phase", "study_type", "study_design",
    "enrollment", "condition", "keyword", "number_of_arms", "number_of_groups",
    "has_expanded_access",
    "biospec_retention",
  ]

  /// Elements that are left out, and by which rule.
  private static let leftOut = [
    "required_header": "header", "location": "sites", "link": "links", "study_docs": "links",
    "overall_official": "officials", "overall_contact": "contacts",
    "overall_contact_backup": "contacts", "responsible_party": "officials",
    "verification_date": "record-dates", "study_first_submitted": "record-dates",
    "study_first_submitted_qc": "record-dates", "study_first_posted": "record-dates",
    "results_first_submitted": "record-dates", "results_first_submitted_qc": "record-dates",
    "results_first_posted": "record-dates", "disposition_first_submitted": "record-dates",
    "disposition_first_submitted_qc": "record-dates", "disposition_first_posted": "record-dates",
    "last_update_submitted": "record-dates", "last_update_submitted_qc": "record-dates",
    "last_update_posted": "record-dates", "lastchanged_date": "record-dates",
    "firstreceived_date": "record-dates", "firstreceived_results_date": "record-dates",
    "pending_results": "record-dates",
  ]

  /// `minimum_age` as `minimum-age`.
  static func hyphenated(_ name: String) -> String {
    String(
      decoding: name.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }

  /// Adds an element's content as a fact; `type="Actual"` becomes an attribute.
  mutating func state(_ element: XMLTree, as name: String? = nil, _ more: [Fact.Attribute] = []) {
    let value = account.line(element)
    guard !value.isEmpty else { return }
    var attributes = more
    if let type = element.attribute("type") { attributes.append(.init("type", type)) }
    facts.append(Fact(name ?? Self.hyphenated(element.name), value, attributes: attributes))
  }

  private mutating func readIdentifiers(_ element: XMLTree) {
    for part in element.elements {
      if part.name == "nct_id", id.isEmpty {
        id = account.line(part)
      } else {
        state(part, as: "trial-id", [.init("type", Self.hyphenated(part.name))])
      }
    }
  }

  private mutating func readSponsors(_ element: XMLTree) {
    for sponsor in element.elements {
      let kind = account.line(sponsor["agency_class"])
      let name = account.line(sponsor["agency"])
      guard !name.isEmpty else { continue }
      facts.append(
        Fact(
          "sponsor", name,
          attributes: [.init("role", Self.hyphenated(sponsor.name))]
            + (kind.isEmpty ? [] : [.init("class", kind)])))
    }
  }

  /// Parts that are prose stand in the text, all others are facts.
  private mutating func readParts(of element: XMLTree) {
    for part in element.elements {
      switch part.name {
      case "criteria", "study_pop", "gender_description", "intervention_model_description",
        "masking_description", "ipd_description", "ipd_time_frame", "ipd_access_criteria":
        prose(part)
      case "ipd_url": account.leaveOut(part, as: "links")
      default: state(part)
      }
    }
  }

  private mutating func readReference(_ element: XMLTree) {
    if let pmid = element["PMID"] {
      state(
        pmid, as: "reference",
        [.init("type", element.name == "results_reference" ? "results" : "background")])
    }
    account.leaveOut(element, as: "references")
  }

  // MARK: Text

  /// Writes an element's prose as paragraphs, once; a section where it has a role. Headings inside it are labels
  /// of sections of their own.
  @discardableResult
  mutating func prose(_ element: XMLTree?, role: String? = nil, isSection: Bool = true) -> Span? {
    guard let element else { return nil }
    let prose = Self.paragraphs(of: element)
    let field = account.text(element)
    guard !prose.paragraphs.isEmpty else {
      leftOut.add(prose.leftOut)
      return nil
    }
    guard written.insert(Self.whole(prose)).inserted else {
      leftOut.count("repeated", field.utf8)
      return nil
    }
    leftOut.add(prose.leftOut)
    let outer = sections.count
    var inner: [Section] = []
    var span: Span?
    for paragraph in prose.paragraphs {
      if let heading = paragraph.heading {
        let end = text.count
        inner.append(Section(label: heading, role: Self.role(heading), span: Span(end, end)))
        continue
      }
      let line = text.paragraph(paragraph.text)
      span = Span(span?.start ?? line.start, line.end)
      if let last = inner.indices.last {
        let start = inner[last].span.isEmpty ? line.start : inner[last].span.start
        inner[last].span = Span(start, line.end)
      }
    }
    guard let span else { return nil }
    if isSection {
      sections.append(Section(label: "", role: role ?? Self.hyphenated(element.name), span: span))
    }
    for section in inner where section.span.isEmpty {
      // A heading with nothing under it labels nothing.
      facts.append(Fact("empty-section", section.label))
    }
    sections.insert(
      contentsOf: inner.filter { !$0.span.isEmpty }, at: isSection ? outer + 1 : outer)
    return span
  }

  /// Whether what an element says stands in the text already, or is nothing.
  func isWritten(_ element: XMLTree) -> Bool {
    let prose = Self.paragraphs(of: element)
    return prose.paragraphs.isEmpty || written.contains(Self.whole(prose))
  }

  private static func paragraphs(of element: XMLTree) -> TrialProse {
    let block = element["textblock"]
    return TrialProse((block ?? element).text, isWrapped: block != nil)
  }

  private static func whole(_ prose: TrialProse) -> String {
    prose.paragraphs.map { String(decoding: $0.text, as: UTF8.self) }.joined(separator: "\n")
  }

  private static func role(_ heading: String) -> String {
    heading.lowercased().contains("inclusion") ? "inclusion-criteria" : "exclusion-criteria"
  }

  /// Writes a line of its own: a name, a title, a measure.
  mutating func line(_ element: XMLTree?) -> Span? {
    guard let element else { return nil }
    let prose = TrialProse(account.line(element), isWrapped: true)
    leftOut.add(prose.leftOut)
    guard let text = prose.paragraphs.first?.text else { return nil }
    return self.text.paragraph(text)
  }

  /// Counts an element as a repetition of what stands in the text already.
  mutating func repeated(_ element: XMLTree?) { account.leaveOut(element, as: "repeated") }

  /// Encloses what was written since `start` in a section that stands before those inside it.
  mutating func enclose(since start: Int, _ before: Int, role: String) {
    guard text.count > start else { return }
    let first = start == 0 ? 0 : start + 1
    sections.insert(Section(label: "", role: role, span: Span(first, text.count)), at: before)
  }

  private mutating func readOutcome(_ element: XMLTree) {
    let (start, before) = (text.count, sections.count)
    let frame = account.line(element["time_frame"])
    let measure = line(element["measure"])
    prose(element["description"], isSection: false)
    enclose(since: start, before, role: Self.hyphenated(element.name))
    fact(
      Self.hyphenated(element.name), at: measure, element["measure"],
      [("time-frame", frame)])
  }

  private mutating func readArm(_ element: XMLTree) {
    let (start, before) = (text.count, sections.count)
    let type = account.line(element["arm_group_type"])
    let label = line(element["arm_group_label"])
    prose(element["description"], isSection: false)
    enclose(since: start, before, role: "arm-group")
    fact("arm-group", at: label, element["arm_group_label"], [("type", type)])
  }

  private mutating func readIntervention(_ element: XMLTree) {
    let (start, before) = (text.count, sections.count)
    let type = account.line(element["intervention_type"])
    let name = line(element["intervention_name"])
    prose(element["description"], isSection: false)
    enclose(since: start, before, role: "intervention")
    fact("intervention", at: name, element["intervention_name"], [("type", type)])
    let value = element["intervention_name"].map { account.line($0) } ?? ""
    for part in element.elements {
      switch part.name {
      case "other_name": state(part, as: "intervention-other-name", [.init("intervention", value)])
      case "arm_group_label":
        state(part, as: "intervention-arm", [.init("intervention", value)])
      default: break
      }
    }
  }

  /// A fact whose value stands in the text, with what is not empty of its attributes.
  mutating func fact(
    _ name: String, at span: Span?, _ element: XMLTree?, _ attributes: [(String, String)]
  ) {
    guard let element, let span else { return }
    facts.append(
      Fact(
        name, account.line(element), span: span,
        attributes: attributes.filter { !$0.1.isEmpty }.map { Fact.Attribute($0.0, $0.1) }))
  }
}
