import ArgumentParser
import Didact
import DidactOutputs
import DidactSources
import DidactTuning
import Foundation

/// `didact tuning-data`: training sequences for one's own synthesizer.
struct TuningDataCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "tuning-data",
    abstract:
      "Turn collections of questions about texts into training sequences for a synthesizer.",
    discussion: """
      A SOURCE is a collection in JSON or JSON Lines: a file, a folder, a glob, an archive, or - for standard input. \
      Each is a set of its own, named after its file or by NAME=SOURCE; sources of the same NAME are one set. Known \
      collections are told by their records (--shapes lists them); a --mapping file names the fields of others.

      A second start on the same folder does nothing if it is whole, and begins anew if it was interrupted.
      """)

  @Argument(help: "Collections: SOURCE or NAME=SOURCE.") var sources: [String] = []
  @Option(name: [.short, .long], help: "The folder to write to.") var output: String?
  @Option(
    help: ArgumentHelp(
      "Where texts, questions and answers stand in the records.", valueName: "file.yaml"))
  var mapping: String?
  @Option(help: ArgumentHelp("Tokens in one sequence, at most.", valueName: "tokens"))
  var sequenceTokens = 4_096
  @Option(
    help: ArgumentHelp(
      "Texts of one set, at most; those with most pairs first.", valueName: "texts"))
  var cap = 10_000
  @Option(help: "Seed of every choice that is drawn.") var seed = 0
  @Option(help: "zst, gz or none.") var compression = "zst"
  @Option(help: ArgumentHelp("Longer records are rejected.", valueName: "bytes"))
  var maxRecord = 16 << 20
  @Option(help: "Share of rejected records above which the exit code is 3.") var maxRejected = 0.1
  @Flag(help: "Remove what an earlier run left in the folder first.") var overwrite = false
  @Flag(help: "Print the known shapes of collections as mappings, and stop.") var shapes = false
  @Flag(help: "Say nothing but errors.") var quiet = false

  func validate() throws {
    if shapes { return }
    if sources.isEmpty { throw ValidationError("Missing expected argument '<sources> ...'") }
    if output == nil { throw ValidationError("Missing expected argument '--output <output>'") }
    if sequenceTokens < 128 { throw ValidationError("--sequence-tokens must be 128 or more.") }
    if cap < 1 { throw ValidationError("--cap must be 1 or more.") }
    if maxRecord < 1 { throw ValidationError("--max-record must be 1 or more.") }
    if Recipe.Compression(rawValue: compression) == nil {
      throw ValidationError("--compression must be zst, gz or none.")
    }
  }

  func run(with toolbox: Toolbox) throws {
    if shapes {
      Terminal.print("sets:")
      for shape in KnownShapes.all {
        Terminal.print("  \(shape.name):\n\(MappingFile.yaml(shape))")
      }
      return
    }
    var recipe = TuningRecipe()
    recipe.sequenceTokens = sequenceTokens
    recipe.cap = cap
    recipe.seed = UInt64(bitPattern: Int64(seed))
    recipe.compression = Recipe.Compression(rawValue: compression) ?? .zst
    recipe.maxRecord = maxRecord
    recipe.maxRejected = maxRejected
    recipe.sets = try Self.sets(sources)
    if let mapping {
      let file = try MappingFile(mapping)
      try file.refuseUnknown(besides: recipe.sets.map(\.name))
      recipe.mapping = file.digest
      for index in recipe.sets.indices {
        guard let (shape, records) = file.mapping(of: recipe.sets[index].name) else { continue }
        recipe.sets[index].shape = shape
        recipe.sets[index].records = records
      }
    }
    try make(recipe, at: output ?? "")
  }

  private func make(_ recipe: TuningRecipe, at path: String) throws {
    let lists = try recipe.sets.map { try SourceList($0.sources) }
    if let source = lists.lazy.compactMap({ $0.root(containing: path) }).first {
      throw RunError(
        "\(path): lies in the source \(source)", remedy: "choose an --output outside the sources")
    }
    let opened = try OutputFolder.open(
      at: path, recipe: recipe.described(by: CommandLineTool.version), owned: TuningData.folders,
      overwrite: overwrite)
    let folder: OutputFolder
    switch opened {
    case .complete(let manifest): return try compare(lists, recipe, with: manifest, path)
    case .ready(let ready): folder = ready
    }
    let started = Date()
    let report = ProgressReport(total: lists.reduce(0) { $0 + $1.totalBytes }, quiet: quiet)
    let outcome = try TuningData(recipe, to: folder).run(version: CommandLineTool.version) {
      bytes in
      report.read(bytes: bytes)
      report.report(doing: "reading")
    }
    report.end()
    let seconds = Date().timeIntervalSince(started)
    try RunReport(
      started: started.formatted(.iso8601), seconds: seconds, cpuSeconds: Machine.cpuSeconds,
      jobs: 1, bytesRead: outcome.sources.reduce(0) { $0 + $1.source.bytes },
      machine: Machine.description
    ).write(to: folder.path)
    if !quiet { say(outcome, folder.path, seconds) }
    let tally = outcome.tally
    if Double(tally.rejectedRecords) > recipe.maxRejected * Double(tally.records) {
      Terminal.say(
        "\(tally.rejectedRecords) of \(tally.records) records were rejected, more than --max-rejected "
          + "\(recipe.maxRejected); see \(folder.path)/rejected/")
      throw ExitCode(3)
    }
  }

  private func say(_ outcome: TuningData.Outcome, _ path: String, _ seconds: Double) {
    for notice in outcome.notices { Terminal.say("note: \(notice)") }
    for set in outcome.sets {
      let (tally, texts) = (set.tally, set.tally.texts)
      let reasons = RunSummary.reasons
      Terminal.say(
        "\(set.name): \(tally.records) records\(reasons(tally.skipped, "skipped"))\(reasons(tally.rejected, "rejected"))"
      )
      Terminal.say(
        "  \(texts.read) texts: \(texts.written) written"
          + (texts.repeated > 0 ? ", \(texts.repeated) joined with an earlier one" : "")
          + (texts.divided > 0 ? ", \(texts.divided) of them divided" : "")
          + reasons(texts.notSelected, "not selected") + reasons(texts.rejected, "rejected"))
      Terminal.say(
        "  \(tally.pairs.offered) pairs: \(tally.pairs.written) written"
          + reasons(tally.pairs.notSelected, "not selected")
          + reasons(tally.pairs.rejected, "rejected"))
    }
    let tally = outcome.tally
    Terminal.say(
      "\(tally.sequences) sequences of about \(tally.tokens) tokens, \(tally.learnedTokens) of them learned"
    )
    Terminal.say(
      String(format: "%.1f s; sequences in ", seconds)
        + "\(path)/sequences/, manifest in \(path)/manifest.json")
  }

  /// A folder that is whole already is left alone, if it was made of these sources.
  private func compare(
    _ lists: [SourceList], _ recipe: TuningRecipe, with manifest: [UInt8], _ path: String
  ) throws {
    let now = try zip(recipe.sets, lists).flatMap { set, list in
      try SourceProbe.digests(of: list).map {
        TuningSource(set: set.name, path: $0.path, sha256: $0.sha256)
      }
    }
    guard try TuningSource.all(in: manifest, at: path) == now else {
      throw RunError(
        "\(path): was made of other sources",
        remedy: "choose another --output, or start anew with --overwrite")
    }
    if !quiet { Terminal.say("\(path): is complete already; nothing was done") }
  }

  // MARK: Sets

  /// The sets that arguments name, in order.
  static func sets(_ arguments: [String]) throws -> [TuningRecipe.Set] {
    var sets: [TuningRecipe.Set] = []
    var isNamed: [String: Bool] = [:]
    for argument in arguments {
      let (name, source, named) = self.name(of: argument)
      guard let index = sets.firstIndex(where: { $0.name == name }) else {
        sets.append(.init(name: name, sources: [source]))
        isNamed[name] = named
        continue
      }
      guard named, isNamed[name] == true else {
        throw RunError(
          "\(source): is a second set named '\(name)'",
          remedy: "name the sets: NAME=SOURCE; the same NAME joins sources into one set")
      }
      sets[index].sources.append(source)
    }
    return sets
  }

  private static func name(of argument: String) -> (name: String, source: String, named: Bool) {
    if let sign = argument.firstIndex(of: "="), sign != argument.startIndex,
      argument[..<sign].utf8.allSatisfy(isNameByte),
      !FileManager.default.fileExists(atPath: argument)
    {
      return (String(argument[..<sign]), String(argument[argument.index(after: sign)...]), true)
    }
    var name = argument.split(separator: "/").last.map(String.init) ?? "set"
    while let ending = endings.first(where: { name.hasSuffix($0) && name.count > $0.count }) {
      name.removeLast(ending.count)
    }
    if argument == "-" { name = "stdin" }
    let safe = name.utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "_") }
    return (String(decoding: safe, as: UTF8.self), argument, false)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte < 0x80 && UTF8Bytes.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static let endings = [
    ".json", ".jsonl", ".txt", ".gz", ".zst", ".bz2", ".xz", ".zip", ".tar", ".tgz",
  ]
}
