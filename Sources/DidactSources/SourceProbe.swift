public import Didact
import DidactCompression

/// Looks at the beginnings of sources without reading them whole: what a dry run shows, and how a domain is
/// found where none is named.
public struct SourceProbe {
  /// A file, and how its first stream begins; nil where it has none or it cannot be read.
  public let file: SourceList.File
  public let head: SourceHead?
  /// What is in the way, where something is.
  public let problem: String?

  /// Probes files in order; standard input is left alone, since a look would use it up.
  public static func probe(_ sources: SourceList, atMost count: Int = .max) -> [SourceProbe] {
    sources.files.prefix(count).map { file in
      guard file.location != "-" else { return SourceProbe(file: file, head: nil, problem: nil) }
      var walker = StreamWalker(files: [file], notices: [], chunk: 1 << 16)
      do throws(RunError) {
        switch try walker.next() {
        case .stream(let stream):
          let bytes = Array(stream.content.peek(1 << 16))
          let problem = bytes.isEmpty ? stream.content.pendingFault?.detail ?? "is empty" : nil
          let head = SourceHead(path: stream.source.path, bytes: bytes)
          return SourceProbe(file: file, head: bytes.isEmpty ? nil : head, problem: problem)
        case .refused(_, let fault):
          return SourceProbe(file: file, head: nil, problem: fault.detail)
        case nil: return SourceProbe(file: file, head: nil, problem: "holds no file")
        }
      } catch {
        return SourceProbe(file: file, head: nil, problem: error.problem)
      }
    }
  }

  /// Size and SHA-256 of every source, in order; standard input is read to its end.
  ///
  /// - Throws: ``RunError`` where a file cannot be opened.
  public static func digests(
    of sources: SourceList
  ) throws(RunError) -> [(path: String, bytes: Int, sha256: String)] {
    var digests: [(path: String, bytes: Int, sha256: String)] = []
    for file in sources.files {
      let stream = file.location == "-" ? FileStream() : FileStream(path: file.location)
      guard let stream else {
        throw RunError(
          "\(file.location): cannot be opened", remedy: "make it readable, or leave it out")
      }
      stream.drain()
      digests.append((file.path, stream.count, stream.digest()))
    }
    return digests
  }
}
