import Didact

/// The passages of one document, divided again as the run did it, and what a model's pairs must keep to in each.
///
/// ``PairVerification`` goes by the whole document; what depends on the passage's own sentences is checked here.
struct PassageVerification {
  let document: String
  private let text: IndexedText
  private let passages: [Passage]
  private var supporting: [Int: SupportingText] = [:]

  init(_ line: DocumentLine, _ text: IndexedText, passageTokens: Int) {
    document = line.key
    self.text = text
    let document = Document(
      id: line.id, title: Span(0, min(line.title.utf8.count, text.text.count)), text: text.text,
      sections: line.sections.compactMap { part in
        text.span(part.start, part.end).map {
          Section(label: part.label, role: part.role, span: $0)
        }
      }, language: line.language)
    passages = Division(passageTokens: passageTokens).passages(of: document)
  }

  /// What is wrong between a pair and its passage: its questions are worded as its score says, and it neither rests on
  /// what speaks to a model nor repeats it.
  mutating func faults(in pair: PairLine) -> [String] {
    guard let number = pair.passageNumber, passages.indices.contains(number) else {
      return ["its document has no passage \(pair.passage)"]
    }
    let passage = supporting[number] ?? SupportingText(passages[number])
    supporting[number] = passage
    var faults: [String] = []
    if passage.isInjected(pair.pair(in: text)) {
      faults.append("it says what the text tells a model to say")
    }
    if let score = pair.scores["wording"] {
      let found = passage.wording(of: pair.instruction)
      if found < score - 0.001 {
        faults.append("its wording is said to be \(score) and is \(found)")
      }
    }
    return faults
  }
}

/// A model's pairs of one part, each held against those before it in its training text.
///
/// Only pairs that were written stand in the folder, so a score may be lower than what is found here, never higher.
struct NoveltyVerification {
  private var chains: [String: [(rank: [Int], pair: PairLine)]] = [:]

  /// - Parameter documents: those of the pair's training text, in order.
  mutating func take(_ pair: PairLine, _ documents: [String]) {
    guard let passage = pair.passageNumber, let number = pair.number,
      let document = documents.firstIndex(of: pair.document)
    else { return }
    chains[pair.text.id, default: []].append(([document, passage, number], pair))
  }

  /// Pairs whose novelty is less than they say.
  func faults() -> [(id: String, fault: String)] {
    var faults: [(String, String)] = []
    for (id, chain) in chains.sorted(by: { $0.key < $1.key }) {
      var earlier = EarlierPairs()
      for (_, line) in chain.sorted(by: { $0.rank.lexicographicallyPrecedes($1.rank) }) {
        let pair = line.pair(in: nil)
        if let score = line.scores["novelty"] {
          let found = earlier.novelty(of: pair)
          if found < score - 0.001 {
            faults.append(
              (id, "pair \(line.id): its novelty is said to be \(score) and is \(found)"))
          }
        }
        earlier.add(pair)
      }
    }
    return faults
  }
}

extension PairLine {
  /// The passage's number in its document; nil where its name has none.
  var passageNumber: Int? { passage.split(separator: "#").last.flatMap { Int($0) } }

  /// The pair's number among its passage's.
  var number: Int? { id.split(separator: "/").last.flatMap { Int($0) } }

  /// The pair as the run had it, its evidence placed in `text`.
  func pair(in text: IndexedText?) -> Pair {
    Pair(
      id: id, passage: passage, task: task, category: category, instruction: instruction,
      response: response, options: options, reasoning: reasoning,
      evidence: evidence.map { stated in
        var span: Span?
        if let start = stated.start, let end = stated.end { span = text?.span(start, end) }
        return Evidence(span: span, fact: stated.fact, value: stated.value)
      }, synthesizer: synthesizer)
  }
}
