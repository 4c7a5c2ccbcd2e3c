import CCompression

/// Decompresses what is held in memory: parts of records that are compressed in themselves.
public enum Decompression {
  /// The content of whole members of `codec`.
  ///
  /// - Throws: ``StreamFault`` as ``DecodingStream`` does, or `too-long` where there are more than `limit` bytes.
  public static func bytes(
    of packed: ArraySlice<UInt8>, codec: Codec, limit: Int
  ) throws(StreamFault) -> [UInt8] {
    let stream = DecodingStream(SliceStream(packed), codec: codec)
    let bytes = try stream.read(exactly: limit + 1)
    guard bytes.count <= limit else { throw tooLong(limit) }
    return bytes
  }

  /// The content of deflated bytes, with zlib's head (RFC 1950) or without (RFC 1951): HTTP's `deflate` is both.
  public static func inflated(
    _ packed: ArraySlice<UInt8>, limit: Int
  ) throws(StreamFault) -> [UInt8] {
    var input = packed
    if packed.count > 2, let first = packed.first, let second = packed.dropFirst().first,
      first & 0x0F == 8, (Int(first) << 8 | Int(second)) % 31 == 0
    {
      input = packed.dropFirst(2)
    }
    guard let decoder = didact_decoder_create(DIDACT_DEFLATE) else { throw corrupt }
    defer { didact_decoder_destroy(decoder) }
    var output: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var (used, made) = (0, 0)
      let status = input.withUnsafeBufferPointer { bytes in
        room.withUnsafeMutableBufferPointer { room -> didact_decoding in
          guard let from = bytes.baseAddress, let to = room.baseAddress else {
            return DIDACT_CORRUPT
          }
          return didact_decoder_run(decoder, from, bytes.count, &used, to, room.count, &made)
        }
      }
      output += room[..<made]
      input = input.dropFirst(used)
      guard output.count <= limit else { throw tooLong(limit) }
      switch status {
      case DIDACT_END: return output
      case DIDACT_MORE: if used == 0, made == 0 { throw corrupt }
      default: throw corrupt
      }
    }
  }

  private static let corrupt = StreamFault(
    reason: "corrupt-deflate", detail: "the deflate data cannot be decoded")

  private static func tooLong(_ limit: Int) -> StreamFault {
    StreamFault(reason: "too-long", detail: "decompresses to more than \(limit) bytes")
  }
}

/// Bytes in memory as a stream.
private final class SliceStream: ByteStream {
  private var rest: ArraySlice<UInt8>
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let some = rest.prefix(buffer.count)
    buffer.copyBytes(from: some)
    rest = rest.dropFirst(some.count)
    return some.count
  }
}
