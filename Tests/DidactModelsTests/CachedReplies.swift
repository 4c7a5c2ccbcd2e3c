import Foundation

@testable import DidactModels

/// The replies that a cache holds.
enum CachedReplies {
  static func texts(in folder: String) throws -> Set<String> {
    let path = "\(folder)/requests.sqlite"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let statement = try Database.Statement("SELECT text FROM replies", of: Database(path))
    var texts: Set<String> = []
    while try statement.step() { texts.insert(statement.text(0)) }
    return texts
  }
}
