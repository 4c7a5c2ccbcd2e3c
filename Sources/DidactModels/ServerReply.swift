import Didact
import DidactPrompting
import Foundation

/// What OpenAI-compatible servers send back, as far as it is read.
enum ServerReply {
  private struct Body: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable {
        var content: String?
        /// What a reasoning model thought, under the names that servers give it; never read for pairs.
        var reasoning: String?
        var reasoningContent: String?

        enum CodingKeys: String, CodingKey {
          case content, reasoning
          case reasoningContent = "reasoning_content"
        }

        var hasThoughts: Bool { reasoning?.isEmpty == false || reasoningContent?.isEmpty == false }
      }
      var text: String?
      var message: Message?
      var index: Int?
      var finish: String?

      enum CodingKeys: String, CodingKey {
        case text, message, index
        case finish = "finish_reason"
      }

      /// Whether a turn is over and says nothing. The same prompt would end so again.
      var isMute: Bool {
        guard let message, text == nil, let finish else { return false }
        guard let content = message.content else { return true }
        return finish == "length" && content.allSatisfy(\.isWhitespace)
      }
    }
    var choices: [Choice]
  }

  /// The reply's text; nil where the body is none (cut off, wrong JSON, another service).
  ///
  /// - Parameter tokens: that the reply might have, for the message.
  /// - Throws: `ModelRefusal` where the reply is whole and has no text.
  static func completion(_ body: Data, within tokens: Int) throws(ModelRefusal) -> Completion? {
    guard let choice = (try? JSONDecoder().decode(Body.self, from: body))?.choices.first else {
      return nil
    }
    if choice.isMute { throw mute(choice, tokens) }
    return (choice.text ?? choice.message?.content).map(Completion.init)
  }

  private static func mute(_ choice: Body.Choice, _ tokens: Int) -> ModelRefusal {
    let finish = String((choice.finish ?? "").unicodeScalars.prefix(40))
    let start = "its reply has no text (finish_reason: \(finish))"
    guard finish == "length" else {
      return ModelRefusal(.noText, "\(start); look at the server's log for why it ends there")
    }
    let use =
      choice.message?.hasThoughts == true ? "went to its thoughts" : "were used up before any"
    return ModelRefusal(
      .noText,
      "\(start): all \(tokens) tokens \(use); "
        + "raise model.reply-tokens in the recipe, "
        + "or turn its reasoning off at the server"
    )
  }

  /// The texts of a reply to `count` prompts, nil for those that it leaves open; nil where the body is none.
  static func completions(_ body: Data, of count: Int) -> [Completion?]? {
    guard let choices = (try? JSONDecoder().decode(Body.self, from: body))?.choices else {
      return nil
    }
    var replies = [Completion?](repeating: nil, count: count)
    for (place, choice) in choices.enumerated() {
      // Without an index the order says it, if it is whole.
      guard let index = choice.index ?? (choices.count == count ? place : nil),
        replies.indices.contains(index), let text = choice.text ?? choice.message?.content
      else { continue }
      replies[index] = Completion(text: text)
    }
    return replies
  }

  /// The tokens of the prompt, where a reply counts them.
  static func promptTokens(_ body: Data) -> Int? {
    struct Counted: Decodable {
      struct Usage: Decodable {
        var tokens: Int?
        enum CodingKeys: String, CodingKey { case tokens = "prompt_tokens" }
      }
      var usage: Usage?
    }
    return (try? JSONDecoder().decode(Counted.self, from: body))?.usage?.tokens
  }

  /// The models that a server lists; nil where the body is no list.
  static func models(_ body: Data) -> [ServedModel]? {
    struct List: Decodable { var data: [ServedModel] }
    return (try? JSONDecoder().decode(List.self, from: body))?.data
  }

  /// A server's own words about what is wrong, on one line and short.
  static func message(_ body: Data) -> String {
    var text = String(decoding: body.prefix(4_096), as: UTF8.self)
    if let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any] {
      let error = object["error"] as? [String: Any]
      text =
        [error?["message"], object["message"], object["error"], object["detail"]]
        .compactMap { $0 as? String }.first ?? text
    }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return String(line.unicodeScalars.prefix(300))
  }

  /// Whether a refusal says that prompt and reply do not fit the context; servers word it in their own ways.
  static func isTooLong(_ body: Data) -> Bool {
    let text = String(decoding: body.prefix(8_192), as: UTF8.self).lowercased()
    return [
      "exceed_context_size", "context_length_exceeded", "maximum context length", "context length",
      "context size", "context window", "max_model_len", "too many tokens", "too long",
    ].contains { text.contains($0) }
  }
}
