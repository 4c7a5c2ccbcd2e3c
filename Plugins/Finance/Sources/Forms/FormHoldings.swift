import Didact
import DidactXML

/// Tables of holdings: the information table of form 13F, the portfolio of N-PORT.
enum FormHoldings {
  /// A kind of table.
  struct Kind {
    var caption: String
    /// Element or attribute, name in facts, head of the column.
    var columns: [(element: String, name: String, head: String)]

    static let information = Kind(
      caption: "Form 13F information table",
      columns: [
        ("nameOfIssuer", "issuer", "Name of issuer"), ("titleOfClass", "class", "Title of class"),
        ("cusip", "cusip", "CUSIP"), ("figi", "figi", "FIGI"), ("value", "value", "Value"),
        ("sshPrnamt", "amount", "Shares or principal amount"),
        ("sshPrnamtType", "amount-type", "SH/PRN"), ("putCall", "put-call", "Put/call"),
        ("investmentDiscretion", "discretion", "Investment discretion"),
        ("otherManager", "other-manager", "Other manager"),
        ("Sole", "voting-sole", "Voting authority, sole"),
        ("Shared", "voting-shared", "Voting authority, shared"),
        ("None", "voting-none", "Voting authority, none"),
      ])

    static let portfolio = Kind(
      caption: "Schedule of portfolio investments",
      columns: [
        ("name", "issuer", "Name of issuer"), ("title", "title", "Title of issue"),
        ("lei", "lei", "LEI"), ("cusip", "cusip", "CUSIP"), ("isin@value", "isin", "ISIN"),
        ("ticker@value", "ticker", "Ticker"), ("balance", "balance", "Balance"),
        ("units", "units", "Units"), ("curCd", "currency", "Currency"),
        ("currencyConditional@curCd", "currency-code", "Currency code"),
        ("currencyConditional@exchangeRt", "exchange-rate", "Exchange rate"),
        ("valUSD", "value-usd", "Value (US dollars)"),
        ("pctVal", "percentage", "Percentage of net assets"),
        ("payoffProfile", "payoff", "Payoff profile"), ("assetCat", "asset-type", "Asset type"),
        ("issuerCat", "issuer-type", "Issuer type"), ("invCountry", "country", "Country"),
        ("isRestrictedSec", "restricted", "Restricted"),
        ("fairValLevel", "fair-value-level", "Fair value level"),
        ("maturityDt", "maturity", "Maturity"), ("couponKind", "coupon", "Coupon"),
        ("annualizedRt", "rate", "Annualized rate"), ("isDefault", "default", "In default"),
        ("areIntrstPmntsInArrs", "arrears", "Interest in arrears"),
        ("isPaidKind", "paid-in-kind", "Paid in kind"),
      ])
  }

  /// Writes the rows; what has no column is a fact with its holding's number.
  static func read(_ elements: [XMLTree], as kind: Kind, into form: inout FormText) {
    var places: [String: Int] = [:]
    for (column, entry) in kind.columns.enumerated() { places[entry.element] = column }
    var table = FormTable(
      caption: kind.caption, fact: "holding", columns: kind.columns.map { ($0.name, $0.head) })
    var others: [Fact] = []
    for (number, element) in elements.enumerated() {
      var cells = [FormTable.Cell](repeating: .init(), count: kind.columns.count)
      FormLeaves.each(of: element) { name, parent, value in
        let place = places[name]
        if let place, cells[place].values.isEmpty {
          cells[place].values.append(value)
        } else {
          others.append(
            Fact(
              FormNames.fact(String(name.split(separator: "@").last ?? ""), in: ""), value,
              attributes: [
                .init("holding", String(number + 1)), .init("in", FormNames.fact(parent, in: "")),
              ]))
        }
      }
      table.rows.append(FormTable.Row(cells: cells))
    }
    let start = form.startSection()
    form.table(table)
    form.endSection(start, kind.caption, role: "holdings")
    for fact in others { form.add(fact) }
  }
}

/// The answers of an element, however deep.
enum FormLeaves {
  /// An element's character data, that of elements inside it aside; a parser hands it over in pieces.
  static func ownText(of tree: XMLTree) -> String {
    tree.children.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  /// Calls with the name of each answer's element (`isin@value` for an attribute), its parent's and its value,
  /// blanks trimmed; empty ones are none.
  static func each(
    of tree: XMLTree, in parent: String = "",
    _ found: (_ name: String, _ parent: String, _ value: String) -> Void
  ) {
    for attribute in tree.attributes where !attribute.value.isEmpty {
      found("\(tree.name)@\(attribute.name)", parent, attribute.value)
    }
    let elements = tree.elements
    for element in elements { each(of: element, in: tree.name, found) }
    let value = UTF8Bytes.trimmed(ownText(of: tree))
    if !value.isEmpty { found(tree.name, parent, value) }
  }
}
