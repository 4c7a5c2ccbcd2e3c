/// The words of a text as the checks of model pairs compare them: hashed, without the case of Latin letters.
///
/// A word is a run of letters and digits; a number ends where its digits do (`5mg` is two words), and `3.5` and
/// `1,200` are one. Punctuation and symbols of Unicode part words; every character of a script without blanks is one.
struct ComparedWords {
  /// Where words stand, in order.
  private(set) var spans: [Span] = []
  /// Their hashes: numbers by value (`1,200`, `1200`; `twelve`, `12`), all others in lower case.
  private(set) var hashes: [UInt64] = []
  /// What is known of them.
  private(set) var classes: [WordClass] = []

  init(in bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        let end = Self.end(of: index, in: buffer)
        if end > index {
          add(buffer, index, end, offset: bytes.startIndex)
          index = end
        } else {
          index += Self.width(buffer[index])
        }
      }
    }
  }

  init(in text: String) { self.init(in: Array(text.utf8)[...]) }

  /// The hashes of those that mean something by themselves.
  var own: Set<UInt64> {
    var own: Set<UInt64> = []
    for (hash, kind) in zip(hashes, classes) where !kind.contains(.function) { own.insert(hash) }
    return own
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, offset: Int
  ) {
    spans.append(Span(offset + start, offset + end))
    if UTF8Bytes.isDigit(bytes[start]) {
      hashes.append(Self.hash(ofNumber: bytes[start..<end]))
      classes.append(.number)
      return
    }
    let hash = Self.hash(bytes[start..<end])
    guard WordClass.hasKnown.contains(hash), let known = WordClass.known[hash] else {
      hashes.append(hash)
      classes.append([])
      return
    }
    hashes.append(known.number ?? hash)
    classes.append(known.kind)
  }

  /// Where the word ends that begins at `start`; `start` itself where none does.
  private static func end(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let first = bytes[start]
    if (0xE3...0xED).contains(first) {
      // Punctuation of Chinese and Japanese is none.
      if first == 0xE3, start + 1 < bytes.count, bytes[start + 1] == 0x80 { return start }
      return min(start + 3, bytes.count)
    }
    var index = start
    if UTF8Bytes.isDigit(first) {
      while index < bytes.count {
        let isInner =
          (bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","))
          && index + 1 < bytes.count && UTF8Bytes.isDigit(bytes[index + 1])
        guard UTF8Bytes.isDigit(bytes[index]) || isInner else { break }
        index += 1
      }
      return index
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard UTF8Bytes.isWord(byte) else { break }
        index += 1
      } else {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if isSign(byte, next) || (0xE3...0xED).contains(byte) { break }
        index += width(byte)
      }
    }
    return min(index, bytes.count)
  }

  /// Whether a character is punctuation or a symbol: U+2000 to U+2FFF, and those of Latin-1.
  private static func isSign(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xE2: true
    case 0xC2: second != 0xAA && second != 0xB5 && second != 0xBA
    case 0xC3: second == 0x97 || second == 0xB7
    default: false
    }
  }

  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// FNV-1a of a word in lower case (ASCII and Latin-1).
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = basis
    var before: UInt8 = 0
    for byte in bytes {
      var lowered = UTF8Bytes.lowered(byte)
      if before == 0xC3, (0x80...0x9E).contains(byte), byte != 0x97 { lowered += 0x20 }
      hash = mixed(hash, lowered)
      before = byte
    }
    return hash
  }

  /// The same for a number, whatever its groups, leading zeros and zeros at the end.
  static func hash(ofNumber bytes: some Collection<UInt8>) -> UInt64 {
    var digits = bytes.filter { $0 != UInt8(ascii: ",") }
    if digits.contains(UInt8(ascii: ".")) {
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      if digits.last == UInt8(ascii: ".") { digits.removeLast() }
    }
    let kept = digits.drop { $0 == UInt8(ascii: "0") }
    let isWhole = kept.isEmpty || kept.first == UInt8(ascii: ".")
    return hash(isWhole ? [UInt8(ascii: "0")] + Array(kept) : Array(kept))
  }

  /// What inflected forms share: five bytes of a longer word.
  static func stem(_ bytes: ArraySlice<UInt8>) -> UInt64 { hash(bytes.prefix(5)) }

  private static let basis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}

extension ComparedWords {
  /// Hashes of the runs of three words, the text's ends counted as words.
  var runs: Set<UInt64> {
    var runs: Set<UInt64> = []
    var (one, two): (UInt64, UInt64) = (1, 1)
    for hash in hashes + [2] {
      runs.insert(Self.run(one, two, hash))
      (one, two) = (two, hash)
    }
    return runs
  }

  /// Hashes of the runs of three words inside the text.
  var innerRuns: [UInt64] {
    guard hashes.count > 2 else { return [] }
    return (2..<hashes.count).map { Self.run(hashes[$0 - 2], hashes[$0 - 1], hashes[$0]) }
  }

  private static func run(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
    ((one &* 31) ^ two &* 0x9e37_79b9_7f4a_7c15) &* 31 ^ three
  }
}
