import Didact
import DidactPrompting

/// Sends no prompt that the model's context cannot hold with its reply: it is refused as too long before it is sent,
/// and whoever asks divides the text.
///
/// Prompts that fit even where the estimate errs are sent at once; of the others the server's tokenizer is asked,
/// and where it has none, the estimate decides. It stands inside retry and cache: a tokenizer that
/// fails is asked again, for an estimate in its place would decide by chance; and what was decided of a prompt is durable
/// with its key: a run that goes on, or starts anew over the cache, decides alike, whatever the server says by then.
/// Without an entry the decision is a function of prompt, recipe and the server's tokenizer and context.
struct FittingModel: LanguageModel {
  let model: any LanguageModel
  /// Tokens of prompt and reply together.
  let context: Int
  /// Counts the tokens of a prompt as it is sent; nil where the server has no tokenizer.
  var count: (@Sendable (CompletionRequest) async throws -> Int)?

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let room = context - request.replyTokens
    let estimate = TokenEstimate.tokens(in: request.prompt)
    if Double(estimate) * TokenEstimate.margin <= Double(room) {
      return try await model.complete(request)
    }
    var tokens = estimate
    var source = "by estimate"
    if let count {
      tokens = try await count(request)
      source = "by its tokenizer"
    }
    guard tokens <= room else {
      throw ModelRefusal(
        .tooLong,
        "the prompt has \(tokens) tokens \(source), the context holds \(context), \(request.replyTokens) of them for the reply"
      )
    }
    return try await model.complete(request)
  }
}
