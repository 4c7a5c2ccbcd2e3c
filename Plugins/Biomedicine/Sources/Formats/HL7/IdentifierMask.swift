import Didact

/// Puts `[name]`, `[address]`, `[date]` and the like in the place of what could tell who a patient is.
///
/// Masked are the strings that a document names (``DocumentIdentifiers``), as whole words, and by their form dates,
/// e-mail addresses, telephone numbers and social security numbers. Years alone stay. One pass over the text: at
/// the beginning of each word the strings that begin with it are looked up, the longest first.
struct IdentifierMask {
  private typealias Kind = DocumentIdentifiers.Kind
  /// By first word, lower case: strings by length, the longest first.
  private var phrases: [ArraySlice<UInt8>: [(length: Int, strings: [[UInt8]: Kind])]] = [:]
  private let numbers: Set<String>
  private var masks: [(what: String, count: Int)] = []
  /// Characters that masks stand for, in texts.
  private(set) var leftOut = LeftOut()

  init(_ identifiers: DocumentIdentifiers) {
    numbers = identifiers.numbers
    var byWord: [ArraySlice<UInt8>: [Int: [[UInt8]: Kind]]] = [:]
    for (text, kind) in identifiers.strings {
      let string = Array(Self.lowered(Array(text.utf8)).drop { !UTF8Bytes.isWord($0) })
      guard string.count > 1 else { continue }
      let word = string.prefix(while: UTF8Bytes.isWord)
      let known = byWord[word]?[string.count]?[string]
      // The patient's own name is masked the most readily.
      if known != .patient { byWord[word, default: [:]][string.count, default: [:]][string] = kind }
    }
    phrases = byWord.mapValues { lengths in
      lengths.sorted { $0.key > $1.key }.map { (length: $0.key, strings: $0.value) }
    }
  }

  /// What was masked, and how often.
  var facts: [Fact] {
    masks.map { Fact("masked", $0.what, attributes: [.init("count", String($0.count))]) }
  }

  /// Whether a text holds a mask.
  static func isMasked(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.contains(UInt8(ascii: "["))
      && [Kind.person, .organization, .address, .telecom, .id, .date].contains {
        UTF8Bytes.find("[\($0.rawValue)]".utf8, in: bytes[...]) != nil
      }
  }

  /// A text with masks.
  ///
  /// - Parameter counts: whether what they stand for counts as left out of the document's character data.
  mutating func masked(_ text: [UInt8], counts: Bool = true) -> [UInt8] {
    let low = Self.lowered(text)
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      let isInside = index > 0 && UTF8Bytes.isWord(text[index - 1]) && UTF8Bytes.isWord(text[index])
      guard !isInside, let (end, mask) = match(text, low, at: index), end > index else {
        output.append(text[index])
        index += 1
        continue
      }
      output += Array("[\(mask)]".utf8)
      if counts { leftOut.count("identifiers", text[index..<end]) }
      count(mask)
      index = end
    }
    return output
  }

  private mutating func count(_ mask: String) {
    if let known = masks.firstIndex(where: { $0.what == mask }) {
      masks[known].count += 1
    } else {
      masks.append((mask, 1))
    }
  }

  private func match(_ text: [UInt8], _ low: [UInt8], at index: Int) -> (Int, String)? {
    if let end = IdentifierForms.endOfEMail(text, at: index) { return (end, "telecom") }
    if let (end, kind) = phrase(text, low, at: index) {
      return (end, kind == .patient ? "name" : kind.rawValue)
    }
    if let end = IdentifierForms.endOfNumber(text, at: index, known: numbers) {
      return (end, "telecom")
    }
    if let end = IdentifierForms.endOfSocialSecurity(text, at: index) { return (end, "identifier") }
    if let end = DateForms.end(in: text, at: index) { return (end, "date") }
    return nil
  }

  private func phrase(_ text: [UInt8], _ low: [UInt8], at index: Int) -> (Int, Kind)? {
    guard UTF8Bytes.isWord(text[index]) else { return nil }
    guard let lengths = phrases[low[index...].prefix(while: UTF8Bytes.isWord)] else { return nil }
    for (length, strings) in lengths where index + length <= low.count {
      let end = index + length
      guard let kind = strings[Array(low[index..<end])] else { continue }
      if end < low.count, UTF8Bytes.isWord(low[end]), UTF8Bytes.isWord(low[end - 1]) { continue }
      if kind == .person, UTF8Bytes.isLower(text[index]) { continue }
      return (end, kind)
    }
    return nil
  }

  /// Small letters of ASCII and Latin-1; as many bytes as before.
  private static func lowered(_ bytes: [UInt8]) -> [UInt8] {
    var low = bytes.map(UTF8Bytes.lowered)
    for index in low.indices.dropFirst()
    where low[index - 1] == 0xC3 && (0x80...0x9E).contains(low[index]) && low[index] != 0x97 {
      low[index] += 0x20
    }
    return low
  }
}

