import CCompression

/// A compression, told by its first bytes.
public enum Codec: String, Sendable, CaseIterable {
  case gzip, zstd, bzip2, xz

  /// The compression that a stream beginning with `head` has, or nil.
  public static func detected(in head: some Collection<UInt8>) -> Codec? {
    let head = Array(head.prefix(6))
    if head.starts(with: [0x1F, 0x8B]) { return .gzip }
    if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    // A skippable frame may come first.
    if head.count >= 4, head[0] & 0xF0 == 0x50, head[1...3].elementsEqual([0x2A, 0x4D, 0x18]) {
      return .zstd
    }
    if head.starts(with: [0x42, 0x5A, 0x68]), head.count > 3, (0x31...0x39).contains(head[3]) {
      return .bzip2
    }
    if head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
    return nil
  }

  var codec: didact_codec {
    switch self {
    case .gzip: DIDACT_GZIP
    case .zstd: DIDACT_ZSTD
    case .bzip2: DIDACT_BZIP2
    case .xz: DIDACT_XZ
    }
  }
}
