/// One item's bytes inside a source, cut but not yet understood: one `<PubmedArticle>`, one line, one file.
public struct Record: Sendable {
  /// The stream it was cut from.
  public let source: SourceStream
  /// Where it begins, in bytes of the decompressed stream.
  public let offset: Int
  /// The line, from 1, on which it begins.
  public let line: Int
  /// Its number in the stream, from 0.
  public let number: Int
  /// Its bytes, exactly as the stream holds them.
  public let bytes: ArraySlice<UInt8>
  /// What stood around it, for formats that need it.
  public let envelope: Envelope?
  /// What the format asked for beside its source, where there is such a thing.
  public let companion: Companion?

  /// A record; formats receive them, tests make them.
  public init(
    source: SourceStream, offset: Int, line: Int = 1, number: Int = 0, bytes: ArraySlice<UInt8>,
    envelope: Envelope? = nil, companion: Companion? = nil
  ) {
    self.source = source
    self.offset = offset
    self.line = line
    self.number = number
    self.bytes = bytes
    self.envelope = envelope
    self.companion = companion
  }

  /// Where it stands, for documents and rejections.
  public var place: RecordPlace {
    RecordPlace(source: source, offset: offset, length: bytes.count, record: number, line: line)
  }
}

/// One decompressed stream of bytes: a file, an entry of an archive, standard input.
public final class SourceStream: Sendable {
  /// Its place in the order of reading, from 0; document keys begin with it.
  public let ordinal: Int
  /// Its name relative to the SOURCE argument: `file.xml.gz`, `archive.tar!/entry`, `-`.
  public let path: String

  public init(ordinal: Int, path: String) {
    self.ordinal = ordinal
    self.path = path
  }
}

/// Where a record stands in its source; its bytes there are the record.
public struct RecordPlace: Sendable {
  public let source: SourceStream
  /// First byte in the decompressed stream.
  public let offset: Int
  /// Number of bytes.
  public let length: Int
  /// Number in the stream, from 0.
  public let record: Int
  /// The line, from 1, on which it begins.
  public let line: Int

  public init(source: SourceStream, offset: Int, length: Int, record: Int, line: Int) {
    self.source = source
    self.offset = offset
    self.length = length
    self.record = record
    self.line = line
  }
}

/// What an XML file says around its records: each record is parsed between `head` and `tail`.
public final class Envelope: Sendable {
  /// XML declaration, DOCTYPE with internal subset, and start tags of all ancestors.
  public let head: [UInt8]
  /// End tags of the ancestors.
  public let tail: [UInt8]
  /// Elements before the record that its format asked to keep, whole: what a dump says of itself. They are not parsed
  /// with every record.
  public let context: [UInt8]

  public init(head: [UInt8], tail: [UInt8], context: [UInt8] = []) {
    self.head = head
    self.tail = tail
    self.context = context
  }
}
