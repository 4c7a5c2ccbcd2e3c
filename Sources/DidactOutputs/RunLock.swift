import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps a second process out of a run's folder; the kernel lets go of it when the process ends, however.
final class RunLock {
  private let descriptor: Int32

  init(_ path: String) throws(RunError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Files.failure(path, "cannot be opened") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      close(descriptor)
      let process = holder.isEmpty ? "another process" : "process \(holder)"
      throw RunError(
        "\(path): \(process) is working on this folder",
        remedy: "wait for it to end, or choose another folder")
    }
    ftruncate(descriptor, 0)
    let process = Array("\(getpid())".utf8)
    _ = process.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
