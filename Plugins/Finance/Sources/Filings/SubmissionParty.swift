import Didact

/// One party of a submission, as its header describes it.
struct SubmissionParty {
  /// `filer`, `issuer`, `subject-company`, `filed-by`, `reporting-owner`, ...
  let role: String
  private(set) var name = ""
  private var fields: [(name: String, value: String)] = []
  /// Former names, each with the day of the change.
  private var former: [(name: String, until: String?)] = []

  init(role: String) { self.role = role }

  /// Lines that a party begins with.
  static let roles = [
    "FILER": "filer", "ISSUER": "issuer", "SUBJECT COMPANY": "subject-company",
    "FILED BY": "filed-by", "FILED FOR": "filed-for", "REPORTING OWNER": "reporting-owner",
    "SERIAL COMPANY": "serial-company",
  ]

  private static let parts: Set<String> = [
    "COMPANY DATA", "OWNER DATA", "FILING VALUES", "FORMER COMPANY", "FORMER NAME",
    "BUSINESS ADDRESS", "MAIL ADDRESS",
  ]

  /// The part of a header that a line without a value begins: one of a party, or (empty) one of none; nil where it
  /// begins no part.
  static func block(_ name: String) -> String? {
    if roles[name] != nil || parts.contains(name) { return name }
    return name.contains("SERIES") || name.contains("MERGER") ? "" : nil
  }

  /// Whether a line in that part says something of a party.
  static func isField(_ name: String, in block: String) -> Bool {
    !block.isEmpty || name == "RELATIONSHIP"
  }

  mutating func add(_ field: (name: String, value: String)) {
    switch field.name {
    case "COMPANY CONFORMED NAME", "CONFORMED NAME": if name.isEmpty { name = field.value }
    case "FORMER CONFORMED NAME", "FORMER COMPANY NAME": former.append((field.value, nil))
    case "DATE OF NAME CHANGE", "DATE CHANGED":
      if !former.isEmpty { former[former.count - 1].until = SubmissionHeader.date(field.value) }
    default: fields.append(field)
    }
  }

  private subscript(names: String...) -> String? {
    fields.first { names.contains($0.name) }?.value
  }

  /// `SAVINGS INSTITUTIONS [6036]` as name and number.
  private var industry: (name: String, code: String)? {
    guard let value = self["STANDARD INDUSTRIAL CLASSIFICATION"],
      let open = value.lastIndex(of: "["), value.hasSuffix("]")
    else { return nil }
    let name = UTF8Bytes.trimmed(String(value[..<open]))
    let code = String(value[value.index(after: open)...].dropLast())
    return name.isEmpty || code.isEmpty ? nil : (name, code)
  }

  /// What the header says of it; where it names several, each fact says of whom it is.
  func facts(amongSeveral: Bool) -> [Fact] {
    let whose: [Fact.Attribute] = amongSeveral && !name.isEmpty ? [.init("of", name)] : []
    var facts: [Fact] = []
    func add(_ fact: String, _ value: String?, _ attributes: [Fact.Attribute] = []) {
      if let value { facts.append(Fact(fact, value, attributes: attributes + whose)) }
    }
    if !name.isEmpty {
      let kind = role == "reporting-owner" ? "reporting-owner" : "company"
      var attributes = [Fact.Attribute("role", role)]
      if let stated = self["RELATIONSHIP"] { attributes.append(.init("relationship", stated)) }
      facts.append(Fact(kind, name, attributes: attributes))
    }
    add("cik", self["CENTRAL INDEX KEY", "CIK"])
    if let industry {
      add("industry", industry.name, [.init("sic", industry.code)])
    } else {
      add("sic", self["ASSIGNED SIC"])
    }
    add("state", self["STATE OF INCORPORATION"])
    add("fiscal-year-end", self["FISCAL YEAR END"])
    add("act", self["SEC ACT", "ACT"])
    add("file-number", self["SEC FILE NUMBER", "FILE NUMBER"])
    for (name, until) in former {
      add("former-name", name, until.map { [.init("until", $0)] } ?? [])
    }
    return facts
  }
}
