import Didact

/// The rules by which character data of a PubMed record is left out.
enum PubMedRule: Int, CaseIterable {
  case authors
  case investigators
  case personalSubjects
  case references
  /// Where a related article appeared, and its own PMID.
  case relatedArticles
  case interests
  case note
  /// Who published a book, where, in which series and form.
  case bookDetails
  case grantAcronym
  /// Dates of the record's own history, its status, codes of journals and subsets.
  case bookkeeping
  /// Identifiers and values that the record states again.
  case repeated
  case eMailAddress
  /// An annotation of a formula that is there in MathML.
  case formula
  /// "Abstract available from the publisher.": no abstract.
  case placeholder
  /// Signs of the MEDLINE format between values: stars, slashes, brackets.
  case fieldMarks
  /// What no rule names.
  case unread

  /// As facts name it.
  var name: String {
    switch self {
    case .authors: "author-list"
    case .investigators: "investigators"
    case .personalSubjects: "personal-subjects"
    case .references: "references"
    case .relatedArticles: "related-articles"
    case .interests: "interest-statement"
    case .note: "general-note"
    case .bookDetails: "book-details"
    case .grantAcronym: "grant-acronym"
    case .bookkeeping: "bookkeeping"
    case .repeated: "repeated"
    case .eMailAddress: "e-mail-address"
    case .formula: "formula-notation"
    case .placeholder: "placeholder"
    case .fieldMarks: "field-marks"
    case .unread: "unread"
    }
  }
}

/// Characters that are left out, by rule. Every record has one, so that it is an array and no dictionary.
struct PubMedLeftOut {
  private var counts = [Int](repeating: 0, count: PubMedRule.allCases.count)

  mutating func count(_ rule: PubMedRule, _ characters: Int) {
    if characters > 0 { counts[rule.rawValue] += characters }
  }

  /// A fact for each rule that was used, in the rules' order.
  var facts: [Fact] {
    PubMedRule.allCases.compactMap { rule in
      let count = counts[rule.rawValue]
      guard count > 0 else { return nil }
      return Fact(LeftOut.fact, rule.name, attributes: [.init("characters", String(count))])
    }
  }
}
