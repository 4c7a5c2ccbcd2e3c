#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Questions about UTF-8 bytes that every layer asks: the fast ways of asking stand here once.
public enum UTF8Bytes {
  /// Whether no byte has its high bit set.
  public static func areASCII(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.withContiguousStorageIfAvailable { buffer in
      // Words of eight bytes: the compiler makes vectors of this loop, and a slow call a step of SIMD32.
      let raw = UnsafeRawBufferPointer(buffer)
      var seen: UInt64 = 0
      var index = 0
      while index + 8 <= raw.count {
        seen |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        index += 8
      }
      while index < raw.count {
        seen |= UInt64(raw[index])
        index += 1
      }
      return seen & 0x8080_8080_8080_8080 == 0
    } ?? bytes.allSatisfy { $0 < 0x80 }
  }

  /// The index of the first byte that is not UTF-8, or nil.
  public static func firstFault(in bytes: ArraySlice<UInt8>) -> Int? {
    if areASCII(bytes) { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  /// How often `byte` stands in the bytes.
  public static func count(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var count = 0
    var index = 0
    // Counting 255 bytes in one byte lets the compiler compare sixteen at a time.
    while index < bytes.count {
      let end = min(index + 255, bytes.count)
      var part: UInt8 = 0
      while index < end {
        part &+= base[index] == byte ? 1 : 0
        index += 1
      }
      count += Int(part)
    }
    return count
  }

  /// Whether blanks are single spaces, none of them at either end: folding would change nothing.
  public static func areFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
    if isBlank(base[0]) || isBlank(base[bytes.count - 1]) { return false }
    // Sums of zeros and ones, and no way out of the loop: the compiler looks at many bytes at a time.
    var faults: UInt8 = 0
    var index = 1
    while index < bytes.count {
      let isSpace: UInt8 = base[index] == 0x20 ? 1 : 0
      let isAfterSpace: UInt8 = base[index - 1] == 0x20 ? 1 : 0
      let isOther: UInt8 = base[index] &- 9 < 5 ? 1 : 0
      faults |= isSpace & isAfterSpace | isOther
      index += 1
    }
    return faults == 0
  }

  /// Space, tab, line feed, carriage return, vertical tab or form feed.
  @inlinable public static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
  /// `0`...`9`.
  @inlinable public static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  /// `A`...`Z`.
  @inlinable public static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  /// `a`...`z`.
  @inlinable public static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  /// An ASCII letter.
  @inlinable public static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
  /// A byte that belongs to a word: an ASCII letter or digit, or any byte of a non-ASCII character.
  @inlinable public static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte >= 0x80
  }
  /// An ASCII letter as its lower-case form, any other byte as it is.
  @inlinable public static func lowered(_ byte: UInt8) -> UInt8 {
    isUpper(byte) ? byte | 0x20 : byte
  }

  /// The string without blanks at either end.
  public static func trimmed(_ string: String) -> String {
    var bytes = string.utf8[...]
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return String(Substring(bytes))
  }

  /// Whether two stretches are the same but for the case of ASCII letters.
  public static func areEqualIgnoringCase(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>)
    -> Bool
  {
    guard one.count == other.count else { return false }
    var (first, second) = (one.startIndex, other.startIndex)
    while first < one.endIndex {
      if lowered(one[first]) != lowered(other[second]) { return false }
      first += 1
      second += 1
    }
    return true
  }

  /// The offset at which `needle` first occurs in `haystack` at or after `start`, or nil.
  ///
  /// Offsets are indices of `haystack`, as they came in.
  public static func find(
    _ needle: some Collection<UInt8>, in haystack: ArraySlice<UInt8>, from start: Int? = nil
  ) -> Int? {
    let from = max(start ?? haystack.startIndex, haystack.startIndex)
    guard from <= haystack.endIndex else { return nil }
    let found = haystack[from...].withUnsafeBufferPointer { bytes in
      needle.withContiguousStorageIfAvailable { find($0, in: bytes) }
        ?? Array(needle).withUnsafeBufferPointer { find($0, in: bytes) }
    }
    return found.map { $0 + from }
  }

  /// How common a byte is in English text: a rank for the letters, and one for all others.
  private static let commonness: [UInt8] = {
    var ranks = [UInt8](repeating: 10, count: 256)
    for (rank, byte) in "qzxjkvbpgwyfmcuhldrsnioate ".utf8.enumerated() {
      ranks[Int(byte)] = UInt8(20 + rank)
    }
    return ranks
  }()

  /// The offset at which `needle` first occurs in `haystack`, or nil.
  ///
  /// The C library finds the pattern's rarest byte many at a time; the rest is compared where it stands. Both pointers
  /// come from collections that are alive for the call, and `position + needle.count` never passes the end of
  /// `haystack`.
  public static func find(
    _ needle: UnsafeBufferPointer<UInt8>, in haystack: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let pattern = needle.baseAddress, !needle.isEmpty else { return 0 }
    guard let base = haystack.baseAddress else { return nil }
    var rarest = 0
    if needle.count > 1, haystack.count > 64 {
      commonness.withUnsafeBufferPointer { ranks in
        for index in 1..<min(needle.count, 16)
        where ranks[Int(pattern[index])] < ranks[Int(pattern[rarest])] { rarest = index }
      }
    }
    var position = 0
    let last = haystack.count - needle.count
    while position <= last {
      guard
        let hit = memchr(base + position + rarest, Int32(pattern[rarest]), last - position + 1)
      else { return nil }
      position = UnsafeRawPointer(hit) - UnsafeRawPointer(base) - rarest
      if memcmp(base + position, pattern, needle.count) == 0 { return position }
      position += 1
    }
    return nil
  }
}
