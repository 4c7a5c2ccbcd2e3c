import Didact

/// What happens where elements end.
extension JATSReader {
  /// An element that means something ends.
  mutating func close(_ frame: Frame) {
    switch frame.element {
    case .article, .subArticle: endArticle()
    case .section, .acknowledgement, .appendix, .glossary, .notes, .footnotes, .box, .abstract,
      .transAbstract:
      return closeSection(frame)
    case .title, .label: closeHeading(frame)
    case .paragraph: closeParagraph(frame)
    case .block, .definitionItem, .listItem:
      withLine { $0.release() }
      breakLine()
    case .term: closeTerm(frame)
    case .definition: closeDefinition(frame)
    case .preformatted:
      preformatted -= 1
      breakLine()
    case .figure, .tableWrap, .footnote: closeFloat(frame)
    case .caption: closeCaption(frame)
    case .table, .tableHead, .row, .cell: closeTablePart(frame)
    case .reference: closeReference(frame)
    case .superscript: closeSuperscript(frame)
    case .inlineFormula, .displayFormula: closeFormula(frame)
    case .tex: closeTex()
    case .abbreviation: closeAbbreviation(frame)
    case .transparent, .skipped, .front, .body, .back, .floats, .lineBreak, .alternatives, .column:
      break
    default: closeMetadata(frame)
    }
    // What nobody has taken up since.
    if !frame.label.isEmpty, !frame.isLabelled { leaveOut(.labels, frame.label) }
    if !frame.title.isEmpty, frame.element != .abbreviation { leaveOut(.labels, frame.title) }
  }

  private mutating func closeSection(_ frame: Frame) {
    if article.flow.sections.indices.contains(frame.section) {
      breakLine()
      var label = frame.title.isEmpty ? frame.label : frame.title
      // `Methods:` stands in print before its text.
      if label.count > 1, label.last == UInt8(ascii: ":") {
        leaveOut(.labels, [label.removeLast()])
      }
      if !frame.title.isEmpty { leaveOut(.labels, frame.label) }
      article.flow.sections[frame.section].label = String(decoding: label, as: UTF8.self)
      article.flow.sections[frame.section].span.end = article.flow.line.count
    } else {
      leaveOut(.labels, frame.label)
      leaveOut(.labels, frame.title)
    }
    if frame.isSpecial, frame.element == .abstract || frame.element == .transAbstract {
      endArticle()
    }
  }

  private mutating func closeHeading(_ frame: Frame) {
    guard let parent = frames.indices.last else { return }
    if frame.isSpecial {
      let bytes = endCapture()
      if frame.element == .title {
        leaveOut(.labels, frames[parent].title)
        frames[parent].title = bytes
      } else if frames[parent].element == .displayFormula {
        leaveOut(.labels, formula?.label ?? [])
        formula?.label = bytes
      } else {
        if !frames[parent].isLabelled { leaveOut(.labels, frames[parent].label) }
        frames[parent].label = bytes
        frames[parent].isLabelled = false
      }
    } else if isTaking {
      if frame.element == .label {
        withLine { $0.hold() }
      } else if frames[parent].element == .caption {
        leaveOutLastSign()
        withLine { $0.endPhrase() }
      } else {
        breakLine()
      }
    }
  }

  private mutating func closeParagraph(_ frame: Frame) {
    if frame.isSpecial { return closeLicenseText(frame) }
    guard isTaking else { return }
    if captions > 0 || table != nil { leaveOutLastSign() }
    withLine { $0.release() }
    breakLine()
    guard captureDepth == 0 else { return }
    article.flow.paragraphs -= 1
    if article.flow.paragraphs == 0, beneath == nil { setFloating() }
  }

  /// Sets what has floated in the paragraph that ended.
  private mutating func setFloating() {
    guard !article.floating.isEmpty else { return }
    for float in article.floating { article.flow.append(float) }
    article.floating.removeAll()
  }

