import Didact

/// Matches brackets; see ``WikiStructure``. The buffer is alive while this runs.
struct WikiMatching {
  private(set) var nodes: [WikiStructure.Node] = []
  let bytes: UnsafeBufferPointer<UInt8>
  private var stack: [Open] = []
  /// Openings beyond the deepest level, whose closings are passed over too.
  private var braceOverflow = 0
  private var linkOverflow = 0
  private var openBraces = 0
  private var openLinks = 0
  private var openTables = 0
  /// Galleries do not nest.
  var galleryEnd = 0
  /// Offsets from which on no end tag of a kind is to be found.
  var barren = [Int](repeating: .max, count: WikiTag.allCases.count)

  private static let deepest = 100
  /// A start tag is at most this long.
  static let longestTag = 2_000

  private struct Open {
    var kind: WikiStructure.Kind
    var start: Int
    /// Braces not yet closed.
    var count: Int
    /// Its first place in `nodes`, and how many it has there.
    var node: Int
    var places: Int
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Bytes that may begin or end a bracket.
  private static let stops: [Bool] = {
    var stops = [Bool](repeating: false, count: 256)
    for byte in "{}[]<\n".utf8 { stops[Int(byte)] = true }
    return stops
  }()

  mutating func run() {
    var index = lineStart(0)
    Self.stops.withUnsafeBufferPointer { stops in
      while index < bytes.count {
        let byte = bytes[index]
        guard stops[Int(byte)] else {
          index += 1
          continue
        }
        switch byte {
        case UInt8(ascii: "\n"): index = newline(index)
        case UInt8(ascii: "{"): index = openBrace(index)
        case UInt8(ascii: "}"): index = closeBrace(index)
        case UInt8(ascii: "["): index = openBracket(index)
        case UInt8(ascii: "]"): index = closeBracket(index)
        default: index = less(index)
        }
      }
    }
    // An unclosed table goes on to the end.
    for open in stack where open.kind == .table {
      nodes[open.node].end = Int32(bytes.count)
    }
  }

  private func runLength(_ index: Int) -> Int {
    let byte = bytes[index]
    var end = index + 1
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - index
  }

  mutating func add(
    _ kind: WikiStructure.Kind, _ start: Int, _ end: Int = 0, opening: Int, closing: Int = 0,
    tag: WikiTag = .none
  ) {
    nodes.append(
      .init(
        start: Int32(start), end: Int32(end), opening: UInt16(opening), closing: UInt16(closing),
        kind: kind, tag: tag))
  }

  // MARK: Lines and tables

  private mutating func newline(_ index: Int) -> Int {
    // External links end with their line, links with their paragraph.
    while let top = stack.last, top.kind == .external { pop() }
    var next = index + 1
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
    if next < bytes.count, bytes[next] == UInt8(ascii: "\n") {
      while let top = stack.last, top.kind == .link { pop() }
    }
    return lineStart(index + 1)
  }

  /// Looks for a table's beginning or end at the start of a line; the offset to go on at.
  private mutating func lineStart(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x3A
    {
      index += 1
    }
    guard index + 1 < bytes.count else { return start }
    if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "|") {
      guard stack.count < Self.deepest else { return index + 2 }
      stack.append(Open(kind: .table, start: index, count: 0, node: nodes.count, places: 1))
      add(.table, index, opening: 2)
      openTables += 1
      return index + 2
    }
    if bytes[index] == UInt8(ascii: "|"), bytes[index + 1] == UInt8(ascii: "}"), openTables > 0 {
      // `|}}` ends a template whose last argument is empty.
      if index + 2 < bytes.count, bytes[index + 2] == UInt8(ascii: "}"),
        stack.last(where: { $0.kind == .template || $0.kind == .table })?.kind == .template
      {
        return index + 1
      }
      while let top = stack.last {
        pop()
        if top.kind == .table {
          nodes[top.node].end = Int32(index + 2)
          nodes[top.node].closing = 2
          break
        }
      }
      return index + 2
    }
    return index
  }

