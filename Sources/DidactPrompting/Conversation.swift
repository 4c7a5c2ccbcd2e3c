public import Didact

/// Goes through a chain: each passage is prompted after its predecessors and their pairs, as the method does it.
///
/// A passage without a pair breaks the chain: the next one is prompted alone. One that is too long for the
/// context is divided at sentence ends, never cut and never sent to fail.
public struct Conversation: Sendable {
  private let format: any PromptFormat
  private let model: any LanguageModel
  private let controlStrings: ControlStrings

  public init(
    format: any PromptFormat, model: any LanguageModel, controlStrings: ControlStrings
  ) {
    self.format = format
    self.model = model
    self.controlStrings = controlStrings
  }

  /// One prompt and its reply.
  public struct Exchange: Sendable {
    /// The passage's place in the chain.
    public var place: Int
    /// What was asked about: the passage, or a piece of one that is too long.
    public var passage: Passage
    /// Places of the texts that stand in the prompt before it.
    public var carried: [Int]
    public var prompt: String
    /// The prompt's turns, where it has any.
    public var messages: [Message] = []
    /// Whether it sends the reply before it back, with what is wrong with that.
    public var isRepair = false
    public var reply: ParsedCompletion
    /// Why there is no reply, where there is none.
    public var refusal: ModelRefusal?
  }

  /// The exchanges of `chain` in order: one a passage, more where one had to be divided.
  ///
  /// - Parameter answered: texts of the chain that have their pairs already; their places are negative.
  public func exchanges(
    for chain: [Passage], after answered: [AnsweredText] = []
  ) async throws -> [Exchange] {
    var exchanges: [Exchange] = []
    var earlier = answered.enumerated().map { (place: $0 - answered.count, text: $1) }
    for (place, passage) in chain.enumerated() {
      var pending = [passage]
      while let piece = pending.popLast() {
        let text = controlStrings.neutralised(piece.promptText)
        let prompt = format.prompt(for: text, after: earlier.map(\.text))
        guard let prompt else {
          let pieces = piece.pieces
          pending += pieces.reversed()
          if pieces.isEmpty {
            exchanges.append(
              Exchange(
                place: place, passage: piece, carried: [], prompt: "", reply: ParsedCompletion(),
                refusal: ModelRefusal(.tooLong, "it cannot be divided further")))
            earlier = []
          }
          continue
        }
        if !prompt.carriesEarlier { earlier = [] }
        var exchange = Exchange(
          place: place, passage: piece, carried: earlier.map(\.place), prompt: prompt.text,
          messages: prompt.messages, reply: ParsedCompletion())
        var repair: Prompt?
        do {
          let reply = try await reply(to: prompt, about: piece)
          exchange.reply = format.pairs(in: reply)
          repair = exchange.reply.fault.flatMap {
            format.repair(of: prompt, reply: reply, fault: $0)
          }
        } catch let refusal as ModelRefusal {
          if refusal.reason == .tooLong {
            if prompt.carriesEarlier {
              earlier = []
              pending.append(piece)
              continue
            }
            let pieces = piece.pieces
            if !pieces.isEmpty {
              pending += pieces.reversed()
              continue
            }
          }
          exchange.refusal = refusal
        }
        if let repair {
          exchanges.append(exchange)
          exchange = try await repaired(exchange, repair)
        }
        if exchange.reply.pairs.isEmpty {
          earlier = []
        } else {
          earlier.append((place, AnsweredText(text: text, pairs: exchange.reply.pairs)))
        }
        exchanges.append(exchange)
      }
    }
    return exchanges
  }

  private func reply(to prompt: Prompt, about piece: Passage) async throws -> String {
    let request = CompletionRequest(
      prompt: prompt.text, messages: prompt.messages, replyTokens: format.replyTokens,
      subject: piece)
    return try await model.complete(request).text
  }

  /// The one second attempt after a reply of which nothing could be read.
  private func repaired(_ earlier: Exchange, _ repair: Prompt) async throws -> Exchange {
    var exchange = earlier
    exchange.prompt = repair.text
    exchange.messages = repair.messages
    exchange.isRepair = true
    exchange.reply = ParsedCompletion()
    do {
      exchange.reply = format.pairs(in: try await reply(to: repair, about: earlier.passage))
    } catch let refusal as ModelRefusal {
      exchange.refusal = refusal
    }
    return exchange
  }
}
