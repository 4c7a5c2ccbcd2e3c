/// Hands out an archive's files one after another, streaming; nothing is ever extracted.
public protocol Archive: AnyObject {
  /// The next file, nil at the end. The one before it need not have been read to its end.
  func next() throws(StreamFault) -> ArchiveEntry?
}

/// One entry of an archive.
public struct ArchiveEntry {
  public var path: String
  public var content: Content

  public enum Content {
    case file(any ByteStream)
    /// Not to be read: a link, a path that climbs out, an encrypted file.
    case refused(StreamFault)
  }

  public init(path: String, content: Content) {
    self.path = path
    self.content = content
  }
}

/// Paths of an archive's entries.
public enum ArchivePath {
  /// Whether a path would lead out of the folder that it is extracted to.
  public static func climbsOut(_ path: String) -> Bool {
    if path.hasPrefix("/") || path.hasPrefix("\\") { return true }
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    if parts.contains("..") { return true }
    return parts.first?.hasSuffix(":") ?? false
  }
}

/// Bytes at hand as a stream.
public final class MemoryStream: ByteStream {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    let count = min(buffer.count, bytes.endIndex - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
