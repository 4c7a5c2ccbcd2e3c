import AsyncHTTPClient
public import Didact
public import DidactPrompting
import Foundation
import NIOCore

/// `http://...`: models behind OpenAI-compatible servers (vLLM, llama.cpp, Ollama, hosted ones).
public struct ModelServers: ModelSource {
  public let form = "URL"
  public let isRemote = true
  private let environment: [String: String]
  private let patience: Double

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

  public func takesMessages(_ value: String) -> Bool { (try? Endpoint(value))?.isChat ?? false }

  public func chosen(_ value: String, _ model: Recipe.Model) async throws -> Recipe.Model {
    let endpoint = try Endpoint(value)
    guard model.name.isEmpty else { return model }
    return try await withServer(endpoint, model: "") { server in
      let served = try await models(of: server)
      guard served.count == 1, let only = served.first else {
        let names = served.map(\.id).joined(separator: ", ")
        throw RunError(
          "\(endpoint.origin): does not tell which model to ask",
          remedy: names.isEmpty ? "name it with --model" : "name one with --model: \(names)")
      }
      var model = model
      model.name = only.id
      return model
    }
  }

  public func open(
    _ value: String, _ model: Recipe.Model, folder: String
  ) async throws -> OpenModel {
    let endpoint = try Endpoint(value)
    let limit = AdaptiveLimit()
    let client = LanguageServer.client(connections: limit.ceiling)
    do {
      var server = LanguageServer(
        endpoint: endpoint, model: model.name, key: try APIKey(environment: environment),
        client: client)
      let served = try await models(of: server)
      server.served = served.map(\.id)
      server.keepsStart = await StartOfText(server).isLeftToThePrompt(by: served)
      var gone = Retry.Patience()
      gone.gone = patience
      let retry = Retry(
        Throttle(server, limit: limit), place: endpoint.origin, seed: 0, patience: gone)
      let cached = CachedModel(
        model: retry, cache: try RequestCache(folder: folder),
        context: [endpoint.completions, model.name, model.revision ?? "", model.format.rawValue])
      return OpenModel(cached) { try? await client.shutdown() }
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  private func withServer<Result: Sendable>(
    _ endpoint: Endpoint, model: String,
    _ body: (LanguageServer) async throws -> Result
  ) async throws -> Result {
    let client = LanguageServer.client(connections: 8)
    do {
      let result = try await body(
        LanguageServer(
          endpoint: endpoint, model: model, key: try APIKey(environment: environment),
          client: client))
      try? await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  /// The models that the server lists, none where it lists none; waits for one that is just starting.
  ///
  /// - Throws: `RunError` where nothing answers, the key is refused, or what answers redirects.
  private func models(of server: LanguageServer) async throws -> [ServedModel] {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    while true {
      var fault: ServerFault
      do {
        let (status, headers, body) = try await server.send(
          to: server.endpoint.models, body: nil, patience: 10)
        switch status {
        case 200..<300: return ServerReply.models(body) ?? []
        case 300..<404, 407: throw server.wrongEndpoint(status, headers, body)
        case 503: fault = ServerFault(.busy, "it answers 503: \(ServerReply.message(body))")
        // Some servers list nothing, and those that fail here may well complete.
        default: return []
        }
      } catch let error as ServerFault {
        fault = error
      }
      guard clock.now + .seconds(1) < end else {
        throw RunError(
          "\(server.endpoint.origin): \(fault.detail)", remedy: Retry.remedy(fault.kind))
      }
      try await clock.sleep(for: .seconds(1))
    }
  }
}
