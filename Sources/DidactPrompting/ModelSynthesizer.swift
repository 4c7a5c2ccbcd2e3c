public import Didact

/// Has a model write pairs, and lets through what the text supports.
///
/// The result is a function of the passages and of the model's replies. Every piece of a reply that becomes no
/// pair is turned away with a reason, and kept.
public struct ModelSynthesizer: Synthesizer {
  public let name: String
  public let chainsAtOnce = 256
  private let conversation: Conversation
  private let controlStrings: ControlStrings
  private let support: Double

  /// The task that a model's pairs stand under, and the category of what is no pair.
  static let task = "model"
  static let unread = "unread"

  /// - Parameter model: answers prompts; `choice` says how it is asked.
  public init(_ choice: Recipe.Model, model: any LanguageModel, controlStrings: ControlStrings) {
    name = choice.name
    support = choice.support
    self.controlStrings = controlStrings
    conversation = Conversation(
      format: Self.format(choice, controlStrings: controlStrings), model: model,
      controlStrings: controlStrings)
  }

  /// How a model is asked.
  public static func format(
    _ choice: Recipe.Model, controlStrings: ControlStrings
  ) -> any PromptFormat {
    SynthesizerFormat(
      context: choice.context, replyTokens: choice.replyTokens, controlStrings: controlStrings)
  }

  public func pairs(for passage: Passage, after earlier: [AugmentedPassage]) async throws -> Written
  {
    // A passage without a pair breaks the chain.
    let start = earlier.lastIndex { $0.pairs.isEmpty }.map { $0 + 1 } ?? 0
    let answered = earlier[start...].map { shot in
      AnsweredText(
        text: controlStrings.neutralised(shot.passage.promptText),
        pairs: shot.pairs.map(PairForm.init).map(\.wirePair))
    }
    let exchanges = try await conversation.exchanges(for: [passage], after: answered)
    return written(exchanges, for: passage)
  }

  public func pairs(for chain: [Passage]) async throws -> [Written] {
    let exchanges = try await conversation.exchanges(for: chain)
    return chain.enumerated().map { place, passage in
      written(exchanges.filter { $0.place == place }, for: passage)
    }
  }

  /// What the exchanges about one passage yield.
  private func written(_ exchanges: [Conversation.Exchange], for passage: Passage) -> Written {
    var written = Written()
    var number = 0
    let text =
      exchanges.contains { !$0.reply.pairs.isEmpty } ? SupportingText(passage) : nil
    for exchange in exchanges {
      if let refusal = exchange.refusal {
        written.rejected.append(
          turnedAway(Self.unread, refusal.reason.rawValue, refusal.detail))
      }
      for dropped in exchange.reply.dropped {
        written.rejected.append(turnedAway(Self.unread, dropped.reason, dropped.piece))
      }
      for pair in exchange.reply.pairs {
        guard let text else { continue }
        add(pair, number, of: passage, text, to: &written)
        number += 1
      }
    }
    return written
  }

  private func add(
    _ wire: WirePair, _ number: Int, of passage: Passage, _ text: SupportingText,
    to written: inout Written
  ) {
    let reply = "\(wire.question) / \(wire.answer)"
    do throws(PairForm.Fault) {
      let form = try PairForm(wire)
      let (evidence, share) = text.evidence(for: form.response, to: form.instruction)
      let pair = Pair(
        id: "\(passage.id)/\(Self.task)/\(number)", passage: passage.id, task: Self.task,
        category: form.category, instruction: form.instruction, response: form.response,
        options: form.options, reasoning: form.reasoning, evidence: evidence, synthesizer: name,
        scores: [("support", (share * 1_000).rounded() / 1_000)])
      if let fault = fault(in: pair, of: passage, text) {
        written.rejected.append(
          turnedAway(
            form.category, fault.reason, fault.detail.isEmpty ? reply : "\(fault.detail): \(reply)")
        )
      } else {
        written.pairs.append(pair)
      }
    } catch {
      written.rejected.append(turnedAway(Self.unread, error.reason, "\(error.detail): \(reply)"))
    }
  }

  /// The checks that need no model.
  private func fault(in pair: Pair, of passage: Passage, _ text: SupportingText) -> (
    reason: String, detail: String
  )? {
    if let number = text.strangeNumber(in: pair.response) {
      return ("number-not-in-text", "the text has no \(number)")
    }
    if pair.options.isEmpty, pair.response.utf8.count >= 20,
      UTF8Bytes.find(pair.response.utf8, in: Array(pair.instruction.utf8)[...]) != nil
    {
      return ("answer-in-instruction", "the instruction holds the response")
    }
    if pair.evidence.isEmpty { return ("not-supported", "none of its words stand in the text") }
    if pair.evidence.allSatisfy({ $0.span.map { !passage.allows($0) } ?? false }) {
      return ("boilerplate", "it is about a notice")
    }
    return PairChecks.fault(in: pair, of: passage, grounding: .supported(support))
      .map {
        $0.reason == "not-grounded"
          ? ("not-supported", "too few of its words stand in the text") : $0
      }
  }

  private func turnedAway(_ category: String, _ reason: String, _ detail: String) -> TurnedAway {
    // A reply is bounded by its tokens, but a server may not keep to them.
    let kept = String(detail.unicodeScalars.prefix(2_000))
    return TurnedAway(task: Self.task, category: category, reason: reason, detail: kept)
  }
}

extension PairForm {
  /// The categories of a model's pairs.
  var category: String {
    reasoning != nil ? "reasoning" : options.isEmpty ? "open-question" : "multiple-choice"
  }

  /// The form of a pair that was taken apart before.
  init(_ pair: Pair) {
    instruction = pair.instruction
    options = pair.options
    reasoning = pair.reasoning
    response = pair.response
  }

  /// Put together again as it goes over the wire.
  var wirePair: WirePair {
    var question = instruction
    if !options.isEmpty {
      question += Self.optionsHead + options.map { "- \($0)" }.joined(separator: "\n")
    }
    guard let reasoning else { return WirePair(question: question, answer: response) }
    return WirePair(
      question: question + Self.callForReasoning, answer: reasoning + Self.conclusion + response)
  }
}
