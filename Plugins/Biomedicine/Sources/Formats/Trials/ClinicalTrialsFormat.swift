public import Didact
import DidactXML

/// Trials of ClinicalTrials.gov in its classic XML: one `<clinical_study>` a file, a zip archive of them, or many
/// in one file.
///
/// The text is the brief title, then, in the record's order, its prose: summary and description, why a trial was
/// stopped, outcomes, arms, interventions, eligibility, plans for data, and the results with their tables.
/// Indented plain text is unwrapped: a paragraph or a list item stands on one line, without its dash. What the
/// record says in so many words a second time (a group's description in each table) stands once.
/// Persons, how to reach them, places of the trial, references and links are left out, and e-mail addresses
/// wherever they stand. Source: ClinicalTrials.gov, `public.xsd`.
public struct ClinicalTrialsFormat: SourceFormat {
  public init() {}

  public let name = "clinical-trials"
  public let summary =
    "ClinicalTrials.gov XML (clinical_study), results and their tables included; without officials, contacts, "
    + "sites, references"
  public let cutting = Cutting.elements(["clinical_study", "rss", "search_results"])

  public func recognises(_ head: SourceHead) -> Confidence {
    switch head.rootElement {
    case "clinical_study": .certain
    case "rss": holds("<title>ClinicalTrials.gov:", head) ? .certain : .no
    case "search_results": holds("clinicaltrials.gov", head) ? .certain : .no
    case nil: .no
    default: holds("<clinical_study>", head) || holds("<clinical_study ", head) ? .likely : .no
    }
  }

  private func holds(_ mark: String, _ head: SourceHead) -> Bool {
    UTF8Bytes.find(mark.utf8, in: head.bytes[...]) != nil
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let study = try XMLTree.parse(record)
    // What a search answers with: names of trials, no trial.
    guard study.name == "clinical_study" else { return .skipped(rule: "search-result") }
    return .documents([TrialReader.document(study)])
  }

  public var examples: [FormatExample] { ClinicalTrialsExamples.all }
}
