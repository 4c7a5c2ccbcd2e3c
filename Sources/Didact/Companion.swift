/// A format that says more of a source with another part of it, or with a file that lies beside it: the labels of a
/// report's concepts.
///
/// A record is still understood alone; the companion is handed to it and changes nothing but what it adds.
public protocol CompanionFormat: SourceFormat {
  /// Where the companion of a source is, nil where it needs none.
  func companion(for head: SourceHead) -> Companion.Place?
}

/// What a format asked for: a file of the same folder, or a record of the same source.
public final class Companion: Sendable {
  /// Its decompressed bytes; never more than a record may have.
  public let bytes: ArraySlice<UInt8>

  public init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Where to look for a companion.
  public enum Place: Sendable, Equatable {
    /// The first of these names that is a file of the source's folder *and among the run's sources*: nothing is read
    /// that the user did not name, and its digest is in the manifest.
    case beside([String])
    /// The source's first record that begins with the first of these texts that any record begins with.
    case within([String])
  }
}
