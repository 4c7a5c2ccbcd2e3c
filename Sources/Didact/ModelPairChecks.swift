/// The checks of a model's pairs that need no model, each with its score.
///
/// Scores are shares from 0 to 1, the higher the better; what they must reach is the recipe's. They stand on the pair
/// under these names and in this order: `support`, `numbers`, `names`, `question`, `wording`, `novelty`, and `language`
/// where it can be told.
public struct ModelPairChecks: Sendable {
  private let least: Recipe.Checks
  private let languages: (any LanguageDetector)?
  private let language: String?

  /// - Parameters:
  ///   - languages: tells which language a pair is in; without it none is checked.
  ///   - language: the one that pairs are to be in; nil where they follow their document's.
  public init(
    _ least: Recipe.Checks, languages: (any LanguageDetector)? = nil, language: String? = nil
  ) {
    self.least = least
    self.languages = languages
    self.language = language
  }

  /// Gives the pair its evidence and scores, and says what is wrong with it, or nil.
  public func judge(
    _ pair: inout Pair, in text: SupportingText, after earlier: EarlierPairs
  ) -> (reason: String, detail: String)? {
    let (evidence, support) = text.evidence(
      for: pair.response, to: pair.instruction, reasoning: pair.reasoning)
    pair.evidence = evidence
    let asked = ComparedWords(in: pair.instruction)
    let told = tellsLanguage(of: pair, text.passage.document.language)
    pair.scores = [
      ("support", support),
      (
        "numbers",
        text.stated.numbers(
          response: pair.response, reasoning: pair.reasoning, instruction: pair.instruction)
      ), ("names", text.stated.names(response: pair.response, instruction: pair.instruction)),
      ("question", text.stated.question(pair.instruction)),
      ("wording", text.wording(of: asked)), ("novelty", earlier.novelty(of: pair)),
    ].map { ($0.0, ($0.1 * 1_000).rounded() / 1_000) }
    if let told { pair.scores.append(("language", told ? 1 : 0)) }
    return faultInForm(of: pair) ?? faultInContent(of: pair, asked, text, earlier)
  }

  private func faultInForm(of pair: Pair) -> (reason: String, detail: String)? {
    if pair.instruction.unicodeScalars.count > least.longestInstruction {
      return ("too-long", "the instruction has more characters than are allowed")
    }
    if pair.response.unicodeScalars.count > least.longestResponse {
      return ("too-long", "the response has more characters than are allowed")
    }
    let options = Set(pair.options.map { $0.lowercased() })
    if options.count < pair.options.count { return ("options", "two options are alike") }
    return nil
  }

  private func faultInContent(
    of pair: Pair, _ asked: ComparedWords, _ text: SupportingText, _ earlier: EarlierPairs
  ) -> (reason: String, detail: String)? {
    if text.isInjected(pair) || earlier.isStray(pair, in: text) {
      return ("injected", "it says what the text tells a model to say")
    }
    if let detail = Self.reference(in: asked, pair.instruction, text) {
      return ("refers-elsewhere", detail)
    }
    if let told = pair.scores.first(where: { $0.name == "language" }), told.value < 1 {
      return ("other-language", "it is in another language than is wanted")
    }
    // What is wrong most plainly comes first.
    for (name, fault) in Self.faults {
      if let score = pair.scores.first(where: { $0.name == name })?.value,
        let floor = least.floor(of: name), score < floor
      {
        return (fault.reason, "\(fault.detail) (\(name) \(score))")
      }
    }
    if pair.options.isEmpty, Self.isGivenAway(pair, asked) {
      return ("answer-in-instruction", "the instruction holds the response")
    }
    if pair.evidence.allSatisfy({ $0.span.map { !text.passage.allows($0) } ?? false }) {
      return ("boilerplate", "it is about a notice")
    }
    return PairChecks.fault(in: pair, of: text.passage, grounding: .supported(least.support))
  }

