/// Writes pairs without a model: runs the recipe's tasks over a passage, words what they find, checks every
/// candidate against its evidence, and chooses for spread over categories.
///
/// Candidates, wordings and choice depend on the document and the seed alone, never on neighbours.
public struct RulesSynthesizer: Synthesizer {
  public let name = "rules"
  private let tasks: [(task: any DomainTask, wordings: [Template.Wording])]
  private let pairsPerPassage: Int
  private let seed: UInt64

  /// `pairs` is what a passage of an abstract's size gets; longer ones get more in proportion.
  public init(tasks: [any DomainTask], pairs: Int, seed: UInt64) {
    self.tasks = tasks.map { ($0, $0.templates.wordings) }
    pairsPerPassage = pairs
    self.seed = seed
  }

  public func pairs(for passage: Passage, after earlier: [AugmentedPassage]) async -> Written {
    pairs(for: passage)
  }

  /// The pairs of one passage.
  public func pairs(for passage: Passage) -> Written {
    var written = Written()
    var candidates: [Candidate] = []
    for (task, wordings) in tasks {
      guard case .exercises(let exercises) = task.findings(in: passage) else { continue }
      for (number, exercise) in exercises.enumerated() {
        let pair = word(exercise, number, task, wordings, passage)
        if let fault = PairChecks.fault(in: pair, of: passage) {
          written.rejected.append(
            TurnedAway(
              task: task.id, category: task.category, reason: fault.reason, detail: fault.detail))
        } else {
          candidates.append(Candidate(pair: pair, exercise: exercise, passage: passage))
        }
      }
    }
    var random = SeededGenerator(
      seed: seed, "selection", passage.document.id, "\(passage.number)")
    let budget = PairBudget.pairs(for: passage, asked: pairsPerPassage)
    Selection.choose(from: candidates, in: passage, budget: budget, random: &random, into: &written)
    return written
  }

  private func word(
    _ exercise: Exercise, _ number: Int, _ task: any DomainTask, _ wordings: [Template.Wording],
    _ passage: Passage
  ) -> Pair {
    var random = SeededGenerator(
      seed: seed, "wording", passage.document.id, "\(passage.number)", task.id, "\(number)")
    let wording = random.below(wordings.count)
    return Pair(
      id: "\(passage.id)/\(task.id)/\(number)", passage: passage.id, task: task.id,
      category: task.category,
      instruction: wordings.isEmpty ? "" : wordings[wording].filled(with: exercise.slots) ?? "",
      response: exercise.response, options: random.shuffled(exercise.options),
      reasoning: exercise.reasoning, evidence: exercise.evidence, hidden: exercise.hidden,
      synthesizer: name, template: "\(task.id).\(wording)")
  }
}

/// How many pairs a passage may have.
public enum PairBudget {
  /// Estimated tokens of an abstract: what the recipe's `pairs` is meant for.
  public static let abstractTokens = 400

  /// `asked` up to an abstract's size, in proportion to its tokens beyond.
  public static func pairs(for passage: Passage, asked: Int) -> Int {
    pairs(forTokens: Tokens.estimate(passage.text[passage.span]), asked: asked)
  }

  /// The same for a text of so many estimated tokens.
  public static func pairs(forTokens tokens: Int, asked: Int) -> Int {
    max(asked, asked * tokens / abstractTokens)
  }
}