  private mutating func closeFloat(_ frame: Frame) {
    guard isText, captureDepth == 0 else { return }
    withLine { $0.release() }
    breakLine()
    guard frame.isSpecial, let below = beneath else { return }
    article.floating.append(article.flow)
    article.flow = below
    lastLeftOut = nil
    beneath = nil
  }

  private mutating func closeCaption(_ frame: Frame) {
    guard isText, captureDepth == 0 else { return }
    captions -= 1
    article.flow.line.breakLine()
    guard let parent = frames.indices.last else { return }
    let name: String
    switch frames[parent].element {
    case .figure: name = "figure-caption"
    case .tableWrap: name = "table-caption"
    default: return
    }
    let span = Span(frame.start, article.flow.line.count)
    guard !span.isEmpty else { return }
    article.flow.facts.append(
      Fact(name, String(decoding: frames[parent].label, as: UTF8.self), span: span))
  }

  // MARK: Definitions

  /// `term`: what follows its colon stands on its line.
  private mutating func closeTerm(_ frame: Frame) {
    guard isTaking else { return }
    if captureDepth == 0, let item = frames.indices.last, frames[item].element == .definitionItem {
      frames[item].start = frame.start
      frames[item].number = article.flow.line.count
      frames[item].isSpecial = frames.contains { $0.element == .glossary }
    }
    withLine {
      if let last = $0.last, last != UInt8(ascii: ":") { $0.punctuate(UInt8(ascii: ":")) }
      $0.hold()
    }
  }

  private mutating func closeDefinition(_ frame: Frame) {
    if frame.isSpecial {
      let definition = endCapture()
      guard let parent = frames.indices.last else { return }
      leaveOut(.labels, frames[parent].title)
      frames[parent].title = definition
      // One that comes before its short form is part of the sentence.
      guard isTaking, let mark = frames[parent].mark,
        withLine({ $0.added(since: mark).isEmpty })
      else { return }
      add(definition)
      withLine { $0.blank() }
      frames[parent].mark = withLine { $0.mark }
      frames[parent].isSpecial = true
      return
    }
    guard isTaking else { return }
    withLine { $0.release() }
    breakLine()
    guard captureDepth == 0, let item = frames.last, item.element == .definitionItem, item.isSpecial
    else {
      return
    }
    frames[frames.count - 1].isSpecial = false
    let text = article.flow.line.bytes
    guard item.number <= text.count, item.start < item.number else { return }
    let term = trimmed(text[item.start..<item.number])
    let long = trimmed(text[min(item.number + 1, text.count)...])
    guard !term.isEmpty, !long.isEmpty else { return }
    _ = addAbbreviation(term, long: long)
  }

  private mutating func closeAbbreviation(_ frame: Frame) {
    guard !frame.title.isEmpty else { return }
    if captureDepth == 0, isText, let mark = frame.mark {
      var term = trimmed(article.flow.line.added(since: mark))
      if frame.isSpecial, term.first == UInt8(ascii: "("), term.last == UInt8(ascii: ")") {
        term = term.dropFirst().dropLast()
      }
      if !term.isEmpty, addAbbreviation(term, long: frame.title[...]) { return }
    }
    if !frame.isSpecial { leaveOut(.labels, frame.title) }
  }

  /// - Parameter term: A slice of the flow's text, whose indices are its place.
  /// - Returns: Whether it is short enough to be one.
  private mutating func addAbbreviation(
    _ term: ArraySlice<UInt8>, long: ArraySlice<UInt8>
  ) -> Bool {
    // A definition of that length is an article of its own, and may hold further ones.
    guard term.count <= 200, long.count <= 1_000 else { return false }
    article.flow.facts.append(
      Fact(
        "abbreviation", String(decoding: term, as: UTF8.self),
        span: Span(term.startIndex, term.endIndex),
        attributes: [.init("long-form", String(decoding: long, as: UTF8.self))]))
    return true
  }
}
