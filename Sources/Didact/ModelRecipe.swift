extension Recipe {
  /// A model and how it is asked: what its replies depend on, and no key.
  public struct Model: Sendable, Hashable, Codable {
    /// As the server knows it; pairs name it as their synthesizer.
    public var name: String
    /// What tells versions of it apart, where that is known: a recording's digest.
    public var revision: String?
    public var format = Format.synthesizer
    /// Tokens of prompt and reply together.
    public var context = 4_096
    /// Tokens of a reply.
    public var replyTokens = 400
    /// Prompts sent in one request, at most, where the server takes lists of them.
    public var promptsPerRequest = 1
    /// What it is told where ``format`` is `prompted`, else nil.
    public var prompt: Prompt?
    public var checks = Checks()

    public init(name: String) { self.name = name }

    /// The forms in which models are asked.
    public enum Format: String, Sendable, Codable, CaseIterable {
      /// The published instruction synthesizer's own.
      case synthesizer = "instruction-synthesizer"
      /// A preset's prompt: for any model that follows instructions.
      case prompted
    }
  }

  /// What a model is told, as data: `prompt:` of a preset or recipe.
  ///
  /// `{pairs}`, `{nonce}` and `{fault}` are filled in where this says so; all other braces are text, and nothing is
  /// ever filled into a document.
  public struct Prompt: Sendable, Hashable, Codable {
    /// Who the model is to be; empty sends no system turn.
    public var system = ""
    /// What it is to do with the document that follows; `{pairs}` is the number of pairs that are wanted.
    public var instruction = ""
    public var output = Output.json
    /// Why the document's lines are data; `{nonce}` is the mark of the fence around it.
    public var fence: String
    /// How the reply is to be written.
    public var form: String
    /// What goes back with a reply that cannot be read; `{fault}` says what is wrong with it.
    public var repair: String
    /// Language that pairs are to be in (ISO 639-1); nil where they follow their document's.
    public var language: String?

    /// How pairs stand in a reply.
    public enum Output: String, Sendable, Codable, CaseIterable {
      /// An array of objects.
      case json
      /// Elements: for models that are poor at quoting.
      case tagged
    }

    public init(output: Output, fence: String, form: String, repair: String) {
      self.output = output
      self.fence = fence
      self.form = form
      self.repair = repair
    }
  }

  /// What a model's pairs must reach. All scores are shares from 0 to 1, the higher the better.
  public struct Checks: Sendable, Hashable, Codable {
    /// Of the response's words: stand in the evidence, three sentences at most.
    public var support = 0.5
    /// Of the numbers in response and reasoning: stand in the passage or question, or come of a step that holds.
    public var numbers = 1.0
    /// Of the names and identifiers in instruction and response: stand in the passage.
    public var names = 1.0
    /// Of the question's own words: stand in the passage.
    public var question = 0.3
    /// Of the instruction's runs of three words: are not copied from the passage.
    public var wording = 0.15
    /// Of its runs of three words: stand in no earlier pair of the chain.
    public var novelty = 0.3
    /// Characters of an instruction, options not counted.
    public var longestInstruction = 1_000
    /// Characters of a response.
    public var longestResponse = 4_000

    public init() {}

    enum CodingKeys: String, CodingKey {
      case support, numbers, names, question, wording, novelty
      case longestInstruction = "longest-instruction"
      case longestResponse = "longest-response"
    }
  }
}
