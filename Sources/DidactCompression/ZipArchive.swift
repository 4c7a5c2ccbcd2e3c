import CCompression

/// A zip archive read through its local headers, front to back, so that it may come from standard input
/// (PKWARE's APPNOTE 6.3; zip64; stored and deflated entries).
public final class ZipArchive: Archive {
  private let source: ZipSource
  private var current: ZipFile?

  public init(_ stream: any ByteStream) { source = ZipSource(stream) }

  /// Whether an archive with these first bytes is one book and not a bundle of files: an EPUB (EPUB OCF 3.3, 4.3).
  public static func isBook(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04])
      && head.dropFirst(30).starts(with: "mimetypeapplication/epub+zip".utf8)
  }

  public func next() throws(StreamFault) -> ArchiveEntry? {
    if let current { try current.skip() }
    current = nil
    while true {
      let signature = try source.peek(4)
      guard signature.elementsEqual([0x50, 0x4B, 0x03, 0x04]) else {
        // The central directory repeats what the local headers said.
        if signature.starts(with: [0x50, 0x4B]) { return nil }
        throw signature.isEmpty ? Self.truncated : Self.corrupt
      }
      let header = try source.take(30)
      func number(_ at: Int, _ bytes: Int) -> Int {
        (0..<bytes).reduce(0) { $0 | Int(header[at + $1]) << (8 * $1) }
      }
      let flags = number(6, 2)
      let method = number(8, 2)
      let path = String(decoding: try source.take(number(26, 2)), as: UTF8.self)
      let extra = try source.take(number(28, 2))
      var (packed, unpacked) = (number(18, 4), number(22, 4))
      Self.applyZip64(extra, &packed, &unpacked)
      let streamed = flags & 8 != 0
      let file = ZipFile(
        source, method: method, packed: streamed && packed == 0 ? nil : packed,
        crc: streamed ? nil : UInt32(number(14, 4)), hasDescriptor: streamed)
      if path.hasSuffix("/"), packed == 0 { continue }
      if flags & 1 != 0 { return try refused(file, path, "encrypted-zip", "it is encrypted") }
      guard method == 8 || method == 0 && file.packed != nil else {
        return try refused(
          file, path, "unsupported-zip", "its compression method \(method) cannot be read")
      }
      current = file
      guard !ArchivePath.climbsOut(path) else {
        return ArchiveEntry(
          path: path,
          content: .refused(
            StreamFault(reason: "unsafe-path", detail: "its path climbs out of the archive")))
      }
      return ArchiveEntry(path: path, content: .file(file))
    }
  }

  /// An entry that cannot be decoded can be passed over only where its length is stated.
  private func refused(
    _ file: ZipFile, _ path: String, _ reason: String, _ detail: String
  ) throws(StreamFault) -> ArchiveEntry {
    guard let packed = file.packed else { throw StreamFault(reason: reason, detail: detail) }
    try source.skip(packed)
    if file.hasDescriptor { try source.skipDescriptor() }
    return ArchiveEntry(
      path: path, content: .refused(StreamFault(reason: reason, detail: detail)))
  }

  static let truncated = StreamFault(
    reason: "truncated-zip", detail: "the zip archive ends before its directory")
  static let corrupt = StreamFault(
    reason: "corrupt-zip", detail: "an entry of the zip archive cannot be decoded")

  private static func applyZip64(_ extra: [UInt8], _ packed: inout Int, _ unpacked: inout Int) {
    var rest = extra[...]
    while rest.count >= 4 {
      let bytes = Array(rest)
      let size = Int(bytes[2]) | Int(bytes[3]) << 8
      guard rest.count >= 4 + size else { return }
      if bytes[0] == 1, bytes[1] == 0 {
        var values = bytes[4..<4 + size]
        func take() -> Int? {
          guard values.count >= 8 else { return nil }
          let value = values.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
          values = values.dropFirst(8)
          return Int(exactly: value)
        }
        if unpacked == 0xFFFF_FFFF { unpacked = take() ?? unpacked }
        if packed == 0xFFFF_FFFF { packed = take() ?? packed }
      }
      rest = rest.dropFirst(4 + size)
    }
  }
}

/// An archive's bytes with what was read too far.
private final class ZipSource {
  private let stream: any ByteStream
  private(set) var buffer: [UInt8] = []
  private(set) var position = 0

  init(_ stream: any ByteStream) { self.stream = stream }

  /// What is at hand; more is read where nothing is.
  func available() throws(StreamFault) -> ArraySlice<UInt8> {
    if position == buffer.count { try refill(keeping: []) }
    return buffer[position...]
  }

  func consume(_ count: Int) { position += count }

