import Didact
import Foundation

/// What a server says of itself before it is asked for anything.
struct Listing: Sendable {
  /// The models that it lists; none where it lists none.
  var models: [ServedModel]
  /// Ollama's digest of the model that was asked for.
  var digest: String?

  /// The model of this name. llama.cpp takes any name for the one that it has.
  func model(named name: String) -> ServedModel? {
    models.first { $0.id == name }
      ?? (models.count == 1 && models[0].owner == "llamacpp" ? models[0] : nil)
  }

  /// What tells versions of the model apart, where the server tells.
  func revision(of name: String) -> String? {
    digest.map { "digest=\($0)" } ?? model(named: name)?.revision
  }
}

extension LanguageServer {
  /// The server's list of models; waits up to `patience` seconds for one that is just starting.
  ///
  /// - Throws: ``ServerFault`` where nothing answers, `RunError` where waiting would change nothing.
  func listing(patience: Double) async throws -> Listing {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    while true {
      do {
        return try await listing()
      } catch let fault as ServerFault {
        guard clock.now + .seconds(1) < end else { throw fault }
      }
      try await clock.sleep(for: .seconds(1))
    }
  }

  /// The fault as what ends a run.
  func gone(_ fault: ServerFault) -> RunError {
    RunError("\(endpoint.origin): \(fault.detail)", remedy: Retry.remedy(fault.kind))
  }

  /// The server's list of models as it is now.
  ///
  /// - Throws: ``ServerFault`` where it does not answer; `RunError` where the key is refused or it redirects.
  func listing() async throws -> Listing {
    let (status, headers, body) = try await send(to: endpoint.models, body: nil, patience: 5)
    switch status {
    case 200..<300:
      var listing = Listing(models: ServerReply.models(body) ?? [])
      if listing.models.contains(where: { $0.owner == "library" }) {
        listing.digest = try await digest()
      }
      return listing
    case 300..<404, 407: throw wrongEndpoint(status, headers, body)
    case 429, 503: throw ServerFault(.busy, "it answers \(status): \(message(body))")
    // Some servers list nothing, and those that fail here may well complete.
    default: return Listing(models: [])
    }
  }

  /// Ollama lists digests in a place of its own.
  private func digest() async throws -> String? {
    struct Tags: Decodable {
      struct Model: Decodable {
        var name: String
        var digest: String?
      }
      var models: [Model]
    }
    let (status, _, body) = try await send(to: "\(endpoint.root)/api/tags", body: nil, patience: 5)
    guard status == 200, let tags = try? JSONDecoder().decode(Tags.self, from: body) else {
      return nil
    }
    let name = model.contains(":") ? model : "\(model):latest"
    return tags.models.first { $0.name == name }?.digest
  }
}
