/// The words that a text states, and how much of a pair stands among them.
public struct StatedWords: Sendable {
  private var words: HashedWords
  private var stems: HashedWords
  /// Words in capitals that are otherwise words of the language: `WHO`.
  private var acronyms: Set<UInt64> = []
  /// Whether a capital letter marks a noun and not a name.
  private let capitalisesNouns: Bool

  /// The words of a whole text.
  ///
  /// - Parameter language: its ISO 639-1 code, where it is known.
  public init(_ text: ArraySlice<UInt8>, language: String?) {
    self.init(
      [ComparedWords(in: text)], in: Array(text), offset: text.startIndex, language: language)
  }

  init(_ parts: [ComparedWords], in bytes: [UInt8], offset: Int = 0, language: String?) {
    let count = parts.reduce(0) { $0 + $1.spans.count }
    words = HashedWords(reserving: count)
    stems = HashedWords(reserving: count)
    capitalisesNouns = language == "de" || language == "lb"
    for part in parts {
      for (span, hash) in zip(part.spans, part.hashes) {
        words.insert(hash)
        let word = bytes[(span.start - offset)..<(span.end - offset)]
        stems.insert(ComparedWords.stem(word))
        if Self.ambiguous.contains(hash), word.allSatisfy(UTF8Bytes.isUpper) {
          acronyms.insert(hash)
        }
      }
    }
  }

  private static let ambiguous = Set(["who", "us", "it"].map { ComparedWords.hash($0.utf8) })

  func contains(_ hash: UInt64) -> Bool { words.contains(hash) }

  // MARK: Numbers

  /// The share of the numbers in response and reasoning that the text or the instruction states, or that come of a
  /// written step that holds (`120 - 80 = 40`); 1 where there are none.
  public func numbers(response: String, reasoning: String?, instruction: String) -> Double {
    let known = { (text: String) in
      let bytes = Array(text.utf8)
      let found = ComparedWords(in: bytes[...])
      return zip(found.spans, found.hashes).filter {
        UTF8Bytes.isDigit(bytes[$0.0.start]) && !Self.countsLine($0.0, bytes)
      }
    }
    let asked = Set(ComparedWords(in: instruction).hashes)
    var missing: [UInt64] = []
    var count = 0
    for text in [response, reasoning ?? ""] {
      for (_, hash) in known(text) {
        count += 1
        if !words.contains(hash), !asked.contains(hash) { missing.append(hash) }
      }
    }
    guard count > 0 else { return 1 }
    if !missing.isEmpty {
      let results = WrittenSteps(in: "\(reasoning ?? "")\n\(response)")
        .results { words.contains($0) || asked.contains($0) }
      missing.removeAll { results.contains($0) }
    }
    return Double(count - missing.count) / Double(count)
  }

  /// Whether a number does nothing but count the lines of a list: `2. ...`.
  private static func countsLine(_ span: Span, _ bytes: [UInt8]) -> Bool {
    guard span.start == 0 || bytes[span.start - 1] == 0x0A, span.end + 1 < bytes.count else {
      return false
    }
    return (bytes[span.end] == UInt8(ascii: ".") || bytes[span.end] == UInt8(ascii: ")"))
      && bytes[span.end + 1] == 0x20
  }

  // MARK: Names

  /// The share of names and identifiers of a pair that the text states; 1 where there are none.
  ///
  /// Identifiers (`BRCA1`, `FDA`) count, and words with a capital letter, but not where a sentence begins, in titles,
  /// or in languages that write nouns so.
  public func names(response: String, instruction: String) -> Double {
    let asked = names(in: instruction)
    let answered = names(in: response)
    let count = asked.count + answered.count
    guard count > 0 else { return 1 }
    return Double((asked + answered).count { $0 }) / Double(count)
  }

  /// Of each name whether the text states it.
  private func names(in text: String) -> [Bool] {
    let bytes = Array(text.utf8)
    let found = ComparedWords(in: bytes[...])
    var names: [Bool] = []
    var capitalised: [Bool] = []
    var plain = 0
    for (number, span) in found.spans.enumerated() {
      let kind = found.classes[number]
      if Self.ambiguous.contains(found.hashes[number]) {
        if bytes[span.range].allSatisfy(UTF8Bytes.isUpper) {
          names.append(acronyms.contains(found.hashes[number]))
        }
        continue
      }
      guard kind.isDisjoint(with: [.function, .general, .number]), span.count > 1 else { continue }
      let word = bytes[span.range]
      let upper = word.count(where: UTF8Bytes.isUpper)
      let digits = word.count(where: UTF8Bytes.isDigit)
      let states =
        words.contains(found.hashes[number])
        || word.last == UInt8(ascii: "s") && words.contains(ComparedWords.hash(word.dropLast()))
      if upper > 1 || digits > 0 && span.count > 2 {
        names.append(states)
      } else if upper == 1, UTF8Bytes.isUpper(word[word.startIndex]) {
        if !Self.beginsSentence(span.start, bytes) {
          capitalised.append(states || statesOrigin(of: word))
        }
      } else {
        plain += 1
      }
    }
    // A title has capitals throughout.
    return !capitalisesNouns && capitalised.count <= max(2, plain) ? names + capitalised : names
  }

  /// Whether a word of origin has its place in the text: `Japanese`, which says `Japan`.
  private func statesOrigin(of word: ArraySlice<UInt8>) -> Bool {
    word.count > 5 && Self.origins.contains { word.suffix($0.count).elementsEqual($0) }
      && stems.contains(ComparedWords.stem(word))
  }

  private static let origins = ["an", "ese", "ish"].map { Array($0.utf8) }

  private static func beginsSentence(_ start: Int, _ bytes: [UInt8]) -> Bool {
    var index = start - 1
    while index >= 0,
      bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "\"") || bytes[index] >= 0x80
    {
      index -= 1
    }
    guard index >= 0 else { return true }
    // A star before a blank begins a line of a list, one before a word sets it off.
    if bytes[index] == UInt8(ascii: "*") {
      return index < start - 1 || Self.beginsSentence(index, bytes)
    }
    return ".!?:;\n-)".utf8.contains(bytes[index])
  }

  // MARK: Question

  /// The share of the question's own words that stand in the text, inflection aside; 1 where it has words for reading
  /// and answering alone (summarise the text), 0 where it has none at all.
  public func question(_ instruction: String) -> Double {
    let bytes = Array(instruction.utf8)
    let found = ComparedWords(in: bytes[...])
    var wanted: Set<UInt64> = []
    var isGeneral = false
    for (span, kind) in zip(found.spans, found.classes) where !kind.contains(.function) {
      if kind.isDisjoint(with: [.general, .number]) {
        wanted.insert(ComparedWords.stem(bytes[span.range]))
      } else {
        isGeneral = true
      }
    }
    guard !wanted.isEmpty else { return isGeneral ? 1 : 0 }
    return Double(wanted.count(where: stems.contains)) / Double(wanted.count)
  }
}
