public import Didact

/// Tasks that need nothing but text, for any domain.
public enum SharedTasks {
  public static let all: [any DomainTask] = [
    TitleTask(), LongFormTask(), ShortFormTask(), NextSentenceTask(), SentenceOrderTask(),
    ClozeTask(), ConnectiveTask(), StatedCauseTask(), TableCellTask(), TableDirectionTask(),
    TableDifferenceTask(), StatementCheckTask(), FigureChangeTask(), YearOrderTask(),
    DefinitionTask(), AmountsTask(), ListedItemsTask(), QuotationTask(), QuestionHeadingTask(),
    SectionHeadingTask(), TableComparisonTask(), TableExtremeTask(), TableLookupTask(),
    TableRowTask(), TableNotStatedTask(), EventYearTask(), YearEventTask(), ChronologyTask(),
    YearSpanTask(), UnitConversionTask(), MissingFigureTask(), RestatementTask(),
    SentenceEndingTask(), TermsToSentenceTask(), SummarySectionTask(), OtherNameTask(),
    DateFormTask(),
  ]
}
