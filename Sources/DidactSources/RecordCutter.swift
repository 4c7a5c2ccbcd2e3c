import Didact
import DidactCompression

/// Cuts a stream's bytes into records, before anything is parsed.
protocol RecordCutter {
  /// The next record or what is none, nil at the end.
  mutating func next() -> Cut?
}

/// A stretch of a stream.
struct Cut {
  var offset: Int
  var length: Int
  var line: Int
  /// The record's bytes, or why it is none.
  var content: Result<ArraySlice<UInt8>, RecordError>
  var envelope: Envelope?
}

/// Counts lines as a cutter moves on.
struct LineCounter {
  /// The line on which `offset` lies. Offsets must not go back.
  mutating func line(at offset: Int, in window: ByteWindow) -> Int { window.line(at: offset) }
  /// Tells that bytes up to `offset` are done with.
  mutating func pass(_ offset: Int, in window: ByteWindow) { _ = window.line(at: offset) }
}

enum RecordCutters {
  /// The cutter for a stream whose format asks for `cutting`.
  static func cutter(
    for cutting: Cutting, head: ArraySlice<UInt8>, window: ByteWindow, maxRecord: Int
  ) -> any RecordCutter {
    switch cutting {
    case .elements(let names, let kept):
      isASCIICompatible(head)
        ? ElementCutter(names: names, keeping: kept, window: window, maxRecord: maxRecord)
        : WholeCutter(window: window, maxRecord: maxRecord)
    case .lines: LineCutter(window: window, maxRecord: maxRecord)
    case .whole: WholeCutter(window: window, maxRecord: maxRecord)
    case .separated(let separator):
      SeparatedCutter(separator: Array(separator.utf8), window: window, maxRecord: maxRecord)
    case .headed(let mark): HeadedCutter(mark: mark, window: window, maxRecord: maxRecord)
    case .marked(let opening, let closing):
      MarkedCutter(from: opening, to: closing, window: window, maxRecord: maxRecord)
    case .rows(let separators):
      isASCIICompatible(head)
        ? RowCutter(separators: Array(separators.utf8), window: window, maxRecord: maxRecord)
        : WholeCutter(window: window, maxRecord: maxRecord)
    case .sized(let mark): SizedCutter(mark: mark, window: window, maxRecord: maxRecord)
    case .jsonValues(let path): JSONCutter(at: path, window: window, maxRecord: maxRecord)
    }
  }

  /// Whether `<` is one byte 0x3C: not in UTF-16, UTF-32 and EBCDIC.
  static func isASCIICompatible(_ head: ArraySlice<UInt8>) -> Bool {
    let head = Array(head.prefix(4))
    if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) { return false }
    if head.starts(with: [0x4C, 0x6F, 0xA7]) { return false }
    return !head.contains(0)
  }
}

/// The whole stream as one record.
struct WholeCutter: RecordCutter {
  let window: ByteWindow
  let maxRecord: Int
  private var done = false

  init(window: ByteWindow, maxRecord: Int) {
    self.window = window
    self.maxRecord = maxRecord
  }

  mutating func next() -> Cut? {
    guard !done else { return nil }
    done = true
    if window.hold(upTo: maxRecord + 1) {
      while true {
        window.keep = window.end
        if !window.more() { break }
      }
      return Cut(
        offset: 0, length: window.end, line: 1,
        content: .failure(.tooLong(maxRecord)))
    }
    if let fault = window.fault {
      return Cut(offset: 0, length: window.end, line: 1, content: .failure(RecordError(fault)))
    }
    guard window.end > 0 else { return nil }
    return Cut(
      offset: 0, length: window.end, line: 1, content: .success(window.slice(0, window.end)))
  }
}

/// Each line that is not blank.
struct LineCutter: RecordCutter {
  let window: ByteWindow
  let maxRecord: Int
  private var position = 0
  private var line = 0
  private var ended = false

  init(window: ByteWindow, maxRecord: Int) {
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while !ended {
      let start = position
      window.keep = start
      line += 1
      let found = window.find([0x0A], from: start, limit: start + maxRecord + 2)
      var end = found ?? window.end
      position = end + 1
      if found == nil {
        if window.end > start + maxRecord {
          end = window.find([0x0A], from: start + maxRecord, keeping: false) ?? window.end
          position = end + 1
          return Cut(
            offset: start, length: end - start, line: line, content: .failure(.tooLong(maxRecord)))
        }
        ended = true
        if let fault = window.fault {
          return Cut(
            offset: start, length: end - start, line: line, content: .failure(RecordError(fault)))
        }
      }
      if end > start, window.byte(at: end - 1) == 0x0D { end -= 1 }
      let bytes = window.slice(start, end)
      guard !bytes.allSatisfy(UTF8Bytes.isBlank) else { continue }
      return Cut(offset: start, length: end - start, line: line, content: .success(bytes))
    }
    return nil
  }
}

/// Stretches between lines that are exactly a separator.
struct SeparatedCutter: RecordCutter {
  let separator: [UInt8]
  let window: ByteWindow
  let maxRecord: Int
  private var position = 0
  private var lines = LineCounter()
  private var ended = false

  init(separator: [UInt8], window: ByteWindow, maxRecord: Int) {
    self.separator = separator
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while !ended {
      let start = position
      window.keep = start
      let (end, next) = boundary(from: start)
      let line = lines.line(at: start, in: window)
      var content: Result<ArraySlice<UInt8>, RecordError>
      if end - start > maxRecord {
        content = .failure(.tooLong(maxRecord))
      } else {
        let bytes = window.slice(start, end)
        if bytes.allSatisfy(UTF8Bytes.isBlank), window.fault == nil || next != nil {
          content = .success([])
        } else {
          content = .success(bytes)
        }
      }
      if let next {
        position = next
      } else {
        ended = true
        if let fault = window.fault { content = .failure(RecordError(fault)) }
      }
      lines.pass(min(position, window.end), in: window)
      if case .success(let bytes) = content, bytes.isEmpty { continue }
      return Cut(offset: start, length: end - start, line: line, content: content)
    }
    return nil
  }

  /// Where the stretch ends, and where the next one begins; no next one at the end of the stream. Beyond the limit
  /// bytes are looked at and let go.
  private func boundary(from start: Int) -> (end: Int, next: Int?) {
    if window.matches(separator, at: start), let next = lineEnd(at: start + separator.count) {
      return (start, next)
    }
    let mark = [0x0A] + separator
    let limit = start + maxRecord + 1
    var search = start
    while true {
      let isLong = search >= limit
      if let found = window.find(
        mark, from: search, limit: isLong ? .max : limit, keeping: !isLong)
      {
        if let next = lineEnd(at: found + mark.count) { return (found + 1, next) }
        search = found + 1
      } else if isLong || !window.hold(upTo: limit + mark.count) {
        return (window.end, nil)
      } else {
        search = limit
      }
    }
  }

  /// The offset after the line end that stands there, nil where the line goes on.
  private func lineEnd(at offset: Int) -> Int? {
    switch window.byte(at: offset) {
    case nil: offset
    case 0x0A: offset + 1
    case 0x0D where window.byte(at: offset + 1) == 0x0A: offset + 2
    default: nil
    }
  }
}

extension RecordError {
  /// A stream's damage as the error of the record that it hit.
  init(_ fault: StreamFault) {
    self.init(reason: fault.reason, detail: fault.detail)
  }

  /// A record past the limit.
  static func tooLong(_ limit: Int) -> RecordError {
    RecordError(reason: "too-long", detail: "is longer than --max-record, \(limit) bytes")
  }
}
