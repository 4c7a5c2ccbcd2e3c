import Didact

/// Templates that are known by name: what a page shows of them, in the source's own words.
extension WikiReader {
  mutating func read(
    _ template: WikiTemplate, _ node: WikiStructure.Node, _ arguments: WikiArguments
  ) {
    switch template {
    case .leaveOut(let rule): leaveOut(rule, node.range)
    case .infobox: infobox(node, arguments)
    case .seeAlso: seeAlso(node, arguments)
    case .literal(let text):
      markup(node.range)
      literal(text)
    case .list: list(node, arguments)
    case .quote: quotation(node, arguments)
    case .coordinates: coordinates(node, arguments)
    default:
      let read = inlineRead(template, arguments)
      close(node, arguments, read: read)
      if read.isEmpty { writer.markDrop() }
    }
  }

  /// Generated text with its blanks.
  func spaced(_ text: String) -> (before: Bool, words: String, after: Bool) {
    (text.first == " ", UTF8Bytes.trimmed(text), text.last == " ")
  }
  mutating func literal(_ text: String) {
    let (before, words, after) = spaced(text)
    if before { writer.space() }
    if !words.isEmpty { generate(words) }
    if after { writer.space() }
  }

  /// Templates within a line; the arguments that were read.
  private mutating func inlineRead(
    _ template: WikiTemplate, _ arguments: WikiArguments
  ) -> [Range<Int>] {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    switch template {
    case .argument(let number):
      let named =
        named("text", arguments) ?? named("quote", arguments) ?? named("content", arguments)
        ?? named("reference", arguments)
      guard let shown = arguments.argument(number) ?? named ?? texts.last else {
        if Self.answers.contains(arguments.name) { generate(arguments.name) }
        return []
      }
      content(shown)
      return [shown]
    case .joined(let separator): return join(texts, separator)
    case .prefixed(let words):
      literal(words)
      return join(texts, "–")
    case .foreign:
      // The last of language, scheme and text; `{{lang-la|text|translation}}` has its text first.
      let isNamed = arguments.name.contains("-")
      guard let shown = isNamed ? texts.first : texts.count > 1 ? texts.last : texts.first else {
        return []
      }
      content(shown)
      return [shown]
    case .convert: return convert(arguments)
    case .value: return value(arguments)
    case .date: return date(arguments)
    case .personDates: return personDates(arguments)
    case .asOf: return asOf(arguments)
    case .fraction: return fraction(texts)
    case .power: return power(texts, isTen: arguments.name != "pow")
    case .raised:
      raised += 1
      let read = join(texts, "")
      raised -= 1
      return read
    case .height: return height(arguments)
    case .currency: return currency(arguments)
    case .lifeSpan: return join(texts, "–")
    case .inflation: return join(Array(texts.dropFirst().prefix(2)), " in ")
    case .phonetic: return phonetic(texts)
    case .respelling: return join(texts, "-")
    case .chemical: return join(texts, "")
    case .nuclide: return join(texts, "-")
    default: return wordRead(template, arguments, texts)
    }
  }

  /// Cells of tables that are their own text where they have no other.
  private static let answers: Set<String> = ["yes", "no", "partial", "won", "draw"]

  private mutating func wordRead(
    _ template: WikiTemplate, _ arguments: WikiArguments, _ texts: [Range<Int>]
  ) -> [Range<Int>] {
    switch template {
    case .japanese: return japanese(texts)
    case .music:
      guard let first = texts.first else { return [] }
      if let sign = Self.accidentals[String(decoding: bytes[first], as: UTF8.self)] {
        generate(sign)
        return []
      }
      content(first)
      return [first]
    case .titled:
      guard
        let shown = named("title", arguments) ?? named("name", arguments)
          ?? (texts.count > 1 ? texts[1] : nil)
      else { return [] }
      content(shown)
      return [shown]
    case .ship: return ship(arguments, texts)
    case .marriage:
      guard let name = texts.first else { return [] }
      content(name)
      guard texts.count > 1 else { return [name] }
      literal(" (")
      let read = join(Array(texts.dropFirst().prefix(2)), "–")
      literal(")")
      return [name] + read
    case .flag:
      guard let shown = named("name", arguments) ?? texts.first else { return [] }
      content(shown)
      return [shown]
    case .interwikiLink:
      guard let first = texts.first else { return [] }
      let isCode = texts.count > 1 && WikiLanguages.isCode(Array(bytes[first]))
      let shown = named("lt", arguments) ?? (isCode ? texts[1] : first)
      content(shown)
      return [shown]
    case .bar:
      guard let first = texts.first else { return [] }
      content(first)
      guard arguments.name == "bar percent", texts.count > 2 else { return [first] }
      writer.space()
      content(texts[2])
      generate("%")
      return [first, texts[2]]
    case .sorted:
      if ["sortname", "sortname2", "sn", "sortkeyname"].contains(arguments.name) {
        return join(Array(texts.prefix(2)), " ")
      }
      guard let shown = texts.count > 1 ? texts[1] : texts.first else { return [] }
      content(shown)
      return [shown]
    default: return join(texts, " ")
    }
  }

