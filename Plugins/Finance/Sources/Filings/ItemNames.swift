import Didact

/// The items that the SEC's forms have, with words that their headings hold.
///
/// Source: the general instructions of forms 10-K, 10-Q, 8-K and 20-F, today's and former ones.
struct ItemName {
  /// `1A`, `2.02`.
  let number: String
  /// I to IV where the form counts its items anew in each part, else 0.
  let part: Int
  /// Words, in lower case, of which a heading holds one.
  let words: [String]
  /// Place in the form's order.
  let order: Int

  /// The role of a section: `item-1a`, in forms of parts `part-2-item-1a`.
  var role: String {
    (part > 0 ? "part-\(part)-" : "") + "item-" + number.lowercased()
  }
}

/// Forms whose items are known.
enum FilingForm: Equatable {
  case annual, quarterly, current, foreignAnnual

  /// The form of a type such as `10-K405` or `8-K/A`; nil where it has no items.
  init?(type: String) {
    let type = type.uppercased().replacing("FORM ", with: "")
    switch true {
    case type.hasPrefix("10-K"), type.hasPrefix("10K"), type.hasPrefix("10-KT"): self = .annual
    case type.hasPrefix("10-Q"), type.hasPrefix("10Q"): self = .quarterly
    case type.hasPrefix("8-K"), type.hasPrefix("8K"): self = .current
    case type.hasPrefix("20-F"), type.hasPrefix("20F"): self = .foreignAnnual
    default: return nil
    }
  }

  var items: [ItemName] {
    switch self {
    case .annual: Self.annualItems
    case .quarterly: Self.quarterlyItems
    case .current: Self.currentItems
    case .foreignAnnual: Self.foreignItems
    }
  }

  private static func table(_ rows: [(String, Int, String)]) -> [ItemName] {
    rows.enumerated().map { order, row in
      ItemName(
        number: row.0, part: row.1, words: row.2.split(separator: "|").map(String.init),
        order: order)
    }
  }

  private static let annualItems = table([
    ("1", 0, "business|description of business"), ("1A", 0, "risk factors"),
    ("1B", 0, "unresolved staff"), ("1C", 0, "cybersecurity"),
    ("2", 0, "propert|description of propert"), ("3", 0, "legal proceedings"),
    ("4", 0, "submission of matters|mine safety|removed|reserved"),
    ("4A", 0, "executive officers"),
    ("5", 0, "market for|market price|markets for"), ("6", 0, "selected|reserved"),
    ("7", 0, "management"),
    ("7A", 0, "quantitative|disclosure about market|disclosures about market"),
    ("8", 0, "financial statements|consolidated financial"),
    ("9", 0, "changes in and|change in and|disagreements"), ("9A", 0, "controls and procedures"),
    ("9A(T)", 0, "controls and procedures"), ("9B", 0, "other information"),
    ("9C", 0, "foreign jurisdictions"), ("10", 0, "directors"),
    ("11", 0, "executive compensation|compensation"),
    ("12", 0, "security ownership|beneficial"), ("13", 0, "certain relationships"),
    ("14", 0, "principal account|controls and procedures|exhibits"),
    ("15", 0, "exhibit|principal account"),
    ("16", 0, "form 10-k summary|principal account|summary"),
  ])

  private static let quarterlyItems = table([
    ("1", 1, "financial statements|financial information|consolidated|condensed"),
    ("2", 1, "management"),
    ("3", 1, "quantitative"), ("4", 1, "controls and procedures|control and procedures"),
    ("4T", 1, "controls and procedures"),
    ("1", 2, "legal proceedings"), ("1A", 2, "risk factors"),
    ("2", 2, "unregistered|changes in securities|issuer purchases|change in securities"),
    ("3", 2, "defaults upon|default upon"),
    ("4", 2, "submission of matters|mine safety|removed|reserved"),
    ("5", 2, "other information|other events"),
    ("6", 2, "exhibits"),
  ])

  private static let currentItems = table([
    ("1", 0, "changes in control|change in control"), ("2", 0, "acquisition or disposition"),
    ("3", 0, "bankruptcy"), ("4", 0, "certifying account|independent account"),
    ("5", 0, "other event|other materially|other material"), ("6", 0, "resignation"),
    ("7", 0, "financial statement|exhibits"), ("8", 0, "fiscal year"),
    ("9", 0, "regulation fd|fd disclosure|sales of equity"),
    ("10", 0, "code of ethics"), ("11", 0, "temporary suspension"),
    ("12", 0, "results of operations|disclosure of results"),
    ("1.01", 0, "material definitive|definitive agreement"),
    ("1.02", 0, "termination"), ("1.03", 0, "bankruptcy"), ("1.04", 0, "mine safety"),
    ("1.05", 0, "cybersecurity"), ("2.01", 0, "completion"), ("2.02", 0, "results of operations"),
    ("2.03", 0, "creation of"), ("2.04", 0, "triggering"),
    ("2.05", 0, "exit or disposal|costs associated"),
    ("2.06", 0, "impairment"), ("3.01", 0, "delisting"), ("3.02", 0, "unregistered"),
    ("3.03", 0, "modification"), ("4.01", 0, "certifying"), ("4.02", 0, "non-reliance"),
    ("5.01", 0, "control"), ("5.02", 0, "departure|election|appointment|compensatory"),
    ("5.03", 0, "amendment"),
    ("5.04", 0, "suspension"), ("5.05", 0, "code of ethics"), ("5.06", 0, "shell"),
    ("5.07", 0, "submission"), ("5.08", 0, "nominations|shareholder director"),
    ("6.01", 0, "abs|asset"),
    ("7.01", 0, "regulation fd"), ("8.01", 0, "other event"),
    ("9.01", 0, "financial statement|exhibits"),
  ])

  private static let foreignItems = table([
    ("1", 0, "identity of directors"), ("2", 0, "offer statistics"), ("3", 0, "key information"),
    ("4", 0, "information on"), ("4A", 0, "unresolved"), ("5", 0, "operating and financial"),
    ("6", 0, "directors"), ("7", 0, "major shareholders"), ("8", 0, "financial information"),
    ("9", 0, "offer and listing|the offer"), ("10", 0, "additional information"),
    ("11", 0, "quantitative"), ("12", 0, "description of securities"),
    ("13", 0, "defaults"), ("14", 0, "material modification"), ("15", 0, "controls|reserved"),
    ("16", 0, "reserved"), ("16A", 0, "audit committee"), ("16B", 0, "code of ethics"),
    ("16C", 0, "principal account"), ("16D", 0, "exemptions"), ("16E", 0, "purchases of equity"),
    ("16F", 0, "certifying"), ("16G", 0, "corporate governance"), ("16H", 0, "mine safety"),
    ("16I", 0, "foreign jurisdictions"), ("16J", 0, "insider trading"), ("16K", 0, "cybersecurity"),
    ("17", 0, "financial statements"), ("18", 0, "financial statements"), ("19", 0, "exhibits"),
  ])
}
