import Didact
import DidactXML

/// One of the two tables of forms 3, 4 and 5.
struct OwnershipTable {
  var caption: String
  var role: String
  /// Elements, names in facts, heads of the columns: those of the printed form.
  private var columns: [(element: String, name: String, head: String)]

  var facts: [(name: String, head: String)] { columns.map { ($0.name, $0.head) } }

  static let nonDerivative = OwnershipTable(
    caption: "Table I: non-derivative securities", role: "non-derivative-securities",
    columns: [
      ("securityTitle", "security", "Title of security"),
      ("transactionDate", "date", "Transaction date"),
      ("deemedExecutionDate", "deemed-execution-date", "Deemed execution date"),
      ("transactionFormType", "reported-on", "Form"),
      ("transactionCode", "code", "Transaction code"),
      ("transactionTimeliness", "timeliness", "Timeliness"),
      ("transactionShares", "shares", "Amount"),
      ("transactionAcquiredDisposedCode", "acquired-disposed", "(A) or (D)"),
      ("transactionPricePerShare", "price", "Price"),
      ("sharesOwnedFollowingTransaction", "owned-after", "Amount owned after"),
      ("valueOwnedFollowingTransaction", "value-owned-after", "Value owned after"),
      ("directOrIndirectOwnership", "ownership", "Direct (D) or indirect (I)"),
      ("natureOfOwnership", "nature", "Nature of indirect ownership"),
    ])

  static let derivative = OwnershipTable(
    caption: "Table II: derivative securities", role: "derivative-securities",
    columns: [
      ("securityTitle", "security", "Title of derivative security"),
      ("conversionOrExercisePrice", "exercise-price", "Conversion or exercise price"),
      ("transactionDate", "date", "Transaction date"),
      ("deemedExecutionDate", "deemed-execution-date", "Deemed execution date"),
      ("transactionFormType", "reported-on", "Form"),
      ("transactionCode", "code", "Transaction code"),
      ("transactionTimeliness", "timeliness", "Timeliness"),
      ("transactionShares", "shares", "Number of derivative securities"),
      ("transactionTotalValue", "total-value", "Total value"),
      ("transactionAcquiredDisposedCode", "acquired-disposed", "(A) or (D)"),
      ("exerciseDate", "exercisable", "Date exercisable"),
      ("expirationDate", "expires", "Expiration date"),
      ("underlyingSecurityTitle", "underlying", "Underlying security"),
      ("underlyingSecurityShares", "underlying-shares", "Amount of underlying securities"),
      ("underlyingSecurityValue", "underlying-value", "Value of underlying securities"),
      ("transactionPricePerShare", "price", "Price of derivative security"),
      ("sharesOwnedFollowingTransaction", "owned-after", "Number owned after"),
      ("valueOwnedFollowingTransaction", "value-owned-after", "Value owned after"),
      ("directOrIndirectOwnership", "ownership", "Direct (D) or indirect (I)"),
      ("natureOfOwnership", "nature", "Nature of indirect ownership"),
    ])

  /// What a row of the table holds; what has no column is a fact.
  func row(_ tree: XMLTree) -> (row: FormTable.Row, leftOut: LeftOut, others: [Fact]) {
    var cells = [FormTable.Cell](repeating: .init(), count: columns.count)
    var leftOut = LeftOut()
    var others: [Fact] = []
    var code: String?
    func read(_ tree: XMLTree, _ name: String) {
      let place = columns.firstIndex { $0.element == name }
      if tree.name == "footnoteId", let mark = tree.attribute("id") {
        // A note to a group of answers (`transactionCoding`) is one to its code.
        let group =
          place ?? Self.groups[name].flatMap { first in columns.firstIndex { $0.element == first } }
        cells[group ?? 0].footnotes.append(mark)
      }
      for child in tree.elements {
        read(child, child.name == "value" || child.name == "footnoteId" ? name : child.name)
      }
      let value = UTF8Bytes.trimmed(FormLeaves.ownText(of: tree))
      if value.isEmpty { return }
      if name == "equitySwapInvolved" {
        leftOut.count("flag", value.utf8)
        if ["1", "true"].contains(value) { others.append(Fact("equity-swap", "ticked")) }
      } else if let place {
        cells[place].values.append(value)
        if name == "transactionCode" { code = value }
      } else {
        others.append(Fact(FormNames.fact(name, in: ""), value))
      }
    }
    for child in tree.elements { read(child, child.name) }
    let meaning = code.flatMap { TransactionCode.meanings[$0] }
    return (
      FormTable.Row(
        cells: cells, attributes: meaning.map { [Fact.Attribute("code-meaning", $0)] } ?? []),
      leftOut, others
    )
  }

  private static let groups = [
    "transactionCoding": "transactionCode", "transactionAmounts": "transactionShares",
    "postTransactionAmounts": "sharesOwnedFollowingTransaction",
    "ownershipNature": "directOrIndirectOwnership",
    "underlyingSecurity": "underlyingSecurityTitle",
  ]
}

/// What codes of transactions mean.
///
/// Source: general instructions of form 4, "Transaction Codes".
enum TransactionCode {
  static let meanings = [
    "P": "open market or private purchase", "S": "open market or private sale",
    "V": "transaction voluntarily reported earlier than required",
    "A": "grant, award or other acquisition under rule 16b-3(d)",
    "D": "disposition to the issuer under rule 16b-3(e)",
    "F": "payment of exercise price or tax liability by delivering or withholding securities",
    "I": "discretionary transaction under rule 16b-3(f)",
    "M": "exercise or conversion of a derivative security exempted under rule 16b-3",
    "C": "conversion of a derivative security", "E": "expiration of a short derivative position",
    "H": "expiration or cancellation of a long derivative position with value received",
    "O": "exercise of an out-of-the-money derivative security",
    "X": "exercise of an in-the-money or at-the-money derivative security",
    "G": "bona fide gift", "L": "small acquisition under rule 16a-6",
    "W": "acquisition or disposition by will or the laws of descent and distribution",
    "Z": "deposit into or withdrawal from a voting trust", "J": "other acquisition or disposition",
    "K": "transaction in an equity swap or instrument with similar characteristics",
    "U": "disposition in a tender of shares in a change of control transaction",
  ]
}
