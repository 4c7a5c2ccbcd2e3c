import Didact
import DidactPrompting

extension RecipeSettings {
  /// The model as asked for; its name may be empty until its server is asked.
  ///
  /// - Parameter takesMessages: whether it is a chat's: then it is asked with the prompt, if there is one, and else in
  ///   the synthesizer's form, unless `model.format` says otherwise.
  func filledModel(takesMessages: Bool) throws(RunError) -> Recipe.Model {
    var filled = Recipe.Model(name: model.name ?? "")
    let prompt = try filledPrompt()
    filled.format = try format() ?? (takesMessages && prompt != nil ? .prompted : .synthesizer)
    if filled.format == .prompted {
      guard let prompt else {
        throw RunError(
          "model.format is prompted, and there is no prompt",
          remedy: "write a 'prompt:' with an 'instruction:' into the preset or recipe")
      }
      filled.prompt = prompt
      // Pairs in JSON are longer than in the synthesizer's form.
      filled.replyTokens = 1_024
    }
    filled.context = model.context ?? filled.context
    filled.replyTokens = model.replyTokens ?? filled.replyTokens
    filled.revision = model.revision
    filled.promptsPerRequest = model.promptsPerRequest ?? filled.promptsPerRequest
    filled.checks = try filledChecks()
    if filled.name == "rules" {
      throw RunError(
        "the model is called rules", remedy: "pairs name their writer: serve it under another name")
    }
    if !(1...256).contains(filled.promptsPerRequest) {
      throw RunError(
        "model.prompts-per-request is \(filled.promptsPerRequest)",
        remedy: "it must be a number from 1 to 256")
    }
    if filled.replyTokens < 1 || filled.context < filled.replyTokens + 64 {
      throw RunError(
        "model.context is \(filled.context) and model.reply-tokens \(filled.replyTokens)",
        remedy: "the context must hold a reply and 64 tokens beside it")
    }
    return filled
  }

  private func format() throws(RunError) -> Recipe.Model.Format? {
    guard let name = model.format else { return nil }
    guard let format = Recipe.Model.Format(rawValue: name) else {
      let names = Recipe.Model.Format.allCases.map(\.rawValue).joined(separator: " or ")
      throw RunError("there is no model.format '\(Terminal.safe(name))'", remedy: "use \(names)")
    }
    return format
  }

  /// The prompt with our wording where it has none of its own; nil where there is none.
  func filledPrompt() throws(RunError) -> Recipe.Prompt? {
    guard let prompt else { return nil }
    guard let instruction = prompt.instruction.map(UTF8Bytes.trimmed), !instruction.isEmpty else {
      throw RunError(
        "prompt has no instruction", remedy: "say under 'instruction:' what the model is to write")
    }
    let name = prompt.output ?? Recipe.Prompt.Output.json.rawValue
    guard let output = Recipe.Prompt.Output(rawValue: name) else {
      throw RunError(
        "there is no prompt.output '\(Terminal.safe(name))'", remedy: "use json or tagged")
    }
    var filled = Recipe.Prompt(output: output)
    filled.system = UTF8Bytes.trimmed(prompt.system ?? "")
    filled.instruction = instruction
    filled.fence = prompt.fence.map(UTF8Bytes.trimmed) ?? filled.fence
    filled.form = prompt.form.map(UTF8Bytes.trimmed) ?? filled.form
    filled.repair = prompt.repair.map(UTF8Bytes.trimmed) ?? filled.repair
    if let mark = prompt.language {
      guard let language = LanguageCode.primary(mark) else {
        throw RunError(
          "prompt.language is '\(Terminal.safe(mark))'", remedy: "write a code such as de")
      }
      filled.language = language
    }
    for (key, text, slot) in [
      ("fence", filled.fence, "{nonce}"), ("repair", filled.repair, "{fault}"),
    ] where UTF8Bytes.find(slot.utf8, in: Array(text.utf8)[...]) == nil {
      throw RunError("prompt.\(key) does not say \(slot)", remedy: "write \(slot) where it belongs")
    }
    return filled
  }

  private func filledChecks() throws(RunError) -> Recipe.Checks {
    var filled = Recipe.Checks()
    for (name, value) in checks.floors where !(0...1).contains(value) {
      throw RunError("checks.\(name) is \(value)", remedy: "it must be a share from 0 to 1")
    }
    filled.support = checks.floors["support"] ?? filled.support
    filled.numbers = checks.floors["numbers"] ?? filled.numbers
    filled.names = checks.floors["names"] ?? filled.names
    filled.question = checks.floors["question"] ?? filled.question
    filled.wording = checks.floors["wording"] ?? filled.wording
    filled.novelty = checks.floors["novelty"] ?? filled.novelty
    for (key, value) in [
      ("longest-instruction", checks.longestInstruction),
      ("longest-response", checks.longestResponse),
    ] {
      if let value, value < 1 {
        throw RunError("checks.\(key) is \(value)", remedy: "it must be 1 or more")
      }
    }
    filled.longestInstruction = checks.longestInstruction ?? filled.longestInstruction
    filled.longestResponse = checks.longestResponse ?? filled.longestResponse
    return filled
  }
}

/// A prompt as YAML lines that a recipe file may hold.
enum PromptText {
  static func lines(_ prompt: Recipe.Prompt, indent: String) -> [String] {
    var lines = ["\(indent)prompt:"]
    for (key, text) in [
      ("system", prompt.system), ("instruction", prompt.instruction), ("fence", prompt.fence),
      ("form", prompt.form), ("repair", prompt.repair),
    ] where !text.isEmpty {
      lines.append("\(indent)  \(key): |")
      lines += text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "\(indent)    \($0)" }
    }
    lines.append("\(indent)  output: \(prompt.output.rawValue)")
    if let language = prompt.language { lines.append("\(indent)  language: \(language)") }
    return lines
  }
}
