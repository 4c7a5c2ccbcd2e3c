import Didact
import DidactCompression

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stretch of a stream that is looked at while it streams by: absolute offsets, old bytes let go.
///
/// Records are slices of `bytes`; each refill makes a new array, so a slice keeps its own chunk alive and
/// no other.
final class ByteWindow {
  private let stream: any ByteStream
  private let chunk: Int
  private(set) var bytes: [UInt8] = []
  /// Offset in the stream of the first byte held.
  private(set) var base = 0
  /// Bytes before this offset may be let go.
  var keep = 0
  private var ended = false
  /// Line feeds are counted up to here.
  private var counted = 0
  private var line = 1
  /// What ended the stream before its end.
  private(set) var fault: StreamFault?

  init(_ stream: any ByteStream, chunk: Int = 1 << 20) {
    self.stream = stream
    self.chunk = chunk
  }

  /// Offset after the last byte held.
  var end: Int { base + bytes.count }

  /// Sees to it that bytes up to `offset` are held; false where the stream ends before.
  func hold(upTo offset: Int) -> Bool {
    while end < offset {
      if !fill(atLeast: offset - end) { return false }
    }
    return true
  }

  /// Reads on; false at the end of the stream.
  func more() -> Bool { fill(atLeast: 1) }

  private func fill(atLeast wanted: Int) -> Bool {
    guard !ended else { return false }
    let kept = bytes[min(bytes.count, max(0, keep - base))...]
    // A record that grows over many chunks is not copied once for each of them.
    let room = max(chunk, kept.count, wanted)
    var read = 0
    let next = [UInt8](unsafeUninitializedCapacity: kept.count + room) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.copyBytes(from: kept)
      count = kept.count
      do throws(StreamFault) {
        while read < room {
          let some = try stream.read(
            into: UnsafeMutableRawBufferPointer(
              rebasing: raw[count..<min(count + chunk, kept.count + room)]))
          if some == 0 {
            ended = true
            break
          }
          read += some
          count += some
          if read >= wanted, read >= chunk / 2 { break }
        }
      } catch {
        ended = true
        fault = error
      }
    }
    // Nobody can count them later.
    countLines(to: base + bytes.count - kept.count)
    base += bytes.count - kept.count
    bytes = next
    return read > 0
  }

  /// The line, from 1, on which `offset` lies. Offsets must not go back.
  func line(at offset: Int) -> Int {
    countLines(to: min(offset, end))
    return line
  }

  private func countLines(to offset: Int) {
    guard offset > counted else { return }
    slice(counted, offset).withUnsafeBufferPointer {
      line += UTF8Bytes.count(of: 0x0A, in: $0)
    }
    counted = offset
  }

  /// The byte at an offset, nil beyond the end.
  func byte(at offset: Int) -> UInt8? {
    guard offset >= base, hold(upTo: offset + 1) else { return nil }
    return bytes[offset - base]
  }

  /// The bytes between two offsets that are held.
  func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    bytes[max(0, start - base)..<max(0, min(end, self.end) - base)]
  }

  /// Whether the stream goes on with `pattern` at `offset`.
  func matches(_ pattern: [UInt8], at offset: Int) -> Bool {
    guard hold(upTo: offset + pattern.count) else { return false }
    return bytes[(offset - base)...].starts(with: pattern)
  }

  /// Where `pattern` next stands at or after `start` and before `limit`; nil where it does not.
  ///
  /// - Parameter keeping: whether bytes passed over must stay.
  func find(_ pattern: [UInt8], from start: Int, limit: Int = .max, keeping: Bool = true) -> Int? {
    var position = start
    while true {
      if position < end,
        let hit = UTF8Bytes.find(pattern, in: bytes[...], from: max(0, position - base))
      {
        return base + hit < limit ? base + hit : nil
      }
      position = max(position, end - pattern.count + 1)
      if position >= limit { return nil }
      if !keeping { keep = max(keep, min(position - 1, end)) }
      if !more() { return nil }
    }
  }
}
