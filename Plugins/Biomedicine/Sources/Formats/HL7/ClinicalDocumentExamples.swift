import Didact

enum ClinicalDocumentExamples {
  static let all: [FormatExample] = [
    FormatExample(
      "A summary: its header stays behind, and what it names is masked",
      source: """
        <?xml version="1.0" encoding="UTF-8"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <id root="2.16.840.1" extension="DOC-778812"/>
        <code code="34133-9" codeSystemName="LOINC" displayName="SUMMARIZATION OF EPISODE NOTE"/>
        <title>Summary of Jane Roebuck</title><effectiveTime value="20130718111836-0400"/><languageCode code="en-US"/>
        <recordTarget><patientRole><id extension="MRN445566" root="1.3"/>
        <addr><streetAddressLine>12 Salt Lane</streetAddressLine><city>Brinewich</city><state>OR</state><postalCode>97005-1234</postalCode></addr>
        <telecom value="tel:+1-(555)555-0101"/>
        <patient><name><given>Jane</given><family>Roebuck</family></name><birthTime value="19510407"/></patient></patientRole></recordTarget>
        <author><assignedAuthor><assignedPerson><name><given>Admit</given><family>Will</family></name></assignedPerson>
        <representedOrganization><name>Salt Clinic</name></representedOrganization></assignedAuthor></author>
        <component><structuredBody>
        <component><section><code code="11450-4" codeSystemName="LOINC" displayName="Problem List"/><title>Problems</title>
        <text><paragraph>JANE has asthma since 25-Sep-2011, seen by Dr. Will at the Salt Clinic; she will call (555) 555-0101 or 555.555.0199 or jane@example.org. MRN445566.</paragraph>
        <table><thead><tr><th>Name</th><th>Onset</th></tr></thead><tbody><tr><td>Asthma</td><td>July 11, 2013 1:35 PM</td></tr></tbody></table></text>
        <entry><act><entryRelationship><observation><templateId root="2.16.840.1.113883.10.20.22.4.4"/>
        <effectiveTime><low value="20110925"/></effectiveTime>
        <value xsi:type="CD" code="195967001" codeSystemName="SNOMED CT" displayName="Asthma"/></observation></entryRelationship></act></entry>
        </section></component>
        <component><section><code code="30954-2" displayName="Results"/><title>Results</title><text>Potassium 4.1</text>
        <entry><organizer><component><observation><templateId root="2.16.840.1.113883.10.20.22.4.2"/>
        <code code="2823-3" displayName="Potassium"/><value xsi:type="PQ" value="4.1" unit="mmol/L"/>
        <interpretationCode code="N"/></observation></component></organizer></entry></section></component>
        </structuredBody></component></ClinicalDocument>
        """,
      yields: [
        .document([
          .title("Summary of [name] [name]"), .language("en"),
          .text(
            """
            Summary of [name] [name]
            [name] has asthma since [date], seen by Dr. [name] at the [organization]; she will call [telecom] or [telecom] or [telecom]. [identifier].
            Name | Onset
            Asthma | [date]
            Potassium 4.1
            """),
          .section(label: "Results", role: "results", text: "Potassium 4.1"),
          .fact("problem", "Asthma", at: "Asthma"), .fact("result", "4.1"),
          .fact("section-code", "11450-4"), .fact("masked", "name"), .fact("masked", "date"),
          .fact("left-out", "header"), .fact("left-out", "identifiers"),
          .nowhere("Jane"), .nowhere("JANE"), .nowhere("Roebuck"), .nowhere("Will"),
          .nowhere("Salt"), .nowhere("Brinewich"), .nowhere("97005"), .nowhere("0101"),
          .nowhere("1951"), .nowhere("2011"), .nowhere("2013"), .nowhere("DOC-"), .nowhere("MRN"),
        ])
      ]),
    FormatExample(
      "A scanned letter has no text",
      source: """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><title>Letter</title><component><nonXMLBody><text mediaType="application/pdf">JVBERi0=</text></nonXMLBody></component></ClinicalDocument>
        """,
      yields: [.skipped(rule: "unstructured-body")]),
    FormatExample(
      "A damaged document",
      source: """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><title>Jane</titel></ClinicalDocument>
        """,
      yields: [.rejected(reason: "malformed-xml")]),
  ]
}
