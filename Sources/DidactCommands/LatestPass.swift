import Didact
import DidactSources
import Foundation

/// The first of the two passes that `--latest` asks for.
struct LatestPass {
  /// Which records are the newest version of their document.
  let index: any VersionIndex
  /// Of all that was cut: a second pass that comes to another has read other bytes.
  let checksum: UInt64

  /// Whether sources can be read twice and formats know of versions.
  static func check(_ formats: [any SourceFormat], _ sources: SourceList?) throws(RunError) {
    if let sources, sources.readsStandardInput {
      throw RunError(
        "-: --latest reads the sources twice, and standard input comes once",
        remedy: "save it to a file and name that, or leave --latest out")
    }
    guard formats.contains(where: { $0 is any VersionedFormat }) else {
      throw RunError(
        "none of the formats \(formats.map(\.name).joined(separator: ", ")) has versions",
        remedy: "leave --latest out")
    }
  }

  /// Reads all sources for their versions.
  ///
  /// - Parameter folder: where there is room for the index.
  static func run(
    _ sources: SourceList, _ resolved: ResolvedRecipe, jobs: Int, folder: String, quiet: Bool
  ) async throws -> LatestPass {
    let progress = ProgressReport(total: sources.totalBytes, quiet: quiet)
    var blocks = CountedBlocks(
      SourceBlocks(
        sources, formats: resolved.formats, sizes: resolved.recipe.blocks,
        maxRecord: resolved.recipe.maxRecord, limit: resolved.recipe.limit, jobs: jobs,
        hashes: false),
      progress)
    var file = VersionFile(in: folder)
    let checksum = try await VersionSurvey(formats: resolved.formats).run(
      &blocks, into: &file, jobs: jobs
    ) { progress.report(doing: "looking for the newest versions") }
    progress.end()
    return LatestPass(index: try file.index(), checksum: checksum)
  }

  /// A folder for files that go with the process: `TMPDIR`, else one that keeps files on disk rather than in memory.
  static var temporaryFolder: String {
    if let folder = ProcessInfo.processInfo.environment["TMPDIR"], !folder.isEmpty {
      return folder
    }
    return FileManager.default.isWritableFile(atPath: "/var/tmp") ? "/var/tmp" : "/tmp"
  }
}

/// A block reader that tells how many bytes were read, and that a second pass read what the first did.
struct CountedBlocks: BlockReader {
  var blocks: SourceBlocks
  private let progress: ProgressReport?
  private let expected: UInt64?
  private var checksum: UInt64 = 0

  init(_ blocks: SourceBlocks, _ progress: ProgressReport? = nil, expecting checksum: UInt64? = nil)
  {
    self.blocks = blocks
    self.progress = progress
    expected = checksum
  }

  var sources: [SourceSummary] { blocks.sources }

  mutating func next() throws -> Block? {
    defer { progress?.read(bytes: blocks.bytesRead) }
    if let block = try blocks.next() {
      checksum = block.checksum
      return block
    }
    if let expected, checksum != expected {
      throw RunError(
        "the sources changed while they were read", remedy: "start again when they are at rest")
    }
    return nil
  }
}
