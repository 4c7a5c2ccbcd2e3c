public import Didact
import DidactCompression

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files that SOURCE arguments name: arguments in their order, folders by bytewise path.
public struct SourceList: Sendable {
  /// One file to read.
  public struct File: Sendable, Hashable {
    /// Where it is; `-` for standard input.
    public let location: String
    /// Its name in documents: relative to the SOURCE argument.
    public let path: String
    /// Bytes as stored, nil for standard input.
    public let bytes: Int?
  }

  public let files: [File]
  /// What was passed over, and why: links, special files.
  public let notices: [String]
  private let roots: [String]

  /// Expands arguments: files, folders, globs, `-`.
  ///
  /// - Throws: ``RunError`` where an argument names nothing.
  public init(_ arguments: [String]) throws(RunError) {
    var files: [File] = []
    var notices: [String] = []
    var roots: [String] = []
    guard !arguments.isEmpty else {
      throw RunError(
        "no source is given", remedy: "name a file, a folder, a glob, or - for standard input")
    }
    for argument in arguments {
      if argument == "-" {
        guard !files.contains(where: { $0.location == "-" }) else {
          throw RunError("-: standard input is named twice", remedy: "name it once")
        }
        files.append(File(location: "-", path: "-", bytes: nil))
        continue
      }
      let found = try Self.expand(argument, &notices)
      roots.append(argument)
      files += found
    }
    self.files = files
    self.notices = notices
    self.roots = roots
  }

  /// Bytes as stored of all files whose size is known.
  public var totalBytes: Int { files.reduce(0) { $0 + ($1.bytes ?? 0) } }
  /// Whether standard input is among the sources.
  public var readsStandardInput: Bool { files.contains { $0.location == "-" } }

  /// The SOURCE argument that `path` lies in, or nil: an output folder there would be read as a source.
  public func root(containing path: String) -> String? {
    let target = Self.resolved(path)
    return roots.first { root in
      let root = Self.resolved(root)
      return target == root || target.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }
  }

  /// An absolute path without links; for what does not exist yet, that of its nearest existing folder.
  private static func resolved(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard let slash = path.dropLast().lastIndex(of: "/") else {
      return resolved(".") + "/" + path
    }
    let parent = slash == path.startIndex ? "/" : String(path[..<slash])
    return resolved(parent) + "/" + path[path.index(after: slash)...]
  }

  private static func expand(_ argument: String, _ notices: inout [String]) throws(RunError)
    -> [File]
  {
    if let kind = kind(of: argument) {
      return try found(argument, kind, &notices)
    }
    guard argument.contains(where: { "*?[".contains($0) }) else {
      throw RunError("\(argument): no such file or folder", remedy: "check the path")
    }
    let matches = Glob(argument).matches()
    guard !matches.isEmpty else {
      throw RunError(
        "\(argument): matches no file", remedy: "check the pattern; quote it for the shell")
    }
    var files: [File] = []
    for match in matches {
      guard let kind = self.kind(of: match) else { continue }
      files += try found(match, kind, &notices)
    }
    return files
  }

  private static func found(
    _ path: String, _ kind: Kind, _ notices: inout [String]
  ) throws(RunError) -> [File] {
    switch kind {
    case .file(let bytes): return [File(location: path, path: name(of: path), bytes: bytes)]
    case .folder:
      var files: [File] = []
      try walk(path, below: "", &files, &notices)
      // Bytewise, as `LC_ALL=C sort` would.
      return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    case .special:
      throw RunError("\(path): is neither a file nor a folder", remedy: "name files and folders")
    }
  }

  enum Kind {
    case file(Int)
    case folder, special
  }

  static func kind(of path: String, followingLinks: Bool = true) -> Kind? {
    var info = stat()
    guard (followingLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file(Int(info.st_size))
    case S_IFDIR: return .folder
    default: return .special
    }
  }

  private static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? Substring(path))
  }

  /// Collects a folder's files. Links are not followed: they may lead out of the folder or in circles.
  private static func walk(
    _ root: String, below path: String, _ files: inout [File], _ notices: inout [String]
  ) throws(RunError) {
    let folder = path.isEmpty ? root : "\(root)/\(path)"
    guard let names = Folder.names(in: folder) else {
      throw RunError(
        "\(folder): cannot be listed: \(String(cString: strerror(errno)))",
        remedy: "make it readable")
    }
    for name in names where !name.hasPrefix(".") {
      let below = path.isEmpty ? name : "\(path)/\(name)"
      let location = "\(root)/\(below)"
      switch kind(of: location, followingLinks: false) {
      case .file(let bytes): files.append(File(location: location, path: below, bytes: bytes))
      case .folder: try walk(root, below: below, &files, &notices)
      case .special: notices.append("\(location): passed over, it is a link or a special file")
      case nil: notices.append("\(location): passed over, it has gone")
      }
    }
  }
}

/// A folder's entries.
enum Folder {
  /// The names in a folder in bytewise order, nil with `errno` set where it cannot be read.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
