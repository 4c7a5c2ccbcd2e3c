/// Reads a block's records: record -> documents, skipped by a rule, or rejected. One bad record costs itself.
public struct Parsing: Sendable {
  private let domain: String
  private let formats: [any SourceFormat]
  private let languages: (any LanguageDetector)?
  private let versions: (any VersionIndex)?

  /// What a block held.
  public struct Parsed: Sendable {
    public var documents: [Document] = []
    public var rejections: [Rejection] = []
    public var tally = Tally()
  }

  /// - Parameters:
  ///   - formats: those that the block reader was given, in the same order.
  ///   - languages: asked where a source states no language.
  ///   - versions: says which records are the newest version of their document; nil keeps all.
  public init(
    domain: String, formats: [any SourceFormat], languages: (any LanguageDetector)? = nil,
    versions: (any VersionIndex)? = nil
  ) {
    self.domain = domain
    self.formats = formats
    self.languages = languages
    self.versions = versions
  }

  /// The documents of `block` in order, each with its key, domain, format and place; without those whose record
  /// is not the newest version, which count as filtered.
  ///
  /// - Throws: ``RunError`` where the index of versions cannot be read.
  public func parse(_ block: Block) throws(RunError) -> Parsed {
    var parsed = Parsed()
    for (position, item) in block.items.enumerated() {
      parsed.tally.records += 1
      switch item {
      case .fault(let place, let error): reject(error, at: place, stage: .cut, &parsed)
      case .skipped(_, let rule): parsed.tally.skipped[rule, default: 0] += 1
      case .record(let record):
        let format = formats[block.format]
        let standing = try standing(of: record, at: block.firstRecord + position, format)
        read(record, with: format, standing, &parsed)
      }
    }
    return parsed
  }

  private func standing(
    of record: Record, at number: Int, _ format: any SourceFormat
  ) throws(RunError) -> VersionStanding {
    guard let versions, let format = format as? any VersionedFormat,
      case .version(_, let document) = format.version(of: record)
    else { return .newest }
    return try versions.standing(of: document, numbers: format.versionNumbers, record: number)
  }

  private func read(
    _ record: Record, with format: any SourceFormat, _ standing: VersionStanding,
    _ parsed: inout Parsed
  ) {
    do {
      switch try format.documents(in: record) {
      case .skipped(let rule):
        parsed.tally.skipped[rule, default: 0] += 1
      case .documents(let documents):
        parsed.tally.parsed += 1
        parsed.tally.documents += documents.count
        for (index, document) in documents.enumerated() {
          var document = document
          document.key = "\(record.source.ordinal)-\(record.offset)-\(index)"
          guard standing == .newest else {
            parsed.tally.filtered[standing.rawValue, default: 0] += 1
            parsed.rejections.append(
              Rejection(
                stage: .keep, reason: standing.rawValue, detail: standing.detail,
                place: record.place, document: document.key))
            continue
          }
          if document.id.isEmpty { document.id = "\(record.source.path)#\(record.offset)" }
          if document.rights.isEmpty { document.rights = Rights.unknown }
          document.domain = domain
          document.format = format.name
          document.place = record.place
          languages?.detect(in: &document)
          for fact in document.facts where fact.name == LeftOut.fact {
            parsed.tally.leftOut[fact.value, default: 0] +=
              fact["characters"].flatMap(Int.init) ?? 0
          }
          parsed.documents.append(document)
        }
      }
    } catch {
      reject(error, at: record.place, stage: .parse, &parsed)
    }
  }

  private func reject(
    _ error: RecordError, at place: RecordPlace, stage: Rejection.Stage, _ parsed: inout Parsed
  ) {
    parsed.tally.rejected[error.reason, default: 0] += 1
    var detail = error.detail
    if let line = error.line {
      detail += ", at line \(place.line + line - 1)"
    } else if let offset = error.offset {
      detail += ", at byte \(place.offset + offset)"
    }
    parsed.rejections.append(
      Rejection(stage: stage, reason: error.reason, detail: detail, place: place))
  }
}
