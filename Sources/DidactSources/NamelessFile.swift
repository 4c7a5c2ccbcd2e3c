import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of numbers without a name: it is gone when the process is, however that ends.
///
/// Reads from any number of threads: each names its place, none moves a common one.
final class NamelessFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  init(in folder: String) throws(RunError) {
    self.folder = folder
    var template = Array("\(folder)/didact-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Self.failure("\(folder): a file for the newest versions cannot be made")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads one number; 0 where none was written.
  func read(at offset: Int, _ number: inout UInt64) throws(RunError) {
    guard withUnsafeMutableBytes(of: &number, { fill($0, from: offset) }) else {
      throw Self.failure("\(folder): the file of the newest versions cannot be read")
    }
  }

  /// Reads numbers into a part of an array; 0 where none was written.
  func read(at offset: Int, into numbers: inout [UInt64], _ range: Range<Int>) throws(RunError) {
    let isRead = numbers.withUnsafeMutableBytes { raw in
      fill(
        UnsafeMutableRawBufferPointer(rebasing: raw[range.lowerBound * 8..<range.upperBound * 8]),
        from: offset)
    }
    guard isRead else {
      throw Self.failure("\(folder): the file of the newest versions cannot be read")
    }
  }

  /// Writes a part of an array.
  func write(at offset: Int, from numbers: [UInt64], _ range: Range<Int>) throws(RunError) {
    let isWritten = numbers.withUnsafeBytes { raw in
      var rest = UnsafeRawBufferPointer(
        rebasing: raw[range.lowerBound * 8..<range.upperBound * 8])
      var offset = offset
      while !rest.isEmpty {
        let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        offset += count
      }
      return true
    }
    guard isWritten else {
      throw Self.failure("\(folder): the file of the newest versions cannot be written")
    }
  }

  /// Fills the buffer from the file, and with zeros beyond its end; false where that fails.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) -> Bool {
    var rest = buffer
    var offset = offset
    while !rest.isEmpty {
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      if count == 0 {
        for index in rest.indices { rest[index] = 0 }
        return true
      }
      rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
      offset += count
    }
    return true
  }

  private static func failure(_ what: String) -> RunError {
    let code = errno
    return RunError(
      "\(what): \(String(cString: strerror(code)))",
      remedy: code == ENOSPC
        ? "make room, eight bytes for each document" : "make the folder writable")
  }
}
