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

  /// - Parameters:
  ///   - formats: those that the block reader was given, in the same order.
  ///   - languages: asked where a source states no language.
  ///   - versions: says which records are the newest version of their document; nil lists all.
  public init(
    domain: String, formats: [any SourceFormat], languages: (any LanguageDetector)? = nil,
    versions: (any VersionIndex)? = nil
  ) {
    parsing = Parsing(domain: domain, formats: formats, languages: languages, versions: versions)
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
      jobs: jobs, size: \.size,
      next: { try blocks.next() },
      work: { block in
        let parsed = try parsing.parse(block)
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
