import Didact
import DidactPrompting
import Foundation

/// What becomes of prompts at a server: how long they may be, what is put before them, whether lists are taken.
extension ServerExamination {
  mutating func lookAtContext() async {
    var slots: Int?
    if listing.models.contains(where: { $0.owner == "llamacpp" }) { slots = await self.slots() }
    let slot = slots.map { $0 == 1 ? " in its one slot" : " in each of its \($0) slots" } ?? ""
    let told = listing.model(named: server.model)?.context
    if let told {
      if told >= model.context {
        add(.fine, "context", "\(told) tokens\(slot); the recipe wants \(model.context)")
      } else if told < model.replyTokens + 64 {
        add(
          .wrong, "context", "\(told) tokens\(slot), which a reply of \(model.replyTokens) fills",
          remedy: contextRemedy(slots))
      } else {
        add(
          .doubtful, "context",
          "\(told) tokens\(slot), less than the recipe's \(model.context): longer texts are divided",
          remedy: contextRemedy(slots))
      }
      return
    }
    await tryLongPrompt()
  }

  private func contextRemedy(_ slots: Int?) -> String {
    if let slots {
      return
        "start it with -c \(model.context * slots) (\(slots) times \(model.context)), or set model.context in the recipe"
    }
    return "start it with --max-model-len \(model.context), or set model.context in the recipe"
  }

  /// A server that does not tell its context is sent a prompt that fills the recipe's.
  private mutating func tryLongPrompt() async {
    let words = (model.context - model.replyTokens) * 3 / 4
    do {
      let usage = try await usage(of: String(repeating: " word", count: words))
      guard let usage, usage > 0 else {
        return add(
          .doubtful, "context",
          "it takes a prompt of \(words) words, and does not say whether it reads all of it",
          remedy: "make sure that it holds \(model.context) tokens")
      }
      // A word is one token at least.
      if usage < words {
        add(
          .wrong, "context", "it cuts prompts: of \(words) words it read \(usage) tokens",
          remedy:
            "give it a context of \(model.context) (Ollama: OLLAMA_CONTEXT_LENGTH=\(model.context)), or set model.context in the recipe"
        )
      } else {
        add(
          .fine, "context",
          "it reads a prompt of \(usage) tokens; the recipe wants \(model.context) in all")
      }
    } catch let refusal as ModelRefusal where refusal.reason == .tooLong {
      add(
        .doubtful, "context",
        "less than the recipe's \(model.context): \(refusal.detail); longer texts are divided",
        remedy: "give it more, or set model.context in the recipe")
    } catch {
      add(
        .wrong, "context", "it fails on a prompt of \(words) words: \(Self.words(error))",
        remedy: "look at the server's log, or set model.context in the recipe")
    }
  }

  /// Slots of a llama.cpp server.
  private func slots() async -> Int? {
    struct Properties: Decodable {
      var slots: Int?
      enum CodingKeys: String, CodingKey { case slots = "total_slots" }
    }
    guard
      let (status, _, body) = try? await server.send(
        to: "\(server.endpoint.root)/props", body: nil, patience: 5), status == 200
    else { return nil }
    return (try? JSONDecoder().decode(Properties.self, from: body))?.slots
  }

  /// The prompt's tokens as the server counts them in a reply; nil where it does not say.
  private func usage(of prompt: String) async throws -> Int? {
    var request = prompts[0]
    request.prompt = prompt
    request.replyTokens = 1
    return try await server.promptTokens(of: request)
  }

  /// Whether a beginning-of-sequence token would stand twice.
  mutating func lookAtStart() async {
    guard !server.endpoint.isChat else {
      return add(.fine, "start of text", "its chat template writes it; didact sends none")
    }
    if let tokenizer, let plain = try? await tokenizer.tokens(of: " <CON>"),
      let started = try? await tokenizer.tokens(of: "<s> <CON>")
    {
      let list = { (tokens: [Int]) in tokens.map(String.init).joined(separator: " ") }
      let shown =
        "its tokenizer makes \(list(plain)) of ' <CON>' and \(list(started)) of '<s> <CON>'"
      if server.keepsStart {
        add(.fine, "start of text", "it adds none, so didact sends one: \(shown)")
      } else if started.count == plain.count + 1 {
        add(.fine, "start of text", "it adds one, so didact leaves its own out: \(shown)")
      } else {
        add(
          .doubtful, "start of text",
          "it adds one, and knows '<s>' as plain letters: \(shown)",
          remedy: "serve the instruction synthesizer; this model has other control tokens")
      }
      return
    }
    // Without a tokenizer: a letter is one token, and what is counted beyond it stands before it.
    guard let count = try? await usage(of: "a"), count > 0 else {
      return add(
        .doubtful, "start of text", "not to be found out: it has no tokenizer and counts no tokens",
        remedy: "make sure that it adds one beginning-of-sequence token")
    }
    switch count {
    case 1:
      add(
        .doubtful, "start of text", "it counts one token for 'a', so it adds none",
        remedy: "have it add the beginning-of-sequence token; didact leaves its own out here")
    case 2:
      add(.fine, "start of text", "it adds one: it counts two tokens for 'a'")
    default:
      add(
        .wrong, "start of text",
        "it counts \(count) tokens for 'a': it puts a template around prompts",
        remedy: "serve the model without a template (Ollama: TEMPLATE {{ .Prompt }})")
    }
  }

  mutating func lookAtLists() async {
    guard !server.endpoint.isChat else { return }
    var request = prompts[0]
    request.prompt = "a"
    request.replyTokens = 1
    let replies = try? await server.completions(of: [request, request])
    let takes = replies?.allSatisfy { $0 != nil } ?? false
    add(
      .fine, "lists",
      takes
        ? "it takes lists of prompts (model: {prompts-per-request: N})"
        : "it takes prompts one by one")
  }
}
