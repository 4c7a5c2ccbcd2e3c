import Didact
import DidactPrompting
import Foundation

/// Finds out whether a server puts a beginning-of-sequence token in front of a prompt by itself, so that exactly one
/// reaches the model.
struct StartOfText {
  private let server: LanguageServer

  init(_ server: LanguageServer) { self.server = server }

  /// Asks the tokenizer of servers that have one; others are taken to add it, as nearly all do.
  func isLeftToThePrompt(by served: [ServedModel]) async -> Bool {
    let owners = ["vllm", "llamacpp"]
    guard !server.endpoint.isChat,
      served.contains(where: { owners.contains($0.owner?.lowercased() ?? "") }),
      let plain = await tokens(of: " <CON>"), let started = await tokens(of: "<s> <CON>")
    else { return false }
    return Self.isLeftToThePrompt(plain: plain, started: started)
  }

  /// With `<s>` written out there is one token more; it stands twice where the server adds it too.
  static func isLeftToThePrompt(plain: [Int], started: [Int]) -> Bool {
    guard started.count == plain.count + 1, started.dropFirst() == plain[...] else { return false }
    return started.first != plain.first
  }

  private func tokens(of text: String) async -> [Int]? {
    var json = JSONWriter()
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
    guard
      let (status, _, body) = try? await server.send(
        to: "\(server.endpoint.origin)/tokenize", body: json.bytes, patience: 10), status == 200
    else { return nil }
    return (try? JSONDecoder().decode(Reply.self, from: body))?.tokens
  }
}
