import Didact
import Foundation

/// Real files, where they are: not in the repository, since their licences differ.
enum SharedData {
  static var folder: String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? tests.appendingPathComponent("../../../../shared").standardizedFileURL.path
    return "\(shared)/data"
  }

  /// The files of a kind by name; none, with a line that says so, where the folder is not there.
  static func files(of kind: String) throws -> [(name: String, bytes: [UInt8])] {
    let real = "\(folder)/general/\(kind)"
    guard FileManager.default.fileExists(atPath: real) else {
      print("SKIPPED: the shared data is not there; \(kind) was checked on texts of our own")
      return []
    }
    return try FileManager.default.contentsOfDirectory(atPath: real).sorted().map { name in
      (name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(real)/\(name)"))))
    }
  }
}

extension Record {
  /// A whole file as a record.
  init(file name: String, _ bytes: [UInt8]) {
    self.init(source: SourceStream(ordinal: 0, path: name), offset: 0, bytes: bytes[...])
  }
}

extension SourceFormat {
  /// The documents of a file that is one record; none where it is skipped.
  func documents(of file: String, _ bytes: [UInt8]) throws -> [Document] {
    guard case .documents(let documents) = try documents(in: Record(file: file, bytes)) else {
      return []
    }
    return documents
  }
}

extension SharedData {
  /// The beginnings of all real files, of any domain, by their paths.
  static func heads() throws -> [SourceHead] {
    guard let files = FileManager.default.enumerator(atPath: folder) else {
      print(
        "SKIPPED: the shared data is not there; what formats recognise was checked on texts of our own"
      )
      return []
    }
    return files.compactMap { $0 as? String }.sorted().compactMap { path in
      guard let file = FileHandle(forReadingAtPath: "\(folder)/\(path)"),
        let bytes = try? file.read(upToCount: 1 << 16)
      else { return nil }
      return SourceHead(path: path, bytes: Array(bytes))
    }
  }
}
