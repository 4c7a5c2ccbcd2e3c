import CCompression

/// A SHA-256 digest in the making.
public struct SHA256: ~Copyable {
  private let hash: OpaquePointer?

  public init() { hash = didact_sha256_create() }

  deinit { if let hash { didact_sha256_destroy(hash) } }

  /// Takes in more bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let hash, let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    didact_sha256_update(hash, base, bytes.count)
  }
  /// Takes in more bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest in lower-case hexadecimal; the hash starts anew.
  public mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    if let hash { didact_sha256_finish(hash, &digest) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of some bytes.
  public static func hex(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}

/// CRC-32 as gzip and zip use it.
public enum CRC32 {
  /// The checksum of what came before (0 at first) and `bytes`.
  public static func update(_ crc: UInt32, _ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = bytes.baseAddress else { return crc }
    return didact_crc32(crc, base, bytes.count)
  }
}
