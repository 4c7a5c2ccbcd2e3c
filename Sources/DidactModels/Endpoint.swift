import Didact
import Foundation

/// Where a model server is asked, as the command line names it.
struct Endpoint: Sendable, Hashable {
  /// Scheme, host and port: the one place that keys go to.
  let origin: String
  /// Where prompts go: `/v1/completions`.
  let path: String

  /// Whether prompts go as messages.
  var isChat: Bool { path.hasSuffix("/chat/completions") }
  /// Where prompts go.
  var completions: String { origin + path }
  /// Where the server lists its models.
  var models: String { base + "/models" }
  /// Where what is not OpenAI's stands: `/tokenize`, `/props`.
  var root: String { base.hasSuffix("/v1") ? String(base.dropLast(3)) : base }

  private var base: String {
    origin + path.dropLast((isChat ? "/chat/completions" : "/completions").count)
  }

  /// Reads `http://host:port`, `.../v1`, `.../v1/completions` or `.../v1/chat/completions`.
  ///
  /// - Throws: `RunError` where it is no such URL, or holds a password or key.
  init(_ text: String) throws(RunError) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else {
      throw RunError(
        "'\(text)' is no model server's URL", remedy: "write it like http://127.0.0.1:8000")
    }
    guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
      throw RunError(
        "the model server's URL holds more than a place",
        remedy: "give keys in the environment: DIDACT_API_KEY")
    }
    origin = "\(scheme)://\(host.lowercased())" + (parts.port.map { ":\($0)" } ?? "")
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty { path = "/v1" }
    self.path = path.hasSuffix("/completions") ? path : path + "/completions"
  }
}
