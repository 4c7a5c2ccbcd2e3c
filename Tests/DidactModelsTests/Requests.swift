import AsyncHTTPClient
import Didact
import DidactPrompting
import Foundation

@testable import DidactModels

/// Requests, models that do as they are told, and folders that go with the test.
enum Requests {
  static func request(_ prompt: String = "<s> <CON> A text. </CON>\n\n") -> CompletionRequest {
    var document = Document(id: "d", text: Text("A text."))
    document.key = "0-0-0"
    return CompletionRequest(
      prompt: prompt, replyTokens: 400,
      subject: Passage(document: document, number: 0, total: 1, span: document.text.span))
  }

  /// A server behind a client that is shut down afterwards.
  static func withServer<Result: Sendable>(
    _ url: String, key: String? = nil, patience: Double = 5,
    _ body: (inout LanguageServer) async throws -> Result
  ) async throws -> Result {
    let client = LanguageServer.client(connections: 32)
    var server = LanguageServer(
      endpoint: try Endpoint(url), model: "m",
      key: try APIKey(environment: key.map { ["DIDACT_API_KEY": $0] } ?? [:]), client: client)
    server.patience = patience
    do {
      let result = try await body(&server)
      try await client.shutdown()
      return result
    } catch {
      try await client.shutdown()
      throw error
    }
  }
}

/// A model made of a function.
struct ScriptedModel: LanguageModel {
  let reply: @Sendable (CompletionRequest) async throws -> Completion

  init(_ reply: @escaping @Sendable (CompletionRequest) async throws -> Completion) {
    self.reply = reply
  }

  func complete(_ request: CompletionRequest) async throws -> Completion {
    try await reply(request)
  }
}

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
  let path: String
  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }
}
