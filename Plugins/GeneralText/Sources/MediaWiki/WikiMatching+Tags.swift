import Didact

/// Comments and tags, which are whole where they begin.
extension WikiMatching {
  mutating func less(_ index: Int) -> Int {
    let rest = bytes.count - index
    guard rest >= 3 else { return index + 1 }
    if bytes[index + 1] == UInt8(ascii: "!"), rest >= 4, bytes[index + 2] == UInt8(ascii: "-"),
      bytes[index + 3] == UInt8(ascii: "-")
    {
      let closed = find("-->", from: index + 4)
      let end = closed ?? bytes.count
      add(.comment, index, end, opening: 4, closing: closed == nil ? 0 : 3)
      return end
    }
    guard UTF8Bytes.isLetter(bytes[index + 1]) else { return index + 1 }
    var nameEnd = index + 1
    while nameEnd < bytes.count, nameEnd - index < 17, UTF8Bytes.isLetter(bytes[nameEnd]) {
      nameEnd += 1
    }
    let name = UnsafeBufferPointer(rebasing: bytes[(index + 1)..<nameEnd])
    guard let tag = WikiTag.named(name), nameEnd < bytes.count,
      bytes[nameEnd] == UInt8(ascii: ">") || bytes[nameEnd] == UInt8(ascii: "/")
        || UTF8Bytes.isBlank(bytes[nameEnd])
    else { return index + 1 }
    var open = nameEnd
    let limit = min(bytes.count, index + Self.longestTag)
    while open < limit, bytes[open] != UInt8(ascii: ">") { open += 1 }
    guard open < limit else { return index + 1 }
    open += 1
    if bytes[open - 2] == UInt8(ascii: "/") {
      add(.tag, index, open, opening: open - index, tag: tag)
      return open
    }
    guard tag != .gallery || index >= galleryEnd, let close = endTag(name, tag, from: open) else {
      return index + 1
    }
    add(.tag, index, close.upperBound, opening: open - index, closing: close.count, tag: tag)
    guard tag == .gallery else { return close.upperBound }
    galleryEnd = close.upperBound
    return open
  }

  private func find(_ pattern: StaticString, from start: Int) -> Int? {
    let slice = bytes[min(start, bytes.count)...]
    return UTF8Bytes.find(
      UnsafeBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount),
      in: UnsafeBufferPointer(rebasing: slice)
    ).map { start + $0 + pattern.utf8CodeUnitCount }
  }

  /// The end tag of that name at or after an offset; every byte is searched at most once for what is not there.
  private mutating func endTag(
    _ name: UnsafeBufferPointer<UInt8>, _ tag: WikiTag, from start: Int
  ) -> Range<Int>? {
    guard start < barren[Int(tag.rawValue)] else { return nil }
    var index = start
    while let after = find("</", from: index) {
      index = after
      guard index + name.count <= bytes.count else { break }
      var matches = true
      for offset in 0..<name.count
      where UTF8Bytes.lowered(bytes[index + offset]) != UTF8Bytes.lowered(name[offset]) {
        matches = false
        break
      }
      guard matches else { continue }
      var end = index + name.count
      while end < bytes.count, UTF8Bytes.isBlank(bytes[end]) { end += 1 }
      if end < bytes.count, bytes[end] == UInt8(ascii: ">"), end - index < 1_000 {
        return after - 2..<end + 1
      }
    }
    barren[Int(tag.rawValue)] = start
    return nil
  }
}
