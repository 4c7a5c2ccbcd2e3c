import Didact
import DidactCompression

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A decompressed stream that is being cut.
final class OpenStream {
  let source: SourceStream
  let content: PeekableStream
  let file: Int
  let decoders: [any Decoder]
  var window: ByteWindow?

  init(source: SourceStream, content: PeekableStream, file: Int, decoders: [any Decoder]) {
    self.source = source
    self.content = content
    self.file = file
    self.decoders = decoders
  }
}

/// Goes through files in order, down through compression and archives, to streams of records.
struct StreamWalker {
  let chunk: Int
  private let jobs: Int
  private let hashes: Bool
  private let files: [SourceList.File]
  private var nextFile = 0
  private var ordinal = 0
  private var file: FileStream?
  private var open: [(archive: any Archive, path: String, decoders: [any Decoder])] = []
  private(set) var summaries: [SourceSummary] = []
  private(set) var notices: [String]
  private var finishedBytes = 0

  /// Layers of compression and archives, at most: `.tar.gz` of `.xml.gz` has three.
  private static let deepest = 5

  init(files: [SourceList.File], notices: [String], chunk: Int, jobs: Int = 1, hashes: Bool = true)
  {
    self.jobs = jobs
    self.hashes = hashes
    self.files = files
    self.notices = notices
    self.chunk = chunk
  }

  var bytesRead: Int { finishedBytes + (file?.count ?? 0) }

  enum Opened {
    case stream(OpenStream)
    case refused(SourceStream, StreamFault)
  }

  /// The next stream of records, nil after the last.
  mutating func next() throws(RunError) -> Opened? {
    while true {
      if let (archive, path, decoders) = open.last {
        do throws(StreamFault) {
          guard let entry = try archive.next() else {
            for decoder in decoders { collectNotice(of: decoder, path) }
            open.removeLast()
            continue
          }
          if ArchiveKind.isHidden(entry.path) { continue }
          let name = "\(path)!/\(entry.path)"
          switch entry.content {
          case .refused(let fault): return refused(name, fault)
          case .file(let stream):
            if let opened = descend(stream, path: name, decoders: []) { return opened }
          }
        } catch {
          open.removeLast()
          return refused(path, error)
        }
        continue
      }
      finish()
      guard nextFile < files.count else { return nil }
      if let opened = try openFile(files[nextFile]) { return opened }
    }
  }

  private mutating func openFile(_ source: SourceList.File) throws(RunError) -> Opened? {
    nextFile += 1
    let stream: FileStream
    if source.location == "-" {
      stream = FileStream(hashes: hashes)
    } else if let file = FileStream(path: source.location, hashes: hashes) {
      stream = file
    } else {
      throw RunError(
        "\(source.location): cannot be opened: \(String(cString: strerror(errno)))",
        remedy: "make it readable, or leave it out")
    }
    file = stream
    summaries.append(
      SourceSummary(
        path: source.path, bytes: 0, sha256: "", decompressed: 0, formats: [], records: 0))
    return descend(stream, path: source.path, decoders: [])
  }

  /// Goes down through compression; an archive is put on the stack, anything else is a stream of records.
  private mutating func descend(
    _ stream: any ByteStream, path: String, decoders: [any Decoder]
  ) -> Opened? {
    var decoders = decoders
    var content = PeekableStream(stream)
    while true {
      guard open.count + decoders.count <= Self.deepest else {
        return refused(
          path,
          StreamFault(reason: "nesting", detail: "archives and compression are nested too deep"))
      }
      let head = content.peek(512)
      if let codec = Codec.detected(in: head) {
        let decoder = codec.decoder(for: content, jobs: jobs)
        decoders.append(decoder)
        content = PeekableStream(decoder)
      } else if !Attachments.isOfficeDocument(Array(head)),
        let archive = ArchiveKind.open(content, head: head)
      {
        open.append((archive, path, decoders))
        return nil
      } else {
        let source = SourceStream(ordinal: ordinal, path: path)
        ordinal += 1
        return .stream(
          OpenStream(
            source: source, content: content, file: summaries.count - 1, decoders: decoders))
      }
    }
  }

  private mutating func refused(_ path: String, _ fault: StreamFault) -> Opened {
    defer { ordinal += 1 }
    summaries[summaries.count - 1].records += 1
    return .refused(SourceStream(ordinal: ordinal, path: path), fault)
  }

  mutating func note(_ notice: String) { notices.append(notice) }

  mutating func add(format: String, to stream: OpenStream) {
    if !summaries[stream.file].formats.contains(format) {
      summaries[stream.file].formats.append(format)
    }
  }

  mutating func countRecord(of stream: OpenStream) { summaries[stream.file].records += 1 }

  /// Ends a stream's reading.
  mutating func close(_ stream: OpenStream) {
    summaries[stream.file].decompressed += stream.window?.end ?? 0
    for decoder in stream.decoders { collectNotice(of: decoder, stream.source.path) }
  }

  private mutating func collectNotice(of decoder: any Decoder, _ path: String) {
    if let notice = decoder.notice { notices.append("\(path): \(notice)") }
  }

  /// Ends the current file: its digest is that of all its bytes, those included that nobody asked for.
  mutating func finish() {
    guard let file, !summaries.isEmpty else { return }
    file.drain()
    summaries[summaries.count - 1].bytes = file.count
    summaries[summaries.count - 1].sha256 = file.digest()
    finishedBytes += file.count
    self.file = nil
  }
}
