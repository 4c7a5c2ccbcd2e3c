import Didact

/// Links, images, categories.
extension WikiReader {
  /// `[[target|label]]`.
  mutating func link(_ node: WikiStructure.Node) {
    let inner = node.inner
    let bar = firstBar(inner) ?? inner.upperBound
    let target = trimmed(inner.lowerBound..<bar)
    guard !target.isEmpty, !bytes[target].contains(UInt8(ascii: "\n")) else {
      return literal(node)
    }
    var name = target
    let isEscaped = bytes[name.lowerBound] == UInt8(ascii: ":")
    if isEscaped { name = trimmed(name.lowerBound + 1..<name.upperBound) }
    if !isEscaped, let colon = bytes[name].prefix(60).firstIndex(of: UInt8(ascii: ":")) {
      let prefix = Array(bytes[trimmed(name.lowerBound..<colon)])
      let rest = trimmed(colon + 1..<name.upperBound)
      switch site.namespace(named: prefix) {
      case WikiSite.file, WikiSite.media: return file(node, name: rest)
      case WikiSite.category: return category(node, rest, bar)
      default:
        if WikiLanguages.isCode(prefix) { return interlanguage(node, prefix, rest, bar) }
      }
    }
    let start = writer.position
    markup(4)
    if bar == inner.upperBound {
      markup(target.lowerBound..<name.lowerBound)
      content(name)
    } else {
      let label = trimmed(bar + 1..<inner.upperBound)
      markup(1)
      markup(target.lowerBound..<name.lowerBound)
      if label.isEmpty {
        pipeTrick(name)
      } else {
        account.fact(characters(name))
        content(label)
      }
    }
    var end = node.range.upperBound
    while end < bytes.count, end - node.range.upperBound < 60, isTrail(end) { end += 1 }
    // The trail stands in the text anyhow; here it is only seen how long it is.
    let trail = end - node.range.upperBound
    let span = writer.count > start ? Span(start, writer.count + trail) : nil
    state(Fact("link", linkTarget(name), span: span))
  }

  /// A target as facts state it: no underscores, references decoded.
  private func linkTarget(_ name: Range<Int>) -> String {
    guard bytes[name].contains(UInt8(ascii: "_")) || bytes[name].contains(UInt8(ascii: "&")) else {
      return String(decoding: bytes[name], as: UTF8.self)
    }
    var target: [UInt8] = []
    var index = name.lowerBound
    while index < name.upperBound {
      if bytes[index] == UInt8(ascii: "&"),
        let (character, stop) = WikiEntity.decoded(bytes, index, name.upperBound)
      {
        target += character
        index = stop
      } else {
        target.append(bytes[index] == UInt8(ascii: "_") ? 0x20 : bytes[index])
        index += 1
      }
    }
    return String(decoding: target, as: UTF8.self)
  }

  /// Letters right after a link belong to it: `[[apple]]s`.
  private func isTrail(_ index: Int) -> Bool {
    UTF8Bytes.isLower(bytes[index])
  }

  /// `[[Help:Contents (new)|]]` shows `Contents`.
  private mutating func pipeTrick(_ name: Range<Int>) {
    var shown = name
    if let colon = bytes[shown].firstIndex(of: UInt8(ascii: ":")) {
      shown = trimmed(colon + 1..<shown.upperBound)
    }
    if bytes[shown].last == UInt8(ascii: ")"),
      let opening = bytes[shown].lastIndex(of: UInt8(ascii: "("))
    {
      shown = trimmed(shown.lowerBound..<opening)
    } else if let comma = bytes[shown].firstIndex(of: UInt8(ascii: ",")) {
      shown = trimmed(shown.lowerBound..<comma)
    }
    account.fact(characters(name) - characters(shown))
    content(shown)
  }

  private mutating func category(_ node: WikiStructure.Node, _ name: Range<Int>, _ bar: Int) {
    let inner = node.inner
    let all = characters(node.range)
    if bar < inner.upperBound { leaveOut(.sortKey, bar + 1..<inner.upperBound) }
    let sortKey = bar < inner.upperBound ? characters(bar + 1..<inner.upperBound) : 0
    account.fact(characters(name))
    markup(all - sortKey - characters(name))
    writer.markDrop()
    state(Fact("category", linkTarget(name)))
  }

  private mutating func interlanguage(
    _ node: WikiStructure.Node, _ code: [UInt8], _ name: Range<Int>, _ bar: Int
  ) {
    let stated = characters(name) + code.count
    account.fact(stated)
    markup(characters(node.range) - stated)
    writer.markDrop()
    state(
      Fact(
        "interlanguage", linkTarget(name),
        attributes: [.init("language", String(decoding: code, as: UTF8.self))]))
  }

