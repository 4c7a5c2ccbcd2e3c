import Didact

/// Two labelled paragraphs under a title, long enough to ask about.
func trial(id: String = "1", copies: Int = 1) -> Document {
  var text = DocumentText()
  let title = text.title("Inhaled budesonide as needed in mild asthma")
  var sections: [Section] = []
  for copy in 0..<copies {
    let methods = text.paragraph(
      "We randomly assigned \(100 + copy) patients to one of two regimens. Each patient kept a diary."
    )
    let results = text.paragraph(
      "Budesonide (group \(copy)) was superior to placebo. The rate of adherence was 78.\(copy)%. "
        + "No deaths were seen.")
    sections.append(Section(label: "METHODS", role: "methods", span: methods))
    sections.append(Section(label: "RESULTS", role: "results", span: results))
  }
  return Document(
    id: id, title: title, text: text.finish(), sections: sections,
    facts: [Fact("mesh-heading", "Asthma")], language: "en")
}

/// A document with nothing but text.
func plain(_ text: String, id: String = "1") -> Document { Document(id: id, text: Text(text)) }

/// The passage of a document that fits whole.
func passage(_ document: Document) -> Passage {
  Passage(document: document, number: 0, total: 1, span: document.text.span)
}

/// Asks for every sentence that holds `word`: answered by the word, from the text.
struct WordTask: DomainTask {
  var id = "word"
  var category = "extraction"
  var word = "asthma"
  var hides = false
  var templates: [Template] { ["[Which|What] word is it?", "Name {clue}."] }
  var examples: [TaskExample] { [] }
  var counterexamples: [TaskCounterexample] { [] }

  func exercises(in passage: Passage) -> Findings {
    var found: [Exercise] = []
    var position = passage.span.start
    while let at = UTF8Bytes.find(word.utf8, in: passage.text[passage.span], from: position) {
      let span = Span(at, at + word.utf8.count)
      found.append(
        Exercise(
          slots: ["clue": "the word at \(at)"], response: word,
          evidence: [.text(span, in: passage.document)], hidden: hides ? [span] : []))
      position = span.end
    }
    return found.isEmpty ? .none(because: "no such word") : .exercises(found)
  }
}

/// Lines as they are.
struct PlainFrames: FrameEncoder {
  func frame(_ lines: [UInt8]) -> [UInt8] { lines }
}

/// One document a record; `!skip` and `!bad` records show the other outcomes.
struct LineFormat: SourceFormat {
  let name = "line"
  let summary = "one document a line"
  let cutting = Cutting.lines
  let examples: [FormatExample] = []
  func recognises(_ head: SourceHead) -> Confidence { .possible }
  func documents(in record: Record) throws(RecordError) -> Reading {
    guard let text = Text(validating: Array(record.bytes)) else {
      throw RecordError(reason: "encoding", detail: "not UTF-8", offset: 0)
    }
    if text == "!skip" { return .skipped(rule: "marked") }
    if text == "!bad" { throw RecordError(reason: "bad", detail: "marked as bad", line: 1) }
    return .documents([Document(id: "", text: text, marks: text == "mark" ? ["marked"] : [])])
  }
}

/// Blocks of given lines.
struct LineBlocks: BlockReader {
  var lines: [String]
  var perBlock = 2
  var sources: [SourceSummary] = []
  private var index = 0
  private let source = SourceStream(ordinal: 0, path: "lines.txt")

  init(_ lines: [String], perBlock: Int = 2) {
    self.lines = lines
    self.perBlock = perBlock
  }

  mutating func next() -> Block? {
    let first = index * perBlock
    guard first < lines.count else { return nil }
    let items = (first..<min(first + perBlock, lines.count)).map { number in
      Block.Item.record(
        Record(
          source: source, offset: number * 100, line: number + 1, number: number,
          bytes: Array(lines[number].utf8)[...]))
    }
    defer { index += 1 }
    return Block(index: index, format: 0, items: items, checksum: UInt64(lines[first].utf8.count))
  }
}

/// Keeps what it is given.
struct MemoryOutput: Output {
  var committed = Commitment()
  var blocks: [EncodedBlock] = []
  var finished = false

  mutating func append(_ block: EncodedBlock) { blocks.append(block) }
  mutating func finish(sources: [SourceSummary]) { finished = true }

  /// All lines of a stream.
  func text(_ stream: RunStream) -> String {
    String(decoding: blocks.flatMap { $0.frames[stream]?.bytes ?? [] }, as: UTF8.self)
  }
}
