import Didact
import DidactCompression
import DidactPrompting
import DidactSources
import Foundation

/// Typed choices turned into a recipe and the objects that it names, in one place.
struct ResolvedRecipe {
  var recipe: Recipe
  var preset: Preset
  var plugin: any DomainPlugin
  var formats: [any SourceFormat]
  var tasks: [any DomainTask]
  var variant: any Variant
  var synthesizer: SynthesizerChoice
  var excludedIDs: Set<String>
  /// The choices as typed, flags over recipe file over preset.
  var settings: RecipeSettings

  /// A flag beats the recipe file, which beats the preset.
  static func resolve(
    flags: RecipeSettings, recipeFile: String?, sources: SourceList?, toolbox: Toolbox
  ) throws(RunError) -> ResolvedRecipe {
    var settings = flags
    if let recipeFile {
      settings = settings.over(try RecipeSettings(try YAMLFile.read(recipeFile)))
    }
    let preset = try preset(named: settings.domain, sources: sources, toolbox: toolbox)
    settings = settings.over(preset.settings)
    guard let plugin = toolbox.domain(named: preset.plugin) else {
      throw RunError(
        "preset \(preset.name): there is no domain plugin '\(preset.plugin)'",
        remedy: "the plugins are \(toolbox.domains.map(\.name).joined(separator: ", "))")
    }
    var recipe = Recipe()
    recipe.domain = preset.name
    try settings.fill(&recipe)
    let formats = try formats(settings.formats, of: plugin, toolbox, &recipe)
    let tasks = try tasks(settings.tasks, of: plugin)
    recipe.tasks = tasks.map(\.id)
    guard let variant = toolbox.variants.first(where: { $0.name == recipe.variant }) else {
      throw RunError(
        "there is no variant '\(recipe.variant)'",
        remedy: "the variants are \(toolbox.variants.map(\.name).joined(separator: ", "))")
    }
    let synthesizer = try SynthesizerChoice(recipe.synthesizer, among: toolbox.models)
    if let model = synthesizer.model {
      if model.source.isRemote, flags.synthesizer == nil {
        throw RunError(
          "a file names the model server \(Terminal.safe(model.value))",
          remedy: "servers are asked only where the command line names them: --synthesizer URL")
      }
      recipe.model = try settings.filledModel(
        takesMessages: model.source.takesMessages(model.value))
    } else if flags.model.name != nil {
      throw RunError(
        "--model is given, and rules need none", remedy: "name its server: --synthesizer URL")
    }
    var excluded: Set<String> = []
    if let path = settings.excludeIDs {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw RunError("\(path): cannot be read", remedy: "check the path of --exclude-ids")
      }
      recipe.excludedIDs = SHA256.hex(of: Array(data))
      excluded = Set(
        String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
          .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
    }
    _ = try ControlStrings(recipe.controlStrings)
    if recipe.latest { try LatestPass.check(formats, sources) }
    return ResolvedRecipe(
      recipe: recipe, preset: preset, plugin: plugin, formats: formats, tasks: tasks,
      variant: variant, synthesizer: synthesizer, excludedIDs: excluded,
      settings: settings)
  }

