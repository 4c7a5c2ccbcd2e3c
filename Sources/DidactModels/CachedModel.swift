import Didact
import DidactCompression
import DidactPrompting

/// Answers from the cache where it can; what it has to ask for is durable before it counts.
///
/// Refusals of a prompt are kept as replies are, so that a run continued is a function of recipe, sources and cache.
struct CachedModel: LanguageModel {
  let model: any LanguageModel
  let cache: RequestCache
  /// What a reply depends on beside its prompt: where it is asked, which model, how.
  let context: [String]

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let key = key(of: request)
    if let outcome = try cache.outcome(of: key) { return try Self.completion(outcome) }
    var outcome: RequestCache.Outcome
    do {
      outcome = .replied(try await model.complete(request))
    } catch let refusal as ModelRefusal {
      outcome = .refused(refusal)
    }
    outcome = try await cache.keep(outcome, for: key)
    return try Self.completion(outcome)
  }

  private static func completion(_ outcome: RequestCache.Outcome) throws(ModelRefusal) -> Completion
  {
    switch outcome {
    case .replied(let completion): return completion
    case .refused(let refusal): throw refusal
    }
  }

  /// A digest of all that decides the reply; each part after its length, so that no two lists look alike.
  func key(of request: CompletionRequest) -> String {
    var hash = SHA256()
    let turns = request.messages.flatMap { [$0.role.rawValue, $0.content] }
    for part in context + ["\(request.replyTokens)", "temperature 0", request.prompt] + turns {
      hash.update(Array("\(part.utf8.count):".utf8))
      hash.update(Array(part.utf8))
    }
    return hash.finish()
  }
}
