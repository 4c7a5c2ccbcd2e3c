public import Didact
import DidactMining

/// Finance: what companies file and what the news says of them.
public struct FinanceDomain: DomainPlugin {
  public init() {}

  public let name = "finance"
  public let summary = "SEC filings in items, XBRL, forms in XML, earnings calls, news"
  public var formats: [any SourceFormat] {
    [
      EDGARSubmissionFormat(), TranscriptFormat(), FilingFormat(), EDGARFormFormat(), XBRLFormat(),
      ReutersFormat(),
    ]
  }
  public var tasks: [any DomainTask] {
    [
      FilingItemTask(), IndustryTask(), ReportedEventTask(), EventDateTask(), EventOnDateTask(),
      DefinedTermTask(),
      TickerSymbolTask(), ComparedFigureTask(), ComparedDirectionTask(), PercentChangeTask(),
      AmountReferentTask(), EarningsFigureTask(), EarningsChangeTask(), NetMarginTask(),
      NewsTopicTask(), NewsIndexTask(), TaggedAmountTask(), ExactValueTask(), TaggedChangeTask(),
      TaggedDirectionTask(), TaggedRatioTask(), TaggedComparisonTask(), FiguresFormTask(),
      FormAnswerTask(), FormRecordTask(), TransactionKindTask(), TransactionValueTask(),
      LargestHoldingTask(), HoldingPriceTask(),
      NewsDatelineTask(), CompanyStatementTask(), ParentCompanyTask(), PersonPositionTask(),
      DividendTermsTask(), ExhibitTask(), CallAnswerTask(), CallSpeakerTask(),
      SpeakerRoleTask(),
    ] + SharedTasks.all
  }
}
