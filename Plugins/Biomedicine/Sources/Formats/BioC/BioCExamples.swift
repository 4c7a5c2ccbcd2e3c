import Didact

enum BioCExamples {
  static let all: [FormatExample] = [
    FormatExample(
      "Title, heading, passages, an annotation in two parts, one that does not fit, a relation",
      source: """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE collection SYSTEM "BioC.dtd">
        <collection><source>made up</source><date/><key/>
        <document><id>12</id>
        <passage><infon key="type">front</infon><infon key="section_type">TITLE</infon><infon key="article-id_pmid">9</infon>
        <infon key="name_0">surname:Roe</infon><infon key="license">CC BY</infon>
        <offset>0</offset><text>Salt and pressure</text></passage>
        <passage><infon key="section_type">METHODS</infon><infon key="type">title_1</infon><offset>18</offset><text>How we did it</text></passage>
        <passage><infon key="section_type">METHODS</infon><infon key="type">paragraph</infon><offset>32</offset>
        <text>β-Salt raises arterial and venous pressure.</text>
        <annotation id="1"><infon key="type">Chemical</infon><infon key="identifier">MESH:D012965</infon>
        <location offset="32" length="6"/><text>β-Salt</text></annotation>
        <annotation id="2"><infon key="type">Finding</infon><location offset="46" length="8"/><location offset="66" length="8"/>
        <text>arterial pressure</text></annotation>
        <annotation id="3"><infon key="type">Chemical</infon><location offset="40" length="4"/><text>salt</text></annotation>
        <relation id="R1"><infon key="type">raises</infon><node refid="1" role="Agent"/><node refid="2" role="Theme"/></relation>
        </passage>
        <passage><infon key="section_type">REF</infon><infon key="type">ref</infon><offset>90</offset><text>Roe A. Salt.</text></passage>
        </document></collection>
        """,
      yields: [
        .document([
          .id("12"), .title("Salt and pressure"), .rights("CC BY"),
          .text("Salt and pressure\nβ-Salt raises arterial and venous pressure."),
          .section(
            label: "How we did it", role: "methods",
            text: "β-Salt raises arterial and venous pressure."),
          .fact("annotation", "β-Salt", at: "β-Salt"),
          .fact("annotation", "arterial", at: "arterial"),
          .fact("annotation", "pressure", at: "pressure"), .fact("annotation", "salt"),
          .fact("misplaced-annotations", "1"), .fact("relation", "raises"),
          .fact("article-id", "9"), .fact("left-out", "references"), .fact("left-out", "authors"),
          .nowhere("Roe"),
        ])
      ]),
    FormatExample(
      "Offsets in bytes, sentences of one passage",
      source: """
        <collection><document><id>13</id><passage><infon key="type">abstract</infon><offset>0</offset>
        <sentence><offset>0</offset><text>βα rises.</text></sentence>
        <sentence><offset>12</offset><text>Salt falls.</text>
        <annotation id="1"><location offset="12" length="4"/><text>Salt</text></annotation></sentence>
        <annotation id="2"><location offset="0" length="4"/><text>βα</text></annotation>
        </passage></document></collection>
        """,
      yields: [
        .document([
          .text("βα rises. Salt falls."), .fact("annotation", "Salt", at: "Salt"),
          .fact("annotation", "βα", at: "βα"),
          .section(label: "abstract", role: "abstract", text: "βα rises. Salt falls."),
        ])
      ]),
    FormatExample(
      "Annotations that stand off from a text kept elsewhere",
      source: """
        <collection><document><id>14</id><passage><offset>0</offset>
        <annotation id="1"><location offset="0" length="4"/><text>Salt</text></annotation></passage></document></collection>
        """,
      yields: [.skipped(rule: "no-text")]),
    FormatExample(
      "One bad document of two",
      source: """
        <collection><document><id>15</id><passage><offset>0</offset><text>Salt & pepper</text></passage></document>
        <document><id>16</id><passage><offset>0</offset><text>Mace</text></passage></document></collection>
        """,
      yields: [.rejected(reason: "malformed-xml"), .document([.id("16"), .text("Mace")])]),
  ]
}
