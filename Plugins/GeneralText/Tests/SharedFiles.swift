import Foundation

/// Real files that are not part of the package; a loud line where they are not there.
enum SharedFiles {
  static let folder: String? = {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? here.appendingPathComponent("../../../../shared").standardizedFileURL.path
    return FileManager.default.fileExists(atPath: "\(shared)/data") ? "\(shared)/data" : nil
  }()

  /// All files of some folders, in order.
  static func all(
    in folders: [String], test: String = #function
  ) -> [(path: String, bytes: [UInt8])] {
    guard let folder else {
      print("SKIPPED: the shared data is not there; \(test) looked at examples alone")
      return []
    }
    return folders.flatMap { name -> [(path: String, bytes: [UInt8])] in
      let paths =
        FileManager.default.enumerator(atPath: "\(folder)/\(name)")?.compactMap { $0 as? String }
        ?? []
      return paths.sorted().compactMap { path in
        let full = "\(folder)/\(name)/\(path)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder),
          !isFolder.boolValue,
          let data = FileManager.default.contents(atPath: full)
        else { return nil }
        return ("\(name)/\(path)", Array(data))
      }
    }
  }
}
