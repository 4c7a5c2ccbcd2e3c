/// A block's JSON lines, gathered by stream.
struct BlockLines {
  private var writers: [RunStream: (json: JSONWriter, lines: Int)] = [:]
  /// The document that pairs were written of last: a long one's chains follow each other.
  private var points: (key: String, points: CodePoints)?

  init(reserving capacity: Int) {
    writers[.documents] = (JSONWriter(reserving: capacity), 0)
    writers[.corpus] = (JSONWriter(reserving: capacity), 0)
  }

  mutating func add(_ document: Document) {
    write(to: .documents) { Encodings.write(document, to: &$0) }
  }

  mutating func add(_ rejection: Rejection) {
    write(to: .rejected) { Encodings.write(rejection, to: &$0) }
  }

  mutating func addHeldOut(_ text: TrainingText) {
    write(to: .validation) { Encodings.write(text, to: &$0) }
  }

  mutating func add(_ composed: Composing.Composed) {
    write(to: .corpus) { Encodings.write(composed.text, to: &$0) }
    for placed in composed.pairs {
      let document = placed.passage.document
      let current = points?.key == document.key ? points?.points : nil
      let codePoints = current ?? CodePoints(document.text)
      if current == nil { points = (document.key, codePoints) }
      write(to: .pairs) { json in
        Encodings.write(
          placed.pair, of: document, points: codePoints, textID: composed.text.id,
          place: placed.place, to: &json)
      }
    }
  }

  private mutating func write(to stream: RunStream, _ content: (inout JSONWriter) -> Void) {
    content(&writers[stream, default: (JSONWriter(), 0)].json)
    writers[stream, default: (JSONWriter(), 0)].lines += 1
  }

  /// Each stream's lines as one frame; streams without a line have none.
  consuming func frames(with encoder: any FrameEncoder) throws -> [RunStream: EncodedBlock.Frame] {
    var frames: [RunStream: EncodedBlock.Frame] = [:]
    for (stream, (json, lines)) in writers where lines > 0 {
      frames[stream] = EncodedBlock.Frame(
        bytes: try encoder.frame(json.bytes), lines: lines, unpacked: json.bytes.count)
    }
    return frames
  }
}