  private static let accidentals = [
    "flat": "♭", "b": "♭", "sharp": "♯", "#": "♯", "natural": "♮", "doubleflat": "𝄫",
    "doublesharp": "𝄪",
  ]

  /// Arguments one after the other, with words between them.
  @discardableResult
  mutating func join(_ ranges: [Range<Int>], _ separator: String) -> [Range<Int>] {
    for (number, range) in ranges.enumerated() {
      if number > 0 { literal(separator) }
      content(range)
    }
    return ranges
  }

  // MARK: Words

  /// `{{Nihongo|English|kanji|romaji|note}}`.
  private mutating func japanese(_ texts: [Range<Int>]) -> [Range<Int>] {
    guard let first = texts.first else { return [] }
    content(first)
    guard texts.count > 1 else { return [first] }
    literal(" (")
    join(Array(texts.dropFirst()), ", ")
    literal(")")
    return texts
  }

  /// `{{HMS|Ajax|22}}`, `{{ship|HMS|Ajax|22}}`.
  private mutating func ship(
    _ arguments: WikiArguments, _ texts: [Range<Int>]
  ) -> [Range<Int>] {
    var shown = texts
    if arguments.name == "ship" || arguments.name.hasPrefix("s") && arguments.name.contains("class")
    {
      guard let first = shown.first else { return [] }
      content(first)
      writer.space()
      shown.removeFirst()
    } else {
      generate(arguments.name.uppercased())
      writer.space()
    }
    guard let name = shown.first else { return texts }
    content(name)
    // A third one says which parts of the name are in italics.
    guard shown.count > 1 else { return texts }
    literal(" (")
    content(shown[1])
    literal(")")
    return Array(texts.prefix(texts.count - max(0, shown.count - 2)))
  }

  private static let pronunciationWords: Set<String> = [
    "lang", "pron", "icon", "local", "us", "uk", "audio", "also", "generally",
  ]

  /// Sounds of the phonetic alphabet, one an argument.
  private mutating func phonetic(_ texts: [Range<Int>]) -> [Range<Int>] {
    let sounds = texts.filter {
      !Self.pronunciationWords.contains(
        String(decoding: bytes[$0].map(UTF8Bytes.lowered), as: UTF8.self))
    }
    guard !sounds.isEmpty else { return [] }
    generate("/")
    for sound in sounds {
      // An underscore is a blank; it may stand beside a comma.
      var start = sound.lowerBound
      for index in sound where bytes[index] == UInt8(ascii: "_") {
        if start < index { text(start..<index) }
        writer.space()
        markup(1)
        start = index + 1
      }
      if start < sound.upperBound { text(start..<sound.upperBound) }
    }
    generate("/")
    return sounds
  }

  /// A quotation: its words, then who said them.
  private mutating func quotation(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    let words =
      named("text", arguments) ?? named("quote", arguments) ?? arguments.argument(1)
    let by = [
      named("author", arguments) ?? named("sign", arguments) ?? named("by", arguments)
        ?? arguments.argument(2),
      named("source", arguments) ?? named("title", arguments) ?? arguments.argument(3),
    ].compactMap { $0 }.filter { $0 != words }
    endLine()
    if let words { content(words) }
    if !by.isEmpty {
      endLine()
      literal("— ")
      join(by, ", ")
    }
    endLine()
    close(node, arguments, read: (words.map { [$0] } ?? []) + by)
  }

  private mutating func list(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    let title = named("title", arguments)
    let items = (title.map { [$0] } ?? []) + arguments.numbered.filter { !$0.isEmpty }
    for item in items {
      endLine()
      content(item)
    }
    endLine()
    close(node, arguments, read: items)
  }
}
