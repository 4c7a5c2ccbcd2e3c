import Didact

/// A form's text while it is written: a line for each answer, its caption before it, and the answer as a fact.
struct FormText {
  private(set) var text = DocumentText()
  private(set) var facts: [Fact] = []
  private(set) var sections: [Section] = []
  var leftOut = LeftOut()
  private(set) var titleSpan = Span(0, 0)

  /// The composed title, which no task asks for.
  mutating func title(_ title: String) {
    guard !title.isEmpty else { return }
    titleSpan = text.title(title)
    facts.append(Fact(Fact.boilerplate, "composed-title", span: titleSpan))
  }

  /// One answer of a line.
  struct Answer {
    var fact: String
    var value: String
    /// What the fact says, where that is not the value as written.
    var meant: String?
    var attributes: [Fact.Attribute] = []
  }

  /// Writes `Caption: one, another`; answers without a value are none.
  mutating func line(_ caption: String, _ answers: [Answer]) {
    let answers = answers.filter { !$0.value.allSatisfy { $0.isWhitespace } }
    guard !answers.isEmpty else { return }
    startLine()
    if !caption.isEmpty {
      _ = text.verbatim("\(caption.prefix(1).uppercased())\(caption.dropFirst()): ".utf8)
    }
    for (number, answer) in answers.enumerated() {
      if number > 0 { _ = text.verbatim(", ".utf8) }
      let span = text.verbatim(Self.folded(answer.value))
      facts.append(
        Fact(
          answer.fact, answer.meant ?? Self.string(Self.folded(answer.value)), span: span,
          attributes: answer.attributes))
    }
  }

  /// Writes a line of which the form states only that it holds: what its boxes mean.
  mutating func note(_ caption: String, _ meaning: String) {
    startLine()
    _ = text.verbatim("\(caption): \(meaning)".utf8)
  }

  /// Writes a remark or a footnote, a line a paragraph.
  ///
  /// - Parameter mark: what stands before it: `F1`.
  mutating func remark(_ value: String, fact: String, name: String? = nil, mark: String = "") {
    for (number, paragraph) in Self.paragraphs(value).enumerated() {
      startLine()
      if number == 0, !mark.isEmpty { _ = text.verbatim("\(mark): ".utf8) }
      let span = text.verbatim(paragraph)
      facts.append(Fact(fact, name ?? Self.string(paragraph), span: span))
    }
  }

  /// Writes a table; rows' facts span their lines.
  mutating func table(_ table: FormTable) {
    guard !table.rows.isEmpty else { return }
    let written = table.write(to: &text)
    facts += written
  }

  mutating func add(_ fact: Fact) { facts.append(fact) }

  /// A place at which a section begins; its heading is a label and no text.
  struct SectionStart {
    fileprivate var offset: Int
    fileprivate var place: Int
  }

  func startSection() -> SectionStart {
    SectionStart(offset: text.count, place: sections.count)
  }

  /// Ends a section, if anything was written in it.
  mutating func endSection(_ start: SectionStart, _ label: String, role: String) {
    guard text.count > start.offset else { return }
    let first = start.offset > 0 ? start.offset + 1 : 0
    sections.insert(
      Section(label: label, role: role, span: Span(first, text.count)), at: start.place)
  }

  private mutating func startLine() {
    if text.count > 0 { _ = text.verbatim([0x0A]) }
  }

  static func folded(_ value: String) -> [UInt8] {
    var line = DocumentText()
    _ = line.paragraph(value)
    return line.finish().bytes
  }

  private static func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Stretches between blank lines.
  private static func paragraphs(_ value: String) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var open: [UInt8] = []
    for line in Array(value.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) + [[]] {
      if line.allSatisfy(UTF8Bytes.isBlank) {
        let paragraph = folded(string(open))
        if !paragraph.isEmpty { found.append(paragraph) }
        open = []
      } else {
        open += [0x20] + line
      }
    }
    return found
  }

  /// The document of what was written.
  consuming func document(id: String, facts header: [Fact] = []) -> Document {
    Document(
      id: id, title: titleSpan, text: text.finish(), sections: sections,
      facts: header + facts + leftOut.facts, language: "en")
  }
}