/// Forms that tell how to reach somebody.
enum IdentifierForms {
  /// The end of an e-mail address that begins here, or nil.
  static func endOfEMail(_ text: [UInt8], at start: Int) -> Int? {
    var index = start
    let limit = min(text.count, start + 64)
    while index < limit, isLocal(text[index]) { index += 1 }
    guard index > start, index < text.count, text[index] == UInt8(ascii: "@") else { return nil }
    let host = index + 1
    index = host
    while index < text.count, UTF8Bytes.isWord(text[index]) || ".-".utf8.contains(text[index]) {
      index += 1
    }
    while index > host, !UTF8Bytes.isWord(text[index - 1]) { index -= 1 }
    return index > host ? index : nil
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    UTF8Bytes.isWord(byte) || "._%+-'".utf8.contains(byte)
  }

  /// The end of a telephone number that begins here: one that is known, one of North America's form, one with a
  /// country's code.
  static func endOfNumber(_ text: [UInt8], at start: Int, known: Set<String>) -> Int? {
    let first = text[start]
    let opens = first == UInt8(ascii: "+") || first == UInt8(ascii: "(")
    guard opens || UTF8Bytes.isDigit(first) else { return nil }
    if start > 0, "-./".utf8.contains(text[start - 1]) { return nil }
    var digits: [UInt8] = []
    var groups: [Int] = []
    var found: Int?
    var index = start
    let limit = min(text.count, start + 28)
    while index < limit {
      let byte = text[index]
      if UTF8Bytes.isDigit(byte) {
        if index == start || !UTF8Bytes.isDigit(text[index - 1]) { groups.append(0) }
        groups[groups.count - 1] += 1
        digits.append(byte)
        let end = index + 1
        let isWhole = end == text.count || !UTF8Bytes.isWord(text[end])
        if isWhole, isNumber(digits, groups, hasPlus: first == UInt8(ascii: "+"), known) {
          // A longer number may follow; the longest that is one counts.
          found = end
        }
      } else if !" -.()+".utf8.contains(byte) {
        break
      }
      index += 1
    }
    return found
  }

  private static func isNumber(
    _ digits: [UInt8], _ groups: [Int], hasPlus: Bool, _ known: Set<String>
  ) -> Bool {
    if hasPlus, (8...15).contains(digits.count) { return true }
    if groups == [3, 3, 4] || groups == [1, 3, 3, 4] && digits.first == UInt8(ascii: "1") {
      return true
    }
    return digits.count >= 7 && known.contains(String(decoding: digits, as: UTF8.self))
  }

  /// The end of `123-45-6789`.
  static func endOfSocialSecurity(_ text: [UInt8], at start: Int) -> Int? {
    let end = start + 11
    guard end <= text.count, end == text.count || !UTF8Bytes.isWord(text[end]) else { return nil }
    for index in 0..<11 {
      let isDash = index == 3 || index == 6
      let byte = text[start + index]
      guard isDash ? byte == UInt8(ascii: "-") : UTF8Bytes.isDigit(byte) else { return nil }
    }
    return end
  }
}
