import Didact
import DidactCompression

/// An HTTP/1 response as it came over the wire (RFC 9112).
struct HTTPResponse {
  let status: Int
  let headers: HeaderBlock
  private let content: ArraySlice<UInt8>

  /// A body decompresses to at most this.
  private static let largestBody = 64 << 20

  init(_ bytes: ArraySlice<UInt8>) throws(RecordError) {
    (headers, content) = try HeaderBlock.read(bytes)
    let words = headers.firstLine.split(separator: 0x20)
    guard words.count >= 2, words[0].starts(with: "HTTP/".utf8),
      let status = Int(String(decoding: words[1], as: UTF8.self))
    else {
      throw RecordError(reason: "malformed-http", detail: "the response has no status line")
    }
    self.status = status
  }

  /// The body without its transfer and content encodings.
  ///
  /// Archives are known that keep the encodings' names and not the encodings; a body that does not begin as it should
  /// is taken as it is.
  func body() throws(RecordError) -> ArraySlice<UInt8> {
    var body = content
    if (headers["transfer-encoding"] ?? "").lowercased().contains("chunked") {
      body = try Chunks.joined(body)
    }
    let encodings = (headers["content-encoding"] ?? "").lowercased().split(separator: ",")
      .map { UTF8Bytes.trimmed(String($0)) }
    for encoding in encodings.reversed() {
      do throws(StreamFault) {
        switch encoding {
        case "", "identity", "none": break
        case "gzip", "x-gzip":
          if Codec.detected(in: body) == .gzip {
            body = try Decompression.bytes(of: body, codec: .gzip, limit: Self.largestBody)[...]
          }
        case "zstd":
          if Codec.detected(in: body) == .zstd {
            body = try Decompression.bytes(of: body, codec: .zstd, limit: Self.largestBody)[...]
          }
        case "deflate":
          body = try Decompression.inflated(body, limit: Self.largestBody)[...]
        default:
          throw StreamFault(
            reason: "content-encoding",
            detail: "is compressed with '\(encoding.prefix(20))', which cannot be read")
        }
      } catch {
        throw RecordError(reason: error.reason, detail: "the response's body: \(error.detail)")
      }
    }
    return body
  }
}

/// A body in chunks: each a line with its length in hexadecimal, its bytes, a line end.
enum Chunks {
  static func joined(_ body: ArraySlice<UInt8>) throws(RecordError) -> ArraySlice<UInt8> {
    guard size(at: body) != nil else { return body }
    var output: [UInt8] = []
    var rest = body
    while let (size, content) = size(at: rest) {
      if size == 0 { return output[...] }
      guard content.count >= size else { throw cut }
      output += content.prefix(size)
      rest = content.dropFirst(size)
      if rest.first == 0x0D { rest = rest.dropFirst() }
      guard rest.first == 0x0A else { throw cut }
      rest = rest.dropFirst()
    }
    throw cut
  }

  private static let cut = RecordError(
    reason: "malformed-http", detail: "the response's chunks do not add up")

  /// The length of the chunk that begins here, and what follows its line.
  private static func size(
    at bytes: ArraySlice<UInt8>
  ) -> (size: Int, content: ArraySlice<UInt8>)? {
    guard let feed = bytes.prefix(1_024).firstIndex(of: 0x0A) else { return nil }
    let line = bytes[..<feed].prefix { $0 != UInt8(ascii: ";") && !UTF8Bytes.isBlank($0) }
    guard !line.isEmpty, line.count <= 8,
      let size = Int(String(decoding: line, as: UTF8.self), radix: 16), size >= 0
    else { return nil }
    return (size, bytes[(feed + 1)...])
  }
}
