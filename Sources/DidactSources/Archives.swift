import DidactCompression

/// Hands out an archive's files one after another, streaming; nothing is ever extracted.
protocol Archive: AnyObject {
  /// The next file, nil at the end. The one before it need not have been read to its end.
  func next() throws(StreamFault) -> ArchiveEntry?
}

/// One entry of an archive.
struct ArchiveEntry {
  var path: String
  var content: Content

  enum Content {
    case file(any ByteStream)
    /// Not to be read: a link, a path that climbs out, an encrypted file.
    case refused(StreamFault)
  }
}

enum ArchiveKind {
  /// The archive that begins with `head`, or nil.
  static func open(_ stream: any ByteStream, head: ArraySlice<UInt8>) -> (any Archive)? {
    let head = Array(head)
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return ZipArchive(stream) }
    // An archive without entries is an end of central directory alone.
    if head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return ZipArchive(stream) }
    if head.count >= 512, head[257..<262].elementsEqual("ustar".utf8) { return TarArchive(stream) }
    return nil
  }

  /// Whether a path would lead out of the folder that it is extracted to.
  static func climbsOut(_ path: String) -> Bool {
    if path.hasPrefix("/") || path.hasPrefix("\\") { return true }
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    if parts.contains("..") { return true }
    return parts.first?.hasSuffix(":") ?? false
  }

  /// Whether a name is hidden, as macOS's `._` companions are.
  static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
  }
}
