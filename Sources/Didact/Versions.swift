/// A format whose records are versions of documents: a later one takes an earlier one's place, as update files
/// do with a baseline. A run with `latest` keeps the newest version of each.
public protocol VersionedFormat: SourceFormat {
  /// What the numbers of its documents are called; formats that say the same share them: `pmid`.
  var versionNumbers: String { get }
  /// What a record says of versions.
  ///
  /// Asked of every record in a pass of its own, before anything is parsed: look at bytes, as few as will do.
  func version(of record: Record) -> RecordVersion
}

/// What a record says of versions.
public enum RecordVersion: Sendable, Hashable {
  /// Nothing: its documents stay.
  case none
  /// It is that version of a document. Of two with the same version the one read later is the newer.
  case version(Int, of: Int)
  /// These documents are withdrawn: what came before goes, what comes after counts anew.
  case deletes([Int])
}

/// Knows of every record whether it is the newest version of its document.
public protocol VersionIndex: Sendable {
  /// What becomes of a record of document `number`.
  ///
  /// - Parameters:
  ///   - numbers: ``VersionedFormat/versionNumbers`` of its format.
  ///   - record: its number in the run.
  /// - Throws: ``RunError`` where the index cannot be read.
  func standing(of number: Int, numbers: String, record: Int) throws(RunError) -> VersionStanding
}

/// What becomes of a record that is a version of a document; the names are those of its filter.
public enum VersionStanding: String, Sendable {
  case newest, superseded, deleted

  /// Why its documents are left out.
  var detail: String {
    switch self {
    case .newest: ""
    case .superseded: "a newer version of it is among the sources"
    case .deleted: "a later record of the sources deletes it"
    }
  }
}

/// Takes what records say of versions, in input order, while an index is made.
public protocol VersionLog {
  /// - Throws: ``RunError`` where it cannot be noted.
  mutating func note(_ version: RecordVersion, numbers: String, record: Int) throws(RunError)
}

/// The pass before a run that finds the newest versions: cuts records and looks at their bytes, no more.
public struct VersionSurvey: Sendable {
  private let formats: [any SourceFormat]

  /// `formats` are those that the block reader was given, in the same order.
  public init(formats: [any SourceFormat]) {
    self.formats = formats
  }

  /// Goes through all blocks.
  ///
  /// - Returns: the checksum of all that was cut; the run that follows must come to the same.
  public func run(
    _ blocks: inout some BlockReader, into log: inout some VersionLog, jobs: Int,
    report: () -> Void = {}
  ) async throws -> UInt64 {
    let formats = formats
    var checksum: UInt64 = 0
    try await mapInOrder(
      jobs: jobs, size: \.size,
      next: {
        let block = try blocks.next()
        if let block { checksum = block.checksum }
        return block
      },
      work: { block in
        guard let format = formats[block.format] as? any VersionedFormat else { return Found() }
        var found = Found(numbers: format.versionNumbers)
        for (position, item) in block.items.enumerated() {
          guard case .record(let record) = item else { continue }
          let version = format.version(of: record)
          if version != .none { found.versions.append((version, block.firstRecord + position)) }
        }
        return found
      },
      commit: { found in
        for (version, record) in found.versions {
          try log.note(version, numbers: found.numbers, record: record)
        }
        report()
      })
    return checksum
  }

  /// What a block says of versions.
  private struct Found: Sendable {
    var numbers = ""
    var versions: [(RecordVersion, Int)] = []
  }
}
