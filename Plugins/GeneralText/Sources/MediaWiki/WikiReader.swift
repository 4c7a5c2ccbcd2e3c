import Didact

/// Reads one page's wikitext: what a reader of the page would read, as lines; links, files, categories, fields of
/// infoboxes and cells of tables as facts; headings as sections; all else counted by rule.
///
/// Templates are not expanded, since a page does not hold what they are made of; those that carry numbers, dates,
/// units and foreign words are understood by name (``WikiTemplate``). Time is linear in the page's length times the
/// depth of its brackets, which is bounded.
struct WikiReader {
  let bytes: [UInt8]
  let site: WikiSite
  let structure: WikiStructure
  let title: [UInt8]

  var writer: WikiWriter
  var account = WikiAccount()
  var facts: [Fact] = []
  var sections: [Section] = []
  var marks: [String] = []
  /// Sections that are still open: their place in `sections` and their heading's level.
  var open: [(section: Int, level: Int)] = []
  /// How deep the current text stands in brackets.
  var depth = 0
  /// How many captures are open: what is written is not, or not yet, part of the text.
  var captures = 0
  /// Captions of images that a paragraph is written around; they follow it.
  private var captions: [(text: [UInt8], facts: [Fact])] = []
  /// The line whose quotes have been counted, and the one quote that stands for itself.
  var quotes = (line: 0..<0, single: -1)
  /// Open `<sup>` tags, and `<poem>` ones, in which each line stands alone.
  var raised = 0
  var poems = 0

  /// Brackets deeper than this are left out.
  static let deepest = 40
  /// More facts and sections than any page has; what is beyond is counted, so that memory stays bounded.
  static let mostFacts = 100_000
  static let mostSections = 20_000

  init(_ bytes: [UInt8], title: [UInt8], site: WikiSite) {
    self.bytes = bytes
    self.site = site
    self.title = title
    structure = WikiStructure(of: bytes)
    writer = WikiWriter(title: title, capacity: bytes.count)
  }

  /// Reads the whole page.
  mutating func read() {
    blocks(0..<bytes.count)
    endLine()
    closeSections(level: 0)
    account.generate(writer.semicolons)
    let kept = sections.filter { !$0.span.isEmpty }
    // A heading above nothing is told as what it is.
    for section in sections where section.span.isEmpty {
      state(Fact("empty-section", section.label))
    }
    sections = kept
  }

  // MARK: Lines

  /// Reads lines: paragraphs, headings, lists, tables.
  mutating func blocks(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound { index = line(index, range.upperBound) }
  }

