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
      do throws(RunError) {
        return try probe(file)
      } catch {
        return SourceProbe(file: file, head: nil, problem: error.problem)
      }
    }
  }

  /// The head of the first stream that is more than an attachment, among the first of an archive.
  private static func probe(_ file: SourceList.File) throws(RunError) -> SourceProbe {
    var walker = StreamWalker(files: [file], notices: [], chunk: 1 << 16, hashes: false)
    var attachment: String?
    for _ in 0..<mostProbed {
      switch try walker.next() {
      case .stream(let stream):
        let bytes = Array(stream.content.peek(1 << 16))
        guard !bytes.isEmpty else {
          let problem = stream.content.pendingFault?.detail ?? "is empty"
          return SourceProbe(file: file, head: nil, problem: problem)
        }
        attachment = Attachments.rule(for: bytes)
        if attachment != nil { continue }
        return SourceProbe(
          file: file, head: SourceHead(path: stream.source.path, bytes: bytes), problem: nil)
      case .refused(_, let fault):
        return SourceProbe(file: file, head: nil, problem: fault.detail)
      case nil:
        let problem = attachment.map { "holds nothing but attachments (\($0))" } ?? "holds no file"
        return SourceProbe(file: file, head: nil, problem: problem)
      }
    }
    return SourceProbe(file: file, head: nil, problem: "begins with attachments")
  }

  /// Streams of one file that are looked at for a first one that may be a document.
  private static let mostProbed = 64

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
