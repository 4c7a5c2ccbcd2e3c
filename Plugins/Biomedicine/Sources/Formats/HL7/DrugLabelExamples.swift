import Didact

enum DrugLabelExamples {
  static let all: [FormatExample] = [
    FormatExample(
      "A label with a product, nested sections, a boxed warning, a table with a footnote and highlights",
      source: """
        <?xml version="1.0" encoding="UTF-8"?>
        <document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <id root="11111111-1111-1111-1111-111111111111"/>
        <code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
        <title>These highlights do not include all the information needed to use SALT.<br/>SALT (sodium chloride) tablets<br/>Initial U.S. Approval: 1996</title>
        <effectiveTime value="20140113"/><setId root="22222222-2222-2222-2222-222222222222"/><versionNumber value="3"/>
        <author><assignedEntity><representedOrganization><name>Salt Works</name></representedOrganization></assignedEntity></author>
        <component><structuredBody>
        <component><section><code code="48780-1" displayName="SPL PRODUCT DATA ELEMENTS SECTION"/>
        <subject><manufacturedProduct><manufacturedProduct><code code="0000-0001" codeSystem="2.16.840.1.113883.6.69"/>
        <name>SALT<suffix>Forte</suffix></name><formCode code="C42998" displayName="TABLET"/>
        <ingredient classCode="ACTIB"><quantity><numerator value="500" unit="mg"/><denominator value="1"/></quantity>
        <ingredientSubstance><code code="451W47IQ8X"/><name>SODIUM CHLORIDE</name></ingredientSubstance></ingredient>
        <ingredient classCode="IACT"><ingredientSubstance><code code="059QF0KO0R"/><name>WATER</name></ingredientSubstance></ingredient>
        </manufacturedProduct><consumedIn><substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration></consumedIn>
        </manufacturedProduct></subject></section></component>
        <component><section><code code="34066-1" displayName="Boxed Warning section"/>
        <text><paragraph>Salt raises <content styleCode="bold">blood pressure</content>.</paragraph></text></section></component>
        <component><section><code code="34068-7" displayName="DOSAGE &amp; ADMINISTRATION SECTION"/><title>1\tDOSAGE</title>
        <text><paragraph>Give 10<sup>3</sup> mg with water:</paragraph><list><item>once a day</item><item><caption>b)</caption>not at night</item></list></text>
        <excerpt><highlight><text><paragraph>One a day (<linkHtml href="#a">1</linkHtml>).</paragraph></text></highlight></excerpt>
        <component><section><code code="42229-5" displayName="SPL UNCLASSIFIED SECTION"/><title>1.1 Children</title>
        <text><table><caption>Table 1</caption><thead><tr><th>Age</th><th>Dose<footnote>By weight.</footnote></th></tr></thead>
        <tbody><tr><td>6 to 12</td><td>half a tablet</td></tr></tbody></table></text></section></component>
        </section></component>
        </structuredBody></component></document>
        """,
      yields: [
        .document([
          .id("22222222-2222-2222-2222-222222222222"), .title("SALT (sodium chloride) tablets"),
          .text(
            """
            SALT (sodium chloride) tablets
            Initial U.S. Approval: 1996
            Salt raises blood pressure.
            Give 10³ mg with water:
            once a day
            b) not at night
            Table 1
            Age | Dose
            6 to 12 | half a tablet
            By weight.
            """),
          .section(
            label: "Boxed Warning", role: "boxed-warning", text: "Salt raises blood pressure."),
          .section(
            label: "1 DOSAGE", role: "dosage-administration",
            text:
              "Give 10³ mg with water:\nonce a day\nb) not at night\nTable 1\nAge | Dose\n6 to 12 | half a tablet\nBy weight."
          ),
          .section(
            label: "1.1 Children", role: "",
            text: "Table 1\nAge | Dose\n6 to 12 | half a tablet\nBy weight."),
          .fact("table-cell", "half a tablet", at: "half a tablet"),
          .fact("section-code", "34066-1", at: "Salt raises blood pressure."),
          .fact("product", "SALT Forte"), .fact("active-ingredient", "SODIUM CHLORIDE"),
          .fact("inactive-ingredient", "WATER"), .fact("organization", "Salt Works"),
          .fact("version", "3"), .fact("effective-date", "2014-01-13"),
          .fact("left-out", "highlights"), .fact("left-out", "highlights-sentence"),
          .nowhere("One a day"),
        ])
      ]),
    FormatExample(
      "A label without a title",
      source: """
        <document xmlns="urn:hl7-org:v3"><setId root="2"/><title/><component><structuredBody><component><section>
        <code code="34071-1" displayName="WARNINGS SECTION"/><text>Do not inhale.</text></section></component></structuredBody></component></document>
        """,
      yields: [
        .document([
          .id("2"), .title(""), .text("Do not inhale."),
          .section(label: "WARNINGS", role: "warnings", text: "Do not inhale."),
        ])
      ]),
    FormatExample(
      "An element that is not closed",
      source: """
        <document xmlns="urn:hl7-org:v3"><title>Salt</document>
        """,
      yields: [.rejected(reason: "malformed-xml")]),
  ]
}
