import Didact
import DidactPrompting

/// Finds out whether a server puts a beginning-of-sequence token in front of a prompt by itself, so that exactly one
/// reaches the model.
enum StartOfText {
  /// Asks the server's tokenizer; servers without one are taken to add it, as nearly all do.
  static func isLeftToThePrompt(_ tokenizer: ServerTokenizer?) async -> Bool {
    guard let tokenizer,
      let plain = await ServerTokenizer.lasting({ try await tokenizer.tokens(of: " <CON>") }),
      let started = await ServerTokenizer.lasting({ try await tokenizer.tokens(of: "<s> <CON>") })
    else { return false }
    return isLeftToThePrompt(plain: plain, started: started)
  }

  /// With `<s>` written out there is one token more; it stands twice where the server adds it too.
  static func isLeftToThePrompt(plain: [Int], started: [Int]) -> Bool {
    guard started.count == plain.count + 1, started.dropFirst() == plain[...] else { return false }
    return started.first != plain.first
  }
}
