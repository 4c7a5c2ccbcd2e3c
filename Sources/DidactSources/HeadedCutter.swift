import Didact

/// Stretches that each begin with a line of one mark (`PMID-`) and go on to the next such line. What stands
/// before the first of them is no record.
struct HeadedCutter: RecordCutter {
  private let mark: [UInt8]
  private let window: ByteWindow
  private let maxRecord: Int
  /// Where the next record begins; nil before the first one was looked for.
  private var start: Int?
  private var ended = false
  private var lines = LineCounter()

  init(mark: String, window: ByteWindow, maxRecord: Int) {
    self.mark = Array(mark.utf8)
    self.window = window
    self.maxRecord = maxRecord
  }

  mutating func next() -> Cut? {
    guard !ended, let start = start ?? window.lineStart(of: mark, from: 0, keeping: false) else {
      return nil
    }
    window.keep = start
    let line = lines.line(at: start, in: window)
    var next = window.lineStart(of: mark, from: start + mark.count, limit: start + maxRecord + 1)
    let isLong = next == nil && window.hold(upTo: start + maxRecord + 1)
    if isLong { next = window.lineStart(of: mark, from: start + maxRecord, keeping: false) }
    let end = next ?? window.end
    let content: Result<ArraySlice<UInt8>, RecordError> =
      if isLong {
        .failure(.tooLong(maxRecord))
      } else if next == nil, let fault = window.fault {
        .failure(RecordError(fault))
      } else {
        .success(window.slice(start, end))
      }
    lines.pass(min(end, window.end), in: window)
    self.start = next
    ended = next == nil
    return Cut(offset: start, length: end - start, line: line, content: content)
  }
}

extension ByteWindow {
  /// Where a line next begins with `mark`, at or after `start`; a byte order mark stands before the first line.
  ///
  /// `start` lies at the stream's beginning or inside a line.
  func lineStart(of mark: [UInt8], from start: Int, limit: Int = .max, keeping: Bool = true) -> Int?
  {
    if start == 0 {
      let first = matches([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
      if matches(mark, at: first) { return first }
    }
    var position = start + 1
    while let hit = find(mark, from: position, limit: limit, keeping: keeping) {
      // Lines of old files end in a carriage return alone.
      if let before = byte(at: hit - 1), before == 0x0A || before == 0x0D { return hit }
      position = hit + 1
    }
    return nil
  }
}