  func peek(_ count: Int) throws(StreamFault) -> ArraySlice<UInt8> {
    while buffer.count - position < count {
      let before = buffer.count - position
      try refill(keeping: buffer[position...])
      if buffer.count == before { break }
    }
    return buffer[position...].prefix(count)
  }

  func take(_ count: Int) throws(StreamFault) -> [UInt8] {
    let bytes = try peek(count)
    guard bytes.count == count else { throw ZipArchive.truncated }
    position += count
    return Array(bytes)
  }

  func skip(_ count: Int) throws(StreamFault) {
    var left = count
    while left > 0 {
      let some = try available().count
      guard some > 0 else { throw ZipArchive.truncated }
      position += min(some, left)
      left -= min(some, left)
    }
  }

  /// The sizes and the checksum after an entry whose header did not state them; returns the checksum.
  @discardableResult func skipDescriptor() throws(StreamFault) -> UInt32 {
    if try peek(4).elementsEqual([0x50, 0x4B, 0x07, 0x08]) { position += 4 }
    let crc = try take(4)
    // Sizes are 4 bytes each, 8 in zip64: what follows tells which.
    let next = Array(try peek(20))
    let isShort = next.count >= 10 && next[8] == 0x50 && next[9] == 0x4B
    try skip(isShort || next.count < 18 ? 8 : 16)
    return crc.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func refill(keeping rest: ArraySlice<UInt8>) throws(StreamFault) {
    var next = Array(rest)
    next += try stream.read(exactly: 1 << 16)
    buffer = next
    position = 0
  }
}

/// The content of one entry.
private final class ZipFile: ByteStream {
  let packed: Int?
  let hasDescriptor: Bool
  private let source: ZipSource
  private let crc: UInt32?
  private let decoder: OpaquePointer?
  private var left: Int
  private var running: UInt32 = 0
  private var begun = false
  private var done = false

  init(_ source: ZipSource, method: Int, packed: Int?, crc: UInt32?, hasDescriptor: Bool) {
    self.source = source
    self.packed = packed
    self.crc = crc
    self.hasDescriptor = hasDescriptor
    decoder = method == 8 ? didact_decoder_create(DIDACT_DEFLATE) : nil
    left = packed ?? .max
  }

  deinit { if let decoder { didact_decoder_destroy(decoder) } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard !done, let output = buffer.bindMemory(to: UInt8.self).baseAddress, !buffer.isEmpty else {
      return 0
    }
    begun = true
    let count: Int
    if let decoder {
      count = try inflate(decoder, output, buffer.count)
    } else {
      count = try copy(buffer)
    }
    running = CRC32.update(running, UnsafeBufferPointer(start: output, count: count))
    if done { try finish() }
    return count
  }

  private func copy(_ buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    if left == 0 {
      done = true
      return 0
    }
    let bytes = try source.available().prefix(min(left, buffer.count))
    guard !bytes.isEmpty else { throw ZipArchive.truncated }
    buffer.copyBytes(from: bytes)
    source.consume(bytes.count)
    left -= bytes.count
    done = left == 0
    return bytes.count
  }

  private func inflate(
    _ decoder: OpaquePointer, _ output: UnsafeMutablePointer<UInt8>, _ room: Int
  ) throws(StreamFault) -> Int {
    while true {
      let bytes = try source.available()
      guard !bytes.isEmpty else { throw ZipArchive.truncated }
      var (used, made) = (0, 0)
      let status = bytes.withUnsafeBufferPointer { input -> didact_decoding in
        guard let base = input.baseAddress else { return DIDACT_CORRUPT }
        return didact_decoder_run(decoder, base, input.count, &used, output, room, &made)
      }
      source.consume(used)
      switch status {
      case DIDACT_END: done = true
      case DIDACT_MORE: if used == 0, made == 0 { throw ZipArchive.corrupt }
      default: throw ZipArchive.corrupt
      }
      if made > 0 || done { return made }
    }
  }

  private func finish() throws(StreamFault) {
    let stated = hasDescriptor ? try source.skipDescriptor() : crc
    guard stated == running else {
      throw StreamFault(reason: "corrupt-zip", detail: "an entry does not match its checksum")
    }
  }

  /// Passes over what is left; what nobody has begun to read is not even decoded, where its length is stated.
  func skip() throws(StreamFault) {
    if !begun, !done, let packed {
      done = true
      try source.skip(packed)
      if hasDescriptor { try source.skipDescriptor() }
      return
    }
    var scratch = [UInt8](repeating: 0, count: 1 << 16)
    while !done {
      let result: Result<Int, StreamFault> = scratch.withUnsafeMutableBytes { buffer in
        do throws(StreamFault) {
          return .success(try read(into: buffer))
        } catch {
          return .failure(error)
        }
      }
      _ = try result.get()
    }
  }
}
