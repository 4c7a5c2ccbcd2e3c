import Didact

/// A bzip2 file of many streams (Wikipedia's `multistream` dumps; what pbzip2 writes), decoded on several cores.
///
/// The compressed bytes are cut where a stream seems to begin, at a byte boundary: `BZh1`...`BZh9` and the mark of a
/// first block. Each part is decoded by itself. Where a part turns out to be whole streams that end with it, the guess
/// was right and its bytes come out in their turn. In any other case (a guess inside of a stream, damage, a part too
/// large to hold) ``DecodingStream`` reads on from the part's beginning, up to the next stream that can be guessed at:
/// bytes and faults are those of reading on one core, always.
public final class ParallelBzip2Stream: Decoder {
  private let source: any ByteStream
  private let jobs: Int
  private var pool: Bzip2Workers?
  /// Parts handed out, in order.
  private var parts: [Bzip2Part] = []
  /// Compressed bytes read and not yet handed out, from `start` on; they begin where a stream seems to.
  private var ahead: [UInt8] = []
  private var start = 0
  /// Up to where `ahead` has been searched for the next beginning.
  private var searched = ParallelBzip2Stream.smallestPart
  private var sourceEnded = false
  private var sourceFault: StreamFault?
  private var output: (bytes: [UInt8], position: Int) = ([], 0)
  private var sequential: (decoder: DecodingStream, input: ReplayedStream)?
  private var ended = false
  private var consumed = 0
  private var produced = 0
  public private(set) var notice: String?

  /// A part is cut at the first beginning past this length...
  private static let smallestPart = 1 << 16
  /// ...and decoded as it streams by where it is longer than this.
  private static let largestPart = 4 << 20
  private static let chunk = 1 << 18

  /// - Parameter jobs: parts that are decoded at a time; one more waits for its turn.
  public init(_ source: any ByteStream, jobs: Int) {
    self.source = source
    self.jobs = max(1, jobs)
  }

  deinit { pool?.stop() }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    while !buffer.isEmpty, !ended {
      if output.position < output.bytes.count {
        let count = min(buffer.count, output.bytes.count - output.position)
        buffer.copyBytes(from: output.bytes[output.position..<output.position + count])
        output.position += count
        return count
      }
      if let sequential {
        let count = try sequential.decoder.read(into: buffer)
        notice = sequential.decoder.notice
        if count > 0 { return count }
        ended = !sequential.decoder.isPaused
        if !ended { takeBack() }
        continue
      }
      cut()
      guard let part = parts.first, let pool else {
        readOn(inMember: !parts.isEmpty || start < ahead.count)
        continue
      }
      guard case .whole(let bytes) = pool.result(of: part), isAllowed(part.input.count, bytes.count)
      else {
        readOn(inMember: true)
        continue
      }
      parts.removeFirst()
      consumed += part.input.count
      produced += bytes.count
      output = (bytes, 0)
    }
    return 0
  }

  private func isAllowed(_ input: Int, _ output: Int) -> Bool {
    let total = produced + output
    return total <= DecodingStream.freeBytes
      || total / DecodingStream.largestRatio <= consumed + input
  }

  // MARK: Cutting

  /// Hands out parts until enough are under way.
  private func cut() {
    while parts.count <= jobs {
      if let next = nextBeginning() {
        hand(Array(ahead[start..<next]))
        start = next
        searched = next + Self.smallestPart
      } else if ahead.count - start > Self.largestPart {
        // The parts before it come first; then it streams by.
        return
      } else if !sourceEnded {
        fill()
      } else {
        guard start < ahead.count else { return }
        hand(Array(ahead[start...]))
        start = ahead.count
      }
    }
  }

  private func hand(_ input: [UInt8]) {
    parts.append(Bzip2Part(input))
    // A file of one part needs no threads.
    guard parts.count > 1 || pool != nil else { return }
    if let pool {
      pool.add(parts[parts.count - 1])
    } else {
      let new = Bzip2Workers(count: jobs)
      for part in parts { new.add(part) }
      pool = new
    }
  }

  private func nextBeginning() -> Int? {
    while let hit = UTF8Bytes.find(Bzip2Mark.start, in: ahead[...], from: searched) {
      if Bzip2Mark.begins(ahead[hit...]) { return hit }
      // The mark may go on beyond what has been read.
      if ahead.count - hit < Bzip2Mark.length, !sourceEnded { return nil }
      searched = hit + 1
    }
    searched = max(searched, ahead.count - Bzip2Mark.start.count + 1)
    return nil
  }

  private func fill() {
    if start > 0 {
      ahead.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    let source = self.source
    var fault: StreamFault?
    let more = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      do throws(StreamFault) {
        count = try source.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        fault = error
      }
    }
    ahead += more
    sourceFault = fault
    sourceEnded = more.isEmpty
  }

  // MARK: On one core

  /// Lets the sequential decoder read on from the first part, and past all of it.
  private func readOn(inMember: Bool) {
    let first = parts.first?.input.count ?? ahead.count - start
    let rest = parts.flatMap(\.input) + ahead[start...]
    pool?.forget(parts)
    parts = []
    ahead = []
    start = 0
    let input = ReplayedStream(rest, then: source, ended: sourceEnded, fault: sourceFault)
    let decoder = DecodingStream(
      input, codec: .bzip2, inMember: inMember, consumed: consumed, produced: produced,
      pausingAfter: consumed + first)
    sequential = (decoder, input)
  }

  /// Goes back to parts, at a beginning that can be guessed at.
  private func takeBack() {
    guard let (decoder, input) = sequential else { return }
    sequential = nil
    consumed = decoder.consumed
    produced = decoder.produced
    ahead = Array(decoder.unread) + input.rest
    start = 0
    searched = Self.smallestPart
  }
}

/// How a bzip2 stream with something in it begins.
enum Bzip2Mark {
  static let start = Array("BZh".utf8)
  private static let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
  static let length = 10

  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= length, bytes.starts(with: start) else { return false }
    let level = bytes[bytes.startIndex + 3]
    return (0x31...0x39).contains(level) && bytes.dropFirst(4).starts(with: block)
  }
}

/// Bytes that were read ahead, and what comes after them.
private final class ReplayedStream: ByteStream {
  private let bytes: [UInt8]
  private var position = 0
  private let source: any ByteStream
  private let ended: Bool
  private let fault: StreamFault?

  init(_ bytes: [UInt8], then source: any ByteStream, ended: Bool, fault: StreamFault?) {
    self.bytes = bytes
    self.source = source
    self.ended = ended
    self.fault = fault
  }

  /// What has not been read again.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard position == bytes.count else {
      let count = min(buffer.count, bytes.count - position)
      buffer.copyBytes(from: bytes[position..<position + count])
      position += count
      return count
    }
    if let fault { throw fault }
    return ended ? 0 : try source.read(into: buffer)
  }
}
