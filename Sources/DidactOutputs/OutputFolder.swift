public import Didact
import DidactCompression
import Foundation

/// A folder whose files appear when all of them are whole, the manifest last: for work that is done anew where it was
/// interrupted.
public final class OutputFolder {
  public let path: String
  private let lock: RunLock
  private let owned: [String]
  private var files: [PartFile] = []
  private var work: String { "\(path)/.didact/new" }

  /// What a folder turned out to be.
  public enum Opened {
    /// Empty now: ready to be written to.
    case ready(OutputFolder)
    /// Whole already, by the same recipe; its manifest.
    case complete(manifest: [UInt8])
  }

  /// Opens a folder.
  ///
  /// - Parameters:
  ///   - recipe: every choice and the version as one JSON object with `kind`, `didact` and `recipe`.
  ///   - owned: the folders in it that this work writes to; with its other files they are all that `overwrite` removes.
  /// - Throws: ``RunError`` where the folder is another's, is in use, or belongs to another recipe.
  public static func open(
    at path: String, recipe: [UInt8], owned: [String], overwrite: Bool = false
  ) throws(RunError) -> Opened {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if let kind = Files.kind(of: path), kind != .folder {
      throw RunError("\(path): is not a folder", remedy: "choose another --output")
    }
    let names = Files.names(in: path)
    if !names.isEmpty, Files.kind(of: "\(path)/.didact") != .folder {
      throw RunError(
        "\(path): is not empty and not a run's folder", remedy: "choose an empty or new folder")
    }
    try Files.makeFolder(path)
    try Files.makeFolder("\(path)/.didact", mode: 0o700)
    let lock = try RunLock("\(path)/.didact/lock")
    let header = "\(path)/.didact/recipe.json"
    let described = JSONLayout.indented(recipe)
    let isWhole = Files.kind(of: "\(path)/manifest.json") == .file
    if Files.kind(of: header) == .file {
      let earlier = try Files.read(header)
      guard RecipeJSON.kind(earlier) == RecipeJSON.kind(described) else {
        throw RunError(
          "\(path): is the folder of another command", remedy: "choose another --output")
      }
      // What was interrupted is made anew, by whatever recipe.
      if isWhole, !overwrite, earlier != described {
        throw RunError(
          "\(path): belongs to another run: \(RecipeJSON.difference(earlier, described))",
          remedy: "choose another --output, or start anew with --overwrite")
      }
    } else if isWhole {
      throw RunError("\(path): is the folder of another command", remedy: "choose another --output")
    }
    let folder = OutputFolder(path: path, lock: lock, owned: owned)
    if !overwrite, isWhole {
      return .complete(manifest: try Files.read("\(path)/manifest.json"))
    }
    folder.clear()
    try Files.replace(header, with: described)
    try Files.makeFolder(folder.work, mode: 0o700)
    return .ready(folder)
  }

  private init(path: String, lock: RunLock, owned: [String]) {
    self.path = path
    self.lock = lock
    self.owned = owned
  }

  /// Removes what an earlier start left: the manifest first, without which nothing counts as whole.
  private func clear() {
    for name in ["manifest.json", "manifest.sha256", "README.md", "run.json"] {
      Files.remove("\(path)/\(name)")
    }
    for folder in owned {
      for name in Files.names(in: "\(path)/\(folder)") { Files.remove("\(path)/\(folder)/\(name)") }
      rmdir("\(path)/\(folder)")
    }
    Files.removeTree(work)
  }

  /// A file of the output, under its path in the folder; it takes its place in ``finish(manifest:)``.
  public func file(_ name: String) throws(RunError) -> OutputPart {
    if let slash = name.lastIndex(of: "/") { try Files.makeFolder("\(work)/\(name[..<slash])") }
    return OutputPart(name: name, file: try OutputFile(path: "\(work)/\(name)"))
  }

  /// Makes a file durable.
  public func close(_ part: OutputPart) throws(RunError) { files.append(try part.close()) }

  /// A file for intermediate results, gone with ``finish(manifest:)``.
  public func scratch(_ name: String) throws(RunError) -> ScratchFile {
    try Files.makeFolder("\(path)/.didact/new/scratch", mode: 0o700)
    return try ScratchFile("\(path)/.didact/new/scratch/\(name)")
  }

  /// Puts all closed files in their places, then the manifest that is made of them.
  public func finish(manifest: ([PartFile]) -> [UInt8]) throws(RunError) {
    files.sort { $0.path < $1.path }
    for file in files {
      if let slash = file.path.lastIndex(of: "/") {
        try Files.makeFolder("\(path)/\(file.path[..<slash])")
      }
      try Files.rename("\(work)/\(file.path)", to: "\(path)/\(file.path)")
    }
    Files.removeTree(work)
    let bytes = JSONLayout.indented(manifest(files))
    try Files.replace(
      "\(path)/manifest.sha256", with: Array("\(SHA256.hex(of: bytes))  manifest.json\n".utf8))
    try Files.replace("\(path)/manifest.json", with: bytes)
  }
}

/// A file on its way into an ``OutputFolder``.
public final class OutputPart {
  private let name: String
  private let file: OutputFile
  private var hash = SHA256()
  private var bytes = 0
  private var lines = 0

  init(name: String, file: OutputFile) {
    self.name = name
    self.file = file
  }

  /// Appends a frame of so many JSON lines.
  public func write(_ frame: [UInt8], lines: Int) throws(RunError) {
    try file.write(frame)
    hash.update(frame)
    bytes += frame.count
    self.lines += lines
  }

  fileprivate func close() throws(RunError) -> PartFile {
    try file.sync()
    return PartFile(path: name, sha256: hash.finish(), bytes: bytes, lines: lines)
  }
}

extension Recipe.Compression {
  /// How files of JSON lines end: `jsonl.zst`.
  public var ending: String { fileExtension }
}
