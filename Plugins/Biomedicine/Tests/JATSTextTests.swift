import Didact
import Foundation
import Testing

@testable import DidactBiomedicine

/// The texts of real articles against an extraction by another program.
struct JATSTextTests {
  /// The bundled articles, and those beside the repository where they are there.
  @Test(arguments: JATSCorpus.all)
  func textsHoldAllParagraphsAndNothingForbidden(of corpus: JATSCorpus) throws {
    guard let root = corpus.folder else {
      return print("SKIPPED: \(corpus.rawValue) JATS articles are not on this machine")
    }
    guard let python = JATSCorpus.python else {
      return print(
        "SKIPPED: no python3 to check the texts of \(corpus.rawValue) JATS articles with")
    }
    let readings = try corpus.files(in: root).map { try JATSCorpus.reading(of: $0, in: root) }
    #expect(!readings.isEmpty)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("didact-jats-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONSerialization.data(withJSONObject: readings).write(to: file)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../TestScripts/JATSTextCheck.py").standardizedFileURL
    let process = Process()
    let output = Pipe()
    process.executableURL = python
    process.arguments = [script.path, root.path, file.path]
    process.standardOutput = output
    try process.run()
    let report = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(report)")
  }
}

/// Folders of JATS articles.
enum JATSCorpus: String, Sendable {
  case bundled, shared

  static let all: [JATSCorpus] = [.bundled, .shared]

  /// The folder, nil where it is not on this machine.
  var folder: URL? {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardizedFileURL
    let folder: URL
    switch self {
    case .bundled: folder = package.appendingPathComponent("Plugins/Biomedicine/Samples/jats")
    case .shared:
      let named = ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      folder =
        (named.map { URL(fileURLWithPath: $0) } ?? package.appendingPathComponent("../shared"))
        .appendingPathComponent("data/biomed/jats").standardizedFileURL
    }
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }

  /// Paths of its files that a JATS format reads, relative to it.
  func files(in folder: URL) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix("xml") }.sorted().filter { path in
      let head = try? Data(contentsOf: folder.appendingPathComponent(path)).prefix(65_536)
      return JATSFormat().recognises(SourceHead(path: path, bytes: Array(head ?? Data())))
        >= .likely
    }
  }

  /// What the format makes of a file, as the script reads it.
  static func reading(of path: String, in folder: URL) throws -> [String: Any] {
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    let documents = try? JATSFormat.documents(of: bytes, path: path)
    return [
      "path": path, "rejected": documents == nil,
      "documents": (documents ?? []).map { document in
        [
          "id": document.id, "text": document.text.description,
          "values": document.facts.flatMap { [$0.value] + $0.attributes.map(\.value) }
            + document.sections.map(\.label) + [document.rights, document.id],
        ] as [String: Any]
      },
    ]
  }

  /// A python3 on the path, or nil.
  static var python: URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent("python3") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

extension JATSFormat {
  /// The documents of a file that is one record.
  static func documents(of bytes: [UInt8], path: String = "a.xml") throws -> [Document] {
    let source = SourceStream(ordinal: 0, path: path)
    let record = Record(source: source, offset: 0, bytes: bytes[...])
    guard case .documents(let documents) = try JATSFormat().documents(in: record) else { return [] }
    return documents
  }
}
