import ArgumentParser
import Didact
import DidactPrompting
import DidactSources
import Foundation

/// `didact doctor`: is this machine, is this server ready, and what to change if not.
struct DoctorCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Say whether this machine, or a model server, is ready for a run, and what to change.",
    discussion: """
      didact doctor                                          this machine
      didact doctor --endpoint http://127.0.0.1:8000         a server: which, its models, context, speed
      didact doctor --endpoint URL SOURCE... --domain D      the time that these sources will take as well

      A server is sent prompts of the sources (of made-up texts where there are none) at rising numbers at once, for \
      some seconds each. Keys come from DIDACT_API_KEY or OPENAI_API_KEY and are sent to the endpoint alone.
      Exit codes: 0 ready, 1 something is wrong, 64 wrong usage.
      """)

  @Argument(help: "Sources whose time is reckoned.") var sources: [String] = []
  @Option(
    help: ArgumentHelp(
      "A model server, as after --synthesizer; several with commas.", valueName: "URL"))
  var endpoint: String?
  @Option(help: "The model's name, as its server knows it; needless where it serves one.")
  var model: String?
  @Option(help: "A domain's name, or a preset's YAML file.") var domain: String?
  @Option(help: "A recipe file; its model section says what a run will want of the server.")
  var recipe: String?
  @Option(help: "M: passages in one training text, at most.") var shots: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if endpoint == nil, model != nil {
      throw ValidationError("--model needs the server that serves it: --endpoint URL.")
    }
  }

  func run(with toolbox: Toolbox) async throws {
    let resolved = try resolve(toolbox)
    let list = sources.isEmpty ? nil : try SourceList(sources)
    var report = DoctorReport(
      machine: MachineExamination.findings(toolbox, sourceBytes: list?.totalBytes))
    var plan: RequestPlan?
    if let list {
      if !json {
        Terminal.say("reading the sources for \(Int(RequestPlan.seconds)) seconds at most")
      }
      plan = try RequestPlan(list, resolved, languages: toolbox.languages)
      report.plan = plan
    }
    if let endpoint {
      guard let source = toolbox.models.first(where: { $0.isRemote && $0.recognises(endpoint) })
      else {
        throw RunError(
          "'\(Terminal.safe(endpoint))' is no model server's URL",
          remedy: "write it like http://127.0.0.1:8000")
      }
      var asked = resolved.recipe.model ?? Recipe.Model(name: "")
      if let model { asked.name = model }
      let prompts = plan?.prompts ?? []
      let format = try asked.promptFormat(
        pairs: resolved.recipe.pairs, seed: resolved.recipe.seed,
        controlStrings: ControlStrings(resolved.recipe.controlStrings))
      report.servers = try await source.examined(
        endpoint, asked, format: format,
        prompts: prompts.isEmpty ? RequestPlan.madeUp(format: format) : prompts)
    }
    Terminal.print(json ? report.json : report.text)
    if !report.isReady { throw ExitCode(1) }
  }

  private func resolve(_ toolbox: Toolbox) throws -> ResolvedRecipe {
    var flags = RecipeSettings()
    flags.domain = domain
    flags.shots = shots
    flags.synthesizer = endpoint
    flags.model.name = model
    let list = sources.isEmpty ? nil : try SourceList(sources)
    // Without sources any domain will do: nothing of it is looked at.
    if list == nil, domain == nil, recipe == nil {
      flags.domain = try toolbox.readPresets().first?.name
    }
    return try ResolvedRecipe.resolve(
      flags: flags, recipeFile: recipe, sources: list, toolbox: toolbox)
  }
}
