public import Didact
import DidactCompression
import Foundation

/// A run's folder: parts that appear whole or not at all, a line of progress for each, the manifest last.
///
/// kill -9 at any moment costs the part that was being written; started again, the run goes on after the
/// last durable part and ends with the bytes that it would have had.
public struct RunFolder: Output {
  public let path: String
  /// Where a run keeps what must outlive an interruption and is no part of its output.
  public var privateFolder: String { "\(path)/.didact" }
  public private(set) var committed: Commitment
  private let recipe: Recipe
  private let version: String
  private let lock: RunLock
  private var files: [PartFile]
  private var part: PartWriter
  private var running: Commitment

  /// What a folder turned out to be.
  public enum Opened {
    /// New, or interrupted: ready to be written to.
    case ready(RunFolder)
    /// Whole already, by the same recipe and version; the sources it was made of.
    case complete([SourceSummary])
  }

  /// Opens a folder for a run.
  ///
  /// - Parameter overwrite: remove what an earlier run left, and nothing else, first.
  /// - Throws: ``RunError`` where the folder is not a run's, is in use, or belongs to another recipe.
  public static func open(
    at path: String, recipe: Recipe, version: String, overwrite: Bool = false
  ) throws(RunError) -> Opened {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let work = "\(path)/.didact"
    if let kind = Files.kind(of: path), kind != .folder {
      throw RunError("\(path): is not a folder", remedy: "choose another --output")
    }
    let names = Files.names(in: path)
    if !names.isEmpty, Files.kind(of: work) != .folder {
      throw RunError(
        "\(path): is not empty and not a run's folder", remedy: "choose an empty or new folder")
    }
    try Files.makeFolder(path)
    try Files.makeFolder(work, mode: 0o700)
    let lock = try RunLock("\(work)/lock")
    if overwrite { removeRun(path) }
    let header = "\(work)/recipe.json"
    let described = RecipeJSON.bytes(recipe, version: version)
    if Files.kind(of: header) == .file {
      let earlier = try Files.read(header)
      if earlier != described {
        throw RunError(
          "\(path): belongs to another run: \(RecipeJSON.difference(earlier, described))",
          remedy: "choose another --output, or start anew with --overwrite")
      }
    } else {
      try Files.replace(header, with: described)
    }
    if Files.kind(of: "\(path)/manifest.json") == .file {
      // run.json is written after the manifest: a run killed in between leaves it half-written.
      Files.remove("\(path)/run.json.tmp")
      return .complete(try ManifestReader.read("\(path)/manifest.json").sources)
    }
    let parts = try RunProgress.read("\(work)/progress.jsonl")
    return .ready(
      try RunFolder(path: path, recipe: recipe, version: version, lock: lock, parts: parts))
  }

  private init(
    path: String, recipe: Recipe, version: String, lock: RunLock, parts: [RunProgress.Part]
  ) throws(RunError) {
    self.path = path
    self.recipe = recipe
    self.version = version
    self.lock = lock
    committed = parts.last?.commitment ?? Commitment()
    running = committed
    files = parts.flatMap(\.files)
    part = PartWriter(folder: path, number: parts.count, compression: recipe.compression)
    try Self.removeUncommitted(path, keeping: Set(files.map(\.path)))
    // The progress is written anew: a torn last line must not stand before the next one.
    var lines: [UInt8] = []
    for part in parts { lines += try RunProgress.line(part) }
    try Files.replace("\(path)/.didact/progress.jsonl", with: lines)
  }

  public mutating func append(_ block: EncodedBlock) throws {
    try part.append(block.frames)
    running.blocks = block.index + 1
    running.checksum = block.checksum
    running.tally += block.tally
    if running.blocks % recipe.blocks.perPart == 0 { try commitPart() }
  }

  public mutating func finish(sources: [SourceSummary]) throws {
    if running.blocks > committed.blocks { try commitPart() }
    let manifest = Manifest(
      version: version, recipe: recipe, sources: sources, tally: running.tally, files: files)
    var documents = try [
      write("README.md", DatasetCard(manifest).text),
      write("dataset_info.json", LlamaFactory.datasetInfo(manifest)),
    ]
    documents.sort { $0.path < $1.path }
    let bytes = manifest.bytes(with: documents)
    try Files.replace(
      "\(path)/manifest.sha256", with: Array("\(SHA256.hex(of: bytes))  manifest.json\n".utf8))
    try Files.replace("\(path)/manifest.json", with: bytes)
  }

