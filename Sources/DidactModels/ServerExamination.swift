import AsyncHTTPClient
public import Didact
public import DidactPrompting
import Foundation

extension ModelServers {
  public func examined(
    _ value: String, _ model: Recipe.Model, format: any PromptFormat, prompts: [CompletionRequest]
  ) async throws -> [ModelExamination] {
    let service = try Service(value)
    let client = LanguageServer.client(connections: ServerExamination.mostAtOnce)
    var examinations: [ModelExamination] = []
    do {
      for server in try servers(of: service, model: model.name, client) {
        var examination = ServerExamination(server, model, format: format, prompts: prompts)
        examinations.append(await examination.run(patience: min(patience, 6)))
      }
    } catch {
      try? await client.shutdown()
      throw error
    }
    try? await client.shutdown()
    return examinations
  }
}

/// Looks at one server, from whether it answers to how fast it does; stops where a fault leaves nothing to look at.
struct ServerExamination {
  static let mostAtOnce = 256

  var server: LanguageServer
  let model: Recipe.Model
  let format: any PromptFormat
  let prompts: [CompletionRequest]
  var result: ModelExamination
  var listing = Listing(models: [])
  var tokenizer: ServerTokenizer?

  init(
    _ server: LanguageServer, _ model: Recipe.Model, format: any PromptFormat,
    prompts: [CompletionRequest]
  ) {
    self.server = server
    self.model = model
    self.format = format
    self.prompts = prompts
    result = ModelExamination(place: server.endpoint.completions)
  }

  mutating func run(patience: Double) async -> ModelExamination {
    guard await isReachable(patience), nameModel(), await completes() else { return result }
    tokenizer = await ServerTokenizer.found(at: server, listing.models)
    server.keepsStart =
      server.endpoint.isChat ? false : await StartOfText.isLeftToThePrompt(tokenizer)
    await lookAtContext()
    await lookAtStart()
    await lookAtLists()
    await measure()
    return result
  }

  mutating func add(
    _ state: ModelExamination.Finding.State, _ subject: String, _ detail: String,
    remedy: String? = nil
  ) {
    result.findings.append(.init(state, subject, detail, remedy: remedy))
  }

  private mutating func isReachable(_ patience: Double) async -> Bool {
    let began = ContinuousClock.now
    do {
      listing = try await server.listing(patience: patience)
    } catch let error as RunError {
      add(.wrong, "reachable", error.problem, remedy: error.remedy)
      return false
    } catch let fault as ServerFault {
      let error = server.gone(fault)
      // Of its remedy the part about the server, not that about runs.
      let remedy = error.remedy.split(separator: ";").first.map(String.init)
      add(.wrong, "reachable", error.problem, remedy: remedy)
      return false
    } catch {
      add(.wrong, "reachable", "\(error)", remedy: "try again")
      return false
    }
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    add(.fine, "reachable", String(format: "answers in %.0f ms", seconds * 1_000))
    server.served = listing.models.map(\.id)
    let kind = listing.models.compactMap(\.server).first
    add(.fine, "server", kind ?? "OpenAI-compatible, of a kind that does not name itself")
    return true
  }

  private mutating func nameModel() -> Bool {
    let names = listing.models.map(\.id)
    if server.model.isEmpty {
      guard names.count == 1 else {
        add(
          .wrong, "model",
          names.isEmpty ? "it lists none, and none is named" : "it serves several",
          remedy: names.isEmpty
            ? "name one with --model" : "name one with --model: \(names.joined(separator: ", "))")
        return false
      }
      server.model = names[0]
    }
    let others = names.count > 1 ? ", one of \(names.count)" : ""
    let revision = listing.revision(of: server.model).map { " (\($0))" } ?? ""
    if names.isEmpty || listing.model(named: server.model) != nil || listing.digest != nil {
      add(
        names.isEmpty ? .doubtful : .fine, "model",
        names.isEmpty ? "'\(server.model)'; it lists none" : "\(server.model)\(others)\(revision)")
    } else {
      add(
        .doubtful, "model", "does not list '\(server.model)'",
        remedy: "it serves \(names.joined(separator: ", ")); name one with --model")
    }
    if listing.revision(of: server.model) == nil {
      add(
        .doubtful, "revision", "it does not tell versions of the model apart",
        remedy:
          "name the version in the recipe (model: {revision: ...}), or a changed model answers from the old cache"
      )
    }
    return true
  }

  /// Whether it answers a prompt of the form that the URL asks for.
  private mutating func completes() async -> Bool {
    var request = prompts[0]
    request.prompt = "The sea is"
    request.replyTokens = 8
    let form = server.endpoint.isChat ? "chat completions" : "completions"
    do {
      _ = try await server.complete(request)
    } catch let refusal as ModelRefusal where refusal.reason == .noText {
      // A model that thinks first says nothing in so few tokens.
    } catch {
      var (problem, remedy) = (Self.words(error), "look at the server's log")
      if let error = error as? RunError { (problem, remedy) = (error.problem, error.remedy) }
      if let other = await otherForm(request) {
        remedy = "it takes prompts in the other form: name it \(other)"
      }
      add(.wrong, form, problem, remedy: remedy)
      return false
    }
    if server.endpoint.isChat, model.format == .synthesizer {
      add(
        .doubtful, form, "it takes them; the instruction synthesizer wants its prompts bare",
        remedy: "name \(server.endpoint.origin)/v1/completions")
    } else {
      add(.fine, form, "it takes them")
    }
    return true
  }

  /// The URL of the other kind of prompts, where the server takes that.
  private func otherForm(_ request: CompletionRequest) async -> String? {
    let url =
      server.endpoint.isChat
      ? server.endpoint.completions.replacing("/chat/completions", with: "/completions")
      : server.endpoint.completions.replacing("/completions", with: "/chat/completions")
    guard let endpoint = try? Endpoint(url) else { return nil }
    let other = LanguageServer(
      endpoint: endpoint, model: server.model, key: server.key, client: server.client,
      patience: 20)
    do {
      _ = try await other.complete(request)
    } catch {
      guard (error as? ModelRefusal)?.reason == .noText else { return nil }
    }
    return url
  }

  static func words(_ error: any Error) -> String {
    switch error {
    case let fault as ServerFault: fault.detail
    case let refusal as ModelRefusal: refusal.detail
    case let error as RunError: error.problem
    default: "\(error)"
    }
  }
}
