public import Didact
import DidactMining

/// Biomedical literature: PubMed and JATS, with the tasks that indexers' and authors' labels make certain.
public struct BiomedicineDomain: DomainPlugin {
  public init() {}

  public let name = "biomedicine"
  public let summary = "PubMed records and JATS articles"
  public var formats: [any SourceFormat] {
    [
      PubMedFormat(), MedlineCitationFormat(), MedlineTextFormat(), JATSFormat(),
      ClinicalTrialsFormat(), DrugLabelFormat(),
      ClinicalDocumentFormat(), EntrezReplyFormat(), BioCFormat(),
    ]
  }
  public var tasks: [any DomainTask] {
    [
      SectionRoleTask(), ConclusionTask(), QuestionTitleTask(), MeSHTopicTask(),
      MeSHQualifierTask(), CheckTagTask(), PublicationTypeTask(), ChemicalTask(), GroupSizeTask(),
      StatisticTask(), RegistryNumberTask(),
    ] + SharedTasks.all
  }
}
