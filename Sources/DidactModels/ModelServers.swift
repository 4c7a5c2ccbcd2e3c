import AsyncHTTPClient
public import Didact
public import DidactPrompting
import Foundation

/// `http://...`: models behind OpenAI-compatible servers (vLLM, llama.cpp, Ollama, hosted ones).
public struct ModelServers: ModelSource {
  public let form = "URL"
  public let isRemote = true
  let environment: [String: String]
  let patience: Double

  /// Keys come from the process's environment.
  public init() {
    self.init(environment: ProcessInfo.processInfo.environment, patience: 18)
  }

  /// - Parameter patience: seconds after which a server that gives no reply counts as gone.
  init(environment: [String: String], patience: Double) {
    self.environment = environment
    self.patience = patience
  }

  public func recognises(_ value: String) -> Bool {
    let value = value.lowercased()
    return value.hasPrefix("http://") || value.hasPrefix("https://")
  }

  public func recorded(_ value: String) throws -> String {
    _ = try Service(value)
    return String(value.prefix { $0 != "," && $0 != "*" })
  }

  public func takesMessages(_ value: String) -> Bool { (try? Service(value))?.isChat ?? false }

  public func chosen(_ value: String, _ model: Recipe.Model) async throws -> Recipe.Model {
    let service = try Service(value)
    // A recipe that pins both needs no server to tell.
    guard model.name.isEmpty || model.revision == nil else { return model }
    return try await withServers(of: service, model: model.name) { servers in
      var model = model
      let (server, listing) = try await answering(servers)
      if model.name.isEmpty {
        model.name = try onlyModel(of: listing, at: server)
        // Ollama's digest is told for a model that is named.
        var named = server
        named.model = model.name
        let told = try? await named.listing()
        model.revision = model.revision ?? told?.revision(of: model.name)
      }
      model.revision = model.revision ?? listing.revision(of: model.name)
      return model
    }
  }

  public func open(
    _ value: String, _ model: Recipe.Model, folder: String
  ) async throws -> OpenModel {
    let service = try Service(value)
    let client = LanguageServer.client(connections: AdaptiveLimit().ceiling)
    do {
      let replicas = Replicas(
        try await answers(servers(of: service, model: model.name, client)), of: model)
      let throttle = Throttle(try await replicas.servers(service))
      let fitting = FittingModel(
        model: throttle, context: replicas.context, count: await replicas.tokenCounter())
      var gone = Retry.Patience()
      gone.gone = patience
      let retry = Retry(fitting, place: replicas.names, seed: 0, patience: gone)
      let cached = CachedModel(
        model: retry, cache: try RequestCache(folder: folder),
        context: [
          service.first.completions, model.name, model.revision ?? "", model.format.rawValue,
        ], room: "\(replicas.context)")
      let watch = Task { await throttle.watch() }
      return OpenModel(
        cached,
        standing: {
          var standing = throttle.standing
          standing.retried = retry.retried
          return standing
        }, notices: { throttle.takeNotices() },
        close: {
          watch.cancel()
          try? await client.shutdown()
        })
    } catch {
      try? await client.shutdown()
      throw error
    }
  }
}

extension ModelServers {
  /// What came of asking a server for its list of models.
  struct Answer: Sendable {
    var server: LanguageServer
    var listing: Result<Listing, any Error>
  }

  func servers(
    of service: Service, model: String, _ client: HTTPClient
  ) throws -> [LanguageServer] {
    let key = try APIKey(environment: environment)
    return service.places.map {
      LanguageServer(endpoint: $0.endpoint, model: model, key: key, client: client)
    }
  }

  func withServers<Result: Sendable>(
    of service: Service, model: String, _ body: ([LanguageServer]) async throws -> Result
  ) async throws -> Result {
    let client = LanguageServer.client(connections: 8)
    do {
      let result = try await body(servers(of: service, model: model, client))
      try? await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  /// The first server that answers.
  ///
  /// - Throws: `RunError` that says what is wrong with the first one, where none does.
  private func answering(_ servers: [LanguageServer]) async throws -> (LanguageServer, Listing) {
    let answers = await answers(servers)
    for answer in answers {
      if let listing = try? answer.listing.get() { return (answer.server, listing) }
    }
    throw answers[0].listing.problem(at: answers[0].server)
  }

  /// Asks all servers at once for their lists of models.
  func answers(_ servers: [LanguageServer]) async -> [Answer] {
    let asked = servers.map { server in
      Task { () async -> Result<Listing, any Error> in
        do {
          return .success(try await server.listing(patience: patience))
        } catch {
          return .failure(error)
        }
      }
    }
    var answers: [Answer] = []
    for (server, task) in zip(servers, asked) {
      answers.append(Answer(server: server, listing: await task.value))
    }
    return answers
  }

  private func onlyModel(of listing: Listing, at server: LanguageServer) throws(RunError) -> String
  {
    if listing.models.count == 1 { return listing.models[0].id }
    let names = listing.models.map(\.id).joined(separator: ", ")
    throw RunError(
      "\(server.endpoint.origin): does not tell which model to ask",
      remedy: names.isEmpty ? "name it with --model" : "name one with --model: \(names)")
  }
}

extension Result where Success == Listing {
  /// Why there is no listing, as what ends a run.
  func problem(at server: LanguageServer) -> any Error {
    guard case .failure(let error) = self else { return CancellationError() }
    return (error as? ServerFault).map(server.gone) ?? error
  }
}
