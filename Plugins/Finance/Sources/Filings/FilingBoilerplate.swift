import Didact

/// Paragraphs that filings have in common and that say nothing of the company.
enum FilingBoilerplate {
  /// Longer paragraphs say something of their own.
  private static let longest = 6_000

  /// What of a paragraph is boilerplate: the whole of it, or its sentences that are.
  ///
  /// - `forward-looking`: the caution that the law asks for about what is expected.
  /// - `furnished-not-filed`: that what is furnished is not deemed filed.
  /// - `incorporation-by-reference`: a sentence that says where else the text stands.
  static func found(in text: Text) -> [(kind: String, span: Span)] {
    guard (40...longest).contains(text.count) else { return [] }
    func holds(_ word: String, _ span: Span) -> Bool {
      UTF8Bytes.find(word.utf8, in: text[span]) != nil
    }
    // Words that are rare first: most paragraphs hold none of them.
    if isCaution(text.bytes) { return [("forward-looking", text.span)] }
    let isFurnished = holds("ection 18", text.span) && holds("deemed", text.span)
    let isElsewhere = holds("by reference", text.span) || holds("by this reference", text.span)
    guard isFurnished || isElsewhere else { return [] }
    return Sentences.spans(in: text, within: text.span).compactMap { sentence in
      if isFurnished, holds("deemed", sentence), holds("filed", sentence) {
        return ("furnished-not-filed", sentence)
      }
      if holds("by reference", sentence) || holds("by this reference", sentence),
        holds("ncorporate", sentence)
      {
        return ("incorporation-by-reference", sentence)
      }
      return nil
    }
  }

  /// Whether a paragraph warns that what is expected may not come.
  static func isCaution(_ text: [UInt8]) -> Bool {
    guard (40...longest).contains(text.count) else { return false }
    guard
      UTF8Bytes.find("looking".utf8, in: text[...]) != nil
        || UTF8Bytes.find("LOOKING".utf8, in: text[...]) != nil
    else { return false }
    let lowered = text.map(UTF8Bytes.lowered)
    return hasAny(["forward-looking statement", "forward looking statement"], lowered)
      && hasAny(cautions, lowered)
  }

  private static let cautions = [
    "litigation reform act", "safe harbor", "actual results", "risks and uncertainties",
    "no obligation", "differ materially", "undue reliance",
  ]

  private static func hasAny(_ words: [String], _ lowered: [UInt8]) -> Bool {
    words.contains { UTF8Bytes.find($0.utf8, in: lowered[...]) != nil }
  }

  /// `SIGNATURES`, `POWER OF ATTORNEY`, and nothing else.
  static func isSignatureHeading(_ text: [UInt8]) -> Bool {
    isHeading(text, ["signature", "signatures", "powerofattorney"])
  }

  /// `EXHIBIT INDEX`, and nothing else.
  static func isExhibitIndex(_ text: [UInt8]) -> Bool {
    isHeading(text, ["exhibitindex", "indextoexhibits", "indexofexhibits"])
  }

  private static func isHeading(_ text: [UInt8], _ headings: [String]) -> Bool {
    guard text.count < 40 else { return false }
    let letters = text.filter(UTF8Bytes.isLetter).map(UTF8Bytes.lowered)
    return headings.contains { letters.elementsEqual($0.utf8) }
  }

  /// `Pursuant to the requirements of the Securities Exchange Act ..., the registrant has duly caused ...`
  static func beginsSignatures(_ text: [UInt8]) -> Bool {
    guard text.count < 1_000 else { return false }
    let lowered = text.map(UTF8Bytes.lowered)
    return lowered.starts(with: "pursuant to the requirement".utf8)
      && hasAny(["of the securities", "duly caused", "15(d) of"], Array(lowered.prefix(300)))
  }

  /// A line of nothing but dashes, strokes or dots.
  static func isRule(_ text: [UInt8]) -> Bool {
    text.count >= 3 && text.allSatisfy { "-_=*~. ".utf8.contains($0) || UTF8Bytes.isBlank($0) }
      && text.contains { !UTF8Bytes.isBlank($0) }
  }
}
