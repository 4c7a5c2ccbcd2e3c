import Didact
import Foundation

@testable import DidactPrompting

/// Passages of plain texts, and replies by number.
enum Texts {
  static func passages(_ texts: [String]) -> [Passage] {
    texts.enumerated().map { number, text in passage(text, number: number) }
  }

  static func passage(_ text: String, title: String? = nil, number: Int = 0) -> Passage {
    var document = Document(id: "t\(number)", text: Text(title.map { "\($0)\n\(text)" } ?? text))
    if let title { document.title = Span(0, title.utf8.count) }
    document.key = "0-\(number)-0"
    document.place = RecordPlace(
      source: SourceStream(ordinal: 0, path: "texts.jsonl"), offset: number, length: 1,
      record: number, line: number + 1)
    return Passage(document: document, number: 0, total: 1, span: document.text.span)
  }

  static var controlStrings: ControlStrings {
    get throws { try ControlStrings(ControlStrings.standard) }
  }

  static func format(context: Int = 4_096, replyTokens: Int = 400) throws -> SynthesizerFormat {
    SynthesizerFormat(
      context: context, replyTokens: replyTokens, controlStrings: try controlStrings)
  }

  /// A model called m, asked in the synthesizer's form, or with a prompt.
  static func synthesizer(
    _ model: any LanguageModel, prompt: Recipe.Prompt? = nil, checks: Recipe.Checks = .init(),
    languages: (any LanguageDetector)? = nil, seed: UInt64 = 0
  ) throws -> ModelSynthesizer {
    var choice = Recipe.Model(name: "m")
    choice.prompt = prompt
    choice.format = prompt == nil ? .synthesizer : .prompted
    choice.checks = checks
    return ModelSynthesizer(
      choice,
      format: choice.promptFormat(pairs: 3, seed: seed, controlStrings: try controlStrings),
      model: model, controlStrings: try controlStrings, languages: languages)
  }

  /// A prompt of two sentences.
  static func prompt(_ output: Recipe.Prompt.Output = .json) -> Recipe.Prompt {
    var prompt = Recipe.Prompt(output: output)
    prompt.system = "You write exercises."
    prompt.instruction = "Write {pairs} exercises about the document."
    return prompt
  }

  static func conversation(
    _ model: any LanguageModel, context: Int = 4_096, replyTokens: Int = 400
  ) throws -> Conversation {
    Conversation(
      format: try format(context: context, replyTokens: replyTokens), model: model,
      controlStrings: try controlStrings)
  }

  /// The exchanges of all chains, in the order of the texts.
  static func exchanges(
    _ texts: [String], shots: Int, completions: [String]
  ) async throws -> [(index: Int, carried: [Int], exchange: Conversation.Exchange)] {
    let passages = passages(texts)
    let conversation = try conversation(RecordedModel(completions))
    var all: [(index: Int, carried: [Int], exchange: Conversation.Exchange)] = []
    for chain in StridedChains.chains(of: texts.count, shots: shots) {
      for exchange in try await conversation.exchanges(for: chain.map { passages[$0] }) {
        all.append((chain[exchange.place], exchange.carried.map { chain[$0] }, exchange))
      }
    }
    return all.sorted { $0.index < $1.index }
  }
}
