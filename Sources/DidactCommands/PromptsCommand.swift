import ArgumentParser
import Didact
import DidactPrompting
import DidactSources
import Foundation

/// `didact prompts`: what a model is sent, and what is read back of its replies.
struct PromptsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "prompts",
    abstract:
      "Print the prompts that a model is sent, and the pairs read of its replies.",
    discussion: """
      One JSON line a prompt, in input order: {"index","document","round","carried","prompt","pairs"}. carried \
      lists the earlier texts that stand in the prompt. The prompt is whole, with its leading <s>; the client \
      takes that one off unless the server adds none. Prompts of a preset ({"messages":[{"role","content"}]} beside \
      these) are printed where --synthesizer is a chat endpoint, or a file says model: {format: prompted}.

      --chains adjacent   passages in a row, as didact augment sends them
      --chains strided    N texts in M blocks of ceil(N/M), text i of each in chain i, as the method's own code does
      """)

  /// How texts are put into chains.
  enum ChainForm: String, ExpressibleByArgument, CaseIterable { case adjacent, strided }

  @Argument(help: "Files, folders, globs, archives, or - for standard input.") var sources: [String]
  @Option(help: "M: texts in one chain, at most.") var shots: Int?
  @Option(help: "adjacent or strided.") var chains = ChainForm.adjacent
  @Option(
    help: ArgumentHelp(
      "Replies: JSON Lines {\"completion\"}, line i for text i whenever it is prompted.",
      valueName: "file"))
  var completions: String?
  @Option(help: "A domain's name, or a preset's YAML file.") var domain: String?
  @Option(
    help: ArgumentHelp(
      "The model as didact augment is told it, which decides the form; it is not asked.",
      valueName: "URL"))
  var synthesizer: String?
  @Option(help: "A recipe file; its keys are the flags' names.") var recipe: String?

  func validate() throws {
    if let shots, shots < 1 { throw ValidationError("--shots must be 1 or more.") }
  }

  func run(with toolbox: Toolbox) async throws {
    let list = try SourceList(sources)
    var flags = RecipeSettings()
    flags.domain = domain
    flags.shots = shots
    flags.synthesizer = synthesizer ?? RecordedModels.none
    let resolved = try ResolvedRecipe.resolve(
      flags: flags, recipeFile: recipe, sources: list, toolbox: toolbox)
    guard let choice = resolved.recipe.model else {
      throw RunError(
        "rules send no prompts", remedy: "name a model's place: --synthesizer URL")
    }
    let controlStrings = try ControlStrings(resolved.recipe.controlStrings)
    let listing = PromptListing(
      conversation: Conversation(
        format: choice.promptFormat(
          pairs: resolved.recipe.pairs, seed: resolved.recipe.seed,
          controlStrings: controlStrings),
        model: try model(), controlStrings: controlStrings))
    var blocks = SourceBlocks(
      list, formats: resolved.formats, sizes: resolved.recipe.blocks,
      shots: resolved.recipe.shots, maxRecord: resolved.recipe.maxRecord, hashes: false)
    let parsing = Parsing(
      domain: resolved.recipe.domain, formats: resolved.formats, languages: toolbox.languages)
    var counts = PromptListing.Counts()
    switch chains {
    case .adjacent:
      try await adjacent(&blocks, parsing, resolved, listing, &counts)
    case .strided:
      try await strided(&blocks, parsing, resolved.recipe.shots, listing, &counts)
    }
    for notice in blocks.notices { Terminal.say("note: \(notice)") }
    for line in counts.lines(answered: completions != nil) { Terminal.say(line) }
  }

  private func model() throws -> RecordedModel {
    guard let completions else { return RecordedModel([]) }
    guard let data = FileManager.default.contents(atPath: completions) else {
      throw RunError("\(completions): cannot be read", remedy: "check the path of --completions")
    }
    return try RecordedModel(lines: Array(data), path: completions)
  }

  /// Passages in a row, block by block, as a run sends them.
  private func adjacent(
    _ blocks: inout SourceBlocks, _ parsing: Parsing, _ resolved: ResolvedRecipe,
    _ listing: PromptListing, _ counts: inout PromptListing.Counts
  ) async throws {
    let recipe = resolved.recipe
    let division = Division(passageTokens: min(recipe.passageTokens, recipe.context))
    let chains = Chains(shots: recipe.shots, context: recipe.context, pairs: recipe.pairs)
    var index = 0
    while let block = try blocks.next() {
      let documents = try documents(of: block, parsing)
      let texts = documents.enumerated().flatMap { number, document in
        division.passages(of: document).map { (index + number, $0) }
      }
      index += documents.count
      var start = 0
      for chain in chains.chains(of: texts.map(\.1)) {
        let indices = texts[start..<start + chain.count].map(\.0)
        start += chain.count
        let prompted = try await listing.prompted(chain, indices: indices, &counts)
        guard Terminal.write(listing.lines(prompted)) else { throw StopReading() }
      }
    }
  }

  /// All texts, whole, in strides.
  private func strided(
    _ blocks: inout SourceBlocks, _ parsing: Parsing, _ shots: Int, _ listing: PromptListing,
    _ counts: inout PromptListing.Counts
  ) async throws {
    var texts: [Passage] = []
    while let block = try blocks.next() {
      for document in try documents(of: block, parsing) {
        texts.append(Passage(document: document, number: 0, total: 1, span: document.text.span))
      }
    }
    var prompted: [PromptListing.Prompted] = []
    for indices in StridedChains.chains(of: texts.count, shots: shots) {
      prompted += try await listing.prompted(
        indices.map { texts[$0] }, indices: indices, &counts)
    }
    // A text's pieces come from one chain in order; the sort keeps it.
    let order = prompted.indices.sorted { (prompted[$0].index, $0) < (prompted[$1].index, $1) }
    guard Terminal.write(listing.lines(order.map { prompted[$0] })) else { throw StopReading() }
  }

  private func documents(of block: Block, _ parsing: Parsing) throws -> [Document] {
    let parsed = try parsing.parse(block)
    for rejection in parsed.rejections { Terminal.say(RejectionText.line(rejection)) }
    return parsed.documents
  }
}
