import Didact

/// What happens where elements begin.
extension JATSReader {
  /// An element that means something begins inside an article (or is one).
  mutating func open(_ element: JATSElement, _ attributes: some JATSAttributes) {
    switch element {
    case .article, .subArticle: openArticle(element, attributes)
    case .front: isText = false
    case .body, .back, .floats:
      if captureDepth == 0 { isText = true }
    case .section, .acknowledgement, .appendix, .glossary, .notes, .footnotes, .box:
      if isText {
        openSection(element, attributes)
      } else if element == .notes, captureDepth == 0 {
        skip(as: .frontNotes)
      }
    case .title, .label: openHeading(element)
    case .paragraph:
      guard isTaking else { return openLicenseText() }
      breakLine()
      if captureDepth == 0 { article.flow.paragraphs += 1 }
    case .block, .listItem, .definition:
      openBlock(element)
    case .definitionItem: breakLine()
    case .term: set(start: article.flow.line.count)
    case .preformatted:
      breakLine()
      preformatted += 1
    case .footnote: openFootnote(attributes)
    case .figure, .tableWrap: openFloat()
    case .caption: openCaption()
    case .table, .tableHead, .row, .cell, .column: openTablePart(element, attributes)
    case .reference, .superscript:
      set(mark: withLine { $0.mark })
      if element == .reference { set(type: attributes.string(.referenceType) ?? "") }
    case .lineBreak: withLine { $0.blank() }
    case .inlineFormula, .displayFormula: openFormula(element)
    case .tex: beginCapture()
    case .abbreviation: set(mark: withLine { $0.mark })
    case .alternatives, .transparent, .skipped: break
    default: openMetadata(element, attributes)
    }
  }

  /// Notes something in the frame of the element that begins.
  mutating func set(
    start: Int? = nil, mark: JATSLine.Mark? = nil, type: String? = nil, isSpecial: Bool? = nil
  ) {
    guard let last = frames.indices.last else { return }
    if let start { frames[last].start = start }
    if let mark { frames[last].mark = mark }
    if let type { frames[last].type = type }
    if let isSpecial { frames[last].isSpecial = isSpecial }
  }

  /// Skips the element that begins; what it holds counts under a rule.
  mutating func skip(as rule: JATSRule) {
    frames.removeLast()
    skipped = 1
    skipRule = rule
  }

  private mutating func openArticle(_ element: JATSElement, _ attributes: some JATSAttributes) {
    guard element == .article || isInArticle else { return }
    var next = JATSArticle(kind: element == .article ? .article : .part)
    next.articleType = lowered(attributes.string(.articleType) ?? "")
    // Files of PubMed Central leave the language out where it is the DTD's default.
    let inherited = isInArticle ? article.language : "en"
    next.language = JATSLanguage.code(attributes.string(.language)) ?? inherited
    if isInArticle {
      let count = outer.reduce(parts.count) { $0 + $1.parts.count } + 1
      let id = attributes.string(.id) ?? ""
      next.suffix = id.isEmpty ? String(count) : id
    }
    beginArticle(next)
    isText = false
  }

  private mutating func openSection(_ element: JATSElement, _ attributes: some JATSAttributes) {
    guard captureDepth == 0 else { return }
    breakLine()
    let role: String =
      switch element {
      case .acknowledgement: "acknowledgements"
      case .appendix: "appendix"
      case .glossary: "glossary"
      case .notes: lowered(attributes.string(.notesType) ?? "notes")
      case .footnotes: "footnotes"
      case .box: "boxed-text"
      default: lowered(attributes.string(.sectionType) ?? "")
      }
    beginSection(role: role)
  }

  /// Opens a labelled part of the text at its present end; its label comes with its title.
  mutating func beginSection(role: String) {
    guard let last = frames.indices.last else { return }
    let start = article.flow.line.count
    frames[last].section = article.flow.sections.count
    article.flow.sections.append(Section(label: "", role: role, span: Span(start, start)))
  }

  /// A title or label: of a part of the text it is a label; in a caption, a list or a footnote it is text.
  private mutating func openHeading(_ element: JATSElement) {
    guard frames.count > 1 else { return }
    let parent = frames[frames.count - 2]
    switch parent.element {
    case .caption, .transparent, .block, .listItem, .footnote, .cell, .paragraph:
      guard isTaking else { return skip(as: .labels) }
      if parent.element == .footnote || (element == .label && parent.element == .cell) {
        return skip(as: .labels)
      }
      if parent.element != .caption { breakLine() }
    default:
      beginCapture()
      set(isSpecial: true)
    }
  }

  private mutating func openBlock(_ element: JATSElement) {
    if element == .definition, frames.dropLast().last?.element == .abbreviation {
      beginCapture()
      set(isSpecial: true)
      return
    }
    guard isTaking else { return }
    breakLine()
  }

  private mutating func openFootnote(_ attributes: some JATSAttributes) {
    guard isText, !Self.personalFootnotes.contains(lowered(attributes.string(.footnoteType) ?? ""))
    else {
      return skip(as: .authors)
    }
    openFloat()
  }

  /// Footnotes on people, not on the matter.
  private static let personalFootnotes: Set<String> = [
    "con", "corresp", "current-aff", "present-address", "deceased", "edited-by", "equal",
    "on-leave",
    "participating-researchers", "study-group-members", "presented-by",
  ]

  /// What floats in a paragraph is set after it, so that the paragraph's sentences stay whole.
  mutating func openFloat() {
    guard isText, captureDepth == 0 else { return }
    if beneath == nil, article.flow.paragraphs > 0 {
      beneath = article.flow
      article.flow = JATSFlow()
      lastLeftOut = nil
      set(isSpecial: true)
    } else {
      breakLine()
    }
  }

  private mutating func openCaption() {
    guard isText, captureDepth == 0 else { return }
    article.flow.line.breakLine()
    if let label = frames.dropLast().last?.label, !label.isEmpty {
      article.flow.line.append(label)
      article.flow.line.endPhrase()
      frames[frames.count - 2].isLabelled = true
    }
    set(start: article.flow.line.count)
    captions += 1
  }
}

/// The string in lower case (ASCII).
func lowered(_ string: String) -> String {
  String(decoding: string.utf8.map(UTF8Bytes.lowered), as: UTF8.self)
}
