public import Didact

/// Answers prompts: a server, a recording, or a model that wraps another one (retry, cache, throttle).
///
/// Implementers: called for many prompts at once. Throws ``ModelRefusal`` where this prompt gets no reply, and
/// `RunError` where no prompt will.
public protocol LanguageModel: Sendable {
  func complete(_ request: CompletionRequest) async throws -> Completion
}

/// One prompt with what decides its reply.
public struct CompletionRequest: Sendable {
  /// The whole prompt, its beginning-of-sequence token included.
  public var prompt: String
  /// The turns that a chat endpoint is sent; where there are none, it is sent the prompt as one.
  public var messages: [Message]
  /// Tokens that the reply may have.
  public var replyTokens: Int
  /// The passage that is asked about: for recordings and messages, never sent.
  public var subject: Passage

  public init(
    prompt: String, messages: [Message] = [], replyTokens: Int, subject: Passage
  ) {
    self.prompt = prompt
    self.messages = messages
    self.replyTokens = replyTokens
    self.subject = subject
  }
}

/// A model's reply.
public struct Completion: Sendable, Hashable, Codable {
  public var text: String

  public init(text: String) { self.text = text }
}

/// Why one prompt gets no reply, however often it is sent.
public struct ModelRefusal: Error, Sendable, Hashable, Codable {
  /// The kinds that call for different answers.
  public enum Reason: String, Sendable, Codable {
    /// Prompt and reply do not fit the model's context: the text is to be divided.
    case tooLong = "too-long"
    /// The server refuses or fails on this prompt alone.
    case failed = "model-failed"
    /// The model ended its reply without a word: a reasoning model that ran out of tokens.
    case noText = "no-text"
    /// A recording holds no reply for it.
    case notRecorded = "not-recorded"
  }

  public var reason: Reason
  /// One sentence in lower case.
  public var detail: String

  public init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }
}
