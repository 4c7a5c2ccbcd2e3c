public import Didact
import DidactCompression

/// Reads sources as blocks of records: opens files, decompresses, walks archives, tells formats apart, cuts.
///
/// Blocks are a function of the sources and of the arguments; how bytes arrive makes no difference.
public struct SourceBlocks: BlockReader {
  private let formats: [any RecordFormat]
  private let sizes: BlockSizes
  private let recordsPerBlock: Int
  private let maxRecord: Int
  private let limit: Int
  private var streams: StreamWalker
  private var cutter: (any RecordCutter)?
  private var current: OpenStream?
  private let search: CompanionSearch
  private var companion: Companion?
  private var waiting: (item: Block.Item, format: Int, size: Int)?
  private var index = 0
  private var records = 0
  private var number = 0
  private var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
  private var lastFormat = 0

  /// - Parameters:
  ///   - formats: in the order of preference where several are equally sure.
  ///   - shots: passages in a chain; blocks hold a multiple of it.
  ///   - limit: records to cut at most, nil for all.
  ///   - chunk: bytes asked for at a time.
  ///   - jobs: cores that may decompress one source at a time, where its compression allows for it.
  ///   - hashes: whether sources are hashed for the manifest.
  public init(
    _ sources: SourceList, formats: [any RecordFormat], sizes: BlockSizes = BlockSizes(),
    shots: Int = 1, maxRecord: Int = 16 << 20, limit: Int? = nil, chunk: Int = 1 << 20,
    jobs: Int = 1, hashes: Bool = true
  ) {
    self.formats = formats
    self.sizes = sizes
    recordsPerBlock = sizes.recordsPerShot * max(1, shots)
    self.maxRecord = maxRecord
    self.limit = limit ?? .max
    search = CompanionSearch(sources.files, maxRecord: maxRecord, chunk: chunk)
    streams = StreamWalker(
      files: sources.files, notices: sources.notices, chunk: chunk, jobs: jobs,
      hashes: hashes)
  }

  public var sources: [SourceSummary] { streams.summaries }
  /// What users should know beside rejections: padding, links, empty files.
  public var notices: [String] { streams.notices }
  /// Bytes as stored that have been read, for progress.
  public var bytesRead: Int { streams.bytesRead }

  public mutating func next() throws -> Block? {
    var items: [Block.Item] = []
    var size = 0
    var format: Int?
    while let (item, itemFormat, itemSize) = try nextItem() {
      if let format, format != itemFormat {
        waiting = (item, itemFormat, itemSize)
        break
      }
      format = itemFormat
      items.append(item)
      size += itemSize
      if size >= sizes.largest { break }
      if size >= sizes.bytes, items.count >= recordsPerBlock { break }
    }
    guard let format, !items.isEmpty else { return nil }
    defer { index += 1 }
    let cut = records - (waiting == nil ? 0 : 1)
    return Block(
      index: index, format: format, items: items, checksum: checksum,
      firstRecord: cut - items.count)
  }

  private mutating func nextItem() throws -> (Block.Item, Int, Int)? {
    if let (item, format, size) = waiting {
      waiting = nil
      return (item, format, size)
    }
    while records < limit {
      if var cutter, let stream = current {
        if let cut = cutter.next() {
          self.cutter = cutter
          return take(cut, of: stream)
        }
        self.cutter = nil
        if number == 0 {
          streams.note(
            "\(stream.source.path): holds no record of format \(formats[lastFormat].name)")
        }
        streams.close(stream)
        current = nil
      }
      guard let opened = try streams.next() else {
        streams.finish()
        return nil
      }
      number = 0
      switch opened {
      case .stream(let stream):
        if let fault = begin(stream) { return fault }
      case .refused(let source, let fault):
        return take(
          Cut(offset: 0, length: 0, line: 1, content: .failure(RecordError(fault))), source)
      }
    }
    streams.finish()
    return nil
  }

