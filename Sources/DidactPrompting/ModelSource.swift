public import Didact

/// Where models come from: one kind of `--synthesizer` value. Main hands a list of them to the commands.
public protocol ModelSource: Sendable {
  /// The values that it takes, for help and errors: `recorded:FILE`.
  var form: String { get }
  /// Whether requests go to the network: then the value must stand on the command line.
  var isRemote: Bool { get }
  func recognises(_ value: String) -> Bool
  /// The value as recipe and manifest name it: without what changes how fast replies come and not which.
  ///
  /// - Throws: `RunError` where the value is wrong.
  func recorded(_ value: String) throws -> String
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
  /// Looks at what stands behind a value: one examination a server.
  ///
  /// - Parameters:
  ///   - format: how prompts are written and replies read.
  ///   - prompts: what it is asked for its speed, at least one.
  /// - Throws: `RunError` where the value is wrong; what is wrong with a server is a finding.
  func examined(
    _ value: String, _ model: Recipe.Model, format: any PromptFormat, prompts: [CompletionRequest]
  ) async throws -> [ModelExamination]
}

extension ModelSource {
  public func recorded(_ value: String) throws -> String { value }
  public func takesMessages(_ value: String) -> Bool { false }
  public func examined(
    _ value: String, _ model: Recipe.Model, format: any PromptFormat, prompts: [CompletionRequest]
  ) async throws -> [ModelExamination] { [] }
}

/// A model in use.
public struct OpenModel: Sendable {
  public var model: any LanguageModel
  /// How its requests stand; nil where there are none to wait for.
  public var standing: @Sendable () -> ModelStanding?
  /// What happened since this was last asked, a line each.
  public var notices: @Sendable () -> [String]
  /// Lets go of connections and files.
  public var close: @Sendable () async -> Void

  public init(
    _ model: any LanguageModel, standing: @escaping @Sendable () -> ModelStanding? = { nil },
    notices: @escaping @Sendable () -> [String] = { [] },
    close: @escaping @Sendable () async -> Void = {}
  ) {
    self.model = model
    self.standing = standing
    self.notices = notices
    self.close = close
  }
}
