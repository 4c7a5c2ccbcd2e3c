import Didact
import DidactPrompting

/// Prompts and pairs as `didact prompts` prints them.
struct PromptListing {
  let conversation: Conversation

  /// A prompt with the number of its document in the input.
  struct Prompted {
    var index: Int
    /// Numbers of the documents whose texts stand before it.
    var carried: [Int]
    var exchange: Conversation.Exchange
  }

  /// What came of the replies.
  struct Counts {
    var prompts = 0
    var pairs = 0
    var dropped: [String: Int] = [:]

    /// The closing lines: nothing vanishes uncounted.
    func lines(answered: Bool) -> [String] {
      guard answered else { return ["\(prompts) prompts"] }
      let reasons = dropped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.value) \($0.key)" }
      let list = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
      return [
        "\(prompts) prompts, \(pairs) pairs, \(dropped.values.reduce(0, +)) pieces dropped\(list)"
      ]
    }
  }

  /// The prompts of one chain; `indices` are the numbers of its documents.
  func prompted(
    _ chain: [Passage], indices: [Int], _ counts: inout Counts
  ) async throws -> [Prompted] {
    let exchanges = try await conversation.exchanges(for: chain)
    for exchange in exchanges {
      counts.prompts += 1
      counts.pairs += exchange.reply.pairs.count
      for piece in exchange.reply.dropped { counts.dropped[piece.reason, default: 0] += 1 }
      if let refusal = exchange.refusal {
        counts.dropped[refusal.reason.rawValue, default: 0] += 1
      }
    }
    return exchanges.map { exchange in
      Prompted(
        index: indices[exchange.place], carried: exchange.carried.map { indices[$0] },
        exchange: exchange)
    }
  }

  func lines(_ prompted: [Prompted]) -> [UInt8] {
    var json = JSONWriter()
    for item in prompted {
      json.object { json in
        json.key("index")
        json.integer(item.index)
        json.key("document")
        json.string(item.exchange.passage.document.key)
        json.key("round")
        json.integer(item.exchange.place)
        json.key("carried")
        json.array(item.carried) { json, index in json.integer(index) }
        json.key("prompt")
        json.string(item.exchange.prompt)
        if !item.exchange.messages.isEmpty {
          json.key("messages")
          json.array(item.exchange.messages) { json, message in
            json.object { json in
              json.key("role")
              json.string(message.role.rawValue)
              json.key("content")
              json.string(message.content)
            }
          }
        }
        json.key("pairs")
        json.array(item.exchange.reply.pairs) { json, pair in
          json.object { json in
            json.key("instruction")
            json.string(pair.question)
            json.key("response")
            json.string(pair.answer)
          }
        }
      }
      json.endLine()
    }
    return json.bytes
  }
}
