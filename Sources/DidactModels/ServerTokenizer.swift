import Didact
import Foundation

/// The tokenizer of a server that has one: vLLM's and llama.cpp's `/tokenize`.
struct ServerTokenizer: Sendable {
  private let server: LanguageServer

  init(_ server: LanguageServer) { self.server = server }

  /// The server's tokenizer, if it has one that works.
  static func found(at server: LanguageServer, _ served: [ServedModel]) async -> ServerTokenizer? {
    let owners = ["vllm", "llamacpp"]
    guard served.contains(where: { owners.contains($0.owner?.lowercased() ?? "") }) else {
      return nil
    }
    let tokenizer = ServerTokenizer(server)
    guard let tokens = try? await tokenizer.tokens(of: "a"), !tokens.isEmpty else { return nil }
    return tokenizer
  }

  /// The tokens of `text`, those included that the server puts around a prompt.
  ///
  /// - Throws: ``ServerFault`` where it does not tell.
  func tokens(of text: String) async throws -> [Int] {
    var json = JSONWriter(reserving: 2 * text.utf8.count + 200)
    json.object { json in
      json.key("model")
      json.string(server.model)
      // One name is vLLM's, the other llama.cpp's.
      for name in ["prompt", "content"] {
        json.key(name)
        json.string(text)
      }
      json.key("add_special")
      json.boolean(true)
    }
    struct Reply: Decodable { var tokens: [Int] }
    let (status, _, body) = try await server.send(
      to: "\(server.endpoint.root)/tokenize", body: json.bytes, patience: 20)
    guard status == 200, let reply = try? JSONDecoder().decode(Reply.self, from: body) else {
      throw ServerFault(.failed, "its tokenizer answers \(status)")
    }
    return reply.tokens
  }
}
