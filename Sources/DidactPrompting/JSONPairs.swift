import Didact
import DidactJSON

/// Reads pairs of a reply that is an array of objects, strictly: what is not JSON is not mended.
///
/// Around the array may stand one code fence, prose in lines of its own, and an object with one member. A reply that
/// was cut off gives the objects that are whole. Other keys than those asked for are passed over.
struct JSONPairs {
  private let reading: PairReading
  private static let reader = JSONReader()

  init(_ reading: PairReading) { self.reading = reading }

  func read(_ reply: Reply) -> ParsedCompletion {
    let bytes = reply.bytes
    guard !bytes.isEmpty else { return reply.unread("empty-reply", "it is empty") }
    guard let block = Self.block(of: bytes) else {
      return reply.unread("several-blocks", "it holds several blocks")
    }
    var tail: ArraySlice<UInt8> = []
    var list = Self.list(bytes[block])
    if list == nil, let end = Self.endOfWhole(in: bytes[block]) {
      tail = bytes[end..<block.upperBound]
      list = Self.list(bytes[block.lowerBound..<end] + Self.closing(bytes[block.lowerBound..<end]))
    }
    guard let list else {
      return reply.unread("malformed-json", "it is not JSON: mind commas, quotes and escapes")
    }
    guard let entries = list.entries else {
      return reply.unread("no-list", "it is JSON, but no array of objects")
    }
    var parsed = pairs(of: entries)
    if !tail.isEmpty {
      parsed.dropped.append(.init(reason: "unfinished", piece: Blanks.stripped(tail)))
      if parsed.pairs.isEmpty { parsed.fault = parsed.fault ?? "it ends before its first object" }
    }
    for prose in [bytes[..<block.lowerBound], bytes[block.upperBound...]] {
      let text = Blanks.stripped(prose)
      if !Self.isFence(text) { parsed.dropped.append(.init(reason: "prose", piece: text)) }
    }
    return parsed
  }

  private func pairs(of entries: [JSONTree]) -> ParsedCompletion {
    var parsed = ParsedCompletion()
    var questions: Set<String> = []
    for entry in entries {
      do throws(PairReading.Fault) {
        parsed.pairs.append(try reading.pair(try Self.form(entry), besides: &questions))
      } catch {
        parsed.dropped.append(.init(reason: error.reason, piece: entry.json))
        if parsed.fault == nil { parsed.fault = error.words }
      }
    }
    if !parsed.pairs.isEmpty { parsed.fault = nil }
    return parsed
  }

  /// The parts of a pair by their keys.
  private static func form(_ entry: JSONTree) throws(PairReading.Fault) -> PairForm {
    guard case .object(let members) = entry else {
      throw PairReading.Fault(reason: "no-object", words: "an element of the array is no object")
    }
    if Set(members.map(\.key)).count < members.count {
      throw PairReading.Fault(reason: "repeated-key", words: "an object has a key twice")
    }
    func text(_ key: String) throws(PairReading.Fault) -> String? {
      guard let value = members.first(where: { $0.key == key })?.value, value != .null else {
        return nil
      }
      guard case .string(let text) = value else {
        throw PairReading.Fault(reason: "no-string", words: "the value of \"\(key)\" is no string")
      }
      return text
    }
    guard let instruction = try text("instruction") else {
      throw PairReading.Fault(
        reason: "missing-instruction", words: "an object has no \"instruction\"")
    }
    guard let response = try text("response") else {
      throw PairReading.Fault(reason: "missing-response", words: "an object has no \"response\"")
    }
    var form = PairForm(
      instruction: instruction, reasoning: try text("reasoning"), response: response)
    if let options = members.first(where: { $0.key == "options" })?.value, options != .null {
      guard case .array(let values) = options else {
        throw PairReading.Fault(
          reason: "malformed-options", words: "the value of \"options\" is no array")
      }
      for value in values {
        guard case .string(let option) = value else {
          throw PairReading.Fault(reason: "malformed-options", words: "an option is no string")
        }
        form.options.append(option)
      }
    }
    return form
  }
}

extension JSONPairs {
  /// Where the JSON stands: in the one code fence, else from the first line that begins with a bracket to the last
  /// that ends with one, else everything. Nil where there are several fences.
  private static func block(of bytes: [UInt8]) -> Range<Int>? {
    var fences: [Range<Int>] = []
    var first: Int?
    var last: Int?
    var start = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      let inner = line.drop { UTF8Bytes.isBlank($0) }
      if inner.starts(with: "```".utf8) { fences.append(start..<end) }
      if let byte = inner.first, isOpening(byte), first == nil { first = start }
      if let byte = line.last(where: { !UTF8Bytes.isBlank($0) }), isClosing(byte) { last = end }
      start = end + 1
    }
    switch fences.count {
    case 0:
      guard let first else { return 0..<bytes.count }
      // Cut off: nothing closes, or not after the last opening.
      guard let last, last > first else { return first..<bytes.count }
      return list(bytes[first..<last]) == nil ? first..<bytes.count : first..<last
    case 1: return min(fences[0].upperBound + 1, bytes.count)..<bytes.count
    case 2:
      return min(
        fences[0].upperBound + 1, bytes.count)..<max(fences[0].upperBound + 1, fences[1].lowerBound)
    default: return nil
    }
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
  }
  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }

  /// Whether a text beside the JSON is nothing but its fence: ``` or ```json.
  private static func isFence(_ text: String) -> Bool {
    text.isEmpty || text.hasPrefix("```") && !text.contains(where: { $0 == " " || $0 == "\n" })
  }

  /// JSON as a tree, nil where it is none. The parser takes objects, so it is put into one.
  private static func list(_ bytes: ArraySlice<UInt8>) -> JSONTree? {
    let builder = JSONTreeBuilder()
    let whole = Array("{\"\":".utf8) + bytes + [UInt8(ascii: "}")]
    do throws(RecordError) {
      try reader.parse(whole[...], into: builder)
    } catch {
      return nil
    }
    // A reply that closes that object early would show here.
    guard case .object(let members) = builder.root, members.count == 1 else { return nil }
    return members[0].value
  }

  /// Where the last object of a list ends that is whole though the list is not: two brackets deep at most, and the
  /// reply ends while brackets are open.
  private static func endOfWhole(in bytes: ArraySlice<UInt8>) -> Int? {
    var open: [UInt8] = []
    var inString = false
    var escaped = false
    var end: Int?
    for index in bytes.indices {
      let byte = bytes[index]
      if inString {
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard open.popLast() != nil else { return nil }
        if byte == UInt8(ascii: "}"), open.last == UInt8(ascii: "["), open.count <= 2 {
          end = index + 1
        }
      default: break
      }
    }
    return open.isEmpty && !inString ? nil : end
  }

  /// The brackets that a list still needs after a whole object of it.
  private static func closing(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.first == UInt8(ascii: "{") ? Array("]}".utf8) : Array("]".utf8)
  }
}
