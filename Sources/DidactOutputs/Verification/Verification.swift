public import Didact
import Foundation

/// Re-derives every check of a run from its folder alone.
///
/// Parts are gone through by number: a chain lies in one block, so part n of pairs/ speaks of part n of
/// documents/ and corpus/ and of no other, and memory is that of one part.
public struct Verification {
  /// What was found wrong: `path:line: what is wrong`.
  public var findings: [String] { audit.findings }
  /// How many findings there are, those beyond the first hundred included.
  public var count: Int { audit.count }
  /// Lines checked, by stream.
  public private(set) var lines: [RunStream: Int] = [:]
  private var audit: FolderAudit

  /// Checks a run's folder.
  ///
  /// - Throws: ``RunError`` where it is none, or not whole.
  public static func verify(_ folder: String) throws(RunError) -> Verification {
    Verification(of: try FolderAudit(folder))
  }

  /// Checks a run's folder that is opened already.
  public init(of folder: FolderAudit) {
    audit = folder
    guard let manifest = try? JSONDecoder().decode(ManifestReader.self, from: Data(audit.manifest))
    else {
      audit.report("manifest.json", nil, "is no manifest")
      return
    }
    audit.check(manifest.files)
    var contents = RunContents(manifest)
    for number in 0..<Self.numberOfParts(manifest) {
      checkPart(number, manifest, &contents)
    }
    for finding in contents.sums(manifest) { audit.report("manifest.json", nil, finding) }
  }

  private static func numberOfParts(_ manifest: ManifestReader) -> Int {
    (manifest.files.compactMap { part(of: $0.path)?.number }.max() ?? -1) + 1
  }

  /// `corpus/part-00003.jsonl.zst` is number 3 of corpus.
  private static func part(of path: String) -> (stream: RunStream, number: Int)? {
    let pieces = path.split(separator: "/")
    guard pieces.count == 2, let stream = RunStream(rawValue: String(pieces[0])),
      pieces[1].hasPrefix("part-"),
      let number = Int(pieces[1].dropFirst(5).prefix { $0.isNumber })
    else { return nil }
    return (stream, number)
  }

  private mutating func checkPart(
    _ number: Int, _ manifest: ManifestReader, _ contents: inout RunContents
  ) {
    var part = PartContents()
    for stream in RunStream.allCases {
      guard
        let file = manifest.files.first(where: {
          Self.part(of: $0.path).map { $0 == (stream, number) } ?? false
        })
      else { continue }
      lines[stream, default: 0] += audit.lines(of: file) {
        try part.take($0, of: stream, &contents)
      }
    }
    for (id, fault) in part.faultsInTexts() { audit.report("corpus", nil, "text \(id): \(fault)") }
  }
}
