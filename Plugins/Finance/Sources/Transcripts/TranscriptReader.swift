import Didact
import DidactMining

/// Makes a document of a transcript's lines: its parts are sections, its turns facts.
struct TranscriptReader {
  var text = DocumentText()
  var facts: [Fact] = []
  var leftOut = LeftOut()
  var sections: [Section] = []
  var title = Span(0, 0)

  /// The part that is open.
  var part: (label: String, role: String, start: Int)?
  /// The list of participants that is open.
  var list: TranscriptSpeaker.Side?
  /// Whether what follows is the publisher's own.
  var isAtEnd = false
  /// People by lower-case name, from lists and from lines that say more than the name.
  var people: [String: TranscriptSpeaker] = [:]
  /// Who speaks, where the words begin and end.
  var turn: (speaker: TranscriptSpeaker, start: Int?, end: Int)?
  /// S&P's mark before a turn.
  var marked: TranscriptSpeaker.Side?
  var questions = 0
  var isAsked = false
  /// Whether a line of a participant may have another line below it.
  var entry: (name: String, fact: Int)?

  static func document(of bytes: [UInt8]) -> Document {
    var reader = TranscriptReader()
    reader.read(bytes)
    return reader.finish()
  }

  // MARK: Lines

  mutating func read(_ bytes: [UInt8]) {
    let (laid, dropped) = TranscriptLayout.evened(bytes)
    leftOut.add(dropped)
    let raw = HardWraps.joined(laid).split(separator: 0x0A, omittingEmptySubsequences: false)
    let lines = raw.map(TranscriptLayout.trimmed)
    meet(lines)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let isIndented = raw[index].first.map(UTF8Bytes.isBlank) ?? false
      switch TranscriptLine(line) {
      case .blank: entry = nil
      case .heading(.contents):
        leftOut.count("contents", line)
        index = skipContents(lines, from: index + 1)
        continue
      case .heading(.question) where part?.role == Self.questionRole: mark(.analyst, line)
      case .heading(.answer) where part?.role == Self.questionRole: mark(.company, line)
      case .heading(let heading): open(heading, line)
      case .speaker(let speaker, let inline)
      where !isAtEnd && !(list != nil && !begins(speaker, inline, lines, index)):
        begin(speaker, line, inline)
      default: write(line, isIndented: isIndented)
      }
      index += 1
    }
  }

  static let questionRole = "question-and-answer"

  /// The list of parts at the head: headings in a row, each once.
  mutating func skipContents(_ lines: [[UInt8]], from start: Int) -> Int {
    var seen: [TranscriptLine.Heading] = []
    var index = start
    while index < lines.count {
      switch TranscriptLine(lines[index]) {
      case .blank: break
      case .heading(let heading) where !seen.contains(heading):
        seen.append(heading)
        leftOut.count("contents", lines[index])
      default: return index
      }
      index += 1
    }
    return index
  }

  mutating func mark(_ side: TranscriptSpeaker.Side, _ line: [UInt8]) {
    leftOut.count("turn-mark", line)
    marked = side
  }

  // MARK: Parts

  mutating func open(_ heading: TranscriptLine.Heading, _ line: [UInt8]) {
    closeTurn()
    closePart()
    list = nil
    let label = String(decoding: line, as: UTF8.self)
    switch heading {
    case .presentation: part = (label, "presentation", text.count)
    case .questions: part = (label, Self.questionRole, text.count)
    case .companyList, .callerList, .mixedList:
      part = (label, "participants", text.count)
      list = heading == .companyList ? .company : heading == .callerList ? .analyst : .unknown
    default:
      part = (label, "", text.count)
      isAtEnd = true
    }
  }

  mutating func closePart() {
    guard let part else { return }
    self.part = nil
    let first = part.start > 0 ? part.start + 1 : 0
    guard text.count > first else {
      facts.append(Fact("empty-section", part.label))
      return
    }
    let span = Span(first, text.count)
    sections.append(Section(label: part.label, role: part.role, span: span))
    if part.role == "participants" {
      facts.append(Fact(Fact.boilerplate, "participants", span: span))
    } else if part.role.isEmpty {
      facts.append(Fact(Fact.boilerplate, "publisher", span: span))
    }
  }

  // MARK: Text

  mutating func write(_ line: [UInt8], isIndented: Bool) {
    // A bare name that is known speaks.
    if !isAtEnd, !isLastList,
      let speaker = people[String(decoding: line, as: UTF8.self).lowercased()]
    {
      return begin(speaker, line, nil)
    }
    if list != nil { return participant(line, isIndented: isIndented) }
    if turn == nil, part == nil { return preamble(line) }
    // A speech's lines that hang under its first are one paragraph with it.
    let span = text.paragraph(line)
    if turn != nil {
      if turn?.start == nil { turn?.start = span.start }
      turn?.end = span.end
      if FilingBoilerplate.isCaution(line) {
        facts.append(Fact(Fact.boilerplate, "forward-looking", span: span))
      }
    }
  }

  /// What stands before the first part: the publisher's lines, the title, the date.
  mutating func preamble(_ line: [UInt8]) {
    let lowered = line.map(UTF8Bytes.lowered)
    if UTF8Bytes.find("streetevents".utf8, in: lowered[...]) != nil
      || lowered.starts(with: "e d i t e d".utf8)
    {
      return leftOut.count("publisher", line)
    }
    if text.count == 0, line.count <= 250 {
      title = text.title(line)
      return
    }
    let span = text.paragraph(line)
    if Self.isDate(lowered) {
      facts.append(Fact("date", String(decoding: line, as: UTF8.self), span: span))
    }
  }

  /// `APRIL 27, 2021 / 8:30AM GMT`
  static func isDate(_ lowered: [UInt8]) -> Bool {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let words = lowered.split { !UTF8Bytes.isWord($0) }
    return lowered.count <= 60
      && words.contains { word in
        months.contains { word.starts(with: $0.utf8) }
      }
      && words.contains { $0.count == 4 && $0.allSatisfy(UTF8Bytes.isDigit) }
  }

  consuming func finish() -> Document {
    closeTurn()
    closePart()
    return Document(
      id: "", title: title, text: text.finish(), sections: sections, facts: facts + leftOut.facts)
  }
}
