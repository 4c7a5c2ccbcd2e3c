/// What the reader does at an element of JATS; several elements may ask for the same.
enum JATSElement: UInt8, Sendable {
  /// No element that is treated of its own: what it holds counts as its parent's.
  case transparent
  /// Never enters a document, with all that it holds.
  case skipped

  // The article and its parts.
  case article, subArticle, front, body, back, floats

  // What is said of the article.
  case articleID, articleTitle, subtitle, transTitleGroup, transTitle, abstract, transAbstract
  case keywordGroup, keyword, subjectGroup, subject, journalTitle
  case date, year, month, day
  case awardGroup, awardID, fundingSource, fundingStatement
  case permissions, license, licenseReference, licenseText, copyright, link
  case relatedArticle

  // Labelled parts of the text.
  case section, acknowledgement, appendix, glossary, notes, footnotes, box
  case title, label

  // Lines of the text.
  case paragraph, block, footnote, listItem, definitionItem, term, definition, preformatted

  // What floats beside the text.
  case figure, tableWrap, caption
  case table, tableHead, row, cell, column

  // Inside a line.
  case reference, superscript, lineBreak, inlineFormula, displayFormula, alternatives, tex,
    abbreviation

  /// The elements treated of their own, by local name.
  ///
  /// Citations, authors with affiliations and addresses, supplementary material and pictures are skipped.
  /// MathML's elements are told by ``MathElement``.
  static let byName: [(String, JATSElement)] =
    [
      ("article", .article), ("sub-article", .subArticle), ("response", .subArticle),
      ("front", .front), ("front-stub", .front), ("body", .body), ("article-body", .body),
      ("back", .back),
      ("floats-group", .floats), ("floats-wrap", .floats),

      ("article-id", .articleID), ("article-title", .articleTitle), ("subtitle", .subtitle),
      ("trans-title-group", .transTitleGroup), ("trans-title", .transTitle),
      ("trans-subtitle", .subtitle), ("abstract", .abstract), ("trans-abstract", .transAbstract),
      ("kwd-group", .keywordGroup), ("kwd", .keyword), ("compound-kwd", .keyword),
      ("unstructured-kwd-group", .keyword), ("subj-group", .subjectGroup), ("subject", .subject),
      ("journal-title", .journalTitle), ("pub-date", .date), ("year", .year), ("month", .month),
      ("day", .day), ("award-group", .awardGroup), ("award-id", .awardID),
      ("funding-source", .fundingSource), ("funding-statement", .fundingStatement),
      ("permissions", .permissions), ("license", .license), ("license_ref", .licenseReference),
      ("license-ref", .licenseReference), ("license-p", .licenseText),
      ("copyright-statement", .copyright), ("ext-link", .link),
      ("related-article", .relatedArticle),

      ("sec", .section), ("treatment-sec", .section), ("ack", .acknowledgement), ("app", .appendix),
      ("glossary", .glossary), ("notes", .notes), ("fn-group", .footnotes), ("boxed-text", .box),
      ("title", .title), ("label", .label),

      ("p", .paragraph), ("disp-quote", .block), ("verse-group", .block), ("verse-line", .block),
      ("statement", .block), ("speech", .block), ("speaker", .block), ("list", .block),
      ("def-list", .block), ("attrib", .block), ("nomenclature", .block), ("question-wrap", .block),
      ("table-wrap-foot", .block), ("def-head", .block), ("term-head", .block), ("fn", .footnote),
      ("list-item", .listItem), ("def-item", .definitionItem), ("term", .term),
      ("def", .definition),
      ("preformat", .preformatted), ("code", .preformatted),

      ("fig", .figure), ("fig-group", .figure), ("media", .figure), ("chem-struct-wrap", .figure),
      ("table-wrap", .tableWrap), ("table-wrap-group", .tableWrap), ("caption", .caption),
      ("table", .table), ("thead", .tableHead), ("tr", .row), ("row", .row), ("td", .cell),
      ("th", .cell), ("entry", .cell), ("colspec", .column),

      ("xref", .reference), ("sup", .superscript), ("break", .lineBreak),
      ("inline-formula", .inlineFormula), ("disp-formula", .displayFormula),
      ("alternatives", .alternatives), ("tex-math", .tex), ("abbrev", .abbreviation),
    ] + leftOut.map { ($0.0, .skipped) }

  /// The elements that are skipped, by the rule that what they hold is counted under.
  static let leftOut: [(String, JATSRule)] =
    [
      "contrib-group", "contrib", "aff", "aff-alternatives", "author-notes", "corresp",
      "phone", "fax", "address", "on-behalf-of", "bio", "principal-award-recipient",
      "principal-investigator", "sig-block", "sig", "author-comment",
    ].map { ($0, .authors) }
    + [
      "ref-list", "citation", "element-citation", "mixed-citation", "nlm-citation", "product",
      "citation-alternatives",
    ].map { ($0, .references) }
    + [
      "history", "pub-history", "self-uri", "counts", "custom-meta-group", "custom-meta-wrap",
      "processing-meta", "journal-id", "abbrev-journal-title", "journal-subtitle", "issn",
      "issn-l", "isbn", "publisher", "volume", "issue", "fpage", "lpage", "elocation-id",
      "page-range", "conference", "alt-title", "institution-id", "supplement", "event",
      "treatment-meta",
    ].map { ($0, .articleDetails) }
    + [("copyright-year", .license), ("copyright-holder", .license)]
    + [("related-object", .relatedArticles)]
    + [("supplementary-material", .supplements), ("email", .eMailAddress)]
    + [
      "graphic", "inline-graphic", "object-id", "alt-text", "long-desc", "inline-media", "hr",
    ].map { ($0, .pictures) } + [("textual-form", .notation)]
}

/// The attributes that the reader asks for, by local name.
enum JATSAttribute: UInt8, Sendable, CaseIterable {
  case articleType, id, language, identifierType, abstractType, keywordGroupType, subjectGroupType
  case dateType, publicationType, href, relation, sectionType, notesType, footnoteType
  case referenceType, columnSpan, rowSpan, moreRows, firstColumn, lastColumn, columnName
  case opening, closing, lineThickness

  /// The attribute's local name.
  var name: String {
    switch self {
    case .articleType: "article-type"
    case .id: "id"
    case .language: "lang"
    case .identifierType: "pub-id-type"
    case .abstractType: "abstract-type"
    case .keywordGroupType: "kwd-group-type"
    case .subjectGroupType: "subj-group-type"
    case .dateType: "date-type"
    case .publicationType: "pub-type"
    case .href: "href"
    case .relation: "related-article-type"
    case .sectionType: "sec-type"
    case .notesType: "notes-type"
    case .footnoteType: "fn-type"
    case .referenceType: "ref-type"
    case .columnSpan: "colspan"
    case .rowSpan: "rowspan"
    case .moreRows: "morerows"
    case .firstColumn: "namest"
    case .lastColumn: "nameend"
    case .columnName: "colname"
    case .opening: "open"
    case .closing: "close"
    case .lineThickness: "linethickness"
    }
  }
}
