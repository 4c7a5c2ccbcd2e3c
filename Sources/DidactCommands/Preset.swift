import Didact
import Yams

/// A preset: which plugin reads which formats, which tasks fire, and a domain's default recipe.
struct Preset {
  var name: String
  var summary: String
  /// Name of the plugin behind it.
  var plugin: String
  var settings: RecipeSettings

  init(_ source: PresetSource) throws(RunError) {
    let file = try YAMLFile(source)
    name = try file.string("name") ?? ""
    guard !name.isEmpty else {
      throw RunError("\(source.path):1: has no 'name'", remedy: "add a line 'name: ...'")
    }
    summary = try file.string("summary") ?? ""
    plugin = try file.string("plugin") ?? name
    settings = try RecipeSettings(file, besides: ["name", "summary", "plugin"])
  }
}

/// Recipe choices as typed: each may be missing. Flags, a recipe file and a preset all become one of these.
struct RecipeSettings {
  var domain: String?
  var formats: [Recipe.Format]?
  var tasks: [String]?
  var variant: String?
  var shots: Int?
  var context: Int?
  var passageTokens: Int?
  var pairs: Int?
  var synthesizer: String?
  var model = Model()
  var prompt: Prompt?
  var checks = Checks()
  var language: [String]?
  var rights: [String]?
  var leaveOut: [String]?
  var excludeIDs: String?
  var latest: Bool?
  var split: Double?
  var compression: String?
  var seed: Int?
  var limit: Int?
  var maxRecord: Int?
  var maxRejected: Double?
  var controlStrings: [String]?
  var blocks = Blocks()

  struct Model {
    var name: String?
    var revision: String?
    var context: Int?
    var replyTokens: Int?
    var promptsPerRequest: Int?
    var format: String?
  }

  /// A `prompt:` block; one in a recipe file stands in for a preset's whole.
  struct Prompt {
    var system: String?
    var instruction: String?
    var output: String?
    var fence: String?
    var form: String?
    var repair: String?
    var language: String?
  }

  struct Checks {
    /// What scores must reach, by name.
    var floors: [String: Double] = [:]
    var longestInstruction: Int?
    var longestResponse: Int?
  }

  struct Blocks {
    var bytes: Int?
    var recordsPerShot: Int?
    var largest: Int?
    var perPart: Int?
  }

  init() {}

  /// The keys of a YAML file, named as flags are.
  init(_ file: YAMLFile, besides others: Set<String> = []) throws(RunError) {
    try file.refuseUnknown(besides: others.union(Self.keys))
    domain = try file.string("domain")
    formats = try file.formats("formats")
    tasks = try file.strings("tasks")
    variant = try file.string("variant")
    shots = try file.integer("shots")
    context = try file.integer("context")
    passageTokens = try file.integer("passage-tokens")
    pairs = try file.integer("pairs")
    synthesizer = try file.string("synthesizer")
    language = try file.strings("language")
    rights = try file.strings("rights")
    leaveOut = try file.strings("leave-out")
    excludeIDs = try file.string("exclude-ids")
    latest = try file.boolean("latest")
    split = try file.number("split")
    compression = try file.string("compression")
    seed = try file.integer("seed")
    limit = try file.integer("limit")
    maxRecord = try file.integer("max-record")
    maxRejected = try file.number("max-rejected")
    controlStrings = try file.strings("control-strings")
    if let nested = try file.section("model") {
      try nested.refuseUnknown(besides: [
        "name", "revision", "format", "context", "reply-tokens", "prompts-per-request",
      ])
      model.name = try nested.string("name")
      model.revision = try nested.string("revision")
      model.context = try nested.integer("context")
      model.replyTokens = try nested.integer("reply-tokens")
      model.promptsPerRequest = try nested.integer("prompts-per-request")
      model.format = try nested.string("format")
    }
    if let nested = try file.section("prompt") {
      try nested.refuseUnknown(besides: [
        "system", "instruction", "output", "fence", "form", "repair", "language",
      ])
      prompt = Prompt(
        system: try nested.string("system"), instruction: try nested.string("instruction"),
        output: try nested.string("output"), fence: try nested.string("fence"),
        form: try nested.string("form"), repair: try nested.string("repair"),
        language: try nested.string("language"))
    }
    if let nested = try file.section("checks") {
      let names = Recipe.Checks().floors.map(\.name)
      try nested.refuseUnknown(
        besides: Set(names + ["longest-instruction", "longest-response"]))
      for name in names { checks.floors[name] = try nested.number(name) }
      checks.longestInstruction = try nested.integer("longest-instruction")
      checks.longestResponse = try nested.integer("longest-response")
    }
    if let nested = try file.section("blocks") {
      try nested.refuseUnknown(besides: ["bytes", "records-per-shot", "largest", "per-part"])
      blocks.bytes = try nested.integer("bytes")
      blocks.recordsPerShot = try nested.integer("records-per-shot")
      blocks.largest = try nested.integer("largest")
      blocks.perPart = try nested.integer("per-part")
    }
  }

  static let keys: Set = [
    "domain", "formats", "tasks", "variant", "shots", "context", "passage-tokens", "pairs",
    "synthesizer", "model", "prompt", "checks", "language", "rights", "leave-out", "exclude-ids",
    "latest", "split",
    "compression", "seed", "limit", "max-record", "max-rejected", "control-strings", "blocks",
  ]

  /// These choices where they are made, `other`'s where they are not.
  func over(_ other: RecipeSettings) -> RecipeSettings {
    var result = RecipeSettings()
    result.domain = domain ?? other.domain
    result.formats = formats ?? other.formats
    result.tasks = tasks ?? other.tasks
    result.variant = variant ?? other.variant
    result.shots = shots ?? other.shots
    result.context = context ?? other.context
    result.passageTokens = passageTokens ?? other.passageTokens
    result.pairs = pairs ?? other.pairs
    result.synthesizer = synthesizer ?? other.synthesizer
    result.model.name = model.name ?? other.model.name
    result.model.revision = model.revision ?? other.model.revision
    result.model.context = model.context ?? other.model.context
    result.model.replyTokens = model.replyTokens ?? other.model.replyTokens
    result.model.promptsPerRequest = model.promptsPerRequest ?? other.model.promptsPerRequest
    result.model.format = model.format ?? other.model.format
    result.prompt = prompt ?? other.prompt
    result.checks.floors = checks.floors.merging(other.checks.floors) { own, _ in own }
    result.checks.longestInstruction = checks.longestInstruction ?? other.checks.longestInstruction
    result.checks.longestResponse = checks.longestResponse ?? other.checks.longestResponse
    result.language = language ?? other.language
    result.rights = rights ?? other.rights
    result.leaveOut = leaveOut ?? other.leaveOut
    result.excludeIDs = excludeIDs ?? other.excludeIDs
    result.latest = latest ?? other.latest
    result.split = split ?? other.split
    result.compression = compression ?? other.compression
    result.seed = seed ?? other.seed
    result.limit = limit ?? other.limit
    result.maxRecord = maxRecord ?? other.maxRecord
    result.maxRejected = maxRejected ?? other.maxRejected
    result.controlStrings = controlStrings ?? other.controlStrings
    result.blocks.bytes = blocks.bytes ?? other.blocks.bytes
    result.blocks.recordsPerShot = blocks.recordsPerShot ?? other.blocks.recordsPerShot
    result.blocks.largest = blocks.largest ?? other.blocks.largest
    result.blocks.perPart = blocks.perPart ?? other.blocks.perPart
    return result
  }
}
