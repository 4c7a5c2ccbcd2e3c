public import Didact
import DidactMining

/// Text of any field: what needs nothing but the text.
public struct GeneralTextDomain: DomainPlugin {
  public init() {}

  public let name = "general"
  public let summary = "plain text, web pages, web archives, feeds, tables and JSON Lines"
  public var formats: [any SourceFormat] {
    [
      JSONLinesFormat(), WARCFormat(), FeedFormat(), HTMLFormat(), CSVFormat(), PlainTextFormat(),
    ]
  }
  public var tasks: [any DomainTask] { SharedTasks.all }
}
