/// An instruction and its response, grounded in a passage.
public struct Pair: Sendable {
  /// `passage/task/n`: unique in a run.
  public var id: String
  /// The passage's id.
  public var passage: String
  public var task: String
  public var category: String
  public var instruction: String
  public var response: String
  /// Options in the order in which they are shown; empty for open questions.
  public var options: [String]
  public var reasoning: String?
  public var evidence: [Evidence]
  public var hidden: [Span]
  /// `rules`, or the model that wrote it.
  public var synthesizer: String
  /// Task and number of the wording: `section-role.12`; empty for a model's pair.
  public var template: String
  /// Named scores of checks, in a fixed order; none for rules.
  public var scores: [(name: String, value: Double)]

  public init(
    id: String, passage: String, task: String, category: String, instruction: String,
    response: String, options: [String] = [], reasoning: String? = nil, evidence: [Evidence] = [],
    hidden: [Span] = [], synthesizer: String, template: String = "",
    scores: [(name: String, value: Double)] = []
  ) {
    self.id = id
    self.passage = passage
    self.task = task
    self.category = category
    self.instruction = instruction
    self.response = response
    self.options = options
    self.reasoning = reasoning
    self.evidence = evidence
    self.hidden = hidden
    self.synthesizer = synthesizer
    self.template = template
    self.scores = scores
  }
}
