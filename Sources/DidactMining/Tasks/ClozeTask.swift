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
    let words = PassageLexicon(passage)
    let body = words.places(in: passage.body)
    /// Whether a word stands once in its own sentence, and in another one as well. Capitals may be emphasis:
    /// a short word that is a term by them alone has to stand elsewhere with the same ones.
    func isNamedElsewhere(_ place: Int, _ sentence: Range<Int>) -> Bool {
      let (key, term) = (words.keys[place], words.spans[place])
      guard !sentence.contains(where: { $0 != place && words.keys[$0] == key }) else {
        return false
      }
      return body.contains { other in
        words.keys[other] == key && !sentence.contains(other)
          && (term.count >= Self.longTerm || text[words.spans[other]] == text[term])
      }
    }
    var found: [Exercise] = []
    for sentence in passage.quotable() where passage.isStatement(sentence) {
      let own = words.places(in: sentence)
      // The longest term is the one least likely to be a common word; of equal ones, the first.
      var best = Span(sentence.start, sentence.start)
      for place in own {
        let word = words.spans[place]
        if word.start > sentence.start, word.count > max(best.count, Self.shortest - 1),
          words.mayRepeat[place],
          !Self.general.contains(words.keys[place]), hasForm(of: text[word]),
          !isVerb(place, in: words, text),
          isNamedElsewhere(place, own)
        {
          best = word
        }
      }
      guard !best.isEmpty else { continue }
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

  /// Length from which a word is taken for a term, whatever its form.
  private static let longTerm = 9
  private static let shortest = 5

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

  /// Whether a word in lower case is likely a verb or an adverb, in whose place many another would do: by its ending, or
  /// by an article after it.
  private func isVerb(_ place: Int, in words: PassageLexicon, _ text: Text) -> Bool {
    let word = text[words.spans[place]]
    guard word.allSatisfy(UTF8Bytes.isLower) else { return false }
    if ["ed", "ing", "ly"].contains(where: { word.suffix($0.utf8.count).elementsEqual($0.utf8) }) {
      return true
    }
    return place + 1 < words.keys.count
      && words.spans[place + 1].start == words.spans[place].end + 1
      && Self.articles.contains(words.keys[place + 1])
  }
  private static let articles = WordKeys(
    words: "the a an his her its their this these another any some all each")

  /// Whether the word with this key is one of general use.
  static func isGeneral(_ key: UInt64) -> Bool { general.contains(key) }

  /// Words of general use.
  private static let general = WordKeys(
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
      january february march april may june july august september october november december
      monday tuesday wednesday thursday friday saturday sunday something everything nothing
      anything somewhere everywhere themselves otherwise nevertheless notwithstanding however
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
