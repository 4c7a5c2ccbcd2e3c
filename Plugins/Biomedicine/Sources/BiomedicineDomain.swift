public import Didact
import DidactMining

/// Biomedical literature and clinical records: articles, trials, drug labels, clinical documents, with the tasks that indexers' and authors' labels make certain.
public struct BiomedicineDomain: DomainPlugin {
  public init() {}

  public let name = "biomedicine"
  public let summary =
    "PubMed records, JATS articles, trials, drug labels, clinical documents, annotated texts"
  public var formats: [any SourceFormat] {
    [
      PubMedFormat(), MedlineCitationFormat(), MedlineTextFormat(), JATSFormat(),
      ClinicalTrialsFormat(), DrugLabelFormat(), ClinicalDocumentFormat(), BioCFormat(),
      EntrezReplyFormat(),
    ]
  }
  public var tasks: [any DomainTask] {
    [
      SectionRoleTask(), ConclusionTask(), QuestionTitleTask(), MeSHTopicTask(),
      MeSHQualifierTask(), CheckTagTask(), PublicationTypeTask(), ChemicalTask(), GroupSizeTask(),
      StatisticTask(), RegistryNumberTask(), TrialDesignTask(), TrialFormTask(), OutcomeRankTask(),
      OutcomeEstimateTask(), ArmInterventionTask(), ArmTypeTask(), InterventionTypeTask(),
      EligibilityCriterionTask(), EligibilityAgeTask(), WhyStoppedTask(), EventShareTask(),
      EventComparisonTask(), AnnotatedEntitiesTask(), EntityTypeTask(), AnnotatedRelationTask(),
      LabelSectionTask(), LabelIngredientsTask(), LabelFormTask(), KeywordTask(), TableTitleTask(),
      FigureTitleTask(), ConfidenceIntervalTask(), StatedPercentageTask(), RateDifferenceTask(),
      DrugDoseTask(),
    ] + SharedTasks.all
  }
}