  /// Finds the stream's format and sets its cutter up; a stream that no format recognises is one fault.
  private mutating func begin(_ stream: OpenStream) -> (Block.Item, Int, Int)? {
    let head = stream.content.peek(1 << 16)
    if head.isEmpty, stream.content.pendingFault == nil {
      streams.note("\(stream.source.path): is empty")
      streams.close(stream)
      return nil
    }
    let window = ByteWindow(stream.content, chunk: streams.chunk)
    stream.window = window
    let sourceHead = SourceHead(path: stream.source.path, bytes: Array(head))
    let confidences = formats.map { $0.recognises(sourceHead) }
    let best = confidences.max() ?? .no
    let attachment = best < .certain ? Attachments.rule(for: head) : nil
    guard attachment == nil, best > .no, let format = confidences.firstIndex(of: best) else {
      return pass(over: stream, window, attachment)
    }
    lastFormat = format
    streams.add(format: formats[format].name, to: stream)
    current = stream
    companion = (formats[format] as? any CompanionFormat)?.companion(for: sourceHead)
      .flatMap { search.companion($0, of: stream, cutting: formats[format].cutting) }
    cutter = RecordCutters.cutter(
      for: formats[format].cutting, head: head, window: window, maxRecord: maxRecord)
    return nil
  }

  /// A stream that is not cut: skipped as an attachment, or rejected since no format recognises it.
  private mutating func pass(
    over stream: OpenStream, _ window: ByteWindow, _ attachment: String?
  ) -> (Block.Item, Int, Int) {
    defer { streams.close(stream) }
    var whole = WholeCutter(window: window, maxRecord: 0)
    var cut = whole.next() ?? Cut(offset: 0, length: 0, line: 1, content: .success([]))
    if let fault = window.fault {
      cut.content = .failure(RecordError(fault))
    } else if let attachment {
      let (item, format, size) = take(cut, of: stream)
      guard case .fault(let place, _) = item else { return (item, format, size) }
      return (.skipped(place, rule: attachment), format, size)
    } else {
      let names = formats.map(\.name).joined(separator: ", ")
      cut.content = .failure(
        RecordError(reason: "unknown-format", detail: "is none of the formats \(names)"))
    }
    return take(cut, of: stream)
  }

  private mutating func take(_ cut: Cut, of stream: OpenStream) -> (Block.Item, Int, Int) {
    streams.countRecord(of: stream)
    return take(cut, stream.source)
  }

  private mutating func take(_ cut: Cut, _ source: SourceStream) -> (Block.Item, Int, Int) {
    defer {
      number += 1
      records += 1
    }
    checksum = BlockChecksum.update(checksum, source, cut)
    switch cut.content {
    case .success(let bytes):
      let record = Record(
        source: source, offset: cut.offset, line: cut.line, number: number, bytes: bytes,
        envelope: cut.envelope, companion: companion)
      // What records of a stream share counts once.
      let shared = number == 0 ? companion?.bytes.count ?? 0 : 0
      return (.record(record), lastFormat, bytes.count + shared)
    case .failure(let error):
      let place = RecordPlace(
        source: source, offset: cut.offset, length: cut.length, record: number, line: cut.line)
      return (.fault(place, error), lastFormat, 0)
    }
  }
}

/// The running checksum over what was cut: bytes, places and errors.
enum BlockChecksum {
  static func update(_ checksum: UInt64, _ source: SourceStream, _ cut: Cut) -> UInt64 {
    var crc: UInt32 = 0
    if case .success(let bytes) = cut.content {
      crc = bytes.withUnsafeBufferPointer { CRC32.update(0, $0) }
    }
    var result = checksum
    for value in [UInt64(source.ordinal), UInt64(cut.offset), UInt64(cut.length), UInt64(crc)] {
      result = (result ^ value) &* 0x9e37_79b9_7f4a_7c15
      result ^= result >> 32
    }
    return result
  }
}
