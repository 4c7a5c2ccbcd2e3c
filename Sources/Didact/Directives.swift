/// Stretches of a passage that speak to whoever processes it: "ignore all previous instructions", a chat's role tags,
/// the lines of a fake reply.
///
/// A model may obey them, so no pair of one may rest on such a stretch, or use a word that stands nowhere else. They
/// are told by their form alone, sentence by sentence; a stretch that is taken for one by mistake costs the pairs that
/// rest on it and no other. The text itself keeps them.
struct Directives {
  /// Sentences by number.
  private(set) var sentences: Set<Int> = []

  /// - Parameters:
  ///   - spans: the passage's sentences, in order.
  ///   - words: the words of each.
  init(in bytes: [UInt8], _ spans: [Span], _ words: [ComparedWords]) {
    for (number, (span, words)) in zip(spans, words).enumerated() {
      switch Self.strength(of: bytes[span.range], words, bytes) {
      case .none: break
      case .plain: sentences.insert(number)
      case .strong:
        // What comes with it seldom stands in one sentence.
        for near in max(0, number - 1)...min(spans.count - 1, number + 2) {
          sentences.insert(near)
        }
      }
    }
  }

  private enum Strength { case none, plain, strong }

  private static func strength(
    of sentence: ArraySlice<UInt8>, _ words: ComparedWords, _ bytes: [UInt8]
  ) -> Strength {
    if hasMarkup(sentence) || hasHiddenLetters(sentence) { return .strong }
    let all = words.classes.reduce(into: WordClass()) { $0.formUnion($1) }
    let orders: WordClass = [.utter, .make, .override]
    guard !all.isDisjoint(with: orders.union([.answer, .machine, .question, .you])) else {
      return .none
    }
    var order = WordClass()
    var isFirst = false
    for (number, kind) in words.classes.enumerated() where !kind.isDisjoint(with: orders) {
      if leads(number, words, bytes) {
        order.formUnion(kind.intersection(orders))
        if number == 0 { isFirst = true }
      }
    }
    let isAddressed = all.contains(.address)
    if order.contains(.override)
      || all.contains(.override) && !all.isDisjoint(with: [.you, .address]),
      !all.isDisjoint(with: [.target, .prior])
    {
      return .strong
    }
    let odd = oddness(of: sentence)
    let isOdd = odd != .none
    if order.contains(.utter) {
      if isOdd { return .plain }
      if all.contains(.target), isFirst || isAddressed || all.contains(.every) { return .plain }
    }
    if !order.isEmpty, all.contains(.target), isAddressed || isOdd || all.contains(.every) {
      return .plain
    }
    if all.contains(.machine), isAddressed || !all.isDisjoint(with: orders) { return .strong }
    let speaksOfAnswers =
      all.contains(.answer) || all.isSuperset(of: [.question, .target]) && isAddressed
    if speaksOfAnswers, isOdd, isAddressed || all.contains(.every) || all.contains(.you) {
      return .plain
    }
    if all.contains(.you), odd == .mixed, !all.isDisjoint(with: [.target, .general]) {
      return .plain
    }
    return .none
  }

  /// Whether a verb is an order by what stands before it: nothing, punctuation, "please", "do not", "you to".
  private static func leads(_ number: Int, _ words: ComparedWords, _ bytes: [UInt8]) -> Bool {
    if number == 0 || words.classes[number - 1].contains(.lead)
      || isPunctuation(before: words.spans[number].start, in: bytes)
    {
      return true
    }
    guard number > 1 else { return false }
    let before = (words.hashes[number - 2], words.hashes[number - 1])
    return before == (you, to) || number == 2 && before == (doing, not)
  }

  private static let you = ComparedWords.hash("you".utf8)
  private static let to = ComparedWords.hash("to".utf8)
  private static let doing = ComparedWords.hash("do".utf8)
  private static let not = ComparedWords.hash("not".utf8)

  private static func isPunctuation(before offset: Int, in bytes: [UInt8]) -> Bool {
    var index = offset - 1
    while index >= 0, bytes[index] == 0x20 { index -= 1 }
    guard index >= 0 else { return true }
    return bytes[index] < 0x80 ? !UTF8Bytes.isWord(bytes[index]) : true
  }
}

// MARK: Forms

extension Directives {
  private enum Oddness { case none, quoted, capitals, mixed }

  /// Whether a word is said for its own sake: in quotes, in capitals, or mixed of letters and digits or underscores.
  private static func oddness(of sentence: ArraySlice<UInt8>) -> Oddness {
    var found = Oddness.none
    var index = sentence.startIndex
    while index < sentence.endIndex {
      let byte = sentence[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
        || sentence[index...].starts(with: [0xE2, 0x80, 0x9C])
        || sentence[index...].starts(with: [0xC2, 0xAB])
        || sentence[index...].starts(with: [0xE2, 0x80, 0x9E])
      {
        // An apostrophe inside a word opens nothing.
        if index == sentence.startIndex || !UTF8Bytes.isWord(sentence[index - 1]) {
          if found == .none { found = .quoted }
        }
      }
      guard UTF8Bytes.isLetter(byte) || UTF8Bytes.isDigit(byte) else {
        index += 1
        continue
      }
      let start = index
      var (upper, lower, digits, joints) = (0, 0, 0, 0)
      while index < sentence.endIndex {
        let byte = sentence[index]
        if UTF8Bytes.isUpper(byte) {
          upper += 1
        } else if UTF8Bytes.isLower(byte) {
          lower += 1
        } else if UTF8Bytes.isDigit(byte) {
          digits += 1
        } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
          joints += byte == UInt8(ascii: "_") ? 1 : 0
        } else {
          break
        }
        index += 1
      }
      let letters = upper + lower
      if letters > 0, joints > 0 || digits > 0 && index - start >= 4 { return .mixed }
      if lower == 0, upper >= 4 { found = .capitals }
    }
    return found
  }