  private static let faults: [(name: String, fault: (reason: String, detail: String))] = [
    ("numbers", ("number-not-in-text", "a number neither stands in the text nor is worked out")),
    ("names", ("name-not-in-text", "a name or identifier does not stand in the text")),
    ("support", ("not-supported", "too few of the response's words stand in the text")),
    ("question", ("not-answerable", "too few of the question's words stand in the text")),
    ("wording", ("copied-question", "the instruction is copied from the text")),
    ("novelty", ("copy", "it is nearly another pair of the chain")),
  ]

  /// Whether a pair is in the wanted language; nil where that cannot be told.
  private func tellsLanguage(of pair: Pair, _ document: String?) -> Bool? {
    guard let languages, let wanted = language ?? document else { return nil }
    return languages.language(of: Array("\(pair.instruction)\n\(pair.response)".utf8)[...])
      .map { $0 == wanted }
  }

  /// Whether the answer is read off the question: all of it stands there, and it is no mere choice of what is asked.
  private static func isGivenAway(_ pair: Pair, _ asked: ComparedWords) -> Bool {
    if pair.response.utf8.count >= 20,
      UTF8Bytes.find(pair.response.utf8, in: Array(pair.instruction.utf8)[...]) != nil
    {
      return true
    }
    let answer = ComparedWords(in: pair.response).own
    return answer.count > 5 && answer.isSubset(of: asked.own)
  }
}

// MARK: References

extension ModelPairChecks {
  private static let otherTexts = hashes(
    "previous preceding earlier next last first second third other")
  private static let texts = hashes(
    "passage passages text texts document documents excerpt excerpts")
  private static let otherQuestions = hashes("previous preceding earlier next last")
  private static let questions = hashes("question questions example examples answer")
  private static let pictures = hashes("figure fig table image picture chart graph diagram")
  private static let pointers = hashes("the this shown see")

  private static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { ComparedWords.hash($0.utf8) })
  }

  /// What a question points at that its reader does not see: another text, another question, a picture.
  private static func reference(
    in asked: ComparedWords, _ instruction: String, _ text: SupportingText
  ) -> String? {
    for (index, hash) in asked.hashes.enumerated() {
      let next = index + 1 < asked.hashes.count ? asked.hashes[index + 1] : 0
      if otherTexts.contains(hash), texts.contains(next) { return "it asks about another text" }
      if otherQuestions.contains(hash), questions.contains(next) {
        return "it builds on another question"
      }
      guard pictures.contains(hash), !text.stated.contains(hash) else { continue }
      let isNumbered = index + 1 < asked.classes.count && asked.classes[index + 1] == .number
      if isNumbered || index > 0 && pointers.contains(asked.hashes[index - 1]) {
        return "it asks about a picture or table that the text does not mention"
      }
    }
    return nil
  }
}

extension Recipe.Checks {
  /// What each score must reach, in the order in which pairs carry them.
  public var floors: [(name: String, least: Double)] {
    [
      ("support", support), ("numbers", numbers), ("names", names), ("question", question),
      ("wording", wording), ("novelty", novelty),
    ]
  }

  /// What a score must reach; nil where that is no choice.
  public func floor(of score: String) -> Double? { floors.first { $0.name == score }?.least }
}

/// What later pairs of a chain are held against.
public struct EarlierPairs: Sendable {
  private var runs: [Set<UInt64>] = []
  private var strayWords: Set<UInt64> = []

  public init() {}

  /// A pair that was kept.
  public mutating func add(_ pair: Pair) { runs.append(Self.runs(of: pair)) }
  /// A text of the chain: what speaks to a model in it may come out in replies about later ones.
  public mutating func add(_ text: SupportingText) { strayWords.formUnion(text.strayWords) }

  /// The share of the pair's runs of three words that stand in no single earlier one.
  public func novelty(of pair: Pair) -> Double {
    let own = Self.runs(of: pair)
    let most = runs.map { own.intersection($0).count }.max() ?? 0
    return Double(own.count - most) / Double(max(1, own.count))
  }

  func isStray(_ pair: Pair, in text: SupportingText) -> Bool {
    !strayWords.isEmpty
      && pair.words.contains { strayWords.contains($0) && !text.stated.contains($0) }
  }

  private static func runs(of pair: Pair) -> Set<UInt64> {
    ComparedWords(in: "\(pair.instruction)\n\(pair.response)").runs
  }
}
