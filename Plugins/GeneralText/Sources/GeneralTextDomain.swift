public import Didact
import DidactMining

/// Text of any field: what needs nothing but the text.
public struct GeneralTextDomain: DomainPlugin {
  public init() {}

  public let name = "general"
  public let summary =
    "plain text, Markdown, web pages and archives, feeds, tables, EPUB, TEI, DocBook, wikis and JSON Lines"
  public var formats: [any SourceFormat] {
    [
      JSONLinesFormat(), WARCFormat(), FeedFormat(), MediaWikiFormat(), EPUBFormat(), TEIFormat(),
      TEIFragmentFormat(), DocBookFormat(), HTMLFormat(), WikitextFormat(), MarkdownFormat(),
      CSVFormat(), PlainTextFormat(),
    ]
  }
  public var tasks: [any DomainTask] {
    [
      SubjectDefinitionTask(), BoxFieldTask(), EntityKindTask(), StatedOfTask(),
      GlossaryDefinitionTask(), GlossaryTermTask(), HarvestedAnswerTask(), SpeechSpeakerTask(),
      StatedSummaryTask(), ParentHeadingTask(),
    ] + SharedTasks.all
  }
}
