/// What one look over a sentence tells: enough for most tasks to see that it is none of theirs.
public struct SentenceMarks: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let digit = SentenceMarks(rawValue: 1)
  public static let percent = SentenceMarks(rawValue: 2)
  public static let dollar = SentenceMarks(rawValue: 4)
  /// A straight quotation mark, or a character that may be a curved one.
  public static let quote = SentenceMarks(rawValue: 8)
  public static let comma = SentenceMarks(rawValue: 16)
  public static let bracket = SentenceMarks(rawValue: 32)
  /// A bar, as between the cells of a table's row.
  public static let bar = SentenceMarks(rawValue: 64)
  /// A task may quote it: whole, off all boilerplate, of 8 to 60 words.
  public static let quotable = SentenceMarks(rawValue: 128)

  /// The marks of the bytes of `sentence`, and the number of its words: stretches between blanks.
  static func of(_ sentence: Span, in bytes: UnsafeBufferPointer<UInt8>) -> (SentenceMarks, Int) {
    var marks: UInt16 = 0
    var words = 0
    var afterBlank = true
    var afterGap: UInt16 = 0
    table.withUnsafeBufferPointer { table in
      for index in sentence.start..<sentence.end {
        let mark = table[Int(bytes[index])]
        marks |= mark
        let isBlank = mark & blank != 0
        words &+= afterBlank && !isBlank ? 1 : 0
        afterGap |= afterBlank ? mark : 0
        afterBlank = isBlank
      }
    }
    if afterGap & (stop | comma.rawValue) == 0 { marks &= ~stop } else { marks |= stop }
    return (SentenceMarks(rawValue: marks & ~blank), words)
  }

  private static let blank: UInt16 = 1 << 15
  private static let stop: UInt16 = 1 << 14
  /// A point or a comma after a blank.
  static let gap = SentenceMarks(rawValue: stop)
  private static let table: [UInt16] = (0...255).map { (byte: Int) -> UInt16 in
    switch UInt8(byte) {
    case 0x20, 0x09...0x0D: blank
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit.rawValue
    case UInt8(ascii: "%"): percent.rawValue
    case UInt8(ascii: "$"): dollar.rawValue
    case UInt8(ascii: "\""), 0xE2: quote.rawValue
    case UInt8(ascii: ","): comma.rawValue
    case UInt8(ascii: "("), UInt8(ascii: ")"): bracket.rawValue
    case UInt8(ascii: "."): stop
    case UInt8(ascii: "|"): bar.rawValue
    default: 0
    }
  }
}

extension Passage {
  /// The place of a sentence among ``sentences``; nil for a span that is none.
  public func number(ofSentence sentence: Span) -> Int? {
    guard let number = number(ofSentenceAt: sentence.start), sentences[number] == sentence else {
      return nil
    }
    return number
  }

