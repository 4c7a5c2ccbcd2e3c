import Didact
import DidactPrompting

/// A `--synthesizer` value taken apart: rules, a model, or both.
struct SynthesizerChoice {
  /// Whether rules write pairs.
  let usesRules: Bool
  /// The model's part of the value, and where it comes from.
  let model: (value: String, source: any ModelSource)?

  /// - Throws: `RunError` where there is no such synthesizer.
  init(_ value: String, among sources: [any ModelSource]) throws(RunError) {
    if value == Self.rules {
      usesRules = true
      model = nil
      return
    }
    usesRules = value.hasPrefix("\(Self.rules)+")
    let rest = usesRules ? String(value.dropFirst(Self.rules.count + 1)) : value
    guard let source = sources.first(where: { $0.recognises(rest) }) else {
      let forms = [Self.rules] + sources.map(\.form) + sources.map { "\(Self.rules)+\($0.form)" }
      throw RunError(
        "there is no synthesizer '\(Terminal.safe(value))'",
        remedy: "use \(forms.dropLast().joined(separator: ", ")) or \(forms.last ?? "")")
    }
    model = (rest, source)
  }

  private static let rules = "rules"

  /// The recipe with what the source alone knows of the model.
  func completed(_ recipe: Recipe) async throws -> Recipe {
    var recipe = recipe
    if let model, let asked = recipe.model {
      recipe.synthesizer =
        (usesRules ? "\(Self.rules)+" : "") + (try model.source.recorded(model.value))
      recipe.model = try await model.source.chosen(model.value, asked)
    }
    return recipe
  }

  /// The synthesizer, and the model behind it where there is one.
  func opened(
    _ recipe: Recipe, tasks: [any DomainTask], folder: String,
    languages: (any LanguageDetector)?
  ) async throws -> (synthesizer: any Synthesizer, model: OpenModel?) {
    let rules = RulesSynthesizer(tasks: tasks, pairs: recipe.pairs, seed: recipe.seed)
    guard let (value, source) = model, let chosen = recipe.model else { return (rules, nil) }
    let opened = try await source.open(value, chosen, folder: folder)
    let controlStrings = try ControlStrings(recipe.controlStrings)
    let synthesizer = ModelSynthesizer(
      chosen,
      format: chosen.promptFormat(
        pairs: recipe.pairs, seed: recipe.seed, controlStrings: controlStrings),
      model: opened.model, controlStrings: controlStrings, languages: languages)
    guard usesRules else { return (synthesizer, opened) }
    return (
      BlendSynthesizer(rules: rules, model: synthesizer, novelty: chosen.checks.novelty), opened
    )
  }
}
