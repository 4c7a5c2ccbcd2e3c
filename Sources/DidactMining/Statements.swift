import Didact

extension Passage {
  /// Whether a sentence states something: it begins as a sentence does, and a word in it is a verb for certain. Captions,
  /// items of lists and references do not.
  func isStatement(_ sentence: Span) -> Bool {
    guard beginsWhole(sentence) else { return false }
    return Words.spans(in: text, sentence).dropFirst().contains { word in
      let bytes = text[word]
      if bytes.count >= 5, bytes.suffix(2).elementsEqual("ed".utf8) {
        return bytes.allSatisfy(UTF8Bytes.isLower)
      }
      return (2...8).contains(bytes.count) && Verbs.certain.contains(text.string(word).lowercased())
    }
  }
}

private enum Verbs {
  /// Forms that are hardly ever anything but a finite verb.
  static let certain: Set<String> = Set(
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
