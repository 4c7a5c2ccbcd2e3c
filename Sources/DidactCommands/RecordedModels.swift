import Didact
import DidactCompression
import DidactPrompting
import Foundation

/// `recorded:FILE`: replies from a file, for tests and for looking at what a model once said.
struct RecordedModels: ModelSource {
  let form = "recorded:FILE"
  let isRemote = false
  /// The value of a recording that is never opened.
  static let none = "recorded:"

  func recognises(_ value: String) -> Bool { value.hasPrefix("recorded:") }

  func chosen(_ value: String, _ model: Recipe.Model) throws -> Recipe.Model {
    var model = model
    if model.name.isEmpty { model.name = "recorded" }
    model.revision = "sha256:\(SHA256.hex(of: try bytes(value)))"
    return model
  }

  func open(_ value: String, _ model: Recipe.Model, folder: String) throws -> OpenModel {
    OpenModel(try RecordedModel(lines: try bytes(value), path: path(value)))
  }

  private func path(_ value: String) -> String { String(value.dropFirst("recorded:".count)) }

  private func bytes(_ value: String) throws(RunError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path(value)) else {
      throw RunError("\(path(value)): cannot be read", remedy: "check the path after recorded:")
    }
    return Array(data)
  }
}
