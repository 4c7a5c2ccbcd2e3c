import Didact

/// The long words of a document's sections, to see to which of them a sentence belongs: found once for all passages.
struct SectionWords: Sendable {
  /// How often each word stands in each section, by the place of the section.
  private let counts: [[UInt64: Int]]

  /// Of sections that are the same for all passages of the document.
  static func of(_ sections: [Section], in passage: Passage) -> SectionWords {
    passage.documentMemo.value {
      SectionWords(counts: sections.map { tally(PassageLexicon(passage.text, $0.span)) })
    }
  }

  /// The labels of the sections that a reader would not take a sentence for: none shares as many of its long words as
  /// its own section does elsewhere, and none has a word of its own section's heading. None at all where that holds
  /// fewer than two of them: then the sentence may be of any.
  func unlike(
    _ sentence: Span, of own: Section, among sections: [Section], _ text: Text
  ) -> [String] {
    let words = Self.tally(PassageLexicon(text, sentence))
    guard let place = sections.firstIndex(of: own) else { return [] }
    let shared = words.count { counts[place][$0.key, default: 0] > $0.value }
    guard shared >= Self.leastShared else { return [] }
    let stems = Set(Phrase(own.label).stems)
    return sections.indices.filter { other in
      other != place && stems.isDisjoint(with: Phrase(sections[other].label).stems)
        && words.count { counts[other][$0.key] != nil } < shared
    }.map { sections[$0].label }
  }

  private static let leastShared = 2
  /// Shorter words are mostly of general use.
  private static let shortest = 6

  private static func tally(_ lexicon: PassageLexicon) -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for (span, key) in zip(lexicon.spans, lexicon.keys) where span.count >= shortest {
      counts[key, default: 0] += 1
    }
    return counts
  }
}
