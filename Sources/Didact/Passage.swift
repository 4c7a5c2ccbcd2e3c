/// A document, or a piece of a long one that fits the context: `key#n`, with the title repeated.
///
/// All spans are byte offsets into the document's text, so evidence means the same in every passage.
public struct Passage: Sendable {
  public let document: Document
  /// Number of the piece, from 0.
  public let number: Int
  /// How many pieces the document has.
  public let total: Int
  /// The piece of the document's text: the first one begins with the title, the others do not.
  public let span: Span
  /// The sentences of the piece in order, the title not among them; found once for all tasks.
  public let sentences: [Span]
  /// What each sentence bears, in their order: one look over the text for all tasks.
  public let marks: [SentenceMarks]
  /// The document's facts that stand in this piece, in source order; those without a place are the document's alone.
  public let facts: [Fact]
  /// The sections, clamped to this piece; those with no text in it are left out.
  public let sections: [Section]
  /// Stretches of this piece and of the title that no task touches, boilerplate and code, in order.
  public let boilerplate: [Span]
  /// Estimated tokens of the piece, where they have been counted already.
  let tokens: Int?
  /// Keeps what tasks find out of this passage.
  public let memo = Memo()
  /// Keeps what tasks find out of the whole document: all its passages have the same one.
  public let documentMemo: Memo

  /// - Parameters:
  ///   - contents: what stands in the piece, where it is known already; else it is looked for among all of the
  ///     document's facts and sections.
  ///   - documentMemo: that of the document's other passages.
  public init(
    document: Document, number: Int, total: Int, span: Span, contents: PassageContents? = nil,
    documentMemo: Memo? = nil
  ) {
    self.init(
      document: document, number: number, total: total, span: span, tokens: nil,
      contents: contents, documentMemo: documentMemo)
  }

  init(
    document: Document, number: Int, total: Int, span: Span, tokens: Int?,
    contents: PassageContents? = nil, documentMemo: Memo? = nil
  ) {
    self.tokens = tokens
    self.documentMemo = documentMemo ?? Memo()
    self.document = document
    self.number = number
    self.total = total
    self.span = span
    let body = Span(max(span.start, document.body.start), span.end)
    sentences = Sentences.spans(in: document.text, within: body)
    let contents = contents ?? PassageContents.of([span], in: document)[0]
    facts = contents.facts
    sections = contents.sections.compactMap { section in
      let span = document.text.trimmed(
        Span(max(section.span.start, body.start), min(section.span.end, body.end)))
      return span.isEmpty ? nil : Section(label: section.label, role: section.role, span: span)
    }
    boilerplate = facts.compactMap(\.untouched)
    marks = Self.marks(of: sentences, in: document.text, boilerplate: boilerplate)
  }

  /// `key#n`: unique in a run.
  public var id: String { "\(document.key)#\(number)" }
  /// The document's text, which spans address.
  public var text: Text { document.text }
  /// The title's span, in the document's text; empty where there is none.
  public var title: Span { document.title }
  /// The piece without the title line.
  public var body: Span { Span(max(span.start, document.body.start), span.end) }
  /// Whether a task may quote or ask about `span`: inside this piece, and off all boilerplate.
  public func allows(_ span: Span) -> Bool {
    (self.span.contains(span) || title.contains(span))
      && !boilerplate.contains { $0.overlaps(span) }
  }
  /// What the document states, by name; facts without a place are found here alone.
  public var statements: Statements { documentMemo.value { Statements(document) } }
  /// The text of a span.
  public func string(_ span: Span) -> String { document.text.string(span) }
}

extension Passage {
  /// The passage as a training text prints it: title line, newline, piece, without the `hidden` spans.
  ///
  /// Where a span is taken out, the blanks around it shrink to the strongest of them (newline before space).
  public func printed(hiding hidden: [Span] = []) -> [UInt8] {
    var parts: [Span] = []
    if number > 0, !title.isEmpty { parts.append(title) }
    parts.append(span)
    let hidden = hidden.sorted()
    var output: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0, !output.isEmpty { output.append(UInt8(ascii: "\n")) }
      var position = part.start
      for gap in hidden where gap.overlaps(part) {
        if gap.start > position { output.append(contentsOf: text.bytes[position..<gap.start]) }
        position = max(position, min(gap.end, part.end))
        position = Self.closeGap(&output, text, position, end: part.end)
      }
      if position < part.end { output.append(contentsOf: text.bytes[position..<part.end]) }
    }
    while let last = output.last, UTF8Bytes.isBlank(last) { output.removeLast() }
    return output
  }

  /// Joins what stands before and after a gap; returns where printing goes on.
  private static func closeGap(_ output: inout [UInt8], _ text: Text, _ start: Int, end: Int) -> Int
  {
    var joint: [UInt8] = []
    while let last = output.last, UTF8Bytes.isBlank(last) { joint.append(output.removeLast()) }
    var next = start
    while next < end, UTF8Bytes.isBlank(text.bytes[next]) {
      joint.append(text.bytes[next])
      next += 1
    }
    if !output.isEmpty, next < end, let first = joint.first {
      output.append(joint.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : first)
    }
    return next
  }
}
