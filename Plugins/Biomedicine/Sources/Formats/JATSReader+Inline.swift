import Didact
import DidactXML

/// References, superscripts and formulas: what stands inside a line.
///
/// The rule for references: the mark of a citation or footnote is left out where it is a superscript, a number
/// that follows a word without a blank, or a sign (`trial¹²`, `trial.12`, `degree*`), since in plain text it
/// would become part of what stands before it; it is kept as written where it is part of the sentence (`[12]`,
/// `Smith (2010)`, `Fig. 2`). Commas and dashes between two marks go with them. In tables signs of
/// the table's own footnotes stay (`84*`); their numbers and letters at a cell's end go, too.
extension JATSReader {
  mutating func closeReference(_ frame: Frame) {
    guard isTaking, let mark = frame.mark else { return }
    let content = trimmed(withLine { $0.added(since: mark) })
    guard !content.isEmpty else { return }
    switch frame.type {
    case "bibr":
      let isSuperscript = frame.start > 0 && content.count <= frame.start
      if isSuperscript ? ReferenceMark.isMark(content) : isGlued(content, to: mark) {
        leaveOut(to: mark)
      } else if let outer = frames.lastIndex(where: { $0.element == .superscript }) {
        frames[outer].holdsMark = true
      }
    case "fn", "table-fn", "author-notes", "corresp", "aff":
      guard ReferenceMark.isSign(content) else { break }
      if table == nil || ReferenceMark.isLetters(content) {
        leaveOut(to: mark)
      } else {
        lastSign = Sign(
          mark: mark, depth: captureDepth, content: Array(content), isReference: true)
      }
    case "fig", "table", "sec", "app", "supplementary-material": separate(content, at: mark)
    default: break
    }
  }

  /// Sets a blank before a reference that is glued to the word before it: `in<xref>Fig. 2</xref>`.
  private mutating func separate(_ content: ArraySlice<UInt8>, at mark: JATSLine.Mark) {
    guard let first = content.first, UTF8Bytes.isUpper(first) || UTF8Bytes.isDigit(first) else {
      return
    }
    let content = Array(content)
    withLine { line in
      guard !mark.wantsBlank, !mark.wantsLine, mark.count > mark.lineStart,
        mark.count <= line.bytes.count,
        line.bytes[mark.lineStart..<mark.count].suffix(2).allSatisfy(UTF8Bytes.isLower)
      else { return }
      line.takeBack(to: mark)
      line.blank()
      line.append(content)
    }
  }

  /// Leaves out the mark of a footnote at the end of a table's cell or a caption: a number after a blank (`Age (years)
  /// <sup>2</sup>`) that is no power, since it follows a whole word or what closes one; in tables letters, too
  /// (`0.04<sup>a,b</sup>`), which would become part of the value.
  mutating func leaveOutLastSign() {
    defer { lastSign = nil }
    guard let last = lastSign, last.depth == captureDepth, isTaking else { return }
    let mark = last.mark
    let added = trimmed(withLine { $0.added(since: mark) })
    let hasStop = added.last == UInt8(ascii: ".")
    let sign = hasStop ? added.dropLast() : added
    guard !sign.isEmpty, sign.elementsEqual(last.content) else { return }
    let isNumber =
      sign.count <= 2 && sign.allSatisfy(UTF8Bytes.isDigit)
      && (last.isReference
        || mark.wantsBlank
          && withLine({ ReferenceMark.endsWord($0.bytes[mark.lineStart..<mark.count]) }))
    guard isNumber || table != nil && ReferenceMark.isLetters(sign),
      withLine({ ReferenceMark.isWordEnd($0.bytes[mark.lineStart..<mark.count]) })
    else { return }
    leaveOut(.referenceMarks, sign.count)
    withLine { line in
      line.takeBack(to: mark)
      if hasStop { line.punctuate(UInt8(ascii: ".")) }
    }
  }

  mutating func closeSuperscript(_ frame: Frame) {
    guard isTaking, let mark = frame.mark else { return }
    let content = trimmed(withLine { $0.added(since: mark) })
    guard !content.isEmpty else { return }
    if let reference = frames.lastIndex(where: { $0.element == .reference }) {
      frames[reference].start += content.count
      return
    }
    let isReference = lastSign?.isReference == true && lastSign?.content == Array(content)
    lastSign = Sign(
      mark: mark, depth: captureDepth, content: Array(content), isReference: isReference)
    if frame.holdsMark, ReferenceMark.isMark(content) {
      leaveOut(to: mark)
    } else if let last = lastLeftOut, last.ended == mark.ended, last.count == mark.count,
      ReferenceMark.isSeparator(content)
    {
      leaveOut(.referenceMarks, content)
      withLine { $0.takeBack(to: mark) }
    } else if let raised = Superscript.raised(content) {
      withLine { line in
        guard line.isDigit(before: mark) else { return }
        line.takeBack(to: mark)
        line.append(raised)
      }
    }
  }

