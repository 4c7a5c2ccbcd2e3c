import Didact

/// Finds the stretches of an abstract that are not about its subject: copyright lines and notices' titles.
enum Boilerplate {
  /// A `boilerplate` fact for each.
  static func facts(of document: Document) -> [Fact] {
    let text = document.text
    var facts: [Fact] = []
    let title = text[document.title]
    if notices.contains(where: { startsIgnoringCase(title, $0) }) {
      facts.append(Fact(Fact.boilerplate, "notice-title", span: document.title))
    }
    // Such lines stand at an abstract's end; looking at all of every text would cost more than parsing it.
    let tail = text.bytes.suffix(tailLength)
    guard mayHoldCopyright(tail) || mayHoldLink(tail) else { return facts }
    for sentence in Sentences.spans(in: text, within: document.body)
    where sentence.end > text.count - tailLength {
      if isCopyrightLine(text[sentence]) {
        facts.append(Fact(Fact.boilerplate, "copyright-line", span: sentence))
      } else if isLink(text[sentence]) {
        facts.append(Fact(Fact.boilerplate, "link", span: sentence))
      }
    }
    return facts
  }

  private static let notices = [
    "Correction to:", "Correction:", "Erratum:", "Erratum to:", "Corrigendum:", "Corrigendum to:",
    "Retraction:", "Retracted:", "Expression of concern:", "Correction for", "Author correction:",
    "Publisher correction:",
  ].map { Array($0.utf8) }

  private static let phrases = [
    "all rights reserved", "copyright", "protected by copyright", "published by elsevier",
    "creative commons", "this is an open access article", "this is an open-access article",
    "springer nature", "john wiley", "(c) 20", "(c) 19", "published by oxford university press",
  ].map { Array($0.utf8) }

  private static let sign: [UInt8] = [0xC2, 0xA9]

  private static func mayHoldCopyright(_ bytes: ArraySlice<UInt8>) -> Bool {
    UTF8Bytes.find(sign, in: bytes) != nil || holdsPhrase(bytes)
  }

  private static let tailLength = 500
  private static let links = ["https://", "http://", "doi:"].map { Array($0.utf8) }

  private static func mayHoldLink(_ bytes: ArraySlice<UInt8>) -> Bool {
    links.contains { UTF8Bytes.find($0, in: bytes) != nil }
  }

  /// A sentence that is an address and nothing else: the article's own, which journals put at an abstract's
  /// end.
  private static func isLink(_ sentence: ArraySlice<UInt8>) -> Bool {
    links.contains { startsIgnoringCase(sentence, $0) }
      && !sentence.dropLast().contains(where: UTF8Bytes.isBlank)
  }

  private static func isCopyrightLine(_ sentence: ArraySlice<UInt8>) -> Bool {
    UTF8Bytes.find(sign, in: sentence) != nil || holdsPhrase(sentence)
  }

  /// Phrases are looked for where their first letter stands, in either case.
  private static func holdsPhrase(_ bytes: ArraySlice<UInt8>) -> Bool {
    let lowered = bytes.map(UTF8Bytes.lowered)
    return phrases.contains { UTF8Bytes.find($0, in: lowered[...]) != nil }
  }

  private static func startsIgnoringCase(_ bytes: ArraySlice<UInt8>, _ start: [UInt8]) -> Bool {
    UTF8Bytes.areEqualIgnoringCase(bytes.prefix(start.count), start[...])
  }
}
