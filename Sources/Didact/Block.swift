/// Consecutive records of one format: the unit of parallel work, of compression and of progress.
///
/// Blocks depend on nothing but the sources and the recipe's ``BlockSizes``.
public struct Block: Sendable {
  /// Its number in the run, from 0.
  public let index: Int
  /// The format that reads its records; an index into the formats that the cutter was given.
  public let format: Int
  /// Its records in input order, and what could not be cut.
  public let items: [Item]
  /// A checksum of everything cut so far, this block included: a continued run checks it.
  public let checksum: UInt64
  /// Number in the run, from 0, of its first item.
  public let firstRecord: Int

  /// Bytes of its records.
  public var size: Int {
    items.reduce(0) { size, item in
      if case .record(let record) = item { size + record.bytes.count } else { size }
    }
  }

  /// A whole record, or a stretch of the source that is none.
  public enum Item: Sendable {
    case record(Record)
    case fault(RecordPlace, RecordError)
    /// What no format reads, and by which rule it need not: a picture beside an article.
    case skipped(RecordPlace, rule: String)
  }

  public init(index: Int, format: Int, items: [Item], checksum: UInt64, firstRecord: Int = 0) {
    self.index = index
    self.format = format
    self.items = items
    self.checksum = checksum
    self.firstRecord = firstRecord
  }
}

/// How records are gathered into blocks and blocks into parts. Part of the recipe, since chains lie inside a
/// block and a document's place in the output follows from them.
public struct BlockSizes: Sendable, Hashable, Codable {
  /// A block closes at the first record end past this many bytes...
  public var bytes = 1 << 20
  /// ...and this many records for each shot of the variant...
  public var recordsPerShot = 4
  /// ...or past this many bytes, whatever the number of records: what is made of a block in memory is several times
  /// its size, so that a record near the limit of 16 MiB is one of its own.
  public var largest = 4 << 20
  /// Blocks in one output part: what an interruption can cost.
  public var perPart = 64

  public init() {}
}

/// Hands out blocks in input order; one reader uses it.
public protocol BlockReader {
  /// The next block, nil at the end of the last source.
  ///
  /// - Throws: ``RunError`` where no further source can be read. Damage inside one source is an
  ///   ``Block/Item/fault(_:_:)`` instead.
  mutating func next() throws -> Block?
  /// What has been read so far, for the manifest; whole after `next()` returned nil.
  var sources: [SourceSummary] { get }
}

/// One source as the manifest lists it.
public struct SourceSummary: Sendable, Hashable, Codable {
  /// Path as documents cite it, relative to the SOURCE argument.
  public var path: String
  /// Bytes as stored.
  public var bytes: Int
  /// SHA-256 of the bytes as stored, in lower-case hexadecimal.
  public var sha256: String
  /// Bytes after decompression, archive entries added up.
  public var decompressed: Int
  /// Formats found in it, in order of appearance.
  public var formats: [String]
  /// Records cut from it, rejected ones included.
  public var records: Int

  public init(
    path: String, bytes: Int, sha256: String, decompressed: Int, formats: [String], records: Int
  ) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.decompressed = decompressed
    self.formats = formats
    self.records = records
  }
}
