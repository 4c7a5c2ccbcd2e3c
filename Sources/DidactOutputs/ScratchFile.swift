public import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes put aside on disk, written on end and read back from anywhere.
public final class ScratchFile {
  private let path: String
  private let file: OutputFile
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var flushed = 0

  init(_ path: String) throws(RunError) {
    self.path = path
    file = try OutputFile(path: path, mode: 0o600)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure(path, "cannot be opened") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Appends bytes.
  ///
  /// - Returns: where they begin.
  public func append(_ bytes: [UInt8]) throws(RunError) -> Int {
    let offset = flushed + buffer.count
    buffer += bytes
    if buffer.count >= 1 << 20 { try flush() }
    return offset
  }

  private func flush() throws(RunError) {
    try file.write(buffer)
    flushed += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  /// The bytes of a stretch that was appended.
  public func read(_ offset: Int, _ count: Int) throws(RunError) -> [UInt8] {
    if offset + count > flushed { try flush() }
    var read = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, initialized in
      let raw = UnsafeMutableRawBufferPointer(room)
      while read < count {
        let some = pread(
          descriptor, raw.baseAddress?.advanced(by: read), count - read, off_t(offset + read))
        if some < 0, errno == EINTR { continue }
        if some <= 0 { break }
        read += some
      }
      initialized = read
    }
    guard read == count else { throw Files.failure(path, "cannot be read back") }
    return bytes
  }
}
