/// How a model is asked for pairs and how its reply is read: pure, so that it is tested without any server.
///
/// Implementers: both functions depend on their arguments alone, and whatever a reply holds is data.
public protocol PromptFormat: Sendable {
  /// Name in recipes: `instruction-synthesizer`.
  var name: String { get }
  /// Tokens that a reply may have.
  var replyTokens: Int { get }
  /// The prompt for `text` after the chain's `earlier` texts: all of them, or none where they do not fit with it.
  ///
  /// - Parameter text: UTF-8 in which control strings are neutralised already.
  /// - Returns: nil where `text` alone does not fit; it is to be divided then.
  func prompt(for text: [UInt8], after earlier: [AnsweredText]) -> Prompt?
  /// The pairs that a reply holds, and every piece of it that is none.
  func pairs(in completion: String) -> ParsedCompletion
  /// What is sent, once, after a reply of which nothing could be read: the prompt, the reply and what is wrong
  /// with it. Nil, as by default, where no second attempt is made.
  ///
  /// - Parameter fault: the reply's ``ParsedCompletion/fault``.
  func repair(of prompt: Prompt, reply: String, fault: String) -> Prompt?
}

extension PromptFormat {
  public func repair(of prompt: Prompt, reply: String, fault: String) -> Prompt? { nil }
}

/// What a model is sent.
public struct Prompt: Sendable, Hashable {
  /// The whole string, the beginning-of-sequence token included where the format has one.
  public var text: String
  /// Whether the earlier texts stand in it.
  public var carriesEarlier: Bool
  /// The turns that chat endpoints are sent, of which the whole string is made; none where that goes as one.
  public var messages: [Message]

  public init(text: String, carriesEarlier: Bool) {
    self.text = text
    self.carriesEarlier = carriesEarlier
    messages = []
  }

  /// A prompt in turns; endpoints that know none are sent them one after the other.
  public init(messages: [Message]) {
    text = messages.map(\.content).joined(separator: "\n\n")
    carriesEarlier = false
    self.messages = messages
  }
}

/// One turn of a chat.
public struct Message: Sendable, Hashable {
  /// Who speaks.
  public enum Role: String, Sendable { case system, user, assistant }

  public var role: Role
  public var content: String

  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}

/// A text of the chain with the pairs that were read for it, as later prompts show them.
public struct AnsweredText: Sendable, Hashable {
  public var text: [UInt8]
  public var pairs: [WirePair]

  public init(text: [UInt8], pairs: [WirePair]) {
    self.text = text
    self.pairs = pairs
  }
}

/// A pair as it goes over the wire: options and the call for reasoning still in the question, the steps still
/// in the answer.
public struct WirePair: Sendable, Hashable {
  public var question: String
  public var answer: String
  /// The pair taken apart, where the reply had a field for each part.
  public var parts: PairForm?

  public init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }
}

/// What was read of a reply.
public struct ParsedCompletion: Sendable, Hashable {
  /// The sound pairs in order.
  public var pairs: [WirePair] = []
  /// Every piece of the reply that became no pair.
  public var dropped: [Dropped] = []
  /// What is wrong with a reply of which nothing could be read, in words for the model; nil where there are pairs, or
  /// the reply says that there are none.
  public var fault: String?

  /// A piece of a reply that became no pair.
  public struct Dropped: Sendable, Hashable {
    /// A short stable name, counted in the manifest: `unfinished`, `repeated-question`, ...
    public var reason: String
    /// The piece itself, for rejected/.
    public var piece: String

    public init(reason: String, piece: String) {
      self.reason = reason
      self.piece = piece
    }
  }

  public init() {}
}
