import ArgumentParser
import Foundation

/// The flags that choose a recipe.
struct RecipeOptions: ParsableArguments {
  @Option(
    help: "A domain's name, or a preset's YAML file; found by the sources' format by default.")
  var domain: String?
  @Option(help: "How passages and pairs become training texts; see didact show.") var variant:
    String?
  @Option(help: "M: passages in one training text, at most.") var shots: Int?
  @Option(help: ArgumentHelp("Tokens in one training text, at most.", valueName: "tokens"))
  var context: Int?
  @Option(help: ArgumentHelp("Longer documents are divided.", valueName: "tokens"))
  var passageTokens: Int?
  @Option(help: "Pairs for a passage of an abstract's size (400 tokens).") var pairs: Int?
  @Option(help: ArgumentHelp("Tasks that may fire, separated by commas.", valueName: "list"))
  var tasks: String?
  @Option(
    help: ArgumentHelp(
      "What writes pairs: rules (from what the source states), a model server's URL (or several with the same model and weights: URL,URL*2), recorded:FILE, or rules+URL.",
      valueName: "rules|URL"))
  var synthesizer: String?
  @Option(help: "The model's name, as its server knows it; needless where it serves one.")
  var model: String?
  @Option(help: "Keep documents in these languages alone (en,fr).") var language: String?
  @Option(
    help: ArgumentHelp("Keep documents with these rights alone (cc-by,cc0).", valueName: "list"))
  var rights: String?
  @Option(
    help: ArgumentHelp(
      "Leave out documents whose ids this file lists, one a line.", valueName: "file"))
  var excludeIds: String?
  @Flag(
    help:
      "Keep the newest version of each document alone, of formats whose records have versions (PubMed with its update files); with --limit, the newest among those records. Reads the sources twice."
  )
  var latest = false
  @Option(help: "Share of documents held out in validation/, by hash of their id.") var split:
    Double?
  @Option(help: "zst, gz or none.") var compression: String?
  @Option(help: "Seed of every choice that is drawn.") var seed: Int?
  @Option(help: "Stop after this many records.") var limit: Int?
  @Option(help: ArgumentHelp("Longer records are rejected.", valueName: "bytes")) var maxRecord:
    Int?
  @Option(help: "Share of rejected records above which the exit code is 3.") var maxRejected:
    Double?

  /// The choices that were made.
  var settings: RecipeSettings {
    var settings = RecipeSettings()
    settings.domain = domain
    settings.variant = variant
    settings.shots = shots
    settings.context = context
    settings.passageTokens = passageTokens
    settings.pairs = pairs
    settings.tasks = tasks.map(Self.list)
    settings.synthesizer = synthesizer
    settings.model.name = model
    settings.language = language.map(Self.list)
    settings.rights = rights.map(Self.list)
    settings.excludeIDs = excludeIds
    settings.latest = latest ? true : nil
    settings.split = split
    settings.compression = compression
    settings.seed = seed
    settings.limit = limit
    settings.maxRecord = maxRecord
    settings.maxRejected = maxRejected
    return settings
  }

  private static func list(_ value: String) -> [String] {
    value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
