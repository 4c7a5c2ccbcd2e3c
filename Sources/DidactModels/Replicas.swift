import Didact
import DidactPrompting

/// The servers of a service once they were looked at: which answer, and that they serve the same model.
struct Replicas: Sendable {
  private let answers: [ModelServers.Answer]
  private let model: Recipe.Model

  init(_ answers: [ModelServers.Answer], of model: Recipe.Model) {
    self.answers = answers
    self.model = model
  }

  /// Addresses for messages.
  var names: String { answers.map(\.server.endpoint.origin).joined(separator: ", ") }

  /// Tokens of prompt and reply together: what the recipe allows, less where a server holds less.
  var context: Int {
    answers.compactMap { (try? $0.listing.get())?.model(named: model.name)?.context }
      .reduce(model.context, min)
  }

  /// The servers as requests are sent to them. Those that do not answer rest at first.
  ///
  /// - Throws: `RunError` where none answers, or two serve different models.
  func servers(_ service: Service) async throws -> [Throttle.Server] {
    if !answers.contains(where: { (try? $0.listing.get()) != nil }) {
      throw answers[0].listing.problem(at: answers[0].server)
    }
    var servers: [Throttle.Server] = []
    for (place, answer) in zip(service.places, answers) {
      var server = answer.server
      let listing = try? answer.listing.get()
      if let listing { try check(listing, of: server) }
      server.served = listing?.models.map(\.id) ?? []
      // A wrong URL or key stays wrong; who does not answer may do so later.
      if case .failure(let error as RunError) = answer.listing { throw error }
      server.keepsStart = await keepsStart(server, listing)
      servers.append(
        Throttle.Server(
          name: server.endpoint.origin,
          model: model.promptsPerRequest > 1 && !service.isChat
            ? PromptLists(server, size: model.promptsPerRequest) : server, weight: place.weight,
          isAlive: { [self, server] in try await isAlive(server) }, isAway: listing == nil))
    }
    return servers
  }

  /// Counts tokens of prompts as they are sent, by the first server that has a tokenizer and tells.
  func tokenCounter() async -> (@Sendable (CompletionRequest) async throws -> Int)? {
    var tokenizers: [(ServerTokenizer, LanguageServer)] = []
    for answer in answers {
      guard let listing = try? answer.listing.get() else { continue }
      guard let found = await ServerTokenizer.found(at: answer.server, listing.models) else {
        continue
      }
      tokenizers.append((found, answer.server))
    }
    guard !tokenizers.isEmpty else { return nil }
    return { [tokenizers] request in
      var last: any Error = ServerFault(.unreachable, "its tokenizer cannot be reached")
      for (tokenizer, server) in tokenizers {
        do {
          return try await tokenizer.tokens(of: server.sent(request)).count + server.templateTokens
        } catch let fault as ServerFault {
          last = fault
        }
      }
      throw last
    }
  }

  private func keepsStart(_ server: LanguageServer, _ listing: Listing?) async -> Bool {
    guard !server.endpoint.isChat else { return false }
    // A server that is away is taken to be as the first that answers.
    let first = answers.first { (try? $0.listing.get()) != nil }
    guard
      let (asked, told) = listing.map({ (server, $0) })
        ?? first.flatMap({ answer in (try? answer.listing.get()).map { (answer.server, $0) } })
    else { return false }
    return await StartOfText.isLeftToThePrompt(
      await ServerTokenizer.found(at: asked, told.models))
  }

  /// Whether the server answers at all; it must still be the one with the model.
  private func isAlive(_ server: LanguageServer) async throws -> Bool {
    do {
      try check(try await server.listing(), of: server)
      return true
    } catch let fault as ServerFault {
      // Whatever it says, it lives.
      return fault.kind == .busy
    }
  }

  /// - Throws: `RunError` where a server tells that its model is another one.
  private func check(_ listing: Listing, of server: LanguageServer) throws(RunError) {
    guard let told = listing.revision(of: model.name), let wanted = model.revision,
      Self.isComparable(told, wanted), told != wanted
    else { return }
    throw RunError(
      "\(server.endpoint.origin): serves another '\(model.name)': \(told), and not \(wanted)",
      remedy: "serve the same model everywhere, or start a run of its own with this one")
  }

  /// Whether both were told by servers of one kind; a recipe's own word is its own.
  private static func isComparable(_ one: String, _ other: String) -> Bool {
    guard let kind = one.split(separator: "=").first else { return false }
    return other.hasPrefix("\(kind)=")
  }
}
