public import Didact

/// Where models come from: one kind of `--synthesizer` value. Main hands a list of them to the commands.
public protocol ModelSource: Sendable {
  /// The values that it takes, for help and errors: `recorded:FILE`.
  var form: String { get }
  /// Whether requests go to the network: then the value must stand on the command line.
  var isRemote: Bool { get }
  func recognises(_ value: String) -> Bool
  /// Whether the value names a model that is sent turns of a chat: it is asked with the preset's prompt then, unless
  /// the recipe says otherwise. False by default.
  func takesMessages(_ value: String) -> Bool
  /// Fills in what the source knows of the model.
  ///
  /// - Parameter model: as asked for; its name may be empty.
  /// - Throws: `RunError` where the value is wrong, or no model can be told.
  func chosen(_ value: String, _ model: Recipe.Model) async throws -> Recipe.Model
  /// The model, ready to answer.
  ///
  /// - Parameter folder: the run's private folder, for what must outlive an interruption.
  /// - Throws: `RunError` where it cannot answer.
  func open(_ value: String, _ model: Recipe.Model, folder: String) async throws -> OpenModel
}

extension ModelSource {
  public func takesMessages(_ value: String) -> Bool { false }
}

/// A model in use.
public struct OpenModel: Sendable {
  public var model: any LanguageModel
  /// Lets go of connections and files.
  public var close: @Sendable () async -> Void

  public init(_ model: any LanguageModel, close: @escaping @Sendable () async -> Void = {}) {
    self.model = model
    self.close = close
  }
}
