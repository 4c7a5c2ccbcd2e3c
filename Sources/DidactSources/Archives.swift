import DidactCompression

/// Tells archives by their first bytes.
enum ArchiveKind {
  /// The archive that begins with `head`, or nil.
  static func open(_ stream: any ByteStream, head: ArraySlice<UInt8>) -> (any Archive)? {
    let head = Array(head)
    if ZipArchive.isBook(head) { return nil }
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return ZipArchive(stream) }
    // An archive without entries is an end of central directory alone.
    if head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return ZipArchive(stream) }
    if head.count >= 512, head[257..<262].elementsEqual("ustar".utf8) { return TarArchive(stream) }
    return nil
  }

  /// Whether a name is hidden, as macOS's `._` companions are.
  static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." }
  }
}
