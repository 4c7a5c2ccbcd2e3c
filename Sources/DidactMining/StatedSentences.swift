import Didact

extension Passage {
  /// Whether a sentence states something: it begins as a sentence does, not with a figure, and a word in it is a verb for
  /// certain. Captions, items of lists and references do not.
  func isStatement(_ sentence: Span) -> Bool {
    guard let number = number(ofSentence: sentence) else { return false }
    return memo.value { FoundStatements(self) }.flags[number]
  }

  /// The same, looked up nowhere.
  fileprivate func states(_ sentence: Span, _ words: PassageLexicon) -> Bool {
    guard beginsWhole(sentence), let first = text[sentence].first, !UTF8Bytes.isDigit(first),
      !isCaption(sentence), !isReference(sentence), !isTitle(sentence)
    else { return false }
    let places = words.places(in: sentence)
    // In a list's line it may be said what something is made for: `Clear Sky Chart Weather forecasts designed for ...`
    let isLine = isAloneInLine(sentence)
    return places.dropFirst().contains { place in
      let word = words.spans[place]
      guard UTF8Bytes.isLower(text.bytes[word.start]) else { return false }
      guard word.count >= 5, text.bytes[word.end - 1] == UInt8(ascii: "d"),
        text.bytes[word.end - 2] == UInt8(ascii: "e")
      else { return Verbs.certain.contains(words.keys[place]) }
      guard text[word].allSatisfy(UTF8Bytes.isLower) else { return false }
      let isBeforeEnd =
        place + 1 < places.upperBound && Self.participleEnds.contains(words.keys[place + 1])
      // `Temple of the Delians, dedicated to Apollo.`
      if text.bytes[word.start - 2] == UInt8(ascii: ","), isBeforeEnd { return false }
      // `... of the world's endangered languages.`
      if place + 2 == places.upperBound { return false }
      return !isLine || !isBeforeEnd
    }
  }

  private static let participleEnds = WordKeys(words: "by for to in on at as with from of")

  /// Whether all of a sentence stands in one pair of quotation marks: a title, in a list of references.
  private func isTitle(_ sentence: Span) -> Bool {
    let (bytes, mark) = (text[sentence], UInt8(ascii: "\""))
    return bytes.first == mark && bytes.dropLast().last == mark && bytes.last == UInt8(ascii: ".")
      && bytes.count(where: { $0 == mark }) == 2
  }

  /// Whether a sentence names authors as a list of references does: `Meijer WS, Schmitz PI, Jeekel J.`
  private func isReference(_ sentence: Span) -> Bool {
    let bytes = text.bytes
    var names = 0
    for index in min(sentence.start + 3, sentence.end)..<sentence.end
    where bytes[index] == UInt8(ascii: ",") && UTF8Bytes.isUpper(bytes[index - 1]) {
      var start = index - 1
      while start > sentence.start, UTF8Bytes.isUpper(bytes[start - 1]) { start -= 1 }
      if index - start <= 3, start - 2 >= sentence.start, bytes[start - 1] == 0x20,
        UTF8Bytes.isLower(bytes[start - 2])
      {
        names += 1
      }
    }
    return names >= 2
  }

  /// Whether nothing else stands in a sentence's line.
  private func isAloneInLine(_ sentence: Span) -> Bool {
    let bytes = text.bytes
    return (sentence.start == 0 || bytes[sentence.start - 1] == 0x0A)
      && (sentence.end == bytes.count || bytes[sentence.end] == 0x0A)
  }
}

/// Which of a passage's sentences are statements, found once for all tasks; those that cannot be quoted are none.
private struct FoundStatements: Sendable {
  let flags: [Bool]

  init(_ passage: Passage) {
    let words = PassageLexicon(passage)
    flags = passage.sentences.indices.map { number in
      passage.marks[number].contains(.quotable) && passage.states(passage.sentences[number], words)
    }
  }
}

extension Passage {
  /// Whether a sentence stands in a line that a table's or a figure's number begins.
  private func isCaption(_ sentence: Span) -> Bool {
    var start = sentence.start
    let least = max(body.start, sentence.start - 200)
    while start > least, text.bytes[start - 1] != 0x0A { start -= 1 }
    let line = text[Span(start, sentence.end)]
    return ["Table ", "TABLE ", "Fig", "FIG"].contains { line.starts(with: $0.utf8) }
  }
}

private enum Verbs {
  /// Forms that are hardly ever anything but a finite verb.
  static let certain = WordKeys(
    words: """
      is are was were has have had am be been can could will would may might must should shall did
      does do became become becomes began begins came comes grew grows fell rose took takes made
      makes found finds gave gives went goes held holds kept keeps led leads left lost met paid ran
      runs said says saw sees sold sent spent stood stands told won wrote brought built bought
      caught chose drew fought got gets knew known lay lies lives meant put read reads rises falls
      served shows showed seems remains contains consists includes allows requires provides uses
      means depends occurs exists produces receives carries costs covers reached grow live need use show include contain
      require provide allow produce occur exist depend protect remain become seem isn wasn aren
      """)
}
