import Didact
import DidactSources
import Foundation

/// Cuts a snippet as a file of it would be cut.
enum SnippetSources {
  /// What a format makes of some bytes, record by record.
  enum Outcome {
    case documents([Document])
    case skipped(String)
    case rejected(String)
  }

  static func outcomes(of bytes: [UInt8], with format: any SourceFormat, chunk: Int) throws
    -> [Outcome]
  {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("snippet")
    try Data(bytes).write(to: file)
    var blocks = SourceBlocks(try SourceList([file.path]), formats: [format], chunk: chunk)
    var outcomes: [Outcome] = []
    while let block = try blocks.next() {
      for item in block.items {
        switch item {
        case .fault(_, let error): outcomes.append(.rejected(error.reason))
        case .skipped(_, let rule): outcomes.append(.skipped(rule))
        case .record(let record): outcomes.append(outcome(of: record, format))
        }
      }
    }
    return outcomes
  }

  private static func outcome(of record: Record, _ format: any SourceFormat) -> Outcome {
    do throws(RecordError) {
      switch try format.documents(in: record) {
      case .documents(let documents): return .documents(documents)
      case .skipped(let rule): return .skipped(rule)
      }
    } catch {
      return .rejected(error.reason)
    }
  }
}
