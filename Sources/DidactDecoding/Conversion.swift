import CTextDecoding

/// Conversion to UTF-8 by the C library's iconv.
enum Conversion {
  enum Fault: Error {
    case unknownEncoding
    /// The offset of the first byte that is none of the encoding's.
    case invalid(Int)
  }

  static func utf8(of bytes: ArraySlice<UInt8>, from name: String) -> Result<[UInt8], Fault> {
    var (read, made) = (0, 0)
    var status = Int32(DIDACT_CONVERTED)
    // No encoding makes more than three bytes of one but HKSCS, which makes four of two.
    let room = bytes.count * 3 + 16
    var output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      status = bytes.withUnsafeBufferPointer { input -> Int32 in
        guard let base = input.baseAddress, let start = buffer.baseAddress else { return status }
        return didact_convert(name, base, input.count, start, room, &read, &made)
      }
      count = made
    }
    switch Int(status) {
    case DIDACT_CONVERTED:
      // A mark inside a stream that was already told by another is no text.
      if output.starts(with: [0xEF, 0xBB, 0xBF]) { output.removeFirst(3) }
      return .success(output)
    case DIDACT_UNKNOWN_ENCODING: return .failure(.unknownEncoding)
    default: return .failure(.invalid(read))
    }
  }

  /// The name of the encoding that bytes look like, as uchardet has it.
  static func sniffed(_ bytes: ArraySlice<UInt8>) -> String? {
    var name = [CChar](repeating: 0, count: 64)
    let found = bytes.withUnsafeBufferPointer { input -> Int32 in
      guard let base = input.baseAddress else { return 0 }
      return name.withUnsafeMutableBufferPointer { room in
        guard let start = room.baseAddress else { return 0 }
        return didact_sniff(base, input.count, start, room.count)
      }
    }
    guard found != 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