  private func write(_ name: String, _ text: String) throws(RunError) -> PartFile {
    let bytes = Array(text.utf8)
    try Files.replace("\(path)/\(name)", with: bytes)
    return PartFile(path: name, sha256: SHA256.hex(of: bytes), bytes: bytes.count, lines: 0)
  }

  /// Makes a part durable: its files, their names, then the line that says so.
  private mutating func commitPart() throws(RunError) {
    let number = part.number
    let written = try part.commit()
    let line = try RunProgress.line(
      RunProgress.Part(number: number, commitment: running, files: written))
    let progress = try OutputFile(path: "\(path)/.didact/progress.jsonl", appending: true)
    try progress.write(line)
    try progress.sync()
    files += written
    committed = running
    part = PartWriter(folder: path, number: number + 1, compression: recipe.compression)
  }

  /// Removes what was being written when an earlier start was interrupted.
  private static func removeUncommitted(_ path: String, keeping: Set<String>) throws(RunError) {
    Files.removeTree("\(path)/.didact/parts")
    for stream in RunStream.allCases {
      for name in Files.names(in: "\(path)/\(stream.rawValue)")
      where !keeping.contains("\(stream.rawValue)/\(name)") {
        Files.remove("\(path)/\(stream.rawValue)/\(name)")
      }
    }
    for file in keeping where Files.kind(of: "\(path)/\(file)") != .file {
      throw RunError(
        "\(path)/\(file): is missing, though it was written",
        remedy: "put it back, or start anew with --overwrite")
    }
  }

  /// Removes what a run leaves, and nothing else.
  private static func removeRun(_ path: String) {
    for name in ["manifest.json", "manifest.sha256", "README.md", "dataset_info.json", "run.json"] {
      Files.remove("\(path)/\(name)")
    }
    for stream in RunStream.allCases {
      let folder = "\(path)/\(stream.rawValue)"
      for name in Files.names(in: folder) where name.hasPrefix("part-") {
        Files.remove("\(folder)/\(name)")
      }
      rmdir(folder)
    }
    Files.removeTree("\(path)/.didact/parts")
    for name in ["recipe.json", "progress.jsonl"] { Files.remove("\(path)/.didact/\(name)") }
  }
}

/// One part of every stream, under temporary names until it is whole.
private struct PartWriter {
  let folder: String
  let number: Int
  let compression: Recipe.Compression
  private var streams: [RunStream: Stream] = [:]

  private final class Stream {
    let file: OutputFile
    var hash = SHA256()
    var bytes = 0
    var lines = 0
    init(_ file: OutputFile) { self.file = file }
  }

  init(folder: String, number: Int, compression: Recipe.Compression) {
    self.folder = folder
    self.number = number
    self.compression = compression
  }

  mutating func append(_ frames: [RunStream: EncodedBlock.Frame]) throws(RunError) {
    for stream in RunStream.allCases {
      guard let frame = frames[stream] else { continue }
      let writer = try writer(for: stream)
      try writer.file.write(frame.bytes)
      writer.hash.update(frame.bytes)
      writer.bytes += frame.bytes.count
      writer.lines += frame.lines
    }
  }

  private mutating func writer(for stream: RunStream) throws(RunError) -> Stream {
    if let writer = streams[stream] { return writer }
    try Files.makeFolder("\(folder)/.didact/parts", mode: 0o700)
    let writer = Stream(try OutputFile(path: temporary(stream)))
    streams[stream] = writer
    return writer
  }

  private func temporary(_ stream: RunStream) -> String {
    "\(folder)/.didact/parts/\(stream.rawValue)"
  }

  private func name(_ stream: RunStream) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return "\(stream.rawValue)/part-\(padded).\(compression.fileExtension)"
  }

  mutating func commit() throws(RunError) -> [PartFile] {
    var files: [PartFile] = []
    for stream in RunStream.allCases {
      guard let writer = streams[stream] else { continue }
      try writer.file.sync()
      try Files.makeFolder("\(folder)/\(stream.rawValue)")
      try Files.rename(temporary(stream), to: "\(folder)/\(name(stream))")
      files.append(
        PartFile(
          path: name(stream), sha256: writer.hash.finish(), bytes: writer.bytes,
          lines: writer.lines))
    }
    try Files.syncFolder(folder)
    streams = [:]
    return files
  }
}

extension Recipe.Compression {
  /// How part files of this compression end.
  var fileExtension: String {
    switch self {
    case .zst: "jsonl.zst"
    case .gz: "jsonl.gz"
    case .none: "jsonl"
    }
  }
}
