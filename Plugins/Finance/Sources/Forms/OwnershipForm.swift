import Didact
import DidactXML

/// Forms 3, 4 and 5: who owns securities of a company, and what was bought and sold.
///
/// Source: EDGAR Ownership XML Technical Specification.
struct OwnershipForm {
  fileprivate var form: FormText

  static func read(_ root: XMLTree, into form: inout FormText) {
    var reader = OwnershipForm(form: form)
    reader.read(root)
    form = reader.form
  }

  private mutating func read(_ root: XMLTree) {
    for child in root.elements {
      switch child.name {
      case "reportingOwner": owner(child)
      case "nonDerivativeTable": table(child, OwnershipTable.nonDerivative)
      case "derivativeTable": table(child, OwnershipTable.derivative)
      case "footnotes": footnotes(child)
      case "remarks": form.remark(child.text, fact: "remarks", mark: "Remarks")
      case "issuer":
        for (element, caption, fact) in [
          ("issuerName", "Issuer", "company"), ("issuerCik", "CIK of issuer", "cik"),
          ("issuerTradingSymbol", "Trading symbol", "symbol"),
        ] { line(child[element], caption, fact) }
        rest(of: child, without: ["issuerName", "issuerCik", "issuerTradingSymbol"])
      case "documentType": line(child, "Form", "form-type")
      case "periodOfReport": line(child, "Date of earliest event or transaction", "period")
      case "dateOfOriginalSubmission": line(child, "Date of original filing", "original-filing")
      default:
        if let rule = FormRules.leftOut(child) ?? (Self.flags.contains(child.name) ? "flag" : nil) {
          leaveOut(child, rule)
        } else {
          rest(of: child, without: [])
        }
      }
    }
  }

  /// Boxes of the form that are ticked or not: what is ticked is a fact.
  private static let flags: Set<String> = [
    "noSecuritiesOwned", "notSubjectToSection16", "form3HoldingsReported",
    "form4TransactionsReported", "aff10b5One",
  ]

  private mutating func line(_ tree: XMLTree?, _ caption: String, _ fact: String) {
    guard let tree else { return }
    let value = tree["value"]?.text ?? tree.text
    form.line(caption, [.init(fact: fact, value: value)])
  }

  private mutating func leaveOut(_ tree: XMLTree, _ rule: String) {
    form.leftOut.count(rule, tree.text.utf8)
    if rule == "flag", Self.isTicked(tree.text) {
      form.add(Fact(FormNames.fact(tree.name, in: ""), "ticked"))
    }
  }

  private static func isTicked(_ text: String) -> Bool {
    ["1", "true"].contains(UTF8Bytes.trimmed(text))
  }

  /// What the schema of today has not, as lines.
  private mutating func rest(of tree: XMLTree, without known: Set<String>) {
    if tree.elements.isEmpty {
      return form.line(
        FormNames.caption(tree.name, in: ""),
        [.init(fact: FormNames.fact(tree.name, in: ""), value: tree.text)])
    }
    for child in tree.elements where !known.contains(child.name) {
      if let rule = FormRules.leftOut(child) {
        leaveOut(child, rule)
      } else {
        rest(of: child, without: [])
      }
    }
  }

  // MARK: Owners

  private static let relationships = [
    ("isDirector", "director"), ("isOfficer", "officer"),
    ("isTenPercentOwner", "ten percent owner"),
    ("isOther", "other"),
  ]

  /// An owner's name and what the owner is to the issuer.
  private mutating func owner(_ tree: XMLTree) {
    let identity = tree["reportingOwnerId"]
    let relation = tree["reportingOwnerRelationship"]
    var attributes: [Fact.Attribute] = []
    let ticked = Self.relationships.filter { flag, _ in
      relation?[flag].map { Self.isTicked($0.text) } ?? false
    }
    if !ticked.isEmpty {
      attributes.append(.init("relationship", ticked.map(\.1).joined(separator: ", ")))
    }
    form.line(
      "Reporting person",
      [
        .init(
          fact: "reporting-owner", value: identity?["rptOwnerName"]?.text ?? "",
          attributes: attributes)
      ])
    line(identity?["rptOwnerCik"], "CIK of reporting person", "reporting-owner-cik")
    if !ticked.isEmpty {
      form.note("Relationship to issuer", ticked.map(\.1).joined(separator: ", "))
    }
    line(relation?["officerTitle"], "Officer title", "officer-title")
    line(relation?["otherText"], "Other relationship", "other-relationship")
    for (flag, _) in Self.relationships {
      if let flag = relation?[flag] { form.leftOut.count("flag", flag.text.utf8) }
    }
    for child in tree.elements {
      switch child.name {
      case "reportingOwnerId": rest(of: child, without: ["rptOwnerName", "rptOwnerCik"])
      case "reportingOwnerRelationship":
        rest(
          of: child,
          without: Set(Self.relationships.map(\.0) + ["officerTitle", "otherText"]))
      default:
        if let rule = FormRules.leftOut(child) {
          leaveOut(child, rule)
        } else {
          rest(of: child, without: [])
        }
      }
    }
  }

  // MARK: Tables and footnotes

  private mutating func table(_ tree: XMLTree, _ kind: OwnershipTable) {
    let start = form.startSection()
    // A table's kinds of rows stand in any order; each row says by its own cells what it is.
    var transactions = FormTable(caption: kind.caption, fact: "transaction", columns: kind.facts)
    var holdings = FormTable(
      caption: kind.caption + ", holdings", fact: "holding", columns: kind.facts)
    for row in tree.elements {
      let read = kind.row(row)
      form.leftOut.add(read.leftOut)
      if row.name.hasSuffix("Transaction") {
        transactions.rows.append(read.row)
      } else {
        holdings.rows.append(read.row)
      }
      for fact in read.others { form.add(fact) }
    }
    form.table(transactions)
    form.table(holdings)
    form.endSection(start, kind.caption, role: kind.role)
  }

  private mutating func footnotes(_ tree: XMLTree) {
    let start = form.startSection()
    for note in tree.elements {
      let mark = note.attribute("id") ?? ""
      form.remark(note.text, fact: "footnote", name: mark.isEmpty ? nil : mark, mark: mark)
    }
    form.endSection(start, "Explanation of responses", role: "footnotes")
  }
}
