import Didact

enum ClinicalTrialsExamples {
  static let all: [FormatExample] = [
    FormatExample(
      "A trial that has not begun",
      source: """
        <?xml version="1.0" encoding="UTF-8"?>
        <clinical_study>
          <required_header><url>https://clinicaltrials.gov/show/NCT09999991</url></required_header>
          <id_info><org_study_id>S-1</org_study_id><nct_id>NCT09999991</nct_id></id_info>
          <brief_title>Salt and Blood Pressure</brief_title>
          <official_title>A Randomized Trial of Salt</official_title>
          <sponsors><lead_sponsor><agency>Salt Institute</agency><agency_class>Other</agency_class></lead_sponsor></sponsors>
          <brief_summary>
            <textblock>
              We ask whether salt raises blood pressure
              in adults.

              Two goals are set:

                -  to weigh salt;

                -  to measure pressure.
            </textblock>
          </brief_summary>
          <overall_status>Recruiting</overall_status>
          <phase>Phase 2</phase>
          <primary_outcome><measure>Blood pressure</measure><time_frame>8 weeks</time_frame>
            <description>Measured sitting.</description></primary_outcome>
          <enrollment type="Anticipated">40</enrollment>
          <condition>Hypertension</condition>
          <arm_group><arm_group_label>Salt</arm_group_label><arm_group_type>Experimental</arm_group_type>
            <description>Six grams a day.</description></arm_group>
          <intervention><intervention_type>Dietary Supplement</intervention_type>
            <intervention_name>Sodium chloride</intervention_name><description>Tablets.</description>
            <arm_group_label>Salt</arm_group_label></intervention>
          <eligibility>
            <criteria><textblock>
              Inclusion Criteria:

                -  Adults who eat salt. Write to salt@example.org for more.

              Exclusion Criteria:

                1. Kidney disease.
            </textblock></criteria>
            <gender>All</gender><minimum_age>18 Years</minimum_age>
          </eligibility>
          <overall_official><last_name>Ann Roe, MD</last_name><role>Principal Investigator</role></overall_official>
          <overall_contact><last_name>Ben Doe</last_name><phone>555-0100</phone><email>doe@example.org</email></overall_contact>
          <location><facility><name>Salt Clinic</name></facility></location>
          <reference><citation>Roe A. Salt. 2001.</citation><PMID>1</PMID></reference>
          <keyword>diet</keyword>
          <condition_browse><mesh_term>Hypertension</mesh_term></condition_browse>
        </clinical_study>
        """,
      yields: [
        .document([
          .id("NCT09999991"), .title("Salt and Blood Pressure"),
          .text(
            """
            Salt and Blood Pressure
            We ask whether salt raises blood pressure in adults.
            Two goals are set:
            to weigh salt;
            to measure pressure.
            Blood pressure
            Measured sitting.
            Salt
            Six grams a day.
            Sodium chloride
            Tablets.
            Adults who eat salt. Write to for more.
            1. Kidney disease.
            """),
          .section(
            label: "Inclusion Criteria", role: "inclusion-criteria",
            text: "Adults who eat salt. Write to for more."),
          .section(
            label: "Exclusion Criteria", role: "exclusion-criteria", text: "1. Kidney disease."),
          .section(label: "", role: "primary-outcome", text: "Blood pressure\nMeasured sitting."),
          .fact("primary-outcome", "Blood pressure", at: "Blood pressure"),
          .fact("arm-group", "Salt", at: "Salt"),
          .fact("intervention", "Sodium chloride", at: "Sodium chloride"),
          .fact("official-title", "A Randomized Trial of Salt"), .fact("phase", "Phase 2"),
          .fact("overall-status", "Recruiting"), .fact("enrollment", "40"), .fact("gender", "All"),
          .fact("minimum-age", "18 Years"), .fact("condition", "Hypertension"),
          .fact("keyword", "diet"), .fact("mesh-term", "Hypertension"),
          .fact("sponsor", "Salt Institute"), .fact("reference", "1"),
          .fact("left-out", "contacts"), .fact("left-out", "officials"),
          .fact("left-out", "references"), .fact("left-out", "e-mail-address"),
          .nowhere("Roe"), .nowhere("Doe"), .nowhere("555"), .nowhere("@"), .nowhere("Clinic"),
        ])
      ]),
    FormatExample(
      "Results: an outcome with its table and its estimate",
      source: """
        <clinical_study><id_info><nct_id>NCT09999992</nct_id></id_info>
        <brief_title>Salt</brief_title>
        <clinical_results><outcome_list><outcome><type>Primary</type><title>Pressure</title>
        <time_frame>8 weeks</time_frame>
        <group_list>
        <group group_id="O1"><title>Salt</title><description>Six grams.</description></group>
        <group group_id="O2"><title>Placebo</title><description>None.</description></group>
        </group_list>
        <measure><title>Pressure</title><units>mmHg</units><param>Mean</param>
        <dispersion>Standard Deviation</dispersion>
        <class_list><class><category_list><category><measurement_list>
        <measurement group_id="O1" value="141" spread="9.5"/><measurement group_id="O2" value="132" spread="8"/>
        </measurement_list></category></category_list></class></class_list></measure>
        <analysis_list><analysis><group_id_list><group_id>O1</group_id><group_id>O2</group_id></group_id_list>
        <p_value>0.01</p_value><method>t-test</method><param_type>Mean Difference</param_type><param_value>9</param_value>
        <ci_percent>95</ci_percent><ci_n_sides>2-Sided</ci_n_sides><ci_lower_limit>2</ci_lower_limit>
        <ci_upper_limit>16</ci_upper_limit></analysis></analysis_list>
        </outcome></outcome_list>
        <reported_events><group_list><group group_id="E1"><title>Salt</title></group></group_list>
        <serious_events><category_list><category><title>Cardiac disorders</title><event_list><event>
        <sub_title>Palpitations</sub_title><counts group_id="E1" events="2" subjects_affected="1" subjects_at_risk="20"/>
        </event></event_list></category></category_list></serious_events></reported_events>
        </clinical_results></clinical_study>
        """,
      yields: [
        .document([
          .id("NCT09999992"),
          .text(
            """
            Salt
            Pressure
            Salt
            Six grams.
            Placebo
            None.
            mmHg | Salt | Placebo
            Mean (Standard Deviation) | 141 (9.5) | 132 (8)
            Mean Difference 9; t-test; p 0.01; 95% 2-Sided CI 2 to 16
            | Salt
            Cardiac disorders
            Palpitations | 1/20 (2)
            """),
          .section(
            label: "", role: "serious-events",
            text: "| Salt\nCardiac disorders\nPalpitations | 1/20 (2)"),
          .fact("table-cell", "141 (9.5)", at: "141 (9.5)"),
          .fact("estimate", "9", at: "9"), .fact("outcome-result", "Pressure", at: "Pressure"),
          .fact("group", "Placebo", at: "Placebo"),
        ])
      ]),
    FormatExample(
      "What a search answers with is no trial",
      source: """
        <rss version="2.0"><channel><title>ClinicalTrials.gov: salt</title></channel></rss>
        """,
      yields: [.skipped(rule: "search-result")]),
    FormatExample(
      "A tag that does not match costs one trial",
      source: """
        <studies><clinical_study><brief_title>Salt</brief_summary></clinical_study>
        <clinical_study><id_info><nct_id>NCT1</nct_id></id_info><brief_title>Pepper</brief_title></clinical_study></studies>
        """,
      yields: [
        .rejected(reason: "malformed-xml"),
        .document([.id("NCT1"), .text("Pepper"), .mark("no-abstract")]),
      ]),
  ]
}
