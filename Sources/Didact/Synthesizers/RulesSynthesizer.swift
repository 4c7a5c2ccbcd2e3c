/// Writes pairs without a model: asks the recipe's tasks in an order drawn for spread over categories, words what they
/// find, checks it against its evidence, and stops when the passage has its pairs.
///
/// Order, wordings and choice depend on the document and the seed alone, never on neighbours.
public struct RulesSynthesizer: Synthesizer {
  public let name = "rules"
  private let tasks: [any DomainTask]
  private let wordings: [[Template.Wording]]
  /// Of each task.
  private let languages: [[String]]
  /// Places in `tasks` by category, categories in the order of their first tasks.
  private let categories: [[Int]]
  private let pairsPerPassage: Int
  private let seed: UInt64

  /// `pairs` is what a passage of an abstract's size gets; longer ones get more in proportion.
  public init(tasks: [any DomainTask], pairs: Int, seed: UInt64) {
    self.tasks = tasks
    wordings = tasks.map(\.templates.wordings)
    languages = tasks.map(\.languages)
    var categories: [[Int]] = []
    var places: [String: Int] = [:]
    for (task, own) in tasks.enumerated() {
      if let place = places[own.category] {
        categories[place].append(task)
      } else {
        places[own.category] = categories.count
        categories.append([task])
      }
    }
    self.categories = categories
    pairsPerPassage = pairs
    self.seed = seed
  }

  public func pairs(for passage: Passage, after earlier: [AugmentedPassage]) async -> Written {
    pairs(for: passage)
  }

  /// The pairs of one passage.
  public func pairs(for passage: Passage) -> Written {
    var random = SeededGenerator(
      seed: seed, "selection", passage.document.id, "\(passage.number)")
    let id = passage.id
    var selection = Selection(
      passage, budget: PairBudget.pairs(for: passage, asked: pairsPerPassage))
    var turns = random.shuffled(categories).map { Turns(of: $0, random: &random) }
    // One pair of each category, then a second of each, and so on.
    while !turns.isEmpty, !selection.isFull {
      for place in turns.indices where !selection.isFull {
        guard let offer = turns[place].next(asking: tasks, languages, in: passage, random: &random)
        else {
          continue
        }
        let pair = word(offer, passage, id)
        if let fault = PairChecks.fault(in: pair, of: passage) {
          selection.written.rejected.append(turnedAway(offer, fault.reason, fault.detail))
        } else if let reason = selection.take(pair, offer.exercise) {
          selection.written.notSelected.append(turnedAway(offer, reason))
        }
      }
      turns.removeAll(where: \.isOver)
    }
    for offer in turns.flatMap(\.left) {
      selection.written.notSelected.append(turnedAway(offer, "budget"))
    }
    passage.memo.clear()
    return selection.written
  }

  private func word(_ offer: Offer, _ passage: Passage, _ id: String) -> Pair {
    let (task, exercise) = (tasks[offer.task], offer.exercise)
    let wordings = wordings[offer.task]
    var random = SeededGenerator(
      seed: seed, "wording", passage.document.id, "\(passage.number)", task.id, "\(offer.number)")
    let wording = random.below(wordings.count)
    return Pair(
      id: "\(id)/\(task.id)/\(offer.number)", passage: id, task: task.id,
      category: task.category,
      instruction: wordings.isEmpty ? "" : wordings[wording].filled(with: exercise.slots) ?? "",
      response: exercise.response, options: random.shuffled(exercise.options),
      reasoning: exercise.reasoning, evidence: exercise.evidence, hidden: exercise.hidden,
      synthesizer: name, template: "\(task.id).\(wording)")
  }

  private func turnedAway(_ offer: Offer, _ reason: String, _ detail: String = "") -> TurnedAway {
    let task = tasks[offer.task]
    return TurnedAway(task: task.id, category: task.category, reason: reason, detail: detail)
  }
}

/// What a task found, not yet worded.
private struct Offer {
  /// The task's place among the recipe's.
  var task: Int
  /// Its place among what the task found in the passage.
  var number: Int
  var exercise: Exercise
}

/// The tasks of one category, taken in turn; one is asked only when its turn comes, since most passages have their
/// pairs before most tasks are asked.
private struct Turns {
  /// Tasks not asked yet, the next one last.
  private var unasked: [Int]
  /// What is left of those that were asked, in the order of their turns.
  private var asked: [[Offer]] = []
  private var turn = 0

  init(of tasks: [Int], random: inout SeededGenerator) {
    unasked = random.shuffled(tasks)
  }

  var isOver: Bool { unasked.isEmpty && asked.isEmpty }
  /// What was offered and not looked at.
  var left: [Offer] { asked.flatMap { $0.reversed() } }

  /// The next offer: of a task not asked yet while there is one, then of those asked in turn.
  mutating func next(
    asking tasks: [any DomainTask], _ languages: [[String]], in passage: Passage,
    random: inout SeededGenerator
  ) -> Offer? {
    while let task = unasked.popLast() {
      if let language = passage.document.language, !languages[task].contains(language) { continue }
      guard case .exercises(let found) = tasks[task].exercises(in: passage) else { continue }
      var offers = random.shuffled(
        found.enumerated().map { Offer(task: task, number: $0.offset, exercise: $0.element) })
      guard let offer = offers.popLast() else { continue }
      if !offers.isEmpty { asked.append(offers) }
      return offer
    }
    guard !asked.isEmpty else { return nil }
    if turn >= asked.count { turn = 0 }
    let offer = asked[turn].popLast()
    if asked[turn].isEmpty { asked.remove(at: turn) } else { turn += 1 }
    return offer
  }
}

/// How many pairs a passage may have.
public enum PairBudget {
  /// Estimated tokens of an abstract: what the recipe's `pairs` is meant for.
  public static let abstractTokens = 400

  /// `asked` up to an abstract's size, in proportion to its tokens beyond.
  public static func pairs(for passage: Passage, asked: Int) -> Int {
    pairs(
      forTokens: passage.tokens ?? Tokens.estimate(passage.text[passage.span]), asked: asked)
  }

  /// The same for a text of so many estimated tokens.
  public static func pairs(forTokens tokens: Int, asked: Int) -> Int {
    max(asked, asked * tokens / abstractTokens)
  }
}