  private mutating func pop() {
    guard let top = stack.popLast() else { return }
    switch top.kind {
    case .template: openBraces -= 1
    case .link: openLinks -= 1
    case .table: openTables -= 1
    default: break
    }
  }

  // MARK: Braces

  private mutating func openBrace(_ index: Int) -> Int {
    let count = runLength(index)
    guard count >= 2 else { return index + 1 }
    guard stack.count < Self.deepest else {
      braceOverflow += count / 2
      return index + count
    }
    // More places than levels would never be read.
    let places = min(count / 2, Self.deepest)
    stack.append(
      Open(kind: .template, start: index, count: count, node: nodes.count, places: places))
    openBraces += 1
    for _ in 0..<places { add(.template, index, opening: 2) }
    return index + count
  }

  private mutating func closeBrace(_ index: Int) -> Int {
    var count = runLength(index)
    var position = index
    guard count >= 2 else { return index + 1 }
    while count >= 2 {
      if braceOverflow > 0 {
        braceOverflow -= 1
        count -= 2
        position += 2
        continue
      }
      guard openBraces > 0 else { break }
      // Links and tables that were not closed inside the template are none.
      while let top = stack.last, top.kind != .template { pop() }
      guard var top = stack.last else { break }
      let width = min(3, count, top.count)
      position += width
      count -= width
      let start = top.start + top.count - width
      if top.places > 0 {
        top.places -= 1
        nodes[top.node + top.places] = .init(
          start: Int32(start), end: Int32(position), opening: UInt16(width), closing: UInt16(width),
          kind: width == 3 ? .parameter : .template, tag: .none)
      }
      top.count -= width
      if top.count >= 2, top.places > 0 {
        stack[stack.count - 1] = top
      } else {
        pop()
      }
    }
    return position + count
  }

  // MARK: Brackets

  private mutating func openBracket(_ index: Int) -> Int {
    let count = runLength(index)
    if count >= 2 {
      // Of three the first may be an external link's.
      var position = index + count % 2
      while position < index + count {
        if stack.count < Self.deepest {
          stack.append(Open(kind: .link, start: position, count: 0, node: nodes.count, places: 1))
          openLinks += 1
          add(.link, position, opening: 2)
        } else {
          linkOverflow += 1
        }
        position += 2
      }
      return index + count
    }
    guard isExternal(index + 1), stack.count < Self.deepest else { return index + 1 }
    stack.append(Open(kind: .external, start: index, count: 0, node: nodes.count, places: 1))
    add(.external, index, opening: 1)
    return index + 1
  }

  private static let schemes = [
    "http://", "https://", "//", "ftp://", "mailto:", "news:", "irc://",
  ]
  .map { Array($0.utf8) }

  private func isExternal(_ start: Int) -> Bool {
    Self.schemes.contains { scheme in
      guard start + scheme.count < bytes.count else { return false }
      for (index, byte) in scheme.enumerated()
      where UTF8Bytes.lowered(bytes[start + index]) != byte {
        return false
      }
      return true
    }
  }

  private mutating func closeBracket(_ index: Int) -> Int {
    if let top = stack.last, top.kind == .external {
      nodes[top.node].end = Int32(index + 1)
      nodes[top.node].closing = 1
      pop()
      return index + 1
    }
    guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "]") else { return index + 1 }
    if linkOverflow > 0 {
      linkOverflow -= 1
      return index + 2
    }
    guard openLinks > 0, let at = stack.lastIndex(where: { $0.kind != .external }) else {
      return index + 1
    }
    // An unclosed template inside a link is none; a table keeps its links to itself.
    var link = at
    while link >= 0, stack[link].kind == .template || stack[link].kind == .external { link -= 1 }
    guard link >= 0, stack[link].kind == .link else { return index + 2 }
    let open = stack[link]
    // Braces that are open from within an outer template stay.
    while stack.count > link { pop() }
    nodes[open.node].end = Int32(index + 2)
    nodes[open.node].closing = 2
    return index + 2
  }
}
