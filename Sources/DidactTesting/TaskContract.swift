import Didact

/// Checks a task by its examples and counterexamples.
struct TaskContract {
  let task: any DomainTask
  /// Wordings that a task must have at least.
  static let fewestWordings = 12

  func failures() -> [ContractFailure] {
    var failures = general().map { ContractFailure("task \(task.id): \($0)") }
    for example in task.examples {
      for fault in faults(in: example) {
        failures.append(
          ContractFailure("task \(task.id): \(fault)", file: example.file, line: example.line))
      }
    }
    for example in task.counterexamples {
      let passage = Self.passage(example.document)
      if case .none(let reason) = task.findings(in: passage) {
        guard reason != example.reason else { continue }
        failures.append(
          ContractFailure(
            "task \(task.id): finds nothing because '\(reason)', not because '\(example.reason)'",
            file: example.file, line: example.line))
      } else {
        failures.append(
          ContractFailure(
            "task \(task.id): finds an exercise in a counterexample", file: example.file,
            line: example.line))
      }
    }
    return failures
  }

  private func general() -> [String] {
    var faults: [String] = []
    let wordings = task.templates.wordings
    if !Contract.isName(task.id) { faults.append("the id is not lower case, digits and hyphens") }
    if task.category.isEmpty { faults.append("has no category") }
    if task.examples.isEmpty { faults.append("has no example") }
    if task.counterexamples.isEmpty { faults.append("has no counterexample") }
    if wordings.count < Self.fewestWordings { faults.append("has \(wordings.count) wordings") }
    let slots = Dictionary(
      uniqueKeysWithValues: Set(wordings.flatMap(\.slots)).map { ($0, "{\($0)}") })
    let filled = wordings.compactMap { $0.filled(with: slots) }
    if Set(filled).count != filled.count { faults.append("has two equal wordings") }
    let short = Document(id: "1", text: Text("Too short to ask."))
    if case .exercises = task.findings(in: Self.passage(short)) {
      faults.append("asks about a passage of four words")
    }
    return faults
  }

  private func faults(in example: TaskExample) -> [String] {
    let passage = Self.passage(example.document)
    let exercises: [Exercise]
    switch task.findings(in: passage) {
    case .none(let reason): return ["finds nothing in an example, because '\(reason)'"]
    case .exercises(let found): exercises = found
    }
    var faults = exercises.flatMap { self.faults(in: $0, passage) }
    let matching = exercises.contains { exercise in
      exercise.response == example.response
        && example.slots.allSatisfy { exercise.slots[$0.key] == $0.value }
        && (example.hides == nil
          ? exercise.hidden.isEmpty
          : exercise.hidden.contains { passage.string($0) == example.hides })
    }
    if !matching {
      let found = exercises.map { "'\($0.response)' \($0.slots)" }.joined(separator: ", ")
      faults.append("does not find '\(example.response)' as the example says, but \(found)")
    }
    faults += self.faults(whereNothingMayBeTouched: example.document)
    faults += self.faults(whenMoved: example.document, exercises)
    return faults
  }

  /// What is wrong with an exercise whatever it asks.
  private func faults(in exercise: Exercise, _ passage: Passage) -> [String] {
    var faults: [String] = []
    for (number, wording) in task.templates.wordings.enumerated() {
      guard let instruction = wording.filled(with: exercise.slots) else {
        faults.append("wording \(number) has a slot that an exercise does not fill")
        continue
      }
      let pair = Pair(
        id: "1", passage: passage.id, task: task.id, category: task.category,
        instruction: instruction, response: exercise.response, options: exercise.options,
        reasoning: exercise.reasoning, evidence: exercise.evidence, hidden: exercise.hidden,
        synthesizer: "rules")
      if let fault = PairChecks.fault(in: pair, of: passage) {
        faults.append("wording \(number) fails a check: \(fault.reason) \(fault.detail)")
      }
    }
    return Array(faults.prefix(3))
  }

  /// With its whole text marked as boilerplate a document holds nothing that may be quoted.
  private func faults(whereNothingMayBeTouched document: Document) -> [String] {
    var document = document
    document.facts.append(Fact(Fact.boilerplate, "all of it", span: document.text.span))
    let passage = Self.passage(document)
    guard case .exercises(let exercises) = task.findings(in: passage) else { return [] }
    let touches = exercises.contains { exercise in
      exercise.evidence.contains { $0.fact == nil && $0.span != nil } || !exercise.hidden.isEmpty
    }
    return touches ? ["quotes boilerplate"] : []
  }

  /// The same document elsewhere holds the same exercises.
  private func faults(whenMoved document: Document, _ exercises: [Exercise]) -> [String] {
    var document = document
    document.key = "7-123-4"
    document.domain = "elsewhere"
    guard case .exercises(let moved) = task.findings(in: Self.passage(document)),
      moved.map(\.response) == exercises.map(\.response),
      moved.map(\.slots) == exercises.map(\.slots), moved.map(\.options) == exercises.map(\.options)
    else { return ["finds other exercises in the same document under another key"] }
    return []
  }

  private static func passage(_ document: Document) -> Passage {
    var document = document
    if document.key.isEmpty { document.key = "example" }
    return Passage(document: document, number: 0, total: 1, span: document.text.span)
  }
}
