public import Didact

/// Transcripts of earnings calls in plain text: who says what, what is asked and what is answered.
///
/// Read as publishers lay them out: `Name -- Role` above a turn, `Name, Firm - Role [4]` between rules, bare names
/// after a list of participants, `Q - Name`, `Name: ...` in one line. The lines that name a speaker stay in the text.
///
/// | fact | value | attributes | place in the text |
/// |---|---|---|---|
/// | `speaker` | name, once a turn | `role`, `affiliation`, `side` | the name |
/// | `date` | the line before the first part that states one | | it |
/// | `participant` | name, from the lists | `role`, `affiliation`, `side` | the name |
/// | `question` | who asks | `number` | the words |
/// | `answer` | who answers | `question`: its number | the words |
/// | `boilerplate` | `operator`, `participants`, `forward-looking`, `publisher` | | it |
/// | `left-out` | `ruled-line`, `turn-number`, `turn-mark`, `contents`, `bullet`, `publisher`, `running-head` | `characters` | |
///
/// Sections: the parts, roles `presentation`, `question-and-answer`, `participants`. Who asks and who answers is told
/// by what the transcript states of a person (a list, a role, a mark); turns of others are neither.
public struct TranscriptFormat: SourceFormat {
  public init() {}

  public let name = "transcript"
  public let summary =
    "earnings-call transcripts in plain text: speakers, questions and answers; without rules, turn numbers"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    guard head.rootElement == nil || head.rootElement == "PAGE",
      UTF8Bytes.find("<DOCUMENT>".utf8, in: head.bytes[...]) == nil
    else { return .no }
    var (operators, speakers, parts, hanging) = (0, 0, 0, 0)
    let bytes =
      head.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? head.bytes.dropFirst(3) : head.bytes[...]
    for line in bytes.split(separator: 0x0A) where line.count < 4_000 {
      if TranscriptLayout.hangingName(line) != nil { hanging += 1 }
      let line = line.drop(while: UTF8Bytes.isBlank)
      switch TranscriptLine(Array(line.last == 0x0D ? line.dropLast() : line)) {
      case .heading(.presentation), .heading(.questions), .heading(.companyList),
        .heading(.callerList),
        .heading(.mixedList):
        parts += 1
      case .speaker(let speaker, _):
        if speaker.side == .operator { operators += 1 } else { speakers += 1 }
      default: break
      }
    }
    if operators > 0, parts > 0, speakers > 0 || parts > 1 { return .certain }
    if operators > 1, speakers > 1 || hanging > 2 { return .certain }
    return parts > 1 && speakers > 3 ? .certain : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    var bytes = record.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if let zero = bytes.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - record.bytes.startIndex)
    }
    let valid = String(validating: bytes, as: UTF8.self).map { Array($0.utf8) }
    let text = (valid ?? SingleByte.windows1252(bytes)).filter { $0 != 0x0D }
    let document = TranscriptReader.document(of: text)
    guard !document.text.isEmpty else { return .skipped(rule: "blank") }
    return .documents([document])
  }

  public var examples: [FormatExample] { TranscriptExamples.all }
}
