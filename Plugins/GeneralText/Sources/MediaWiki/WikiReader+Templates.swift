import Didact

/// Templates: those known by name, and the rules for those that are not.
extension WikiReader {
  mutating func template(_ node: WikiStructure.Node) {
    let arguments = arguments(of: node)
    guard !arguments.nameRange.isEmpty else { return leaveOut(.template, node.range) }
    markRoles(arguments.name)
    if let known = WikiTemplate.named(arguments.name) {
      return read(known, node, arguments)
    }
    if isFunctionName(arguments), function(node, arguments) { return }
    unknown(node, arguments)
  }

  /// Kinds of pages that a recipe may leave out.
  private mutating func markRoles(_ name: String) {
    let mark: String? =
      switch name {
      case "disambiguation", "disambig", "dab", "hndis", "geodis", "begriffsklärung", "homonymie":
        "disambiguation"
      case "featured article": "featured-article"
      case "good article": "good-article"
      default: name.hasSuffix("-stub") || name == "stub" ? "stub" : nil
      }
    if let mark, captures == 0, !marks.contains(mark) { marks.append(mark) }
  }

  // MARK: What was read of a template

  /// Counts a template of which only some arguments were read: the others by their rule, the rest as markup.
  mutating func close(
    _ node: WikiStructure.Node, _ arguments: WikiArguments, read ranges: [Range<Int>],
    as rule: WikiAccount.Rule = .templateArgument
  ) {
    var rest = characters(node.range)
    var read = Set<Int>()
    for range in ranges {
      rest -= characters(range)
      read.insert(range.lowerBound)
    }
    for value in arguments.numbered + arguments.named.map(\.value)
    where !value.isEmpty && !read.contains(value.lowerBound) {
      let count = characters(value)
      account.leaveOut(rule, count)
      rest -= count
    }
    markup(rest)
  }

  // MARK: Unknown ones

  /// A template that nothing is known of.
  ///
  /// - On lines of its own with named arguments it is a box of fields, read as an infobox is.
  /// - With nothing but names, dates and reasons it is a note of editors.
  /// - With one argument that has no name it says how that looks: it is the text, unless it is a number on a line of its
  ///   own, which is a fact.
  /// - With several, they are text where one of them holds a digit; else it is left out.
  /// - Named arguments that hold digits are facts in any case, so that no number vanishes.
  private mutating func unknown(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    let texts = arguments.numbered.filter { !$0.isEmpty }
    let fields = arguments.named.filter { !$0.value.isEmpty && !isBookkeeping($0.name) }
    let standsAlone = standsAlone(node)
    if !fields.isEmpty, standsAlone || captures == 0 && fields.count > texts.count + 3 {
      return infobox(node, arguments)
    }
    if texts.isEmpty {
      // Codes of countries stand for their names.
      if arguments.named.isEmpty, isCode(arguments.nameRange) {
        markup(4)
        return text(arguments.nameRange)
      }
      statesNumbers(fields, of: arguments)
      let kept = fields.filter { hasDigit($0.value) }.map(\.value)
      if arguments.named.isEmpty || fields.isEmpty && !standsAlone {
        return leaveOut(arguments.named.isEmpty ? .template : .maintenance, node.range)
      }
      close(node, arguments, read: kept, as: .template)
      return writer.markDrop()
    }
    if standsAlone, texts.count == 1, bytes[texts[0]].allSatisfy(UTF8Bytes.isDigit) {
      return infobox(node, arguments)
    }
    let isText =
      texts.count == 1 ? !standsAlone || hasDigit(texts[0]) : texts.contains(where: hasDigit)
    statesNumbers(fields, of: arguments)
    let stated = fields.filter { hasDigit($0.value) }.map(\.value)
    guard isText else {
      close(node, arguments, read: stated, as: .template)
      return writer.markDrop()
    }
    let readable = texts.filter { !isStyle($0) }
    for (number, range) in readable.enumerated() {
      if number > 0 { writer.space() }
      content(range)
    }
    close(node, arguments, read: readable + stated)
  }

  /// Named arguments that hold digits are facts, so that no number vanishes.
  private mutating func statesNumbers(
    _ fields: [WikiArguments.Argument], of arguments: WikiArguments
  ) {
    for field in fields where hasDigit(field.value) {
      let value = plain(field.value)
      account.fact(LeftOut.characters(value))
      state(
        Fact(
          "template", String(decoding: value, as: UTF8.self),
          attributes: [
            .init("field", String(decoding: bytes[field.name], as: UTF8.self)),
            .init("template", arguments.name),
          ]))
    }
  }

