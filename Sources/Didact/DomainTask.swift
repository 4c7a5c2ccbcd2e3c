/// One kind of exercise: what it asks for, how, and where in a passage the answer stands.
///
/// (The word is *task*; the type is not called `Task` because Swift's own concurrency type is.)
///
/// Implementers: pure; called from any number of threads at once. What is found depends on the passage
/// alone. An answer is certain because the source states it: no guessed labels.
public protocol DomainTask: Sendable {
  /// Name in recipes and pairs: `section-role`.
  var id: String { get }
  /// The category it counts under: `section classification`.
  var category: String { get }
  /// Its wordings.
  var templates: [Template] { get }
  /// Languages (ISO 639-1) of documents that it may ask about; documents that state none are asked too.
  var languages: [String] { get }
  /// All exercises that the passage holds, or why there is none.
  func exercises(in passage: Passage) -> Findings
  /// Passages with the pair that comes of them; at least one.
  var examples: [TaskExample] { get }
  /// Passages that yield nothing, with the reason; at least one.
  var counterexamples: [TaskCounterexample] { get }
}

extension DomainTask {
  /// Wordings and rules are English unless a task says otherwise.
  public var languages: [String] { ["en"] }

  /// What the task finds in a passage of a document in one of its languages.
  public func findings(in passage: Passage) -> Findings {
    if let language = passage.document.language, !languages.contains(language) {
      return .none(because: "in another language")
    }
    return exercises(in: passage)
  }
}

/// What a task found in a passage.
public enum Findings: Sendable {
  case exercises([Exercise])
  /// Nothing, because: `no section labels`. A short stable phrase, shown by `didact documents --tasks`.
  case none(because: String)
}

/// A question that a passage answers, before it is worded.
public struct Exercise: Sendable {
  /// What fills the templates' slots.
  public var slots: [String: String]
  /// The answer, word for word; it consists of evidence values and what joins them.
  public var response: String
  /// Options in a stable order, the response among them exactly once; empty for open questions.
  public var options: [String]
  /// Steps towards the response, or nil.
  public var reasoning: String?
  /// Where the source states the answer; at least one.
  public var evidence: [Evidence]
  /// What the training text must not print, because the answer is to be produced, not read off.
  public var hidden: [Span]

  public init(
    slots: [String: String] = [:], response: String, options: [String] = [],
    reasoning: String? = nil,
    evidence: [Evidence], hidden: [Span] = []
  ) {
    self.slots = slots
    self.response = response
    self.options = options
    self.reasoning = reasoning
    self.evidence = evidence
    self.hidden = hidden
  }
}

/// Where an answer is stated: a stretch of the document's text, or a named fact of the document.
public struct Evidence: Sendable, Hashable {
  /// The stretch of text whose string is `value`; nil where the fact has no place in the text.
  public var span: Span?
  /// Name of the document's fact whose value is `value`; `section` for a section's label or role, `fact@attribute`
  /// for what such a fact's attribute states.
  public var fact: String?
  /// What the source states there.
  public var value: String

  /// The document's text at `span`.
  public static func text(_ span: Span, in document: Document) -> Evidence {
    Evidence(span: span, fact: nil, value: document.text.string(span))
  }
  /// A fact of the document.
  public static func fact(_ fact: Fact) -> Evidence {
    Evidence(span: fact.span, fact: fact.name, value: fact.value)
  }
  /// What an attribute of a fact states, nil where the fact has none of that name: `intervention@type`.
  public static func attribute(_ name: String, of fact: Fact) -> Evidence? {
    fact[name].map { Evidence(span: fact.span, fact: "\(fact.name)@\(name)", value: $0) }
  }
  /// The label of a section (its role where `role` is true), which stands in `sections`, not in the text.
  public static func section(_ section: Section, role: Bool = false) -> Evidence {
    Evidence(span: nil, fact: "section", value: role ? section.role : section.label)
  }

  public init(span: Span?, fact: String?, value: String) {
    self.span = span
    self.fact = fact
    self.value = value
  }
}

/// A passage and a pair that a task finds in it.
public struct TaskExample: Sendable {
  public var document: Document
  /// Slots of the expected exercise, those that matter.
  public var slots: [String: String]
  public var response: String
  /// The expected exercise hides a span exactly when this is not nil: the hidden text.
  public var hides: String?
  public var file: String
  public var line: Int

  public init(
    _ document: Document, slots: [String: String] = [:], response: String, hides: String? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    self.document = document
    self.slots = slots
    self.response = response
    self.hides = hides
    self.file = file
    self.line = line
  }
}

/// A passage in which a task finds nothing.
public struct TaskCounterexample: Sendable {
  public var document: Document
  /// What ``Findings/none(because:)`` says.
  public var reason: String
  public var file: String
  public var line: Int

  public init(
    _ document: Document, because reason: String, file: String = #filePath, line: Int = #line
  ) {
    self.document = document
    self.reason = reason
    self.file = file
    self.line = line
  }
}
