import ArgumentParser
import Didact
import DidactSources
import Foundation

/// `didact documents`: documents as JSON Lines on standard output.
struct DocumentsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents",
    abstract: "Read sources and print their documents as JSON Lines.",
    discussion: """
      Every document is printed, those included that a run would filter. What cannot be read is told on \
      standard error. With --tasks a line says for each passage and task how many exercises it yields, or why \
      none: {"document","id","passage","task","category","exercises","reason"}.
      """)

  @Argument(help: "Files, folders, globs, archives, or - for standard input.") var sources: [String]
  @Option(help: "A domain's name, or a preset's YAML file.") var domain: String?
  @Option(help: "Blocks worked on at once; the machine's cores by default.") var jobs: Int?
  @Flag(
    help:
      "Print the newest version of each document alone, of formats whose records have versions (PubMed with its update files). Reads the sources twice."
  )
  var latest = false
  @Flag(help: "Print which tasks fire, and why others do not.") var tasks = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more.") }
  }

  func run(with toolbox: Toolbox) async throws {
    let list = try SourceList(sources)
    var flags = RecipeSettings()
    flags.domain = domain
    flags.latest = latest ? true : nil
    let resolved = try ResolvedRecipe.resolve(
      flags: flags, recipeFile: nil, sources: list, toolbox: toolbox)
    let recipe = resolved.recipe
    let jobs = jobs ?? Machine.cores
    let newest =
      recipe.latest
      ? try await LatestPass.run(
        list, resolved, jobs: jobs, folder: LatestPass.temporaryFolder, quiet: false) : nil
    var blocks = CountedBlocks(
      SourceBlocks(
        list, formats: resolved.formats, sizes: recipe.blocks, maxRecord: recipe.maxRecord,
        jobs: jobs, hashes: false), expecting: newest?.checksum)
    let listing = DocumentListing(
      domain: recipe.domain, formats: resolved.formats, languages: toolbox.languages,
      versions: newest?.index)
    let taskLines = TaskLines(
      tasks: resolved.tasks, division: Division(passageTokens: recipe.passageTokens))
    let showsTasks = tasks
    let lines: @Sendable (Document, inout JSONWriter) -> Void = { document, json in
      if showsTasks {
        taskLines.write(document, to: &json)
      } else {
        Encodings.write(document, to: &json)
      }
    }
    let tally = try await listing.run(&blocks, jobs: jobs, lines: lines) {
      (listed: DocumentListing.Listed) in
      guard Terminal.write(listed.lines) else { throw StopReading() }
      // Documents that were left out as asked are counted, not told one by one.
      for rejection in listed.rejections where rejection.stage != .keep {
        Terminal.say(RejectionText.line(rejection))
      }
    }
    for notice in blocks.blocks.notices { Terminal.say("note: \(notice)") }
    if tally.filteredDocuments > 0 {
      Terminal.say(
        "\(tally.documents) documents\(RunSummary.reasons(tally.filtered, "left out"))")
    }
    if tally.rejectedRecords > 0 {
      Terminal.say("\(tally.rejectedRecords) of \(tally.records) records were rejected")
    }
    if tally.records > 0, Double(tally.rejectedRecords) > recipe.maxRejected * Double(tally.records)
    {
      throw ExitCode(3)
    }
  }
}

/// A rejection as a diagnostic: `path:line: what is wrong`.
enum RejectionText {
  static func line(_ rejection: Rejection) -> String {
    "\(rejection.place.source.path):\(rejection.place.line): record \(rejection.place.record) "
      + "(byte \(rejection.place.offset), \(rejection.place.length) bytes) is rejected, "
      + "\(rejection.reason): \(rejection.detail)"
  }
}

/// What tasks find in a document, a line each.
struct TaskLines: Sendable {
  let tasks: [any DomainTask]
  let division: Division

  func write(_ document: Document, to json: inout JSONWriter) {
    for passage in division.passages(of: document) {
      for task in tasks {
        let findings = task.findings(in: passage)
        json.object { json in
          json.key("document")
          json.string(document.key)
          json.key("id")
          json.string(document.id)
          json.key("passage")
          json.string(passage.id)
          json.key("tokens")
          json.integer(Tokens.estimate(passage.text[passage.span]))
          json.key("task")
          json.string(task.id)
          json.key("category")
          json.string(task.category)
          switch findings {
          case .exercises(let exercises):
            json.key("exercises")
            json.integer(exercises.count)
            json.key("reason")
            json.null()
          case .none(let reason):
            json.key("exercises")
            json.integer(0)
            json.key("reason")
            json.string(reason)
          }
        }
        json.endLine()
      }
    }
  }
}

/// The machine that the process runs on.
enum Machine {
  static var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  static var description: String {
    let memory = ProcessInfo.processInfo.physicalMemory >> 20
    return "\(cores) cores, \(memory) MiB, \(ProcessInfo.processInfo.operatingSystemVersionString)"
  }

  /// User and system time of the process so far, in seconds.
  static var cpuSeconds: Double {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    #else
      getrusage(RUSAGE_SELF, &usage)
    #endif
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
