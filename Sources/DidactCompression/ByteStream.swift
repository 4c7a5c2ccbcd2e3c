/// Bytes that are pulled: a file, standard input, what a decoder makes of another stream.
public protocol ByteStream: AnyObject {
  /// Reads up to `buffer.count` bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int
}

/// Why a stream cannot be read on; what came before it is good.
public struct StreamFault: Error, Sendable, Hashable {
  /// A short stable name: `truncated-gzip`, `corrupt-zstd`, `trailing-garbage`.
  public var reason: String
  /// One sentence in lower case.
  public var detail: String

  public init(reason: String, detail: String) {
    self.reason = reason
    self.detail = detail
  }
}

/// A stream whose beginning can be looked at before it is read.
public final class PeekableStream: ByteStream {
  private let stream: any ByteStream
  private var ahead: [UInt8] = []
  private var position = 0
  private var fault: StreamFault?

  /// A fault that a peek has met and a read will throw.
  public var pendingFault: StreamFault? { fault }

  public init(_ stream: any ByteStream) { self.stream = stream }

  /// Up to `count` of the bytes that come next; a fault is kept for the read that meets it.
  public func peek(_ count: Int) -> ArraySlice<UInt8> {
    while ahead.count - position < count, fault == nil {
      let wanted = count - (ahead.count - position)
      do throws(StreamFault) {
        var read = 0
        var failure: StreamFault?
        let more = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
          do throws(StreamFault) {
            read = try stream.read(into: UnsafeMutableRawBufferPointer(buffer))
          } catch {
            failure = error
          }
          initialized = read
        }
        if let failure { throw failure }
        if read == 0 { break }
        ahead.append(contentsOf: more)
      } catch {
        fault = error
      }
    }
    return ahead[position...].prefix(count)
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamFault) -> Int {
    guard position < ahead.count else {
      ahead = []
      position = 0
      if let fault {
        throw fault
      }
      return try stream.read(into: buffer)
    }
    let count = min(buffer.count, ahead.count - position)
    buffer.copyBytes(from: ahead[position..<position + count])
    position += count
    return count
  }
}

extension ByteStream {
  /// Reads until `count` bytes are there or the stream ends.
  public func read(exactly count: Int) throws(StreamFault) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, 1 << 20))
    var buffer = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while bytes.count < count {
      let wanted = min(buffer.count, count - bytes.count)
      let read = try readSome(into: &buffer, wanted)
      if read == 0 { break }
      bytes.append(contentsOf: buffer[..<read])
    }
    return bytes
  }

  private func readSome(into buffer: inout [UInt8], _ wanted: Int) throws(StreamFault) -> Int {
    let result: Result<Int, StreamFault> = buffer.withUnsafeMutableBytes { raw in
      do throws(StreamFault) {
        return .success(try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[..<wanted])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
