public import Didact

/// A term left out of a sentence that is itself taken out of the text; the rest of the text names the term.
public struct ClozeTask: DomainTask {
  public init() {}

  public let id = "cloze"
  public let category = "cloze"
  public let templates: [Template] = [
    "[Fill in|Complete] the blank: \"{sentence}\"",
    "[Which term|What] [belongs in|fills] the gap? \"{sentence}\"",
    "\"{sentence}\" [Which word is missing|What stood in the gap]?",
    "[Supply|Give|Find] the missing term: \"{sentence}\"",
    "Cloze: \"{sentence}\"",
    "[One term was left out|A term is missing] here: \"{sentence}\" [Which one?|Name it.]",
    "[Replace|Fill] ____ with [the right term|a term from the text]: \"{sentence}\"",
    "[Restore|Complete] this sentence [of the text|from the text]: \"{sentence}\"",
    "The text also said: \"{sentence}\" [What does ____ stand for|What goes in the blank]?",
    "[Read the text, then complete|From the text, complete]: \"{sentence}\"",
    "[Missing term|Term]: \"{sentence}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let text = passage.text
    // Each word is looked at once: what stands elsewhere is told by how often it stands at all.
    let words = passage.sentences.map { sentence in
      Words.spans(in: text, sentence).filter { $0.count >= 5 }.map { WordForm($0, in: text) }
    }
    var totals: [UInt64: Int] = [:]
    var exactTotals: [UInt64: Int] = [:]
    for word in words.joined() {
      totals[word.lowered, default: 0] += 1
      if word.span.count < Self.longTerm { exactTotals[word.exact, default: 0] += 1 }
    }
    /// Whether a word stands once in its own sentence, and in another one as well. Capitals may be emphasis:
    /// a short word that is a term by them alone has to stand elsewhere with the same ones.
    func isNamedElsewhere(_ term: WordForm, among own: [WordForm]) -> Bool {
      let total =
        term.span.count < Self.longTerm ? exactTotals[term.exact] : totals[term.lowered]
      return (total ?? 0) > 1 && own.count { $0.lowered == term.lowered } == 1
    }
    var found: [Exercise] = []
    for (sentence, own) in zip(passage.sentences, words) where passage.isQuotable(sentence) {
      // The longest term is the one least likely to be a common word; of equal ones, the first.
      let terms = own.filter { $0.span.start > sentence.start && hasForm(of: text[$0.span]) }
        .sorted { ($1.span.count, $0.span.start) < ($0.span.count, $1.span.start) }
      guard
        let best = terms.first(where: {
          isNamedElsewhere($0, among: own) && !Self.isGeneral(text[$0.span])
        })?.span
      else { continue }
      let before = passage.string(Span(sentence.start, best.start))
      let after = passage.string(Span(best.end, sentence.end))
      found.append(
        Exercise(
          slots: ["sentence": "\(before)____\(after)"], response: passage.string(best),
          evidence: [.text(best, in: passage.document)], hidden: [sentence]))
    }
    return found.isEmpty
      ? .none(because: "no term that the rest of the text names") : .exercises(found)
  }

  /// A word as numbers that tell it from others (FNV-1a): of its letters, and of these in lower case.
  private struct WordForm {
    let span: Span
    let exact: UInt64
    let lowered: UInt64

    init(_ span: Span, in text: Text) {
      self.span = span
      let start: UInt64 = 0xCBF2_9CE4_8422_2325
      let prime: UInt64 = 0x100_0000_01B3
      (exact, lowered) = text[span].withUnsafeBufferPointer { bytes in
        var (exact, lowered) = (start, start)
        for byte in bytes {
          exact = (exact ^ UInt64(byte)) &* prime
          lowered = (lowered ^ UInt64(UTF8Bytes.lowered(byte))) &* prime
        }
        return (exact, lowered)
      }
    }
  }

  /// Length from which a word is taken for a term, whatever its form.
  private static let longTerm = 9

  /// A technical term as its form shows: nine letters or more, a capital inside, a digit or a hyphen; no
  /// contraction or genitive.
  private func hasForm(of word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, !UTF8Bytes.isDigit(first), !word.contains(UInt8(ascii: "'")),
      UTF8Bytes.find("’".utf8, in: word) == nil
    else { return false }
    return word.count >= Self.longTerm
      || word.dropFirst().contains {
        UTF8Bytes.isUpper($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "-")
      }
  }

  static func isGeneral(_ word: ArraySlice<UInt8>) -> Bool {
    general.contains(String(decoding: word.map(UTF8Bytes.lowered), as: UTF8.self))
  }

  /// Words of general use.
  private static let general: Set<String> = Set(
    words: """
      according additional additionally advantage advantages alternative analysis appropriate
      approximately assessment associated association available background beneficial certainly
      characteristic characteristics comparable compared comparison completed conclusion conclusions
      condition conditions conducted consequently considered consistent containing continued continues correlated
      correlation currently decreased decreases demonstrate demonstrated determine determined
      developed development difference differences different difficult difficulty discussed
      effective effectiveness especially established evaluated evaluation experience explained
      follow-up following frequency frequently furthermore generally identified immediately importance important
      improvement including increased increases increasing indicated indicates individual
      individuals influence information introduction investigate investigated knowledge literature
      long-term measurement measurements mechanism mechanisms necessary objective objectives
      observation observations participants particular particularly performed population possible
      potential potentially presented previously probability procedure procedures recommended
      regarding relationship remaining reported represent respectively responsible resulting
      sensitive short-term significance significant significantly similarly situation sometimes
      statistically structure subsequent subsequently successful suggested suggesting technique
      techniques therefore throughout treatment treatments understanding underwent variables well-
      known certain instance instances including throughout together another whether without
      usually various several because although through further against present
      """)

  public var examples: [TaskExample] {
    let sentence = "The grasses of a saltmarsh slow the water down more than sand does."
    return [
      TaskExample(
        .sample("A saltmarsh grows where the falling water leaves its mud each day. \(sentence)"),
        slots: ["sentence": "The grasses of a ____ slow the water down more than sand does."],
        response: "saltmarsh", hides: sentence)
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no term that the rest of the text names"
    return [
      TaskCounterexample(
        .sample(
          "A saltmarsh grows where the falling water leaves its mud. Birds rest there on their way to the far north."
        ),
        because: reason),
      TaskCounterexample(
        .sample(
          "The difference was large in the first year of the work. The difference was small in the last year of it."
        ),
        because: reason),
    ]
  }
}
