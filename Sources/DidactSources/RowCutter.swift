import Didact

/// Rows of delimited values; the first one is the envelope of the others.
///
/// A quotation mark that is never closed costs its own line: cutting goes on at the next one.
struct RowCutter: RecordCutter {
  private let separators: [UInt8]
  private let window: ByteWindow
  private let maxRecord: Int
  private var position = 0
  private var separator: UInt8?
  private var envelope: Envelope?
  private var lines = LineCounter()

  init(separators: [UInt8], window: ByteWindow, maxRecord: Int) {
    self.separators = separators
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while true {
      lines.pass(min(position, window.end), in: window)
      window.keep = position
      guard window.hold(upTo: position + 1) else {
        return endOfStream()
      }
      let start = position
      let line = lines.line(at: start, in: window)
      let (row, error) = row(from: start)
      if let error {
        return Cut(offset: start, length: row.count, line: line, content: .failure(error))
      }
      let bytes = window.slice(row.lowerBound, row.upperBound)
      if bytes.allSatisfy(UTF8Bytes.isBlank) { continue }
      if envelope == nil {
        envelope = Envelope(head: Array(bytes), tail: [])
        continue
      }
      return Cut(
        offset: start, length: row.count, line: line, content: .success(bytes), envelope: envelope)
    }
  }

  /// A fault that ended the stream between rows.
  private mutating func endOfStream() -> Cut? {
    guard let fault = window.fault, position < .max else { return nil }
    defer { position = .max }
    return Cut(
      offset: window.end, length: 0, line: lines.line(at: window.end, in: window),
      content: .failure(RecordError(fault)))
  }

  /// The row that begins at `start`, and why it is none. The position moves to the next one.
  private mutating func row(from start: Int) -> (Range<Int>, RecordError?) {
    let separator = separator ?? firstSeparator(from: start)
    self.separator = separator
    // More is read by doubling, so that a long row is not looked through once for each piece of it.
    var wanted = 1 << 16
    while true {
      let isWhole = !window.hold(upTo: start + min(wanted, maxRecord + 2))
      let found = window.bytes.withUnsafeBufferPointer {
        DelimitedRow.end(in: $0, from: start - window.base, separator: separator)
      }
      switch found {
      case .at(let index) where index + window.base < window.end:
        let end = index + window.base
        position = end + (window.byte(at: end) == 0x0D ? 2 : 1)
        return (start..<end, end - start > maxRecord ? .tooLong(maxRecord) : nil)
      case .at where isWhole:
        position = window.end
        return (start..<window.end, window.fault.map { RecordError($0) })
      case .torn: return firstLine(from: start, Self.unclosed)
      case .unclosed where isWhole && window.fault == nil:
        return firstLine(from: start, Self.unclosed)
      case .unclosed where isWhole:
        position = window.end
        return (start..<window.end, window.fault.map { RecordError($0) })
      case .at, .unclosed:
        guard window.end - start > maxRecord else {
          wanted = max(wanted * 2, window.end - start + 1)
          continue
        }
        let error: RecordError = found == .unclosed ? Self.unclosed : .tooLong(maxRecord)
        return firstLine(from: start, error)
      }
    }
  }

  private static let unclosed = RecordError(
    reason: "unclosed-quote", detail: "a field begins with a quotation mark that is not closed")

  /// Gives up the line that begins at `start`, and nothing more.
  private mutating func firstLine(from start: Int, _ error: RecordError) -> (
    Range<Int>, RecordError?
  ) {
    let end = window.find([0x0A], from: start, keeping: false) ?? window.end
    position = min(end + 1, max(window.end, end))
    return (start..<end, error)
  }

  private func firstSeparator(from start: Int) -> UInt8 {
    let line = window.find([0x0A], from: start, limit: start + (64 << 10)) ?? window.end
    return DelimitedRow.separator(of: window.slice(start, line), among: separators)
  }
}
