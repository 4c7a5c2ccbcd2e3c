import Didact

/// Templates that carry numbers: written with what belongs to them, never computed.
extension WikiReader {
  /// `{{convert|5|to|10|mi|km}}`, `{{convert|6|ft|2|in|m}}`: the values and units that are given, not those that a
  /// page would show converted.
  mutating func convert(_ arguments: WikiArguments) -> [Range<Int>] {
    let texts = arguments.numbered
    var read: [Range<Int>] = []
    var index = 0
    while index < texts.count {
      let value = texts[index]
      if !value.isEmpty {
        content(value)
        read.append(value)
      }
      index += 1
      guard index < texts.count else { break }
      if let words = WikiUnit.range(bytes[texts[index]]) {
        literal(words)
        index += 1
        continue
      }
      let unit = texts[index]
      if !unit.isEmpty {
        if let words = WikiUnit.words(bytes[unit]) {
          let isAttached = words.hasPrefix("°") || words == "%"
          if !isAttached { writer.space() }
          generate(words)
        } else {
          writer.space()
          content(unit)
          read.append(unit)
        }
      }
      index += 1
      // Feet and inches, pounds and ounces: a number and a smaller unit go on.
      guard index + 1 < texts.count, hasDigit(texts[index]),
        WikiUnit.isSmaller(bytes[texts[index + 1]])
      else { break }
      writer.space()
    }
    return read
  }

  /// `{{val|1.007|0.002|e=-3|u=m}}`.
  mutating func value(_ arguments: WikiArguments) -> [Range<Int>] {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    var read: [Range<Int>] = []
    if let prefix = named("p", arguments) {
      content(prefix)
      read.append(prefix)
    }
    for (number, text) in texts.prefix(3).enumerated() {
      if number > 0, bytes[text].first != UInt8(ascii: "(") {
        generate(texts.count == 2 ? "±" : number == 1 ? " +" : "−")
      }
      content(text)
      read.append(text)
    }
    if let exponent = named("e", arguments) {
      generate(texts.isEmpty ? "10" : "×10")
      raise { $0.content(exponent) }
      read.append(exponent)
    }
    if let suffix = named("s", arguments) {
      content(suffix)
      read.append(suffix)
    }
    if let unit = named("u", arguments) ?? named("ul", arguments) {
      writer.space()
      content(unit)
      read.append(unit)
      if let per = named("up", arguments) ?? named("upl", arguments) {
        generate("/")
        content(per)
        read.append(per)
      }
    }
    return read
  }

  private mutating func raise(_ body: (inout WikiReader) -> Void) {
    raised += 1
    body(&self)
    raised -= 1
  }

  /// `{{frac|1|2}}` is 1/2, `{{frac|3|1|2}}` 3 1/2.
  mutating func fraction(_ texts: [Range<Int>]) -> [Range<Int>] {
    switch texts.count {
    case 0: return []
    case 1:
      generate("1/")
      content(texts[0])
    case 2: join(texts, "/")
    default:
      content(texts[0])
      writer.space()
      join(Array(texts[1...2]), "/")
    }
    return Array(texts.prefix(3))
  }

  /// `{{e|24}}` is ×10²⁴.
  mutating func power(_ texts: [Range<Int>], isTen: Bool) -> [Range<Int>] {
    guard let last = texts.last else { return [] }
    if isTen { generate("×10") } else { for text in texts.dropLast() { content(text) } }
    raise { $0.content(last) }
    return isTen ? [last] : texts
  }

  /// `{{height|ft=5|in=11}}`.
  mutating func height(_ arguments: WikiArguments) -> [Range<Int>] {
    var read: [Range<Int>] = []
    for unit in ["m", "cm", "ft", "in"] {
      guard let value = named(unit, arguments) else { continue }
      if !read.isEmpty { writer.space() }
      content(value)
      literal(" " + unit)
      read.append(value)
    }
    return read
  }

  /// `{{US$|5 million}}`, `{{currency|5|EUR}}`.
  mutating func currency(_ arguments: WikiArguments) -> [Range<Int>] {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    guard let amount = texts.first else {
      literal(" " + WikiUnit.currency(arguments.name))
      return []
    }
    if arguments.name == "currency" { return join(Array(texts.prefix(2)), " ") }
    generate(WikiUnit.currency(arguments.name))
    if WikiUnit.currency(arguments.name).utf8.allSatisfy(UTF8Bytes.isLetter) { writer.space() }
    content(amount)
    return [amount]
  }

  // MARK: Places

  /// `{{coord|28|N|2|E}}`: a fact, and text where the page shows it in the line.
  mutating func coordinates(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    let texts = arguments.numbered.filter { range in
      !range.isEmpty && range.count < 30
        && (hasDigit(range) && !bytes[range].contains(UInt8(ascii: ":"))
          || range.count == 1 && "NSEWO".utf8.contains(bytes[range.lowerBound]))
    }
    guard !texts.isEmpty else { return leaveOut(.template, node.range) }
    let display = named("display", arguments).map { String(decoding: bytes[$0], as: UTF8.self) }
    let isTitle = display == "title" || display == "t"
    let (text, _) = capture { $0.point(texts) }
    var span: Span?
    if isTitle {
      account.fact(LeftOut.characters(text))
      writer.markDrop()
    } else {
      let start = writer.position
      writer.append(text)
      span = Span(start, writer.count)
    }
    state(Fact("coordinates", String(decoding: text, as: UTF8.self), span: span))
    close(node, arguments, read: texts)
  }

  private mutating func point(_ texts: [Range<Int>]) {
    let hasLetters = texts.contains { !hasDigit($0) }
    guard hasLetters else {
      join(texts, ", ")
      return
    }
    var place = 0
    for range in texts {
      if hasDigit(range) {
        if place == 0, writer.lineHasText { writer.space() }
        text(range)
        generate(["°", "′", "″"][min(place, 2)])
        place += 1
      } else {
        text(range)
        place = 0
      }
    }
  }
}
