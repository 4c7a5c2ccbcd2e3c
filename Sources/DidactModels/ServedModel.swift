/// A model as a server lists it, as far as servers tell.
struct ServedModel: Decodable, Sendable, Hashable {
  var id: String
  /// `vllm`, `llamacpp`, `library` (Ollama), `sglang`, ...
  var owner: String?
  /// What vLLM and SGLang were started with: a repository or a folder.
  var root: String?
  /// Tokens of prompt and reply together, as vLLM and SGLang say it.
  var longest: Int?
  var meta: Meta?

  /// What llama.cpp says of its file.
  struct Meta: Decodable, Sendable, Hashable {
    var vocabulary: Int?
    var width: Int?
    var parameters: Int?
    var bytes: Int?
    var kind: String?
    /// Tokens of a slot.
    var context: Int?

    enum CodingKeys: String, CodingKey {
      case vocabulary = "n_vocab"
      case width = "n_embd"
      case parameters = "n_params"
      case bytes = "size"
      case kind = "ftype"
      case context = "n_ctx"
    }
  }

  enum CodingKeys: String, CodingKey {
    case id, root, meta
    case owner = "owned_by"
    case longest = "max_model_len"
  }

  /// Tokens that prompt and reply may have together, where the server tells.
  var context: Int? { (longest ?? meta?.context).flatMap { $0 > 0 ? $0 : nil } }

  /// What tells versions of the model apart; nil where the server tells nothing.
  ///
  /// The time of `created` is left out: vLLM and llama.cpp put the present there.
  var revision: String? {
    if let meta {
      let parts: [(String, String?)] = [
        ("parameters", meta.parameters.map(String.init)), ("bytes", meta.bytes.map(String.init)),
        ("vocabulary", meta.vocabulary.map(String.init)), ("width", meta.width.map(String.init)),
        ("type", meta.kind),
      ]
      let told = parts.compactMap { name, value in value.map { "\(name)=\($0)" } }
      if !told.isEmpty { return told.joined(separator: " ") }
    }
    guard let root, !root.isEmpty, root != id else { return nil }
    return "root=\(root)"
  }

  /// The server's name for people.
  var server: String? {
    switch owner?.lowercased() {
    case "llamacpp": "llama.cpp"
    case "vllm": "vLLM"
    case "library": "Ollama"
    case "sglang": "SGLang"
    default: nil
    }
  }
}
