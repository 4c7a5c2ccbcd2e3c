import Didact

/// Tags: MediaWiki's own, and HTML's.
extension WikiReader {
  mutating func tag(_ node: WikiStructure.Node) {
    switch node.tag {
    case .ref: leaveOut(.reference, node.range)
    case .references: leaveOut(.referenceList, node.range)
    case .includeonly, .templatedata: leaveOut(.template, node.range)
    case .templatestyles: leaveOut(.markup, node.range)
    case .score, .timeline, .graph, .imagemap, .categorytree, .inputbox, .mapframe, .maplink:
      leaveOut(.media, node.range)
    case .gallery: gallery(node)
    case .pre, .source, .syntaxhighlight: preformatted(node)
    case .nowiki, .math, .chem, .ce, .hiero: unread(node)
    case .none: break
    }
  }

  /// Content that is text as it stands: `<nowiki>`; formulas, in TeX.
  private mutating func unread(_ node: WikiStructure.Node) {
    let inner = node.inner
    markup(characters(node.range) - characters(inner))
    raw(inner, decoding: node.tag == .nowiki)
  }

  /// Writes words without reading signs in them.
  private mutating func raw(_ range: Range<Int>, decoding: Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      if UTF8Bytes.isBlank(bytes[index]) {
        writer.space()
        index += 1
      } else if decoding, bytes[index] == UInt8(ascii: "&"),
        let (character, stop) = WikiEntity.decoded(bytes, index, range.upperBound)
      {
        let kept = LeftOut.characters(character)
        markup(characters(index..<stop) - kept)
        if kept == 0 { writer.space() } else { writer.append(character) }
        index = stop
      } else {
        let start = index
        index += 1
        while index < range.upperBound, !UTF8Bytes.isBlank(bytes[index]),
          bytes[index] != UInt8(ascii: "&")
        {
          index += 1
        }
        text(start..<index)
      }
    }
  }

  /// Code: its lines and their indents stay.
  private mutating func preformatted(_ node: WikiStructure.Node) {
    let inner = node.inner
    markup(characters(node.range) - characters(inner))
    guard captures == 0 else { return raw(inner, decoding: node.tag == .pre) }
    endLine()
    var start = inner.lowerBound
    while start < inner.upperBound {
      let stop =
        bytes[start..<inner.upperBound].firstIndex(of: UInt8(ascii: "\n"))
        ?? inner.upperBound
      var last = stop
      while last > start, UTF8Bytes.isBlank(bytes[last - 1]) { last -= 1 }
      if last > start {
        bytes.withUnsafeBufferPointer {
          writer.append(UnsafeBufferPointer(rebasing: $0[start..<last]))
        }
        writer.endLine()
      }
      start = stop + 1
    }
  }

  // MARK: HTML

  /// A tag of HTML's, which is markup; nil where `<` begins none that MediaWiki knows.
  mutating func htmlTag(_ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    let isEnd = index < end && bytes[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let nameStart = index
    while index < end, index - nameStart < 14,
      UTF8Bytes.isLetter(bytes[index]) || UTF8Bytes.isDigit(bytes[index])
    {
      index += 1
    }
    guard index < end, let kind = WikiHTMLTag.named(bytes[nameStart..<index]) else { return nil }
    guard
      bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/")
        || UTF8Bytes.isBlank(bytes[index])
    else { return nil }
    let limit = min(end, index + 1_000)
    while index < limit, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: "<") { return nil }
      index += 1
    }
    guard index < limit else { return nil }
    markup(start..<index + 1)
    switch kind {
    case .inline: break
    case .lineBreak: writer.space()
    case .block: endLine()
    case .cell:
      if isEnd {
        writer.space()
      } else if writer.lineHasText {
        writer.space()
        generate("|")
        writer.space()
      }
    case .superscript: raised = isEnd ? max(0, raised - 1) : raised + 1
    case .poem:
      poems = isEnd ? max(0, poems - 1) : poems + 1
      endLine()
    }
    return index + 1
  }
}

/// What a tag of HTML's does to the text around it.
enum WikiHTMLTag {
  case inline, block, lineBreak, cell, superscript, poem

  private static let kinds: [String: WikiHTMLTag] = {
    var kinds: [String: WikiHTMLTag] = [
      "br": .lineBreak, "td": .cell, "th": .cell, "sup": .superscript, "poem": .poem,
    ]
    let inline =
      "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span "
      + "strike strong sub time tt u var wbr noinclude onlyinclude section nowiki ref references math "
      + "languages tvar translate rtc indicator"
    for name in inline.split(separator: " ") { kinds[String(name)] = .inline }
    let block =
      "blockquote caption center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p table tbody thead tfoot tr ul "
      + "gallery pre source syntaxhighlight"
    for name in block.split(separator: " ") { kinds[String(name)] = .block }
    return kinds
  }()

  static func named(_ name: ArraySlice<UInt8>) -> WikiHTMLTag? {
    kinds[String(decoding: name.map(UTF8Bytes.lowered), as: UTF8.self)]
  }
}
