import CCompression

/// A compressed stream's content, member after member.
public final class DecodingStream: Decoder {
  private let source: any ByteStream
  private let codec: Codec
  private let decoder: OpaquePointer?
  private var input = [UInt8](repeating: 0, count: 1 << 17)
  private var position = 0
  private var filled = 0
  private var inMember = true
  private var ended = false
  /// Bytes taken and given so far.
  private(set) var consumed = 0
  private(set) var produced = 0
  /// Having taken this many bytes, it stops before the next bzip2 stream.
  private var pause = Int.max
  /// Whether it has stopped there.
  private(set) var isPaused = false
  /// What it has read of its source and not taken.
  var unread: ArraySlice<UInt8> { input[position..<filled] }
  /// Something harmless that a user should know: padding after the last member.
  public private(set) var notice: String?

  /// Beyond this many bytes, what comes out may be at most ``largestRatio`` times what went in.
  static let freeBytes = 1 << 28
  /// A text repeated over and over compresses a few thousandfold with zstd; bombs go beyond.
  static let largestRatio = 20_000

  public init(_ source: any ByteStream, codec: Codec) {
    self.source = source
    self.codec = codec
    decoder = didact_decoder_create(codec.codec)
  }

  /// A decoder that goes on where another one has stopped, and stops itself before the next bzip2 stream with
  /// something in it once it has taken `pause` bytes in all.
  convenience init(
    _ source: any ByteStream, codec: Codec, inMember: Bool, consumed: Int, produced: Int,
    pausingAfter pause: Int
  ) {
    self.init(source, codec: codec)
    self.inMember = inMember
    self.consumed = consumed
    self.produced = produced
    self.pause = pause
  }

  deinit { if let decoder { didact_decoder_destroy(decoder) } }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard let decoder, let output = buffer.bindMemory(to: UInt8.self).baseAddress, !buffer.isEmpty
    else { return 0 }
    while !ended {
      if position == filled, try !refill() {
        ended = true
        if inMember { throw fault("truncated", "ends before its compressed data does") }
        return 0
      }
      if !inMember {
        if consumed >= pause, try isBeforeStream() {
          isPaused = true
          return 0
        }
        guard try beginMember() else { continue }
      }
      var (used, made) = (0, 0)
      let status = input.withUnsafeBufferPointer { bytes -> didact_decoding in
        guard let base = bytes.baseAddress else { return DIDACT_CORRUPT }
        return didact_decoder_run(
          decoder, base + position, filled - position, &used, output, buffer.count, &made)
      }
      position += used
      consumed += used
      produced += made
      try check(status, used: used, made: made)
      if made > 0 { return made }
    }
    return 0
  }

  private func check(_ status: didact_decoding, used: Int, made: Int) throws(StreamFault) {
    switch status {
    case DIDACT_END: inMember = false
    case DIDACT_MORE:
      // A decoder that neither takes nor gives, with input before it, never will.
      if used == 0, made == 0, position < filled { throw fault("corrupt", "cannot be decoded") }
    case DIDACT_CHECKSUM: throw fault("corrupt", "does not match its checksum")
    case DIDACT_UNSUPPORTED: throw fault("unsupported", "needs more memory than is allowed")
    default: throw fault("corrupt", "cannot be decoded")
    }
    if produced > Self.freeBytes, produced / Self.largestRatio > consumed {
      throw fault("bomb", "expands more than \(Self.largestRatio)-fold")
    }
  }

  private func isBeforeStream() throws(StreamFault) -> Bool {
    while filled - position < Bzip2Mark.length {
      let count = filled - position
      try refillKeepingRest()
      if filled - position == count { break }
    }
    return Bzip2Mark.begins(input[position..<filled])
  }

  /// What follows a whole member: another one, padding, or garbage.
  private func beginMember() throws(StreamFault) -> Bool {
    if filled - position < 6 { try refillKeepingRest() }
    let rest = input[position..<filled]
    if Codec.detected(in: rest) == codec, let decoder {
      inMember = true
      guard didact_decoder_reset(decoder) != 0 else { throw fault("unsupported", "needs memory") }
      return true
    }
    if rest.allSatisfy({ $0 == 0 }) {
      notice = "zero bytes after the compressed data were passed over"
      position = filled
      return false
    }
    ended = true
    throw StreamFault(
      reason: "trailing-garbage",
      detail: "bytes that are no \(codec.rawValue) data follow its end; all before them was read")
  }

  private func refill() throws(StreamFault) -> Bool {
    position = 0
    filled = try fill(from: 0)
    return filled > 0
  }

  private func refillKeepingRest() throws(StreamFault) {
    let rest = Array(input[position..<filled])
    input.replaceSubrange(0..<rest.count, with: rest)
    position = 0
    filled = rest.count + (try fill(from: rest.count))
  }

  private func fill(from start: Int) throws(StreamFault) -> Int {
    let source = self.source
    let result: Result<Int, StreamFault> = input.withUnsafeMutableBytes { raw in
      do throws(StreamFault) {
        return .success(
          try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[start...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func fault(_ kind: String, _ what: String) -> StreamFault {
    StreamFault(reason: "\(kind)-\(codec.rawValue)", detail: "the \(codec.rawValue) data \(what)")
  }
}
