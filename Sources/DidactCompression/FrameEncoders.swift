import CCompression
public import Didact
import Synchronization

/// The ways in which a block's lines become a frame.
public enum FrameEncoders {
  /// The encoder for a recipe's choice.
  public static func encoder(for compression: Recipe.Compression) -> any FrameEncoder {
    switch compression {
    case .zst: CompressedFrames(DIDACT_ZSTD, level: 3)
    case .gz: CompressedFrames(DIDACT_GZIP, level: 6)
    case .none: PlainFrames()
    }
  }
}

/// Lines as they are.
struct PlainFrames: FrameEncoder {
  func frame(_ lines: [UInt8]) -> [UInt8] { lines }
}

/// One zstd frame or gzip member a block: a function of the bytes, the level and the library's version.
///
/// gzip is written by libdeflate, not by ISA-L, whose output depends on the processor.
final class CompressedFrames: FrameEncoder {
  private let codec: didact_codec
  private let level: Int32
  private let idle = Mutex<[Encoder]>([])

  init(_ codec: didact_codec, level: Int32) {
    self.codec = codec
    self.level = level
  }

  func frame(_ lines: [UInt8]) throws -> [UInt8] {
    guard let encoder = idle.withLock({ $0.popLast() }) ?? Encoder(codec, level: level),
      let frame = encoder.frame(lines)
    else { throw RunError("no memory to compress with", remedy: "run with fewer jobs") }
    idle.withLock { $0.append(encoder) }
    return frame
  }
}

/// One compressor.
///
/// `@unchecked Sendable`: the pool hands an encoder to one caller at a time and takes it back after its use;
/// a mutex orders the two.
private final class Encoder: @unchecked Sendable {
  private let encoder: OpaquePointer

  init?(_ codec: didact_codec, level: Int32) {
    guard let encoder = didact_encoder_create(codec, level) else { return nil }
    self.encoder = encoder
  }

  deinit { didact_encoder_destroy(encoder) }

  func frame(_ lines: [UInt8]) -> [UInt8]? {
    let bound = didact_encoder_bound(encoder, lines.count)
    var written = 0
    let frame = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      lines.withUnsafeBufferPointer { input in
        if let input = input.baseAddress, let output = output.baseAddress {
          written = didact_encoder_run(encoder, input, lines.count, output, bound)
        }
      }
      count = written
    }
    return written > 0 ? frame : nil
  }
}