  /// `[[File:Name.jpg|thumb|200px|A caption]]`: the caption is a line of its own where the page shows one.
  private mutating func file(_ node: WikiStructure.Node, name: Range<Int>) {
    let parts = parts(of: node.inner).dropFirst()
    var caption: Range<Int>?
    var isFramed = false
    var rest = characters(node.range) - characters(name)
    for part in parts {
      let part = trimmed(part)
      switch WikiImageOption.kind(of: bytes[part]) {
      case .frame: isFramed = true
      case .other: break
      case .alternative:
        leaveOut(.imageTitle, part)
        rest -= characters(part)
      case nil:
        if let earlier = caption {
          // Only the last one is a caption; what is not known before it is an option of the wiki's language.
          isFramed = true
          markup(earlier)
        }
        rest -= characters(part)
        caption = part
      }
    }
    markup(rest)
    account.fact(characters(name))
    writer.markDrop()
    let file = linkTarget(name)
    guard let caption, !caption.isEmpty else {
      state(Fact("file", file))
      return
    }
    guard isFramed else {
      leaveOut(.imageTitle, caption)
      state(Fact("file", file))
      return
    }
    guard captures == 0 else {
      writer.endPart()
      content(caption)
      writer.endPart()
      state(Fact("file", file))
      return
    }
    let (text, found) = capture { $0.content(caption) }
    writeCaption(text, [Fact("file", file, span: Span(0, text.count))] + found)
  }

  /// `[http://example.org label]`.
  mutating func externalLink(_ node: WikiStructure.Node) {
    let inner = node.inner
    var end = inner.lowerBound
    while end < inner.upperBound, !UTF8Bytes.isBlank(bytes[end]), bytes[end] != UInt8(ascii: "<") {
      end += 1
    }
    let address = String(decoding: bytes[inner.lowerBound..<end], as: UTF8.self)
    account.fact(characters(inner.lowerBound..<end))
    markup(2)
    let start = writer.position
    let label = trimmed(end..<inner.upperBound)
    if label.isEmpty { writer.markDrop() } else { content(label) }
    let span = writer.count > start ? Span(start, writer.count) : nil
    state(Fact("external-link", address, span: span))
  }

  /// `<gallery>`: a file and its caption a line.
  mutating func gallery(_ node: WikiStructure.Node) {
    let inner = node.inner
    markup(Int(node.opening) > 0 ? node.range.lowerBound..<inner.lowerBound : 0..<0)
    markup(inner.upperBound..<node.range.upperBound)
    if captures == 0 { endLine() }
    var index = inner.lowerBound
    while index < inner.upperBound {
      let stop = lineEnd(index, inner.upperBound)
      galleryLine(trimmed(index..<stop))
      index = stop + 1
    }
  }

  private mutating func galleryLine(_ line: Range<Int>) {
    guard !line.isEmpty else { return }
    let bar = firstBar(line) ?? line.upperBound
    var name = trimmed(line.lowerBound..<bar)
    if let colon = bytes[name].prefix(60).firstIndex(of: UInt8(ascii: ":")),
      site.namespace(named: Array(bytes[name.lowerBound..<colon])) == WikiSite.file
    {
      markup(name.lowerBound..<colon + 1)
      name = trimmed(colon + 1..<name.upperBound)
    }
    account.fact(characters(name))
    let file = linkTarget(name)
    guard bar < line.upperBound else {
      state(Fact("file", file))
      return
    }
    markup(1)
    let caption = trimmed(bar + 1..<line.upperBound)
    let (text, found) = capture { $0.content(caption) }
    if captures == 0 {
      let span = text.isEmpty ? nil : Span(0, text.count)
      if text.isEmpty { state(Fact("file", file)) }
      writeLine(text, [Fact("file", file, span: span)] + found)
    } else {
      state(Fact("file", file))
      for var fact in found {
        fact.span = nil
        state(fact)
      }
      writer.endPart()
      writer.append(text)
    }
  }

  /// Brackets that are no link: text.
  private mutating func literal(_ node: WikiStructure.Node) {
    text(node.range.lowerBound..<node.inner.lowerBound)
    content(node.inner)
    text(node.inner.upperBound..<node.range.upperBound)
  }

  // MARK: Parts

  /// The first `|` that stands in no bracket of its own.
  func firstBar(_ range: Range<Int>) -> Int? { next(UInt8(ascii: "|"), range) }

  /// The first byte of that value that stands in no bracket of its own.
  func next(_ byte: UInt8, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let here = bytes[index]
      if here == byte { return index }
      if here == UInt8(ascii: "{") || here == UInt8(ascii: "[") || here == UInt8(ascii: "<"),
        let node = structure.node(at: index), node.range.upperBound <= range.upperBound
      {
        index = node.range.upperBound
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The parts of a range between its own bars.
  func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while let bar = firstBar(start..<range.upperBound) {
      parts.append(start..<bar)
      start = bar + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  /// A range without blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, UTF8Bytes.isBlank(bytes[start]) { start += 1 }
    while end > start, UTF8Bytes.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
