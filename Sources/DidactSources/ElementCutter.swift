import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cuts XML elements of given names out of a stream, by their bytes alone: comments, CDATA, processing
/// instructions, DOCTYPE and quoted `>` are honoured, nothing else is understood.
///
/// Records do not nest: a record's start tag inside a record means that the outer one is unclosed. It is
/// rejected alone, and cutting goes on at that tag. The same holds for one whose end is past the limit.
struct ElementCutter: RecordCutter {
  private let names: [[UInt8]]
  private let kept: [[UInt8]]
  private let window: ByteWindow
  private let maxRecord: Int
  private var position = 0
  private var lines = LineCounter()
  private var prolog: [UInt8] = []
  private var ancestors: [Ancestor] = []
  private var envelope: Envelope?
  private var context = EnvelopeContext()
  private var sawRoot = false
  private var ended = false
  /// Stretches known to hold no end of a comment or of a CDATA section, so that no byte is searched again and
  /// again for what is not there.
  private var barren: [[UInt8]: (from: Int, to: Int)] = [:]

  /// Head of a stream that is kept as envelope, at most.
  static let largestProlog = 64 << 10
  private static let deepest = 256

  private struct Ancestor {
    var tag: [UInt8]
    var name: [UInt8]
  }

  init(names: [String], keeping kept: [String] = [], window: ByteWindow, maxRecord: Int) {
    self.names = names.map { Array($0.utf8) }
    self.kept = kept.map { Array($0.utf8) }
    self.window = window
    self.maxRecord = maxRecord
    if window.matches([0xEF, 0xBB, 0xBF], at: 0) { position = 3 }
  }

  mutating func next() -> Cut? {
    while !ended {
      lines.pass(min(position, window.end), in: window)
      context.take(upTo: position, of: window)
      window.keep = position
      guard let open = nextTag() else { return finish() }
      lines.pass(open, in: window)
      context.take(upTo: open, of: window)
      window.keep = open
      guard let kind = window.byte(at: open + 1) else { return finish() }
      switch kind {
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard let end = endOfDeclaration(open) else { return unclosed(open) }
        if !sawRoot, kind == UInt8(ascii: "?") || window.matches(Array("<!DOCTYPE".utf8), at: open)
        {
          prolog += window.slice(open, end)
          if prolog.count > Self.largestProlog {
            ended = true
            return failure(
              open, end,
              RecordError(reason: "prolog-limit", detail: "the DOCTYPE is longer than 64 KiB"))
          }
        }
        position = end
      case UInt8(ascii: "/"):
        if let end = endOfTag(open) {
          if ancestors.popLast() != nil { envelope = nil }
          position = end
          context.end(at: end, depth: ancestors.count, of: window)
        } else {
          return finish()
        }
      default:
        if let cut = startTag(open) { return cut }
      }
    }
    return nil
  }

  /// The next `<`; what is passed over stays only while it may be part of an element that is kept.
  private mutating func nextTag() -> Int? {
    let mark = [UInt8(ascii: "<")]
    if context.isOpen {
      if let open = window.find(mark, from: position, limit: position + Self.largestProlog) {
        return open
      }
      context.giveUp()
    }
    return window.find(mark, from: position, keeping: false)
  }

