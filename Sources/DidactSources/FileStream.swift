import DidactCompression

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file's or standard input's bytes, hashed while they are read.
final class FileStream: ByteStream {
  private let descriptor: Int32
  private let closes: Bool
  private let hashes: Bool
  private var hash = SHA256()
  /// Bytes read so far.
  private(set) var count = 0

  /// Opens a file; nil with `errno` set where that fails.
  init?(path: String, hashes: Bool = true) {
    self.hashes = hashes
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    closes = true
    if descriptor < 0 { return nil }
  }

  /// Standard input.
  init(hashes: Bool = true) {
    self.hashes = hashes
    descriptor = STDIN_FILENO
    closes = false
  }

  deinit { if closes { close(descriptor) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard !buffer.isEmpty else { return 0 }
    while true {
      #if canImport(Darwin)
        let read = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let read = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if read > 0 {
        if hashes {
          hash.update(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<read]))
        }
        count += read
        return read
      }
      if read == 0 { return 0 }
      if errno == EINTR { continue }
      throw StreamFault(
        reason: "unreadable", detail: "cannot be read: \(String(cString: strerror(errno)))")
    }
  }

  /// Reads what nobody asked for, so that the digest is that of the whole file.
  func drain() {
    guard hashes else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while let read = try? self.read(into: buffer), read > 0 {}
  }

  /// The SHA-256 of what was read; empty where it was not asked for.
  func digest() -> String { hashes ? hash.finish() : "" }
}
