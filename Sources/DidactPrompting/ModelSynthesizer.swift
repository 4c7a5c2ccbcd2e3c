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
  private let checks: ModelPairChecks

  /// The task that a model's pairs stand under, and the category of what is no pair.
  static let task = "model"
  static let unread = "unread"

  /// - Parameters:
  ///   - format: how prompts are written and replies read: ``Didact/Recipe/Model/promptFormat(pairs:seed:controlStrings:)``.
  ///   - model: answers prompts; `choice` says what its pairs must reach.
  ///   - languages: tells which language a pair is in; without it that is not checked.
  public init(
    _ choice: Recipe.Model, format: any PromptFormat, model: any LanguageModel,
    controlStrings: ControlStrings, languages: (any LanguageDetector)? = nil
  ) {
    name = choice.name
    self.controlStrings = controlStrings
    checks = ModelPairChecks(
      choice.checks, languages: languages, language: choice.prompt?.language)
    conversation = Conversation(format: format, model: model, controlStrings: controlStrings)
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
    var before = EarlierPairs()
    for shot in earlier {
      before.add(SupportingText(shot.passage))
      for pair in shot.pairs { before.add(pair) }
    }
    let exchanges = try await conversation.exchanges(for: [passage], after: answered)
    return written(exchanges, for: passage, after: &before)
  }

  public func pairs(for chain: [Passage]) async throws -> [Written] {
    let exchanges = try await conversation.exchanges(for: chain)
    var before = EarlierPairs()
    return chain.enumerated().map { place, passage in
      written(exchanges.filter { $0.place == place }, for: passage, after: &before)
    }
  }

  /// What the exchanges about one passage yield.
  private func written(
    _ exchanges: [Conversation.Exchange], for passage: Passage, after before: inout EarlierPairs
  ) -> Written {
    var written = Written()
    var number = 0
    let text = SupportingText(passage)
    for (index, exchange) in exchanges.enumerated() {
      if let refusal = exchange.refusal {
        written.rejected.append(
          turnedAway(Self.unread, refusal.reason.rawValue, refusal.detail))
      }
      let isRepaired =
        index + 1 < exchanges.count && exchanges[index + 1].isRepair
        && !exchanges[index + 1].reply.pairs.isEmpty
      for dropped in exchange.reply.dropped {
        if isRepaired {
          // What it held came again.
          written.notSelected.append(turnedAway(Self.unread, "repaired", ""))
        } else {
          written.rejected.append(turnedAway(Self.unread, dropped.reason, dropped.piece))
        }
      }
      for pair in exchange.reply.pairs {
        add(pair, number, of: passage, text, &before, to: &written)
        number += 1
      }
    }
    before.add(text)
    return written
  }

  private func add(
    _ wire: WirePair, _ number: Int, of passage: Passage, _ text: SupportingText,
    _ before: inout EarlierPairs, to written: inout Written
  ) {
    let reply = "\(wire.question) / \(wire.answer)"
    do throws(PairForm.Fault) {
      let form = if let parts = wire.parts { parts } else { try PairForm(wire) }
      var pair = Pair(
        id: "\(passage.id)/\(Self.task)/\(number)", passage: passage.id, task: Self.task,
        category: form.category, instruction: form.instruction, response: form.response,
        options: form.options, reasoning: form.reasoning, synthesizer: name)
      if let fault = checks.judge(&pair, in: text, after: before) {
        written.rejected.append(
          turnedAway(
            form.category, fault.reason, fault.detail.isEmpty ? reply : "\(fault.detail): \(reply)")
        )
      } else {
        before.add(pair)
        written.pairs.append(pair)
      }
    } catch {
      written.rejected.append(turnedAway(Self.unread, error.reason, "\(error.detail): \(reply)"))
    }
  }

  private func turnedAway(_ category: String, _ reason: String, _ detail: String) -> TurnedAway {
    // A reply is bounded by its tokens, but a server may not keep to them.
    TurnedAway(
      task: Self.task, category: category, reason: reason, detail: Shown.text(detail))
  }
}

extension Recipe.Model {
  /// The form in which the model is asked.
  ///
  /// - Parameters:
  ///   - pairs: wanted for a passage of an abstract's size.
  ///   - seed: the recipe's.
  public func promptFormat(
    pairs: Int, seed: UInt64, controlStrings: ControlStrings
  ) -> any PromptFormat {
    if format == .prompted, let prompt {
      return PromptedFormat(
        prompt, pairs: pairs, context: context, replyTokens: replyTokens, seed: seed,
        controlStrings: controlStrings)
    }
    return SynthesizerFormat(
      context: context, replyTokens: replyTokens, controlStrings: controlStrings)
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
