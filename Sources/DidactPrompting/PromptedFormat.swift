public import Didact

/// A preset's prompt, for any model that follows instructions: a system turn, and one with the instruction, the
/// document between two lines that no document can foresee, and the form of the reply.
///
/// Texts of the chain stand alone: a model of this kind needs no examples of itself. A reply that cannot be read goes
/// back once with what is wrong with it.
public struct PromptedFormat: PromptFormat {
  public let name = Recipe.Model.Format.prompted.rawValue
  /// Tokens of prompt and reply together.
  public let context: Int
  public let replyTokens: Int
  private let wording: Recipe.Prompt
  private let pairs: Int
  private let seed: UInt64
  private let reading: PairReading

  /// - Parameters:
  ///   - pairs: asked for where a text is an abstract's size; more for longer ones.
  ///   - seed: the recipe's, which fences are drawn with.
  public init(
    _ wording: Recipe.Prompt, pairs: Int, context: Int, replyTokens: Int, seed: UInt64,
    controlStrings: ControlStrings
  ) {
    self.wording = wording
    self.pairs = pairs
    self.context = context
    self.replyTokens = replyTokens
    self.seed = seed
    reading = PairReading(controlStrings: controlStrings)
  }

  public func prompt(for text: [UInt8], after earlier: [AnsweredText]) -> Prompt? {
    let slots = [
      "pairs": "\(PairBudget.pairs(forTokens: Tokens.estimate(text), asked: max(1, pairs)))",
      "nonce": nonce(for: text),
    ]
    let parts = [
      Wording.filled(wording.instruction, slots), Wording.filled(wording.fence, slots),
      "begin \(slots["nonce"] ?? "")\n\(String(decoding: text, as: UTF8.self))\nend \(slots["nonce"] ?? "")",
      Wording.filled(wording.form, slots),
    ]
    var messages: [Message] = []
    if !wording.system.isEmpty {
      messages.append(Message(.system, Wording.filled(wording.system, slots)))
    }
    messages.append(Message(.user, parts.filter { !$0.isEmpty }.joined(separator: "\n\n")))
    let prompt = Prompt(messages: messages)
    return fits(prompt) ? prompt : nil
  }

  public func pairs(in completion: String) -> ParsedCompletion {
    let reply = Reply(completion)
    return switch wording.output {
    case .json: JSONPairs(reading).read(reply)
    case .tagged: TaggedPairs(reading).read(reply)
    }
  }

  public func repair(of prompt: Prompt, reply: String, fault: String) -> Prompt? {
    let said = reading.controlStrings.neutralised(Array(reply.utf8))
    let repair = Prompt(
      messages: prompt.messages + [
        Message(.assistant, String(decoding: said, as: UTF8.self)),
        Message(.user, Wording.filled(wording.repair, ["fault": fault])),
      ])
    return fits(repair) ? repair : nil
  }

  /// Tokens that a chat template puts around one turn, at most.
  private static let tokensPerTurn = 8

  private func fits(_ prompt: Prompt) -> Bool {
    let tokens = prompt.messages.reduce(0) {
      $0 + Tokens.estimate($1.content.utf8) + Self.tokensPerTurn
    }
    return tokens + replyTokens <= context
  }

  /// A mark drawn from seed and text that does not stand in the text: who wrote the document could not know it, and a
  /// document that knew it would have another.
  private func nonce(for text: [UInt8]) -> String {
    var random = SeededGenerator(seed: seed, "fence", String(decoding: text, as: UTF8.self))
    while true {
      let digits = String(random.next(), radix: 16)
      let nonce = String(repeating: "0", count: 16 - digits.utf8.count) + digits
      if UTF8Bytes.find(nonce.utf8, in: text[...]) == nil { return nonce }
    }
  }
}