  private static func preset(
    named name: String?, sources: SourceList?, toolbox: Toolbox
  ) throws(RunError) -> Preset {
    let presets = try toolbox.readPresets()
    if let name {
      if let preset = presets.first(where: { $0.name == name }) { return preset }
      if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        guard let data = FileManager.default.contents(atPath: name) else {
          throw RunError("\(name): cannot be read", remedy: "check the path of --domain")
        }
        return try Preset(PresetSource(path: name, yaml: String(decoding: data, as: UTF8.self)))
      }
      throw RunError(
        "there is no domain '\(Terminal.safe(name))'",
        remedy:
          "the domains are \(presets.map(\.name).joined(separator: ", ")); or name a YAML file")
    }
    return try detected(among: presets, sources: sources, toolbox: toolbox)
  }

  /// The preset whose formats are surest of the first sources.
  private static func detected(
    among presets: [Preset], sources: SourceList?, toolbox: Toolbox
  ) throws(RunError) -> Preset {
    let all = presets.map(\.name).joined(separator: ", ")
    guard let sources, sources.files.contains(where: { $0.location != "-" }) else {
      throw RunError(
        "standard input does not tell its domain",
        remedy: "name it with --domain: \(all)")
    }
    for probe in SourceProbe.probe(sources, atMost: 16) {
      guard let head = probe.head else { continue }
      let ranked = presets.compactMap { preset -> (Preset, Confidence)? in
        guard let plugin = toolbox.domain(named: preset.plugin) else { return nil }
        let best = plugin.formats.map { $0.recognises(head) }.max() ?? .no
        return best > .no ? (preset, best) : nil
      }
      guard let best = ranked.map(\.1).max() else { continue }
      let candidates = ranked.filter { $0.1 == best }.map(\.0)
      if candidates.count == 1, let preset = candidates.first { return preset }
      throw RunError(
        "\(probe.file.location): may belong to several domains",
        remedy: "name one with --domain: \(candidates.map(\.name).joined(separator: ", "))")
    }
    throw RunError(
      "no format of any domain recognises the sources",
      remedy: "name a domain with --domain: \(all)")
  }

  private static func formats(
    _ wanted: [Recipe.Format]?, of plugin: any DomainPlugin, _ toolbox: Toolbox,
    _ recipe: inout Recipe
  ) throws(RunError) -> [any SourceFormat] {
    let wanted = wanted ?? plugin.formats.map { Recipe.Format(name: $0.name) }
    recipe.formats = wanted
    var formats: [any SourceFormat] = []
    // A domain's own first; those of other domains serve it as well.
    let all = plugin.formats + toolbox.domains.filter { $0.name != plugin.name }.flatMap(\.formats)
    for choice in wanted {
      guard let format = all.first(where: { $0.name == choice.name }) else {
        throw RunError(
          "there is no format '\(choice.name)'",
          remedy: "the formats are \(all.map(\.name).joined(separator: ", "))")
      }
      if choice.options.isEmpty {
        formats.append(format)
      } else if let format = format as? any ConfigurableFormat {
        formats.append(try format.configured(choice.options))
      } else {
        throw RunError("format \(choice.name) has no options", remedy: "name it alone")
      }
    }
    return formats
  }

  private static func tasks(
    _ wanted: [String]?, of plugin: any DomainPlugin
  ) throws(RunError) -> [any DomainTask] {
    guard let wanted, wanted != ["all"] else { return plugin.tasks }
    // `[all, -connective]`: all but some.
    let without = wanted.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
    let named = wanted.filter { !$0.hasPrefix("-") && $0 != "all" }
    for id in named + without where !plugin.tasks.contains(where: { $0.id == id }) {
      throw RunError(
        "domain \(plugin.name) has no task '\(id)'",
        remedy: "its tasks are \(plugin.tasks.map(\.id).joined(separator: ", "))")
    }
    let asksAll = named.isEmpty || wanted.contains("all")
    return plugin.tasks.filter {
      (asksAll || named.contains($0.id)) && !without.contains($0.id)
    }
  }
}

extension RecipeSettings {
  /// Puts the choices into a recipe.
  ///
  /// - Throws: ``RunError`` naming a value that cannot be used.
  func fill(_ recipe: inout Recipe) throws(RunError) {
    func positive(_ value: Int?, _ name: String, from least: Int = 1) throws(RunError) -> Int? {
      if let value, value < least {
        throw RunError("\(name) is \(value)", remedy: "it must be \(least) or more")
      }
      return value
    }
    func share(_ value: Double?, _ name: String) throws(RunError) -> Double? {
      if let value, !(0...1).contains(value) {
        throw RunError("\(name) is \(value)", remedy: "it must be a share from 0 to 1")
      }
      return value
    }
    recipe.variant = variant ?? recipe.variant
    recipe.shots = try positive(shots, "shots") ?? recipe.shots
    recipe.context = try positive(context, "context", from: 64) ?? recipe.context
    recipe.passageTokens =
      try positive(passageTokens, "passage-tokens", from: 32) ?? recipe.passageTokens
    recipe.pairs = try positive(pairs, "pairs", from: 0) ?? recipe.pairs
    recipe.synthesizer = synthesizer ?? recipe.synthesizer
    recipe.languages = language ?? recipe.languages
    recipe.rights = rights ?? recipe.rights
    recipe.leaveOut = leaveOut ?? recipe.leaveOut
    recipe.latest = latest ?? recipe.latest
    recipe.split = try share(split, "split") ?? recipe.split
    if let compression {
      guard let value = Recipe.Compression(rawValue: compression) else {
        throw RunError("there is no compression '\(compression)'", remedy: "use zst, gz or none")
      }
      recipe.compression = value
    }
    recipe.seed = try positive(seed, "seed", from: 0).map(UInt64.init) ?? recipe.seed
    recipe.limit = try positive(limit, "limit") ?? recipe.limit
    recipe.maxRecord = try positive(maxRecord, "max-record", from: 1_024) ?? recipe.maxRecord
    recipe.maxRejected = try share(maxRejected, "max-rejected") ?? recipe.maxRejected
    recipe.controlStrings = controlStrings ?? recipe.controlStrings
    recipe.blocks.bytes = try positive(blocks.bytes, "blocks.bytes") ?? recipe.blocks.bytes
    recipe.blocks.recordsPerShot =
      try positive(blocks.recordsPerShot, "blocks.records-per-shot") ?? recipe.blocks.recordsPerShot
    recipe.blocks.largest = try positive(blocks.largest, "blocks.largest") ?? recipe.blocks.largest
    recipe.blocks.perPart = try positive(blocks.perPart, "blocks.per-part") ?? recipe.blocks.perPart
  }
}
