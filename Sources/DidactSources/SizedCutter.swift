import Didact

/// Records that say how long they are: a line that begins with a mark, lines `Name: value`, a blank line, content of
/// `Content-Length` bytes. One whose length is wrong is rejected alone; cutting goes on at the next mark at a line's
/// beginning.
struct SizedCutter: RecordCutter {
  private let mark: [UInt8]
  private let window: ByteWindow
  private let maxRecord: Int
  private var position = 0
  private var lines = LineCounter()
  /// A record's head is at most this long.
  private static let longestHead = 64 << 10

  init(mark: String, window: ByteWindow, maxRecord: Int) {
    self.mark = Array(mark.utf8)
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while let byte = window.byte(at: position), byte == 0x0D || byte == 0x0A { position += 1 }
    lines.pass(min(position, window.end), in: window)
    window.keep = position
    let start = position
    guard window.hold(upTo: start + 1) else {
      guard let fault = window.fault, position < .max else { return nil }
      defer { position = .max }
      return cut(start, start, .failure(RecordError(fault)))
    }
    guard window.matches(mark, at: start) else {
      return resumed(
        start, start,
        RecordError(
          reason: "no-record", detail: "what stands here is no record and belongs to none"))
    }
    guard let content = endOfHead(from: start) else {
      return resumed(
        start, start + mark.count,
        RecordError(reason: "malformed-record", detail: "its head has no end"))
    }
    guard let length = contentLength(window.slice(start, content)) else {
      return resumed(
        start, content,
        RecordError(reason: "malformed-record", detail: "its head states no Content-Length"))
    }
    let (end, isBeyond) = content.addingReportingOverflow(length)
    // Its length may be a lie, so what comes next is found by the mark.
    if isBeyond || end - start > maxRecord { return resumed(start, content, .tooLong(maxRecord)) }
    guard window.hold(upTo: end) else {
      let fault = window.fault.map { RecordError($0) }
      return resumed(
        start, content,
        fault ?? RecordError(reason: "truncated", detail: "the file ends before the record does"))
    }
    guard isBoundary(end) else { return resumed(start, content, Self.wrongLength) }
    position = end
    return cut(start, end, .success(window.slice(start, end)))
  }

  private static let wrongLength = RecordError(
    reason: "wrong-length", detail: "does not end where its Content-Length says")

  /// The offset after the blank line that ends a head.
  private func endOfHead(from start: Int) -> Int? {
    let limit = start + Self.longestHead
    var line = start
    while let feed = window.find([0x0A], from: line, limit: limit) {
      if feed == line || feed == line + 1 && window.byte(at: line) == 0x0D { return feed + 1 }
      line = feed + 1
      if window.matches(mark, at: line) { return nil }
    }
    return nil
  }

  private func contentLength(_ head: ArraySlice<UInt8>) -> Int? {
    let name = Array("content-length:".utf8)
    for line in head.split(separator: 0x0A) {
      guard line.count > name.count, line.prefix(name.count).map(UTF8Bytes.lowered) == name else {
        continue
      }
      let value = UTF8Bytes.trimmed(String(decoding: line.dropFirst(name.count), as: UTF8.self))
      guard let length = Int(value), length >= 0 else { return nil }
      return length
    }
    return nil
  }

  /// Whether nothing but line ends stands between `end` and the next record, or the end.
  private func isBoundary(_ end: Int) -> Bool {
    var offset = end
    while offset < end + 16, let byte = window.byte(at: offset), byte == 0x0D || byte == 0x0A {
      offset += 1
    }
    return window.byte(at: offset) == nil || window.matches(mark, at: offset)
  }

  /// Rejects what begins at `start`, up to the next line after `from` that begins with the mark.
  private mutating func resumed(_ start: Int, _ from: Int, _ error: RecordError)
    -> Cut
  {
    let line = lines.line(at: start, in: window)
    let next = window.find([0x0A] + mark, from: max(from - 1, window.base), keeping: false).map {
      $0 + 1
    }
    let end = next ?? window.end
    position = end
    return Cut(offset: start, length: end - start, line: line, content: .failure(error))
  }

  private mutating func cut(
    _ start: Int, _ end: Int, _ content: Result<ArraySlice<UInt8>, RecordError>
  ) -> Cut {
    Cut(
      offset: start, length: end - start, line: lines.line(at: start, in: window), content: content)
  }
}