  /// Whether a citation is a number right after a word, or after a mark that was left out.
  private mutating func isGlued(_ content: ArraySlice<UInt8>, to mark: JATSLine.Mark) -> Bool {
    guard ReferenceMark.isNumber(content), !mark.wantsBlank, !mark.wantsLine,
      !frames.contains(where: { $0.element == .superscript })
    else { return false }
    if followsLeftOut(mark) { return true }
    return withLine { ReferenceMark.isWordEnd($0.bytes[mark.lineStart..<mark.count]) }
  }

  /// Whether nothing but a separator stands between the mark that was left out last and `mark`.
  private mutating func followsLeftOut(_ mark: JATSLine.Mark) -> Bool {
    guard let last = lastLeftOut, last.ended == mark.ended, last.count <= mark.count else {
      return false
    }
    return withLine { ReferenceMark.isSeparator($0.bytes[last.count..<mark.count]) }
  }

  private mutating func leaveOut(to mark: JATSLine.Mark) {
    let mark = followsLeftOut(mark) ? lastLeftOut ?? mark : mark
    leaveOut(.referenceMarks, withLine { XMLCharacters.count($0.added(since: mark)) })
    withLine {
      $0.takeBack(to: mark)
      $0.closeUp()
    }
    lastLeftOut = mark
  }

  // MARK: Formulas

  mutating func openFormula(_ element: JATSElement) {
    if let outer = formula { leaveOut(outer) }
    formula = Formula()
    guard element == .displayFormula, isTaking else { return }
    separateFormula()
  }

  /// A formula on a line of its own in print stands in the sentence that it belongs to, if it has one.
  private mutating func separateFormula() {
    if captureDepth == 0, article.flow.paragraphs == 0 {
      breakLine()
    } else {
      withLine { $0.blank() }
    }
  }

  mutating func closeFormula(_ frame: Frame) {
    guard let formula else { return }
    self.formula = nil
    guard isTaking else { return leaveOut(formula) }
    add(formula.math.isEmpty ? formula.tex : formula.math)
    if !formula.math.isEmpty { leaveOut(.notation, formula.tex) }
    guard frame.element == .displayFormula else { return leaveOut(.labels, formula.label) }
    if !formula.label.isEmpty {
      withLine { $0.blank() }
      add(formula.label)
    }
    separateFormula()
  }

  /// A formula that nothing takes.
  private mutating func leaveOut(_ formula: Formula) {
    leaveOut(.notation, formula.math)
    leaveOut(.notation, formula.tex)
    leaveOut(.labels, formula.label)
  }

  mutating func startMath(_ element: MathElement, _ attributes: some JATSAttributes) {
    mathDepth += 1
    var special = MathText.Attributes()
    if element == .fenced {
      if let opening = attributes.string(.opening) { special.opening = Array(opening.utf8) }
      if let closing = attributes.string(.closing) { special.closing = Array(closing.utf8) }
    } else if element == .fraction, let thickness = attributes.string(.lineThickness) {
      special.lineless = thickness.utf8.first == UInt8(ascii: "0")
    }
    math.start(element, special)
  }

  mutating func endMath() {
    math.end()
    mathDepth -= 1
    guard mathDepth == 0 else { return }
    let before = math.leftOut
    let bytes = math.finish()
    leaveOut(.notation, math.leftOut - before)
    if formula?.math.isEmpty == true {
      formula?.math = bytes
    } else if formula == nil, isTaking {
      add(bytes)
    } else {
      leaveOut(.notation, bytes)
    }
  }

  mutating func closeTex() {
    let source = endCapture()
    let tex = TeX.formula(in: source)
    leaveOut(.notation, XMLCharacters.count(source) - XMLCharacters.count(tex))
    if formula?.tex.isEmpty == true {
      formula?.tex = tex
    } else if formula == nil, isTaking {
      add(tex)
    } else {
      leaveOut(.notation, tex)
    }
  }
}

/// A slice without ASCII blanks at either end.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var bytes = bytes
  while let first = bytes.first, UTF8Bytes.isBlank(first) { bytes.removeFirst() }
  while let last = bytes.last, UTF8Bytes.isBlank(last) { bytes.removeLast() }
  return bytes
}
