public import Didact

/// Cooking recipes: a domain of one format and one task.
public struct RecipeDomain: DomainPlugin {
  public init() {}

  public let name = "recipes"
  public let summary = "cooking recipes in a plain line format"
  public var formats: [any SourceFormat] { [RecipeFormat()] }
  public var tasks: [any DomainTask] { [OvenTask()] }
}
