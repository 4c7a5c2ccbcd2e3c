public import Didact

/// The items that a sentence lists to its end after `such as`, `including` or `consisting of`.
public struct ListedItemsTask: DomainTask {
  public init() {}

  public let id = "listed-items"
  public let category = "list completion"
  public let templates: [Template] = [
    "[Complete|Finish] the list [from the text|as the text does]: \"{before} ____\"",
    "\"{before} ____\" [What does the text list here|Which items follow]?",
    "[Which items|What] does the text [list|name] after \"{before}\"?",
    "The text goes on with a list: \"{before}\" [Give it.|Which?]",
    "[List|Name|Write out] what follows in the text: \"{before} ...\"",
    "[Fill in|Supply] the items: \"{before} ____\"",
    "Beginning of a list: {before}\n[Items|The rest]:",
    "[After these words, which items does the text give|Which list completes these words]? \"{before}\"",
    "[Extract|Copy] the list that begins after \"{before}\".",
  ]

  private static let markers = [
    " such as ", " including ", " consisting of ", " consist of ", " consists of ", " comprising ",
    " namely ",
  ].map { Array($0.utf8) }

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let found = passage.quotable(holding: Self.markers).compactMap { exercise($0, passage) }
    guard !found.isEmpty else { return .none(because: "no list to a sentence's end") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  private func exercise(_ sentence: Span, _ passage: Passage) -> Exercise? {
    let text = passage.text
    guard text[sentence].last == UInt8(ascii: ".") else { return nil }
    let hits = Self.markers.compactMap { marker in
      UTF8Bytes.find(marker, in: text[sentence]).map { ($0, $0 + marker.count) }
    }
    guard hits.count == 1, let (start, end) = hits.first, start - sentence.start >= 15 else {
      return nil
    }
    var before = Span(sentence.start, end - 1)
    if text[Span(before.end - 1, before.end)].first == UInt8(ascii: ":") { before.end -= 1 }
    let list = text.trimmed(Span(end, sentence.end - 1))
    guard items(of: list, text) >= 3 else { return nil }
    return Exercise(
      slots: ["before": passage.string(before)], response: passage.string(list),
      evidence: [.text(list, in: passage.document)])
  }

  /// How many items a list has: short pieces between commas, the last one after `and` or `or`; 0 for what may be
  /// more than a list.
  private func items(of list: Span, _ text: Text) -> Int {
    let marks: Set<UInt8> = Set(";:()[]\"?<>".utf8)
    let bytes = text[list]
    guard bytes.count <= 300, !bytes.contains(where: marks.contains) else { return 0 }
    var pieces = text.string(list).utf8.split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false
    )
    .map { Array($0) }
    guard pieces.count >= 2, var last = pieces.popLast() else { return 0 }
    // `a, b and c` and `a, b, and c`
    for joint in [" and ", " or "] {
      if last.starts(with: joint.utf8) {
        last.removeFirst(joint.utf8.count)
        pieces.append(last)
        last = []
        break
      }
      if let at = UTF8Bytes.find(joint.utf8, in: last[...]) {
        pieces.append(Array(last[..<at]))
        pieces.append(Array(last[(at + joint.utf8.count)...]))
        last = []
        break
      }
    }
    guard last.isEmpty else { return 0 }
    // `he rated such as Barnet and Dovzhenko highly`: the list has ended before the sentence does.
    guard !bytes.suffix(2).elementsEqual("ly".utf8) else { return 0 }
    guard !isOnePhrase(pieces) else { return 0 }
    for piece in pieces {
      let item = Text(String(decoding: piece, as: UTF8.self))
      let words = Words.spans(in: item, item.span).map { item.string($0).lowercased() }
      guard (1...6).contains(words.count), Self.clauseWords.isDisjoint(with: words),
        // `parts of carvings, such as eyes, into place, for caulking`: the list is over.
        let first = words.first, !Self.prepositions.contains(first)
      else {
        return 0
      }
    }
    return pieces.count
  }

  /// Whether the pieces share words and so are one phrase: `private, corporate and public holdings` are holdings alone,
  /// `claims on land, houses and stock` are claims alone.
  private func isOnePhrase(_ pieces: [[UInt8]]) -> Bool {
    let words = pieces.map { piece in
      let item = Text(String(decoding: piece, as: UTF8.self))
      return Words.spans(in: item, item.span).map { item.string($0) }
    }
    guard let first = words.first, let last = words.last else { return false }
    if first.dropFirst().contains(where: Self.prepositions.contains) { return true }
    let before = words[words.count - 2]
    return last.count > 1 && before.count == 1 && !before[0].hasSuffix("s")
  }

  private static let prepositions: Set<String> = Set(
    words: "into for in on to by with from of at through during under over")
  private static let clauseWords: Set<String> = Set(
    words: """
      which that who is are was were has have had been be will would may can could and or but while without
      although because as it they respectively etc among compared than when where whereas if other
      others
      """)

  private static func document(_ sentence: String) -> Document {
    .sample("The coast is low and wide along the whole of the north. \(sentence)")
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("The marsh feeds many birds, including curlews, brent geese, and redshanks."),
        slots: ["before": "The marsh feeds many birds, including"],
        response: "curlews, brent geese, and redshanks"),
      TaskExample(
        Self.document("The wardens count waders such as curlews, redshanks and dunlins."),
        response: "curlews, redshanks and dunlins"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no list to a sentence's end"
    return [
      TaskCounterexample(
        Self.document("The marsh feeds birds such as curlews, which rest there, and redshanks."),
        because: reason),
      TaskCounterexample(
        Self.document("The marsh feeds many birds, including curlews and a few redshanks."),
        because: reason),
      TaskCounterexample(
        Self.document(
          "The marsh has many owners, including private, corporate and public holdings."),
        because: reason),
      TaskCounterexample(
        Self.document("The court heard claims, including claims on land, houses and stock."),
        because: reason),
    ]
  }
}
