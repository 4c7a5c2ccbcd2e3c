/// A stream of what another one holds in compressed form.
public protocol Decoder: ByteStream {
  /// Something harmless that a user should know: padding after the last member.
  var notice: String? { get }
}

extension Codec {
  /// The decoder for a stream of this compression.
  ///
  /// - Parameter jobs: how many cores may decode at a time, where the compression allows for it (bzip2 of many
  ///   streams); what comes out does not depend on it.
  public func decoder(for source: any ByteStream, jobs: Int) -> any Decoder {
    self == .bzip2 && jobs > 1
      ? ParallelBzip2Stream(source, jobs: jobs) : DecodingStream(source, codec: self)
  }
}
