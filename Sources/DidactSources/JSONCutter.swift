import Didact

/// Values that JSON text gathers, one by one, whatever the text's size: brackets are counted and strings passed over;
/// what a value holds is not looked at.
///
/// A value past the limit costs itself. Where the text is no JSON between values, the rest of it is one fault, as is
/// the end of a text that stops too early.
struct JSONCutter: RecordCutter {
  let window: ByteWindow
  let maxRecord: Int
  /// Keys that lead to the values; nil to find them out.
  private let path: [String]?
  private var position = 0
  private var lines = LineCounter()
  private var open: [Level] = []
  /// Members that were passed over before the gathered values were found.
  private var waiting: [Cut] = []
  private var ended = false

  /// A container that cutting has gone into.
  private enum Level {
    /// An array whose elements are records.
    case elements
    /// An object whose members are records, or arrays of them.
    case members
    /// An object of which only what the path leads to, or what has a known name, holds records.
    case search(depth: Int)
  }

  /// Names under which collections gather their records.
  private static let gathering: Set<String> = [
    "data", "dataset", "train", "training", "dev", "valid", "validation", "val", "test", "examples",
    "records", "rows", "items", "instances", "entries",
  ]
  /// Members that are looked through for one of these names.
  private static let mostSearched = 1_000

  init(at path: [String]?, window: ByteWindow, maxRecord: Int) {
    self.path = path
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while !ended {
      if !waiting.isEmpty { return waiting.removeFirst() }
      window.keep = position
      guard let byte = nextByte() else { return endOfStream() }
      if let level = open.last {
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
          position += 1
          open.removeLast()
        } else if case .elements = level {
          return value(key: nil)
        } else if let cut = member(of: level) {
          return cut
        }
      } else if let cut = topLevelValue(byte) {
        return cut
      }
    }
    return nil
  }

  /// The next byte that is neither blank nor a comma.
  private mutating func nextByte() -> UInt8? {
    while let byte = window.byte(at: position) {
      guard UTF8Bytes.isBlank(byte) || byte == UInt8(ascii: ",") else { return byte }
      position += 1
      if position - window.keep > maxRecord { window.keep = position }
    }
    return nil
  }

  private mutating func endOfStream() -> Cut? {
    ended = true
    if let fault = window.fault { return failure(from: position, RecordError(fault)) }
    guard !open.isEmpty else { return nil }
    return failure(
      from: position,
      RecordError(reason: "truncated-json", detail: "the source ends before its JSON does"))
  }

  // MARK: Levels

  /// What stands at the top: a container to go into, or a record.
  private mutating func topLevelValue(_ byte: UInt8) -> Cut? {
    if path?.isEmpty == true { return value(key: nil) }
    switch byte {
    case UInt8(ascii: "["):
      position += 1
      open.append(.elements)
      return nil
    case UInt8(ascii: "{"):
      if let path {
        position += 1
        open.append(path == ["*"] ? .members : .search(depth: 0))
        return nil
      }
      return topLevelObject()
    default: return value(key: nil)
    }
  }

  /// Finds out what a top-level object gathers; one that gathers nothing is a record.
  private mutating func topLevelObject() -> Cut? {
    let start = position
    position += 1
    var passed: [Cut] = []
    var firstIsObject = false
    while passed.count <= Self.mostSearched, position - start <= maxRecord {
      guard nextByte() == UInt8(ascii: "\""), let key = key(), let byte = nextByte() else { break }
      let isContainer = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
      if isContainer, Self.gathering.contains(key.name) {
        waiting = passed
        open = [.search(depth: 0)]
        position = key.start
        return nil
      }
      // `{"12345": {...}, "12346": {...}}`: two objects on end, or one alone.
      if byte == UInt8(ascii: "{"), passed.isEmpty || (firstIsObject && passed.count == 1) {
        let isSecond = !passed.isEmpty
        let first = value(key: key.name, isBeside: true)
        if isSecond || nextByte() == UInt8(ascii: "}") {
          open = [.members]
          position = start + 1
          return nil
        }
        firstIsObject = true
        passed.append(first)
      } else {
        passed.append(value(key: key.name, isBeside: true))
      }
    }
    // Its beginning may have been let go; it is too long for a record in any case.
    if position - start > maxRecord {
      waiting = passed
      open = [.search(depth: 0)]
      return nil
    }
    position = start
    return value(key: nil)
  }

  /// A member's record; nil where it was gone into, or the text is no JSON there.
  private mutating func member(of level: Level) -> Cut? {
    let start = position
    guard window.byte(at: position) == UInt8(ascii: "\""), let key = key(), let byte = nextByte()
    else { return malformed(from: start) }
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      return value(key: key.name, isBeside: true)
    }
    let isArray = byte == UInt8(ascii: "[")
    switch level {
    case .members where !isArray: return value(key: key.name)
    case .members, .elements: open.append(.elements)
    case .search(let depth):
      let (leads, isLast) =
        path.map { ($0[depth] == key.name, depth + 1 == $0.count) }
        ?? (Self.gathering.contains(key.name), true)
      guard leads, isLast || !isArray else { return value(key: key.name, isBeside: true) }
      open.append(isLast ? (isArray ? .elements : .members) : .search(depth: depth + 1))
    }
    position += 1
    return nil
  }

  /// A key with its colon; the position moves behind both. None where there is no such thing.
  private mutating func key() -> (name: String, start: Int)? {
    let start = position
    guard let end = end(of: position), end - start <= 1 << 16 else { return nil }
    let name = String(decoding: window.slice(start + 1, end - 1), as: UTF8.self)
    position = end
    guard nextByte() == UInt8(ascii: ":") else { return nil }
    position += 1
    return (name, start)
  }

  // MARK: Values

  /// The value that begins at the position, as a record.
  private mutating func value(key: String?, isBeside: Bool = false) -> Cut {
    let start = position
    let line = lines.line(at: start, in: window)
    guard let end = end(of: start) else {
      ended = true
      position = window.end
      let error =
        window.fault.map { RecordError($0) }
        ?? RecordError(reason: "truncated-json", detail: "the source ends inside a value")
      return Cut(
        offset: start, length: window.end - start, line: line, content: .failure(error))
    }
    position = end
    let envelope = key.map {
      Envelope(head: Array($0.utf8), tail: [], context: isBeside ? Array("beside".utf8) : [])
    }
    return Cut(
      offset: start, length: end - start, line: line,
      content: end - start > maxRecord
        ? .failure(.tooLong(maxRecord)) : .success(window.slice(start, end)),
      envelope: envelope)
  }

  /// The offset after the value that begins at `start`; nil where the source ends before. Past the limit, bytes are
  /// looked at and let go.
  private func end(of start: Int) -> Int? {
    var scan = JSONScan()
    var position = start
    while true {
      if !window.hold(upTo: position + 1) {
        return scan.isScalar && position > start ? position : nil
      }
      let found = window.bytes.withUnsafeBufferPointer {
        scan.end(in: $0, from: position - window.base)
      }
      if let found { return max(found + window.base, start + 1) }
      position = window.end
      if position - start > maxRecord { window.keep = max(window.keep, position) }
    }
  }

  private mutating func malformed(from start: Int) -> Cut {
    ended = true
    repeat { window.keep = window.end } while window.more()
    return failure(
      from: start,
      RecordError(reason: "malformed-json", detail: "the text is no JSON from here on"))
  }

  private mutating func failure(from start: Int, _ error: RecordError) -> Cut {
    Cut(
      offset: start, length: window.end - start, line: lines.line(at: start, in: window),
      content: .failure(error))
  }
}

/// Looks for a value's end, in as many pieces as it comes in.
struct JSONScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var begun = false
  /// Whether the value is a number or a word, which nothing closes.
  private(set) var isScalar = false

  /// The index after the value's last byte; nil where it goes on beyond the buffer.
  mutating func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
          if depth == 0 { return index + 1 }
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""):
          if isScalar { return index }
          isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          if isScalar { return index }
          depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return index }
          depth -= 1
          if depth == 0 { return index + 1 }
        case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
          if depth == 0, begun { return index }
        default: if depth == 0 { isScalar = true }
        }
        begun = true
      }
      index += 1
    }
    return nil
  }
}
