import ArgumentParser
import Didact
import DidactCompression
import DidactOutputs
import DidactPrompting
import DidactSources
import Foundation

/// `didact augment`: the main job.
struct AugmentCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "augment",
    abstract: "Augment sources with instruction-response pairs, laid out for training.",
    discussion: """
      A second start on the same folder goes on where the first was interrupted, and does nothing if it was \
      whole. A flag beats the recipe file, which beats the domain's preset.
      """)

  @Argument(help: "Files, folders, globs, archives, or - for standard input.") var sources: [String]
  @Option(name: [.short, .long], help: "The folder to write to.") var output: String?
  @OptionGroup var options: RecipeOptions
  @Option(help: "A recipe file; its keys are the flags' names.") var recipe: String?
  @Option(help: "Blocks worked on at once; the machine's cores by default.") var jobs: Int?
  @Flag(help: "Remove what an earlier run left in the folder first.") var overwrite = false
  @Flag(help: "Print the resolved recipe and what would be read, and stop.") var dryRun = false
  @Flag(help: "Say nothing but errors.") var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more.") }
    if output == nil, !dryRun {
      throw ValidationError("Missing expected argument '--output <output>'")
    }
  }

  func run(with toolbox: Toolbox) async throws {
    let list = try SourceList(sources)
    var resolved = try ResolvedRecipe.resolve(
      flags: options.settings, recipeFile: recipe, sources: list, toolbox: toolbox)
    resolved.recipe = try await resolved.synthesizer.completed(resolved.recipe)
    if dryRun || output == nil { return show(resolved, list) }
    let folder = output ?? ""
    if let source = list.root(containing: folder) {
      throw RunError(
        "\(folder): lies in the source \(source)", remedy: "choose an --output outside the sources")
    }
    let opened = try RunFolder.open(
      at: folder, recipe: resolved.recipe, version: CommandLineTool.version, overwrite: overwrite)
    switch opened {
    case .complete(let sources): try compare(list, with: sources, folder)
    case .ready(let run): try await augment(list, resolved, to: run, with: toolbox)
    }
  }

  private func augment(
    _ list: SourceList, _ resolved: ResolvedRecipe, to run: RunFolder, with toolbox: Toolbox
  ) async throws {
    var run = run
    let recipe = resolved.recipe
    let started = Date()
    let jobs = jobs ?? Machine.cores
    let latest =
      recipe.latest
      ? try await LatestPass.run(
        list, resolved, jobs: jobs, folder: "\(run.path)/.didact", quiet: quiet) : nil
    var blocks = SourceBlocks(
      list, formats: resolved.formats, sizes: recipe.blocks,
      shots: resolved.variant.shots(asked: recipe.shots), maxRecord: recipe.maxRecord,
      limit: recipe.limit, jobs: jobs)
    let (synthesizer, model) = try await resolved.synthesizer.opened(
      recipe, tasks: resolved.tasks, folder: run.privateFolder, languages: toolbox.languages)
    if !quiet, run.committed.blocks > 0 {
      Terminal.say("\(run.path): continuing after \(run.committed.tally.records) records")
    }
    let progress = ProgressReport(total: list.totalBytes, quiet: quiet)
    var counted = CountedBlocks(blocks, progress, expecting: latest?.checksum)
    let waiting = model.map { model in Task { await Self.tell(of: model, progress) } }
    let tally: Tally
    do {
      let augmentation = try Augmentation(
        recipe: recipe, formats: resolved.formats, variant: resolved.variant,
        synthesizer: synthesizer, languages: toolbox.languages, excludedIDs: resolved.excludedIDs,
        versions: latest?.index, frames: FrameEncoders.encoder(for: recipe.compression))
      tally = try await augmentation.run(&counted, to: &run, jobs: jobs) { progress.report($0) }
    } catch {
      waiting?.cancel()
      progress.end()
      await model?.close()
      throw error
    }
    waiting?.cancel()
    await model?.close()
    blocks = counted.blocks
    let seconds = Date().timeIntervalSince(started)
    try RunReport(
      started: started.formatted(.iso8601), seconds: seconds, cpuSeconds: Machine.cpuSeconds,
      jobs: jobs, bytesRead: blocks.bytesRead, machine: Machine.description
    ).write(to: run.path)
    progress.end()
    if !quiet {
      for notice in blocks.notices { Terminal.say("note: \(notice)") }
      for line in RunSummary.lines(tally, folder: run.path, seconds: seconds) { Terminal.say(line) }
    }
    if tally.records == 0 {
      Terminal.say("warning: the sources hold no record")
    }
    if Double(tally.rejectedRecords) > recipe.maxRejected * Double(tally.records) {
      Terminal.say(
        "\(tally.rejectedRecords) of \(tally.records) records were rejected, more than --max-rejected "
          + "\(recipe.maxRejected); see \(run.path)/rejected/")
      throw ExitCode(3)
    }
  }

  /// Says what a model is waited for, and what happens to its servers, until its task is cancelled.
  private static func tell(of model: OpenModel, _ progress: ProgressReport) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(200))
      for notice in model.notices() { progress.say(notice) }
      if let standing = model.standing() { progress.report(waiting: standing) }
    }
  }

  /// A run that is whole already is left alone, if it was made of these sources.
  private func compare(
    _ list: SourceList, with earlier: [SourceSummary], _ folder: String
  ) throws {
    let now = try SourceProbe.digests(of: list)
    var difference: String?
    if now.count != earlier.count {
      difference = "it was made of \(earlier.count) sources, these are \(now.count)"
    } else if let (source, _) = zip(now, earlier).first(where: {
      $0.path != $1.path || $0.bytes != $1.bytes || $0.sha256 != $1.sha256
    }) {
      difference = "source \(source.path) is not the one that it was made of"
    }
    if let difference {
      throw RunError(
        "\(folder): is the finished run of other sources: \(difference)",
        remedy: "choose another --output, or start anew with --overwrite")
    }
    if !quiet { Terminal.say("\(folder): is complete already; nothing was done") }
  }

  private func show(_ resolved: ResolvedRecipe, _ list: SourceList) {
    Terminal.print("Recipe\n\(RecipeText.lines(resolved.recipe))\n\nSources")
    for probe in SourceProbe.probe(list) {
      var format = "read when it comes"
      if let head = probe.head {
        let sure = resolved.formats.map { ($0.name, $0.recognises(head)) }
        let best = sure.map(\.1).max() ?? .no
        format = best == .no ? "unknown format" : sure.first { $0.1 == best }?.0 ?? ""
      } else if let problem = probe.problem {
        format = problem
      }
      let size = probe.file.bytes.map { "\($0) bytes" } ?? "standard input"
      Terminal.print("  \(Terminal.safe(probe.file.location)): \(size), \(format)")
    }
    for notice in list.notices { Terminal.print("  \(Terminal.safe(notice))") }
  }
}
