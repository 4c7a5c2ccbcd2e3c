public import Didact
import DidactMining

/// Finance: what companies file and what the news says of them.
public struct FinanceDomain: DomainPlugin {
  public init() {}

  public let name = "finance"
  public let summary = "SEC filings in items, news"
  public var formats: [any SourceFormat] {
    [
      EDGARSubmissionFormat(), TranscriptFormat(), FilingFormat(), EDGARFormFormat(), XBRLFormat(),
      ReutersFormat(),
    ]
  }
  public var tasks: [any DomainTask] {
    [FilingItemTask(), IndustryTask(), ReportedEventTask()] + SharedTasks.all
  }
}
