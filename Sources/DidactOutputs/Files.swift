import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// File operations with errors that name the path, and with the syncing that a commit needs.
enum Files {
  /// What `path` is.
  enum Kind { case file, folder, other }

  static func kind(of path: String) -> Kind? {
    var info = stat()
    guard lstat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Makes a folder and those that it lies in.
  static func makeFolder(_ path: String, mode: mode_t = 0o777) throws(RunError) {
    if kind(of: path) == .folder { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      let parent = String(path[..<slash])
      var info = stat()
      if stat(parent, &info) != 0 { try makeFolder(parent) }
    }
    guard mkdir(path, mode) == 0 || errno == EEXIST else {
      throw failure(path, "cannot be made")
    }
  }

  /// The names in a folder in bytewise order; none where it does not exist.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
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

  /// A whole file's bytes.
  static func read(_ path: String) throws(RunError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "cannot be opened") }
    defer { close(descriptor) }
    var info = stat()
    fstat(descriptor, &info)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(info.st_size))
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, "cannot be read")
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Writes a whole file so that a crash leaves the old one or the new one.
  static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o666) throws(RunError) {
    let temporary = path + ".tmp"
    let file = try OutputFile(path: temporary, mode: mode)
    try file.write(bytes)
    try file.sync()
    try rename(temporary, to: path)
  }

  /// Renames within a file system and makes the new name durable.
  static func rename(_ from: String, to path: String) throws(RunError) {
    #if canImport(Glibc)
      let result = Glibc.rename(from, path)
    #elseif canImport(Musl)
      let result = Musl.rename(from, path)
    #else
      let result = Darwin.rename(from, path)
    #endif
    guard result == 0 else { throw failure(path, "cannot be put in place") }
    try syncFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
  }

  static func syncFolder(_ path: String) throws(RunError) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "cannot be opened") }
    defer { close(descriptor) }
    // Some file systems do not sync folders; the data itself is synced all the same.
    _ = fsync(descriptor)
  }

  /// Removes a file; it does not matter whether it was there.
  static func remove(_ path: String) { unlink(path) }

  /// Removes a folder and all that is in it. Links are removed, not followed.
  static func removeTree(_ path: String) {
    if kind(of: path) == .folder {
      for name in names(in: path) { removeTree("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  static func failure(_ path: String, _ what: String) -> RunError {
    let code = errno
    let remedy =
      switch code {
      case ENOSPC: "make room and start the command again: it continues"
      case EACCES, EROFS: "make it writable, or choose another folder"
      default: "mend this and start the command again: it continues"
      }
    return RunError("\(path): \(what): \(String(cString: strerror(code)))", remedy: remedy)
  }
}

/// A file that is being written.
final class OutputFile {
  let path: String
  private let descriptor: Int32

  init(path: String, mode: mode_t = 0o666, appending: Bool = false) throws(RunError) {
    self.path = path
    descriptor = open(
      path, O_WRONLY | O_CREAT | O_CLOEXEC | (appending ? O_APPEND : O_TRUNC), mode)
    if descriptor < 0 { throw Files.failure(path, "cannot be written") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws(RunError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        systemWrite(UnsafeRawBufferPointer(rebasing: raw[offset...]))
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw Files.failure(path, "cannot be written")
      }
      offset += written
    }
  }

  private func systemWrite(_ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  func sync() throws(RunError) {
    guard fsync(descriptor) == 0 else { throw Files.failure(path, "cannot be made durable") }
  }
}
