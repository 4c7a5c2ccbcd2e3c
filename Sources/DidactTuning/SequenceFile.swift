import Didact
import DidactOutputs
import DidactPrompting

/// Joins texts of one set in order and writes each sequence as a line, in frames of about a megabyte.
struct SequenceFile {
  private let set: String
  private let sequenceTokens: Int
  private let part: OutputPart
  private let frames: any FrameEncoder
  private var sequence = TuningSequence()
  private var tokens = 0
  private var members: [(place: RecordPlace, pairs: Int)] = []
  private var lines = JSONWriter()
  private var lineCount = 0
  private(set) var sequences = 0
  private(set) var tokensWritten = 0
  private(set) var learnedTokens = 0

  init(set: String, sequenceTokens: Int, part: OutputPart, frames: any FrameEncoder) {
    self.set = set
    self.sequenceTokens = sequenceTokens
    self.part = part
    self.frames = frames
  }

  /// Appends a text that fits a sequence; it begins a new one where it does not fit the present one.
  mutating func append(_ answered: AnsweredText, from place: RecordPlace) throws {
    let count = TuningSequence.tokens(of: answered)
    if tokens + count > sequenceTokens { try endSequence() }
    sequence.append(answered)
    members.append((place, answered.pairs.count))
    tokens += count
    learnedTokens += count - TuningSequence.tokens(ofText: answered.text)
  }

  /// Ends the last sequence and the last frame.
  mutating func finish() throws {
    try endSequence()
    try endFrame()
  }

  private mutating func endSequence() throws {
    guard !members.isEmpty else { return }
    writeLine()
    sequences += 1
    tokensWritten += tokens
    sequence = TuningSequence()
    members = []
    tokens = 0
    lineCount += 1
    if lines.bytes.count >= 1 << 20 { try endFrame() }
  }

  private mutating func endFrame() throws {
    guard lineCount > 0 else { return }
    try part.write(try frames.frame(lines.bytes), lines: lineCount)
    lines = JSONWriter(reserving: lines.bytes.count)
    lineCount = 0
  }

  private mutating func writeLine() {
    let text = Text(trusted: sequence.bytes)
    let points = CodePoints(text)
    let number = sequences
    let (set, tokens, members, learned) = (set, tokens, members, sequence.learned)
    lines.object { json in
      json.key("id")
      json.string("\(set)#\(number)")
      json.key("set")
      json.string(set)
      json.key("text")
      json.string(text.bytes)
      json.key("loss")
      json.array(learned) { json, span in
        let span = points.span(span)
        json.array([span.start, span.end]) { $0.integer($1) }
      }
      json.key("segments")
      var start = 0
      let segments = learned.flatMap { span -> [(Bool, Span)] in
        defer { start = span.end }
        return [(false, Span(start, span.start)), (true, span)]
      }
      json.array(segments) { json, segment in
        json.object { json in
          json.key("label")
          json.boolean(segment.0)
          json.key("text")
          json.string(Array(text[segment.1]))
        }
      }
      json.key("tokens")
      json.integer(tokens)
      json.key("examples")
      json.array(members) { json, member in
        json.object { json in
          json.key("source")
          json.string(member.place.source.path)
          json.key("record")
          json.integer(member.place.record)
          json.key("pairs")
          json.integer(member.pairs)
        }
      }
    }
    lines.endLine()
  }
}
