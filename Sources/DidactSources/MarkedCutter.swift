import Didact

/// Stretches from a line that begins with one mark to a line that begins with another: documents of an EDGAR
/// submission, stories of a news tape. What stands between them is the envelope of those that follow.
struct MarkedCutter: RecordCutter {
  private let opening: [UInt8]
  private let closing: [UInt8]
  private let window: ByteWindow
  private let maxRecord: Int
  private var position = 0
  private var lines = LineCounter()
  private var envelope: Envelope?
  /// As much of an envelope as records keep.
  private static let longestEnvelope = 64 << 10

  init(from opening: String, to closing: String, window: ByteWindow, maxRecord: Int) {
    self.opening = Array(opening.utf8)
    self.closing = Array(closing.utf8)
    self.window = window
    self.maxRecord = maxRecord
  }

  mutating func next() -> Cut? {
    guard let start = openingAfterEnvelope() else { return nil }
    let line = lines.line(at: start, in: window)
    window.keep = start
    let inside = start + opening.count
    let limit = start + maxRecord
    let nextOpening = window.lineStart(of: opening, from: inside, limit: limit)
    if let close = window.lineStart(
      of: closing, from: inside, limit: min(limit, nextOpening ?? limit))
    {
      let end = close + closing.count
      return cut(start, end, line, .success(window.slice(start, end)))
    }
    if let fault = window.fault, nextOpening == nil {
      return cut(start, window.end, line, .failure(RecordError(fault)))
    }
    let isLong = nextOpening == nil && window.hold(upTo: limit + 1)
    guard isLong else {
      let error = RecordError(
        reason: "unclosed",
        detail:
          "begins with \(String(decoding: opening, as: UTF8.self)) and no line begins with \(String(decoding: closing, as: UTF8.self))"
      )
      return cut(start, nextOpening ?? window.end, line, .failure(error))
    }
    var end = window.lineStart(of: closing, from: limit, keeping: false)
    end = end.map { $0 + closing.count }
    return cut(start, end ?? window.end, line, .failure(.tooLong(maxRecord)))
  }

  private mutating func cut(
    _ start: Int, _ end: Int, _ line: Int, _ content: Result<ArraySlice<UInt8>, RecordError>
  ) -> Cut {
    lines.pass(min(end, window.end), in: window)
    // The line feed before an opening that cut this record short belongs to the search for it.
    if case .failure = content { position = max(start, end - 1) } else { position = end }
    return Cut(
      offset: start, length: end - start, line: line, content: content, envelope: envelope)
  }

  /// Where the next record begins; what stands before it becomes the envelope, unless it is blank.
  private mutating func openingAfterEnvelope() -> Int? {
    window.keep = position
    let limit = position + Self.longestEnvelope
    let near = window.lineStart(of: opening, from: position, limit: limit)
    let end = near ?? min(limit, window.end)
    let head = window.slice(position, end)
    if !head.allSatisfy(UTF8Bytes.isBlank) { envelope = Envelope(head: Array(head), tail: []) }
    if let near { return near }
    return window.lineStart(
      of: opening, from: max(position, end - opening.count - 1), keeping: false)
  }
}
