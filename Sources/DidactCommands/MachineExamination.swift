import Didact
import DidactCompression
import DidactPrompting
import Foundation

/// Whether this machine is ready: what a run takes of it, and what there is.
enum MachineExamination {
  typealias Finding = ModelExamination.Finding

  /// - Parameter sourceBytes: size of the sources, where there are any.
  static func findings(_ toolbox: Toolbox, sourceBytes: Int?) -> [Finding] {
    [
      Finding(.fine, "didact", "\(CommandLineTool.version), \(Machine.description)"), memory(),
      disk(sourceBytes), openFiles(), temporaryFolder(), compression(), libraries(),
      plugins(toolbox), readers(),
    ].compactMap(\.self)
  }

  /// Promise 8: 100 MB and 50 MB for each job.
  private static func memory() -> Finding? {
    let needed = 100 + 50 * Machine.cores
    guard let free = freeMemory() else { return nil }
    let text = "\(free) MB free; a run takes up to \(needed) MB with \(Machine.cores) jobs"
    if free >= needed { return Finding(.fine, "memory", text) }
    return Finding(
      .wrong, "memory", text,
      remedy: "run with fewer --jobs: \(max(1, (free - 100) / 50)) fit, or free some")
  }

  /// Megabytes that are free, by the machine's account and the control group's.
  private static func freeMemory() -> Int? {
    guard let info = contents("/proc/meminfo"),
      let line = info.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    var free = kilobytes / 1_024
    if let limit = contents("/sys/fs/cgroup/memory.max").flatMap({ Int($0) }),
      let used = contents("/sys/fs/cgroup/memory.current").flatMap({ Int($0) })
    {
      free = min(free, (limit - used) >> 20)
    }
    return free
  }

  private static func disk(_ sourceBytes: Int?) -> Finding? {
    let folder = FileManager.default.currentDirectoryPath
    guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder),
      let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue
    else { return nil }
    let text = "\(size(free)) free in \(folder)"
    // Documents, texts and pairs, compressed, are about as large as sources that are.
    let needed = max(1 << 30, 2 * (sourceBytes ?? 0))
    guard free < needed else { return Finding(.fine, "disk", text) }
    return Finding(
      .doubtful, "disk", text + (sourceBytes.map { "; the sources have \(size($0))" } ?? ""),
      remedy: "make room, or write elsewhere: a run of them may take \(size(needed))")
  }

  /// Every request under way is a connection.
  private static func openFiles() -> Finding? {
    var limit = rlimit()
    guard getrlimit(openFilesResource, &limit) == 0 else { return nil }
    let text = "\(limit.rlim_cur) at once; a run with a model server may want 600"
    if limit.rlim_cur >= 600 { return Finding(.fine, "open files", text) }
    return Finding(.doubtful, "open files", text, remedy: "ulimit -n 4096")
  }

  #if canImport(Glibc)
    private static let openFilesResource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let openFilesResource = RLIMIT_NOFILE
  #endif

  private static func temporaryFolder() -> Finding {
    let folder = LatestPass.temporaryFolder
    if FileManager.default.isWritableFile(atPath: folder) {
      return Finding(.fine, "temporary", "\(folder) can be written to")
    }
    return Finding(
      .wrong, "temporary", "\(folder) cannot be written to",
      remedy: "set TMPDIR to a folder that can")
  }

  /// Writes and reads back what runs write.
  private static func compression() -> Finding {
    let text = Array("Every text comes back as it went in.\n".utf8)
    for (kind, codec) in [(Recipe.Compression.zst, Codec.zstd), (.gz, .gzip)] {
      do {
        let frame = try FrameEncoders.encoder(for: kind).frame(text)
        guard try Decompression.bytes(of: frame[...], codec: codec, limit: 1_024) == text else {
          return Finding(
            .wrong, "compression", "\(kind.rawValue): does not come back",
            remedy: "reinstall the system's compression libraries: sh Tools/install-deps.sh")
        }
      } catch {
        return Finding(
          .wrong, "compression", "\(kind.rawValue): \(error)",
          remedy: "reinstall the system's compression libraries: sh Tools/install-deps.sh")
      }
    }
    return Finding(.fine, "compression", "zst and gz are written and read back")
  }

  /// The system's libraries in use, by the names of their files.
  private static func libraries() -> Finding? {
    guard let maps = contents("/proc/self/maps") else { return nil }
    let wanted = [
      "libxml2", "libzstd", "libisal", "libdeflate", "libbz2", "liblzma", "libnettle",
      "libsimdjson",
      "libuchardet", "libcld2", "libmd4c", "libsqlite3",
    ]
    let files = Set(maps.split(separator: "\n").compactMap { $0.split(separator: "/").last })
    let used = wanted.compactMap { name in
      files.first { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name)-") }.map {
        $0.replacing(".so.", with: " ").replacing("lib", with: "", maxReplacements: 1)
      }
    }
    guard !used.isEmpty else { return nil }
    return Finding(.fine, "libraries", used.joined(separator: ", "))
  }

  private static func plugins(_ toolbox: Toolbox) -> Finding {
    do throws(RunError) {
      let presets = try toolbox.readPresets()
      let formats = toolbox.domains.reduce(0) { $0 + $1.formats.count }
      let tasks = Set(toolbox.domains.flatMap { $0.tasks.map(\.id) }).count
      return Finding(
        .fine, "domains",
        "\(presets.map(\.name).joined(separator: ", ")); \(formats) formats, \(tasks) tasks")
    } catch {
      return Finding(.wrong, "domains", error.problem, remedy: error.remedy)
    }
  }

  /// What people look at a corpus with.
  private static func readers() -> Finding {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    if folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/zstdcat") }) {
      return Finding(.fine, "zstd", "zstdcat is there to look at a corpus with")
    }
    return Finding(
      .doubtful, "zstd", "there is no zstdcat to look at a corpus with",
      remedy: "apt-get install zstd, or write with --compression gz or none")
  }

  /// The text of a file whose size nobody knows beforehand, as those of the kernel.
  private static func contents(_ path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() else {
      return nil
    }
    return UTF8Bytes.trimmed(String(decoding: data, as: UTF8.self))
  }

  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<10_000: "\(bytes) bytes"
    case ..<10_000_000: "\(bytes / 1_000) KB"
    case ..<10_000_000_000: "\(bytes / 1_000_000) MB"
    default: "\(bytes / 1_000_000_000) GB"
    }
  }
}
