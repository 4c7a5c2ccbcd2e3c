import Didact
import DidactMining
import Testing

/// Definitions as abstracts write them, and look-alikes.
@Suite struct AbbreviationTests {
  func found(_ text: String) -> [String] {
    let text = text + " The rest of this abstract is about something else."
    let document = Document(id: "1", text: Text(text))
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    return Abbreviations.all(in: passage).map {
      "\(passage.string($0.short))=\(passage.string($0.long))"
    }
  }

  @Test(arguments: [
    ("Patients with obstructive sleep apnea (OSA) slept.", "OSA=obstructive sleep apnea"),
    ("The rate of myocardial infarction (MI) fell.", "MI=myocardial infarction"),
    ("We used polymerase chain-reaction (PCR) here.", "PCR=polymerase chain-reaction"),
    ("An electroencephalogram (EEG) was made.", "EEG=electroencephalogram"),
    (
      "The burden of chronic obstructive disease of the lung (CODL) rose.",
      "CODL=chronic obstructive disease of the lung"
    ),
    (
      "The Front for the Liberation of the Enclave of Cabinda (FLEC) was there.",
      "FLEC=Front for the Liberation of the Enclave of Cabinda"
    ),
    ("Levels of tumour necrosis factor (TNF) rose.", "TNF=tumour necrosis factor"),
  ]) func findsDefinitions(_ text: String, _ expected: String) {
    #expect(found(text) == [expected])
  }

  @Test(arguments: [
    "Patients (n = 20) slept well.", "All patients (ITT) slept well.",
    "Two groups (a and b) slept.", "The value (kg) was noted.",
    // The letters align with no run of words.
    "A sleep study of apnea (OSA) was made.",
    // The short form stands in its own long form.
    "The OSA syndrome of apnea (OSA) was seen.",
    // Defined twice.
    "The wild type (WT) and the water tank (WT) were there.",
    // Formulas, and a name whose head is spelt by no letter.
    "The besylic acid of CH2CH (C6H4) was there.",
    "Augmented and alternative means and alternative communication (AAC) were there.",
    "An open bracket (OSA was seen.",
  ]) func findsNoneElsewhere(_ text: String) {
    #expect(found(text).isEmpty)
  }
}