  /// Reads the line that begins at `start`; where the next one begins.
  private mutating func line(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard index < end else { return end }
    switch bytes[index] {
    case UInt8(ascii: "\n"):
      endLine()
      return index + 1
    case UInt8(ascii: "="):
      if index == start, let next = heading(start, end) { return next }
    case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: ":"):
      if index == start { return listItem(start, end) }
    case UInt8(ascii: "{"):
      if let node = structure.node(at: index), node.kind == .table {
        endLine()
        table(node)
        return node.range.upperBound
      }
    case UInt8(ascii: "-"):
      if let next = rule(start, end) { return next }
    case UInt8(ascii: "<"):
      if let next = leadingComment(index, end) { return next }
    default: break
    }
    // A line that begins with a blank stands alone.
    let standsAlone = index > start && captures == 0 && depth == 0
    if standsAlone { endLine() }
    let stop = inline(index..<end, line: true)
    if standsAlone || poems > 0 { endLine() } else { writer.space() }
    return stop + 1
  }

  /// A comment at the head of a line: what follows it begins the line, and a line of nothing else is none.
  private mutating func leadingComment(_ start: Int, _ end: Int) -> Int? {
    guard let node = structure.node(at: start), node.kind == .comment,
      node.range.upperBound <= end
    else { return nil }
    leaveOut(.comment, node.range)
    var next = node.range.upperBound
    while next < end, bytes[next] == 0x20 { next += 1 }
    return next < end && bytes[next] == UInt8(ascii: "\n") ? next + 1 : node.range.upperBound
  }

  /// Ends the current line; captions of images within it follow.
  mutating func endLine() {
    // Inside a capture lines are set apart by semicolons.
    guard captures == 0 else { return writer.endPart() }
    raised = 0
    account.leaveOut(.strayPunctuation, writer.removeStrayLine())
    writer.endLine()
    guard !captions.isEmpty else { return }
    let waiting = captions
    captions = []
    for caption in waiting { writeLine(caption.text, caption.facts) }
  }

  /// Writes a line whose facts' spans are places in it.
  mutating func writeLine(_ text: [UInt8], _ new: [Fact]) {
    guard !text.isEmpty else { return }
    writer.endLine()
    let position = writer.position
    writer.append(text)
    writer.endLine()
    for var fact in new {
      fact.span = fact.span?.shifted(by: position)
      state(fact)
    }
  }

  /// A caption: at once where no line is begun, else after it.
  mutating func writeCaption(_ text: [UInt8], _ new: [Fact]) {
    if writer.lineHasText {
      captions.append((text, new))
    } else {
      writeLine(text, new)
    }
  }

  private mutating func listItem(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, Self.isListMark(bytes[index]) || bytes[index] == 0x20 { index += 1 }
    endLine()
    markup(start..<index)
    if index < end, bytes[index] == UInt8(ascii: "{"), let node = structure.node(at: index),
      node.kind == .table
    {
      table(node)
      return node.range.upperBound
    }
    let stop = inline(index..<end, line: true)
    endLine()
    return stop + 1
  }

  private static func isListMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: ";")
  }

  /// A horizontal rule; text after it goes on.
  private mutating func rule(_ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard index - start >= 4 else { return nil }
    endLine()
    markup(start..<index)
    return index
  }

  // MARK: Captures and counts

  /// The end of a line, brackets passed over whole.
  func lineEnd(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\n"): return index
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"):
        if let node = structure.node(at: index), node.range.upperBound <= end {
          index = node.range.upperBound
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return end
  }

  /// What a reading writes, taken out of the text, with the facts that it found; their spans are places in it.
  mutating func capture(_ body: (inout WikiReader) -> Void) -> (text: [UInt8], facts: [Fact]) {
    let mark = writer.beginCapture()
    let first = facts.count
    let wasRaised = raised
    captures += 1
    body(&self)
    captures -= 1
    raised = wasRaised
    let text = writer.endCapture(mark)
    var found: [Fact] = []
    if facts.count > first {
      found = facts[first...].map { fact in
        var fact = fact
        fact.span = fact.span?.shifted(by: -mark.offset)
        if let span = fact.span, span.end > text.count { fact.span = nil }
        return fact
      }
      facts.removeSubrange(first...)
    }
    return (text, found)
  }

  /// A range as plain text; facts found in it have no place.
  mutating func plain(_ range: Range<Int>) -> [UInt8] {
    let (text, found) = capture { $0.content(range) }
    for var fact in found {
      fact.span = nil
      state(fact)
    }
    return text
  }

  /// Reads what stands inside a bracket: lines where there are any.
  mutating func content(_ range: Range<Int>) {
    guard depth < Self.deepest else { return leaveOut(.nesting, range) }
    depth += 1
    if bytes[range].contains(UInt8(ascii: "\n")) { blocks(range) } else { inlineWhole(range) }
    depth -= 1
  }

  /// States a fact, as long as there is room for it.
  mutating func state(_ fact: Fact) {
    guard facts.count < Self.mostFacts else {
      return account.exceed(
        LeftOut.characters(Array(fact.value.utf8))
          + fact.attributes.reduce(0) { $0 + LeftOut.characters(Array($1.value.utf8)) })
    }
    facts.append(fact)
  }

  func characters(_ range: Range<Int>) -> Int { WikiAccount.characters(bytes, range) }
  mutating func markup(_ range: Range<Int>) { account.markup(characters(range)) }
  mutating func markup(_ count: Int) { account.markup(count) }
  mutating func leaveOut(_ rule: WikiAccount.Rule, _ range: Range<Int>) {
    account.leaveOut(rule, characters(range))
    writer.markDrop()
  }
  /// Writes what the source says in other signs.
  mutating func generate(_ text: String) {
    let bytes = Array(text.utf8)
    account.generate(LeftOut.characters(bytes))
    writer.append(bytes)
  }
}
