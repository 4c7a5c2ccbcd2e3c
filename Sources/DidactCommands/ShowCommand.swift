import ArgumentParser
import Didact

/// `didact show DOMAIN`: formats, tasks with an example each, variants, recipe.
struct ShowCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a domain: formats, tasks with an example each, variants, recipe."
  )

  @Argument(help: "A domain's name, or a preset's YAML file.") var domain: String

  func run(with toolbox: Toolbox) throws {
    var flags = RecipeSettings()
    flags.domain = domain
    let resolved = try ResolvedRecipe.resolve(
      flags: flags, recipeFile: nil, sources: nil, toolbox: toolbox)
    Terminal.print("\(resolved.preset.name): \(resolved.preset.summary)\n\nFormats")
    for format in resolved.formats { Terminal.print("  \(format.name): \(format.summary)") }
    Terminal.print("\nTasks")
    for task in resolved.tasks { Terminal.print(Self.described(task)) }
    Terminal.print("Variants")
    for variant in toolbox.variants { Terminal.print("  \(variant.name): \(variant.summary)") }
    if let prompt = try resolved.settings.filledPrompt() {
      Terminal.print("\nPrompt for chat models; copy it into a recipe file to change it")
      for line in PromptText.lines(prompt, indent: "  ") { Terminal.print(Terminal.safe(line)) }
    }
    Terminal.print("\nRecipe\n\(RecipeText.lines(resolved.recipe))")
  }

  /// A task with the pair of its first example.
  static func described(_ task: any DomainTask) -> String {
    var lines = ["  \(task.id) (\(task.category)), \(task.templates.wordings.count) wordings"]
    if let example = task.examples.first {
      var document = example.document
      if document.key.isEmpty { document.key = "example" }
      let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
      if case .exercises(let exercises) = task.exercises(in: passage),
        let exercise = exercises.first(where: { $0.response == example.response }),
        let wording = task.templates.wordings.first?.filled(with: exercise.slots)
      {
        lines += Self.indented(wording, "    Q: ")
        lines += exercise.options.map { "       - \($0)" }
        lines += Self.indented(exercise.response, "    A: ")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func indented(_ text: String, _ label: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      ($0 == 0 ? label : "       ") + $1
    }
  }
}

/// A recipe as YAML lines that a recipe file may hold.
enum RecipeText {
  static func lines(_ recipe: Recipe) -> String {
    var lines = [
      "  domain: \(recipe.domain)",
      "  formats: [\(recipe.formats.map(\.name).joined(separator: ", "))]",
      "  tasks: [\(recipe.tasks.joined(separator: ", "))]", "  variant: \(recipe.variant)",
      "  shots: \(recipe.shots)", "  context: \(recipe.context)",
      "  passage-tokens: \(recipe.passageTokens)", "  pairs: \(recipe.pairs)",
      "  synthesizer: \(recipe.synthesizer)", "  split: \(recipe.split)",
      "  compression: \(recipe.compression.rawValue)", "  seed: \(recipe.seed)",
      "  max-record: \(recipe.maxRecord)", "  max-rejected: \(recipe.maxRejected)",
    ]
    if let model = recipe.model {
      lines.append(
        "  model: {name: \(quoted(model.name)), format: \(model.format.rawValue), "
          + (model.revision.map { "revision: \(quoted($0)), " } ?? "")
          + (model.promptsPerRequest > 1 ? "prompts-per-request: \(model.promptsPerRequest), " : "")
          + "context: \(model.context), reply-tokens: \(model.replyTokens)}")
      if let prompt = model.prompt { lines += PromptText.lines(prompt, indent: "  ") }
      let floors = model.checks.floors.map { "\($0.name): \($0.least)" }
      lines.append(
        "  checks: {\(floors.joined(separator: ", ")), longest-instruction: "
          + "\(model.checks.longestInstruction), longest-response: \(model.checks.longestResponse)}"
      )
    }
    if !recipe.leaveOut.isEmpty {
      lines.append("  leave-out: [\(recipe.leaveOut.joined(separator: ", "))]")
    }
    if !recipe.languages.isEmpty {
      lines.append("  language: [\(recipe.languages.joined(separator: ", "))]")
    }
    if !recipe.rights.isEmpty {
      lines.append("  rights: [\(recipe.rights.joined(separator: ", "))]")
    }
    if recipe.latest { lines.append("  latest: true") }
    if let limit = recipe.limit { lines.append("  limit: \(limit)") }
    return lines.joined(separator: "\n")
  }

  /// In quotes where YAML would read something else.
  private static func quoted(_ text: String) -> String {
    text.utf8.contains { ",:#{}[]'\"&*!|>%@`=".utf8.contains($0) }
      ? "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" : text
  }
}