  /// Whether nothing else stands on a template's lines.
  private func standsAlone(_ node: WikiStructure.Node) -> Bool {
    guard depth == 0, captures == 0 else { return false }
    var before = node.range.lowerBound
    while before > 0, bytes[before - 1] == 0x20 { before -= 1 }
    var after = node.range.upperBound
    while after < bytes.count, bytes[after] == 0x20 { after += 1 }
    return
      (before == 0 || bytes[before - 1] == UInt8(ascii: "\n")
      || bytes[before - 1] == UInt8(ascii: "}"))
      && (after == bytes.count || bytes[after] == UInt8(ascii: "\n"))
  }

  private func isCode(_ range: Range<Int>) -> Bool {
    (2...3).contains(range.count) && bytes[range].allSatisfy(UTF8Bytes.isUpper)
  }

  private static let bookkeeping: Set<String> = [
    "date", "reason", "small", "section", "bot", "class", "style", "align", "width", "lc", "since",
    "url", "category", "cat", "fix-attempted", "df", "mf", "nocat", "state", "size", "float",
  ]

  private func isBookkeeping(_ name: Range<Int>) -> Bool {
    Self.bookkeeping.contains(String(decoding: bytes[name].map(UTF8Bytes.lowered), as: UTF8.self))
  }

  func hasDigit(_ range: Range<Int>) -> Bool {
    bytes[range].contains(where: UTF8Bytes.isDigit)
  }

  /// `background:darkblue`, `#ffcc00`, `40px`: says how a thing looks.
  private func isStyle(_ range: Range<Int>) -> Bool {
    let value = bytes[range]
    if value.contains(0x20) || value.contains(UInt8(ascii: "[")) { return false }
    if value.first == UInt8(ascii: "#") { return true }
    if value.count > 2, value.suffix(2).elementsEqual("px".utf8) { return true }
    guard let colon = value.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return value[..<colon].allSatisfy { UTF8Bytes.isLower($0) || $0 == UInt8(ascii: "-") }
  }

  // MARK: Parser functions and parameters

  private func isFunctionName(_ arguments: WikiArguments) -> Bool {
    bytes[arguments.nameRange].first == UInt8(ascii: "#") || !arguments.numbered.isEmpty
      || arguments.name.hasSuffix("pagename")
  }

  /// Functions of the parser. `#if` and `#ifeq` are decided where what they ask about is written out; nothing else
  /// is computed.
  private mutating func function(_ node: WikiStructure.Node, _ arguments: WikiArguments) -> Bool {
    switch arguments.name {
    case "formatnum", "lc", "uc", "lcfirst", "ucfirst", "padleft", "padright", "#formatdate",
      "#dateformat", "subst", "safesubst":
      guard let first = arguments.argument(1) else { return false }
      content(first)
      close(node, arguments, read: [first])
    case "defaultsort", "sortierung", "clef de tri", "сортировка по умолчанию":
      leaveOut(.sortKey, node.range)
    case "displaytitle", "int", "ns", "msg": leaveOut(.markup, node.range)
    case "#tag": leaveOut(.reference, node.range)
    case "pagename", "fullpagename", "basepagename", "subpagename":
      markup(node.range)
      account.generate(LeftOut.characters(title))
      writer.append(title)
    case "#if":
      choose(node, arguments, plain(arguments.argument(1) ?? 0..<0).isEmpty ? 3 : 2)
    case "#ifeq":
      let same =
        plain(arguments.argument(1) ?? 0..<0) == plain(arguments.argument(2) ?? 0..<0)
      choose(node, arguments, same ? 3 : 4)
    default:
      guard bytes[arguments.nameRange].first == UInt8(ascii: "#") else { return false }
      // What it would come to is not known; its numbers are kept as they stand.
      if hasDigit(node.range) {
        let value = String(decoding: bytes[node.inner].prefix(400), as: UTF8.self)
        state(Fact("parser-function", value))
      }
      leaveOut(.parserFunction, node.range)
    }
    return true
  }

  /// Reads the chosen branch of a condition.
  private mutating func choose(
    _ node: WikiStructure.Node, _ arguments: WikiArguments, _ number: Int
  ) {
    guard let branch = arguments.argument(number) else {
      return leaveOut(.parserFunction, node.range)
    }
    content(branch)
    account.leaveOut(.parserFunction, characters(node.range) - characters(branch))
  }

  /// `{{{name|default}}}`: a page has no parameters, so it shows the default.
  mutating func parameter(_ node: WikiStructure.Node) {
    guard let bar = firstBar(node.inner) else { return leaveOut(.parserFunction, node.range) }
    let value = trimmed(bar + 1..<node.inner.upperBound)
    content(value)
    markup(characters(node.range) - characters(value))
  }
}
