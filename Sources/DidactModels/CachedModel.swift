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
  /// What a prompt was too long for: another server, or another recipe, may have more room for it.
  var room = ""

  func complete(_ request: CompletionRequest) async throws -> Completion {
    let key = key(of: request)
    if let outcome = try cache.outcome(of: key) { return try Self.completion(outcome) }
    let tooLong = self.key(of: [key, "does not fit", room])
    if let outcome = try cache.outcome(of: tooLong) { return try Self.completion(outcome) }
    var outcome: RequestCache.Outcome
    var place = key
    do {
      outcome = .replied(try await model.complete(request))
    } catch let refusal as ModelRefusal {
      outcome = .refused(refusal)
      if refusal.reason == .tooLong { place = tooLong }
    }
    outcome = try await cache.keep(outcome, for: place)
    return try Self.completion(outcome)
  }

  private static func completion(_ outcome: RequestCache.Outcome) throws(ModelRefusal) -> Completion
  {
    switch outcome {
    case .replied(let completion): return completion
    case .refused(let refusal): throw refusal
    }
  }

  /// A digest of all that decides the reply.
  func key(of request: CompletionRequest) -> String {
    let turns = request.messages.flatMap { [$0.role.rawValue, $0.content] }
    return key(of: context + ["\(request.replyTokens)", "temperature 0", request.prompt] + turns)
  }

  /// A digest of the parts, each after its length, so that no two lists look alike.
  private func key(of parts: [String]) -> String {
    var hash = SHA256()
    for part in parts {
      hash.update(Array("\(part.utf8.count):".utf8))
      hash.update(Array(part.utf8))
    }
    return hash.finish()
  }
}
