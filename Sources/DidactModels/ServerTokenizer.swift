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
    // Whether there is one decides about every prompt: a fault that passes must not.
    let tokenizer = ServerTokenizer(server)
    guard let answer = await lasting({ try await tokenizer.ask("a") }), answer.status == 200,
      answer.tokens?.isEmpty == false
    else { return nil }
    return tokenizer
  }

  /// What `question` comes to when it is asked again for two seconds while it fails; nil where it does not.
  static func lasting<Answer>(_ question: () async throws -> Answer) async -> Answer? {
    for attempt in 1...6 {
      if let answer = try? await question() { return answer }
      try? await Task.sleep(for: .milliseconds(100 * attempt))
    }
    return nil
  }

  /// The tokens of `text`, those included that the server puts around a prompt.
  ///
  /// - Throws: ``ServerFault`` where it does not tell.
  func tokens(of text: String) async throws -> [Int] {
    let answer = try await ask(text)
    guard answer.status == 200, let tokens = answer.tokens else {
      throw ServerFault(.failed, "its tokenizer answers \(answer.status)")
    }
    return tokens
  }

  /// - Throws: ``ServerFault`` where asking again may help.
  private func ask(_ text: String) async throws -> (status: Int, tokens: [Int]?) {
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
    let tokens = (try? JSONDecoder().decode(Reply.self, from: body))?.tokens
    if [408, 429].contains(status) || status >= 500 || status == 200 && tokens == nil {
      throw ServerFault(.failed, "its tokenizer answers \(status)")
    }
    return (status, tokens)
  }
}
