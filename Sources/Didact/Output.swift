/// Where encoded blocks go, in order: a run folder, or whatever a program wants.
public protocol Output {
  /// What an earlier run has already made durable; nothing for a new one.
  var committed: Commitment { get }
  /// Appends the next block; blocks come in order of their index, from `committed.blocks` on.
  mutating func append(_ block: EncodedBlock) throws
  /// Ends the run: the last part, then the manifest.
  mutating func finish(sources: [SourceSummary]) throws
}

/// How far a run's output is durable.
public struct Commitment: Sendable, Hashable, Codable {
  /// Number of blocks.
  public var blocks = 0
  /// ``Block/checksum`` of the last of them.
  public var checksum: UInt64 = 0
  /// What they hold.
  public var tally = Tally()

  public init() {}
}

/// The files of a run, each a folder of parts.
public enum RunStream: String, Sendable, CaseIterable, Codable {
  case documents, corpus, validation, pairs, rejected
}

/// A block's output, ready to be appended.
public struct EncodedBlock: Sendable {
  public var index: Int
  public var checksum: UInt64
  public var tally: Tally
  /// Streams with at least one line.
  public var frames: [RunStream: Frame]

  /// Lines of one stream, compressed.
  public struct Frame: Sendable {
    /// The frame as it goes into the file.
    public var bytes: [UInt8]
    /// JSON lines in it.
    public var lines: Int
    /// Length before compression.
    public var unpacked: Int

    public init(bytes: [UInt8], lines: Int, unpacked: Int) {
      self.bytes = bytes
      self.lines = lines
      self.unpacked = unpacked
    }
  }

  public init(index: Int, checksum: UInt64, tally: Tally, frames: [RunStream: Frame]) {
    self.index = index
    self.checksum = checksum
    self.tally = tally
    self.frames = frames
  }
}

/// Compresses a block's lines into one self-contained frame (a zstd frame, a gzip member, the bytes
/// themselves); called from any number of threads, and a function of the bytes.
public protocol FrameEncoder: Sendable {
  func frame(_ lines: [UInt8]) throws -> [UInt8]
}