  /// The place of the sentence in which an offset lies, nil where it lies between two.
  public func number(ofSentenceAt offset: Int) -> Int? {
    var (low, high) = (0, sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count && sentences[low].start <= offset ? low : nil
  }

  /// The quotable sentences that bear one of the marks, or any that are quotable where none is named.
  public func quotable(with marks: SentenceMarks = .quotable) -> [Span] {
    var found: [Span] = []
    for (number, own) in self.marks.enumerated()
    where own.contains(.quotable) && !own.isDisjoint(with: marks) {
      found.append(sentences[number])
    }
    return found
  }

  /// The quotable sentences in which one of some texts stands, each once: the passage is searched, not sentence after
  /// sentence.
  public func quotable(holding texts: [[UInt8]]) -> [Span] {
    var numbers: Set<Int> = []
    let body = text[self.body]
    for text in texts {
      var position = body.startIndex
      while let hit = UTF8Bytes.find(text, in: body, from: position) {
        position = hit + text.count
        if let number = number(ofSentenceAt: hit), marks[number].contains(.quotable) {
          numbers.insert(number)
        }
      }
    }
    return numbers.sorted().map { sentences[$0] }
  }

  /// Marks of all sentences; a sentence is quotable if it ends in a stop, does not begin as a fragment, has 8 to 60
  /// words and no cells, closes the brackets that it opens, and touches no boilerplate.
  static func marks(
    of sentences: [Span], in text: Text, boilerplate: [Span]
  ) -> [SentenceMarks] {
    text.bytes.withUnsafeBufferPointer { bytes in
      sentences.map { sentence in
        var (marks, words) = SentenceMarks.of(sentence, in: bytes)
        let last = bytes[sentence.end - 1]
        guard (8...60).contains(words),
          last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!"),
          !isFragment(sentence, in: bytes), isClosed(sentence, marks, in: bytes),
          !boilerplate.contains(where: { $0.overlaps(sentence) }),
          !marks.contains(.bar) || UTF8Bytes.find(" | ".utf8, in: text[sentence]) == nil
        else { return marks }
        marks.insert(.quotable)
        return marks
      }
    }
  }

  /// Whether a sentence begins in the middle of another one: with a word in lower case that is no name (`mRNA`, `p53`,
  /// `iPhone` are), after a quotation mark or an apostrophe as well.
  private static func isFragment(_ sentence: Span, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = sentence.start
    if bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") { index += 1 }
    guard index < sentence.end, UTF8Bytes.isLower(bytes[index]) else { return false }
    while index < sentence.end, UTF8Bytes.isWord(bytes[index]) || bytes[index] == UInt8(ascii: "-")
    {
      let byte = bytes[index]
      if UTF8Bytes.isUpper(byte) || UTF8Bytes.isDigit(byte) || byte >= 0x80 { return false }
      index += 1
    }
    return true
  }

  /// Whether brackets and quotation marks that a sentence opens are closed in it and the other way round, `a)` and `2)`
  /// of a list aside, and it breaks off neither in dots, nor in a blank nor before a list's first item (`The three are: 1.`).
  private static func isClosed(
    _ sentence: Span, _ marks: SentenceMarks, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let (point, blank) = (UInt8(ascii: "."), UInt8(ascii: " "))
    if bytes[sentence.end - 1] == point, bytes[sentence.end - 2] == point { return false }
    if bytes[sentence.end - 1] == point, bytes[sentence.end - 2] == UInt8(ascii: "1"),
      bytes[sentence.end - 3] == blank
    {
      return false
    }
    // Most sentences bear nothing of what is looked for.
    guard !marks.isDisjoint(with: [.bracket, .quote, .gap]) else { return true }
    var (open, straight, curved) = (0, 0, 0)
    for index in sentence.start..<sentence.end {
      // What stood before a point or a comma with a blank before it is lost: `as described in .`
      if bytes[index] == blank, index + 1 < sentence.end,
        bytes[index + 1] == point || bytes[index + 1] == UInt8(ascii: ","),
        index + 2 >= sentence.end || bytes[index + 2] == blank
      {
        return false
      }
      if bytes[index] == UInt8(ascii: "\"") { straight += 1 }
      // U+201C and U+201D.
      if bytes[index] == 0xE2, index + 2 < sentence.end, bytes[index + 1] == 0x80 {
        if bytes[index + 2] == 0x9C { curved += 1 }
        if bytes[index + 2] == 0x9D { curved -= 1 }
      }
      if bytes[index] == UInt8(ascii: "(") { open += 1 }
      guard bytes[index] == UInt8(ascii: ")") else { continue }
      open -= 1
      guard open < 0 else { continue }
      let isItem =
        index - sentence.start == 1
        || (index - sentence.start > 1 && bytes[index - 2] == blank && bytes[index - 1] != point)
      guard isItem else { return false }
      open = 0
    }
    return open == 0 && straight % 2 == 0 && curved == 0
  }
}
