/// `didact documents`: sources to JSON lines of documents, without a recipe's later stages.
public struct DocumentListing: Sendable {
  private let parsing: Parsing

  /// What one block yields.
  public struct Listed: Sendable {
    /// JSON lines as `lines` made them.
    public var lines: [UInt8]
    public var rejections: [Rejection]
    public var tally: Tally
  }

  /// `formats` are those that the block reader was given, in the same order.
  public init(
    domain: String, formats: [any SourceFormat], languages: (any LanguageDetector)? = nil
  ) {
    parsing = Parsing(domain: domain, formats: formats, languages: languages)
  }

  /// Lists every document in input order.
  ///
  /// - Parameters:
  ///   - lines: writes what is to be said of one document.
  ///   - emit: takes each block's lines and rejections, in input order.
  public func run(
    _ blocks: inout some BlockReader, jobs: Int,
    lines: @escaping @Sendable (Document, inout JSONWriter) -> Void = Encodings.write,
    emit: (Listed) throws -> Void
  ) async throws -> Tally {
    let parsing = parsing
    var total = Tally()
    try await mapInOrder(
      jobs: jobs,
      next: { try blocks.next() },
      work: { block in
        let parsed = parsing.parse(block)
        var json = JSONWriter(reserving: 1 << 20)
        for document in parsed.documents { lines(document, &json) }
        return Listed(lines: json.bytes, rejections: parsed.rejections, tally: parsed.tally)
      },
      commit: { listed in
        total += listed.tally
        try emit(listed)
      })
    return total
  }
}