  /// A start tag outside records: a record's, or an ancestor's.
  private mutating func startTag(_ open: Int) -> Cut? {
    guard let end = endOfTag(open) else {
      return unclosed(open)
    }
    sawRoot = true
    let tag = window.slice(open, end)
    let name = Array(
      tag.dropFirst().prefix {
        !UTF8Bytes.isBlank($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
      })
    let selfClosing = tag.dropLast().last == UInt8(ascii: "/")
    if names.contains(where: { Self.local(name).elementsEqual($0) }) {
      return record(open, name: name, tagEnd: end, selfClosing: selfClosing)
    }
    position = end
    if !selfClosing {
      guard ancestors.count < Self.deepest else {
        ended = true
        return failure(
          open, end,
          RecordError(reason: "depth-limit", detail: "elements are nested more than 256 deep"))
      }
      if kept.contains(where: { Self.local(name).elementsEqual($0) }) {
        context.begin(at: open, depth: ancestors.count)
      }
      ancestors.append(Ancestor(tag: Array(tag), name: name))
      envelope = nil
    }
    return nil
  }

  private mutating func record(
    _ start: Int, name: [UInt8], tagEnd: Int, selfClosing: Bool
  ) -> Cut {
    let line = lines.line(at: start, in: window)
    context.giveUp()
    let around = currentEnvelope()
    if selfClosing {
      position = tagEnd
      return Cut(
        offset: start, length: tagEnd - start, line: line,
        content: .success(window.slice(start, tagEnd)), envelope: around)
    }
    let error: RecordError
    switch endOfRecord(name, from: tagEnd, start: start) {
    case .closed(let end):
      position = end
      if end - start <= maxRecord {
        return Cut(
          offset: start, length: end - start, line: line,
          content: .success(window.slice(start, end)), envelope: around)
      }
      error = .tooLong(maxRecord)
      return Cut(offset: start, length: end - start, line: line, content: .failure(error))
    case .unclosed(let next):
      position = next
      error = RecordError(
        reason: "unclosed", detail: "the element is not closed before the next one begins")
      return Cut(offset: start, length: next - start, line: line, content: .failure(error))
    case .endless:
      return endless(start, tagEnd, name, line)
    }
  }

  /// A record whose end is not to be found by the rules: it ends, for the rejection, before the next literal
  /// start tag of a record.
  private mutating func endless(_ start: Int, _ tagEnd: Int, _ name: [UInt8], _ line: Int) -> Cut {
    let wasLimit = window.end > start + maxRecord
    let next = nextLiteralStart(from: tagEnd)
    let end = next ?? window.end
    position = end
    if next == nil { ended = true }
    let error: RecordError
    if next == nil, let fault = window.fault {
      error = RecordError(fault)
    } else if wasLimit {
      error = .tooLong(maxRecord)
    } else {
      error = RecordError(reason: "unclosed", detail: "the element is not closed")
    }
    return Cut(offset: start, length: end - start, line: line, content: .failure(error))
  }

  private enum RecordEnd {
    /// The offset after the end tag.
    case closed(Int)
    /// Another record's start tag comes first.
    case unclosed(Int)
    /// Neither comes within the limit.
    case endless
  }

  /// Looks through a record for its end; the loop that every byte of a corpus passes.
  private mutating func endOfRecord(_ name: [UInt8], from tagEnd: Int, start: Int) -> RecordEnd {
    var offset = tagEnd
    let limit = start + maxRecord
    while true {
      let stop = nextStop(name, from: offset)
      switch stop {
      case .end(let end): return .closed(end)
      case .start(let next): return .unclosed(next)
      case .declaration(let open):
        guard open <= limit, let end = endOfDeclaration(open, limit: limit) else { return .endless }
        offset = end
      case .needMore(let from):
        offset = from
        guard offset <= limit, window.more() else { return .endless }
      }
      if offset > limit { return .endless }
    }
  }

  private enum Stop {
    case end(Int)
    case start(Int)
    case declaration(Int)
    case needMore(Int)
  }

  /// The next thing that matters among the bytes held.
  ///
  /// The pointer is used inside the closure alone, and never beyond `count`: a tag that might reach further
  /// asks for more bytes first.
  private func nextStop(_ name: [UInt8], from start: Int) -> Stop {
    let base = window.base
    let openings = names.contains(name) ? names : names + [name]
    return window.bytes.withUnsafeBufferPointer { buffer in
      guard let bytes = buffer.baseAddress else { return .needMore(start) }
      let count = buffer.count
      var index = start - base
      while index < count {
        guard let hit = memchr(bytes + index, 0x3C, count - index) else {
          return .needMore(base + count)
        }
        index = UnsafeRawPointer(hit) - UnsafeRawPointer(bytes)
        guard index + 1 < count else { return .needMore(base + index) }
        switch bytes[index + 1] {
        case 0x2F:
          guard index + 2 + name.count < count else { return .needMore(base + index) }
          if Self.equal(bytes + index + 2, name) {
            var end = index + 2 + name.count
            while end < count, UTF8Bytes.isBlank(bytes[end]) { end += 1 }
            guard end < count else { return .needMore(base + index) }
            if bytes[end] == 0x3E { return .end(base + end + 1) }
          }
          index += 2
        case 0x21, 0x3F: return .declaration(base + index)
        case let first:
          for opening in openings where opening.first == first {
            guard index + 1 + opening.count < count else { return .needMore(base + index) }
            if Self.equal(bytes + index + 1, opening),
              Self.endsName(bytes[index + 1 + opening.count])
            {
              return .start(base + index)
            }
          }
          index += 1
        }
      }
      return .needMore(base + count)
    }
  }

  private static func equal(_ bytes: UnsafePointer<UInt8>, _ name: [UInt8]) -> Bool {
    name.withUnsafeBytes { name in
      guard let start = name.baseAddress else { return true }
      return memcmp(bytes, start, name.count) == 0
    }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == 0x3E || byte == 0x2F || UTF8Bytes.isBlank(byte)
  }

  /// The next literal start tag of a record, whatever stands around it.
  private func nextLiteralStart(from start: Int) -> Int? {
    var offset = start
    while let open = window.find([UInt8(ascii: "<")], from: offset, keeping: false) {
      window.keep = max(window.keep, open)
      for name in names where window.matches(name, at: open + 1) {
        guard let after = window.byte(at: open + 1 + name.count) else { continue }
        if Self.endsName(after) { return open }
      }
      offset = open + 1
    }
    return nil
  }

  /// The offset after a comment, CDATA section, processing instruction or DOCTYPE that begins at `open`.
  private mutating func endOfDeclaration(_ open: Int, limit: Int? = nil) -> Int? {
    let limit = limit ?? open + maxRecord
    if window.matches(Array("<!--".utf8), at: open) {
      return find(Array("-->".utf8), from: open + 4, limit: limit)
    }
    if window.matches(Array("<![CDATA[".utf8), at: open) {
      return find(Array("]]>".utf8), from: open + 9, limit: limit)
    }
    if window.matches(Array("<?".utf8), at: open) {
      return find(Array("?>".utf8), from: open + 2, limit: limit)
    }
    return endOfDoctype(open, limit: limit)
  }

  private mutating func find(_ pattern: [UInt8], from start: Int, limit: Int) -> Int? {
    var from = start
    if let known = barren[pattern], known.from <= start, start < known.to { from = known.to }
    if let hit = window.find(pattern, from: from, limit: limit) { return hit + pattern.count }
    let searched = min(limit, window.end) - pattern.count
    let known = barren[pattern] ?? (start, start)
    barren[pattern] = known.to >= start ? (known.from, max(known.to, searched)) : (start, searched)
    return nil
  }

  private func endOfDoctype(_ open: Int, limit: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var offset = open
    while offset < limit, let byte = window.byte(at: offset) {
      if let mark = quote {
        if byte == mark { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "<"):
          if offset > open, window.matches(Array("<!--".utf8), at: offset) {
            guard let end = window.find(Array("-->".utf8), from: offset + 4, limit: limit) else {
              return nil
            }
            offset = end + 3
            continue
          }
          depth += 1
        case UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ">"):
          depth -= 1
          if depth <= 0 { return offset + 1 }
        default: break
        }
      }
      offset += 1
    }
    return nil
  }

  /// The offset after a tag's `>`, quoted ones honoured.
  private func endOfTag(_ open: Int) -> Int? {
    var quote: UInt8?
    var offset = open + 1
    while offset < open + Self.largestProlog, let byte = window.byte(at: offset) {
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return offset + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      }
      offset += 1
    }
    return nil
  }

  private mutating func currentEnvelope() -> Envelope {
    if let envelope { return envelope }
    let head = prolog + ancestors.flatMap(\.tag)
    let tail = ancestors.reversed().flatMap { Array("</".utf8) + $0.name + Array(">".utf8) }
    let new = Envelope(head: head, tail: tail, context: context.bytes)
    envelope = new
    return new
  }

  private static func local(_ name: [UInt8]) -> ArraySlice<UInt8> {
    guard let colon = name.lastIndex(of: UInt8(ascii: ":")) else { return name[...] }
    return name[(colon + 1)...]
  }

  /// Something between records that has no end: what follows, up to the next record, is rejected with it.
  private mutating func unclosed(_ open: Int) -> Cut {
    let line = lines.line(at: open, in: window)
    let next = nextLiteralStart(from: open + 1)
    let end = next ?? window.end
    position = end
    if next == nil { ended = true }
    let error =
      (next == nil ? window.fault : nil).map { RecordError($0) }
      ?? RecordError(reason: "unclosed", detail: "a tag, comment or declaration is not closed")
    return Cut(offset: open, length: end - open, line: line, content: .failure(error))
  }

  private mutating func failure(_ start: Int, _ end: Int, _ error: RecordError) -> Cut {
    Cut(
      offset: start, length: end - start, line: lines.line(at: start, in: window),
      content: .failure(error))
  }

  /// The end of the stream: whole, cut off, or not what it was taken for.
  private mutating func finish() -> Cut? {
    ended = true
    let start = min(position, window.end)
    let end = window.end
    if let fault = window.fault { return failure(start, end, RecordError(fault)) }
    if !ancestors.isEmpty {
      return failure(
        start, end,
        RecordError(reason: "truncated", detail: "the file ends before its root element does"))
    }
    if !sawRoot, end > 0 {
      return failure(
        0, end, RecordError(reason: "no-record", detail: "there is no XML element in it"))
    }
    return nil
  }
}

/// Gathers the elements before records that a format asked to keep, while the stream goes by.
private struct EnvelopeContext {
  /// Whole elements, one after the other.
  private(set) var bytes: [UInt8] = []
  private var element: [UInt8] = []
  /// How far the element that is open has been taken, and how many ancestors it has.
  private var open: (taken: Int, depth: Int)?
  var isOpen: Bool { open != nil }

  mutating func begin(at offset: Int, depth: Int) {
    if open == nil { open = (offset, depth) }
  }

  /// Takes bytes that are held up to an offset.
  mutating func take(upTo offset: Int, of window: ByteWindow) {
    guard let (taken, depth) = open, offset > taken else { return }
    element += window.slice(taken, offset)
    open = (offset, depth)
    if bytes.count + element.count > ElementCutter.largestProlog { giveUp() }
  }

  /// An end tag ends at an offset and leaves `depth` ancestors.
  mutating func end(at offset: Int, depth: Int, of window: ByteWindow) {
    guard let open, depth <= open.depth else { return }
    take(upTo: offset, of: window)
    bytes += element
    giveUp()
  }

  /// What is not closed before the first record is not kept.
  mutating func giveUp() {
    open = nil
    element = []
  }
}
