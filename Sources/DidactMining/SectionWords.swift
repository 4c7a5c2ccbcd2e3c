import Didact

/// The long words of a document's sections, to see to which of them a sentence belongs: found once for all passages.
struct SectionWords: Sendable {
  private let sections: [Tally]
  /// The stems of each section's heading.
  private let stems: [Set<[UInt8]>]

  /// Of sections that are the same for all passages of the document.
  static func of(_ sections: [Section], in passage: Passage) -> SectionWords {
    passage.documentMemo.value {
      SectionWords(
        sections: sections.map { Tally(PassageLexicon(passage.text, $0.span)) },
        stems: sections.map { Set(Phrase($0.label).stems) })
    }
  }

  /// The labels of the sections that a reader would not take a sentence for: none shares as many of its long words as
  /// its own section does elsewhere, and none has a word of its own section's heading. None at all where that holds
  /// fewer than two of them: then the sentence may be of any.
  func unlike(
    _ sentence: Span, of own: Section, among all: [Section], _ text: Text
  ) -> [String] {
    let words = Tally(PassageLexicon(text, sentence))
    guard let place = all.firstIndex(of: own) else { return [] }
    let shared = words.keys.indices.count { word in
      sections[place].count(of: words.keys[word]) > words.counts[word]
    }
    guard shared >= Self.leastShared else { return [] }
    return all.indices.filter { other in
      other != place && stems[place].isDisjoint(with: stems[other])
        && words.keys.count { sections[other].count(of: $0) > 0 } < shared
    }.map { all[$0].label }
  }

  private static let leastShared = 2

  /// How often each long word of a stretch stands in it; in the order of their keys, which is quicker made than a
  /// dictionary is.
  private struct Tally: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var counts: [Int] = []
    /// Shorter words are mostly of general use.
    private static let shortest = 6

    init(_ lexicon: PassageLexicon) {
      var all: [UInt64] = []
      all.reserveCapacity(lexicon.keys.count / 2)
      for (place, span) in lexicon.spans.enumerated() where span.count >= Self.shortest {
        all.append(lexicon.keys[place])
      }
      all.sort()
      for key in all {
        if keys.last == key {
          counts[counts.count - 1] += 1
        } else {
          keys.append(key)
          counts.append(1)
        }
      }
    }

    func count(of key: UInt64) -> Int {
      var (low, high) = (0, keys.count)
      while low < high {
        let middle = (low + high) / 2
        if keys[middle] < key { low = middle + 1 } else { high = middle }
      }
      return low < keys.count && keys[low] == key ? counts[low] : 0
    }
  }
}