  /// Letters parted by characters without width, which only a machine reads as one word.
  private static func hasHiddenLetters(_ sentence: ArraySlice<UInt8>) -> Bool {
    var found = 0
    var index = sentence.startIndex
    while let hit = sentence[index...].firstIndex(where: { $0 == 0xE2 || $0 == 0xF3 }) {
      let rest = sentence[hit...]
      // Tags (U+E0000) are never seen.
      if rest.starts(with: [0xF3, 0xA0]) { return true }
      let isHidden =
        rest.starts(with: [0xE2, 0x80, 0x8B]) || rest.starts(with: [0xE2, 0x80, 0x8C])
        || rest.starts(with: [0xE2, 0x80, 0x8D]) || rest.starts(with: [0xE2, 0x81, 0xA0])
      if isHidden, hit > sentence.startIndex, UTF8Bytes.isLetter(sentence[hit - 1]),
        hit + 3 < sentence.endIndex, UTF8Bytes.isLetter(sentence[hit + 3])
      {
        found += 1
        if found > 2 { return true }
      }
      index = hit + 1
    }
    return false
  }

  /// The marks of chats, prompts, replies and fences.
  private static func hasMarkup(_ sentence: ArraySlice<UInt8>) -> Bool {
    if beginsWithRole(sentence) { return true }
    for index in sentence.indices {
      let byte = sentence[index]
      guard
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\"")
          || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "=")
          || byte == UInt8(ascii: "-") || byte == 0xE2 || byte == UInt8(ascii: "*")
          || byte == UInt8(ascii: "{") || byte == 0xE5 || byte == 0xE6
      else { continue }
      if byte == 0xE2, !sentence[index...].starts(with: [0xE2, 0x80, 0xB9]) { continue }
      for mark in marks where mark.first == byte {
        let end = index + mark.count
        if end <= sentence.endIndex,
          UTF8Bytes.areEqualIgnoringCase(sentence[index..<end], mark[...])
        {
          return true
        }
      }
    }
    return false
  }

  private static let marks: [[UInt8]] = [
    "</document", "</doc>", "</text", "</context", "<context", "<pair", "</pair", "<instruction",
    "</instruction",
    "<response", "</response", "<answer", "</answer", "<system", "</system", "<user", "</user",
    "<assistant",
    "</assistant", "<|", "<s>", "</s>", "<<", "<!--", "<think", "</think", "<prompt", "</prompt",
    "<con>", "</con>",
    "<que>", "<ans>", "</end>", "\u{2039}s>", "\u{2039}/", "\u{2039}|", "\u{2039}<", "\u{2039}con>",
    "\u{2039}que>",
    "\u{2039}ans>", "[inst", "[/inst", "[system]", "[system:", "[assistant]", "[assistant:",
    "[user]", "[user:", "[end ", "\"instruction\"",
    "\"response\"", "\"instruction\\", "\"answer\":", "\"question\":", "\"role\":", "\"content\":",
    "```", "# system",
    "# instruction", "# response", "# assistant", "# user", "# human", "# prompt", "# new ",
    "# end", "# task",
    "== end", "==end", "-- end", "--end", "--begin", "-- begin", "*** end", "== new", "-- new",
    "== system",
    "-- system", "{{system", "{{user", "{{assistant", "忽略以上", "忽略之前", "忽略所有", "忽略前面", "忽略上述",
    "指示を無視", "指示をすべて無視",
  ].map { Array($0.utf8) }

  private static let roles = [
    "system", "assistant", "user", "human", "ai", "developer", "instruction", "instructions",
    "prompt",
    "system prompt", "system message", "new instructions", "new task", "note to ai", "begin ",
    "end ",
  ].map { Array($0.utf8) }

  /// `System:` and the like; `begin` and `end` with a mark of their own.
  private static func beginsWithRole(_ sentence: ArraySlice<UInt8>) -> Bool {
    for role in roles
    where sentence.count > role.count
      && UTF8Bytes.areEqualIgnoringCase(sentence.prefix(role.count), role[...])
    {
      let rest = sentence.dropFirst(role.count)
      if role.last == 0x20 {
        let mark = rest.prefix { !UTF8Bytes.isBlank($0) }
        if mark.count >= 8, mark.contains(where: UTF8Bytes.isDigit),
          mark.allSatisfy(UTF8Bytes.isWord)
        {
          return true
        }
      } else if rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: ",") {
        return true
      }
    }
    return false
  }
}
