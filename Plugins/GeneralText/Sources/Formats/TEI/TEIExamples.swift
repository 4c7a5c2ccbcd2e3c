import Didact

/// Texts that show what is read of TEI.
enum TEIExamples {
  static let all = [
    FormatExample(
      "A text with its header, sections, verse, a note and a name",
      source: """
        <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
        <titleStmt><title>The marsh book</title><author>Ada Reed</author></titleStmt>
        <publicationStmt><publisher>Coast Press</publisher><date when="1871">in the year 1871</date>
        <idno type="press">CP-12</idno><availability><licence
        target="https://creativecommons.org/publicdomain/zero/1.0/">Free to all.</licence></availability>
        </publicationStmt><sourceDesc><p>Written for this.</p></sourceDesc></fileDesc>
        <profileDesc><langUsage><language ident="en-GB">English</language></langUsage></profileDesc></teiHeader>
        <text><body><div type="chapter"><head>The tide</head>
        <p>The tide <choice><sic>rised</sic><corr>rose</corr></choice> at <placeName ref="#cove">the
        Cove</placeName><note place="foot">Where the ferry lay.</note> and fell.<pb n="2"/> It came
        a<lb break="no"/>gain.</p>
        <lg><l>It came by night,</l><l>it went by day;</l></lg><lg><l>and no one saw.</l></lg>
        <p><said who="#ada">Look,</said> said Ada.</p></div></body></text></TEI>
        """,
      yields: [
        .document([
          .id("CP-12"), .title("The marsh book"), .language("en"),
          .rights("https://creativecommons.org/publicdomain/zero/1.0/"),
          .text(
            """
            The marsh book
            The tide rose at the Cove and fell. It came again.
            Where the ferry lay.

            It came by night,
            it went by day;

            and no one saw.

            “Look,” said Ada.
            """),
          .fact("author", "Ada Reed"), .fact("publisher", "Coast Press"), .fact("date", "1871"),
          .fact("place", "the Cove", at: "the Cove"),
          .fact("note", "Where the ferry lay.", at: "Where the ferry lay."),
          .fact("quotation", "Look,", at: "Look,"), .fact("left-out", "other-reading"),
          .nowhere("rised"),
        ])
      ]),
    FormatExample(
      "A speech in a corpus, and a text that is not closed",
      source: """
        <teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/></teiHeader>
        <TEI><text><body><sp who="#a"><speaker>ADA</speaker><l>Who calls?</l><stage>Exit.</stage></sp></body></text></TEI>
        <TEI><text><body><p>No end</p></body></text></teiCorpus>
        """,
      yields: [
        .document([
          .text("ADA\nWho calls?\nExit."),
          .fact("speech", "Who calls?", at: "Who calls?"),
        ]),
        .rejected(reason: "unclosed"),
      ]),
    FormatExample(
      "TEI P4 with a table, and a header alone",
      source: """
        <teiCorpus.2><TEI.2><text><body><div1 type="Part"><head>Rise</head><table><head>Tides</head>
        <row role="label"><cell>Place</cell><cell>Rise</cell></row><row><cell>Cove</cell><cell>5 m</cell></row>
        </table></div1></body></text></TEI.2>
        <TEI.2><teiHeader><fileDesc><titleStmt><title>None</title></titleStmt></fileDesc></teiHeader></TEI.2>
        </teiCorpus.2>
        """,
      yields: [
        .document([
          .text("Tides\nPlace | Rise\nCove | 5 m"),
          .section(label: "Rise", role: "part", text: "Tides\nPlace | Rise\nCove | 5 m"),
          .fact("table-cell", "5 m", at: "5 m"),
        ]),
        .skipped(rule: "no-text"),
      ]),
  ]
  static let fragments = [
    FormatExample(
      "A list of persons",
      source: """
        <listPerson><person xml:id="AR"><persName>Ada Reed</persName>
        <birth when="1840-05-01">1 May 1840 <placeName><settlement>Cove</settlement><country>England</country>
        </placeName></birth><occupation>Printer</occupation></person></listPerson>
        """,
      yields: [
        .document([
          .text("Ada Reed\n1 May 1840 Cove England\nPrinter"),
          .fact("person", "Ada Reed", at: "Ada Reed"),
          .fact("place", "Cove England", at: "Cove England"),
          .fact("birth", "1 May 1840 Cove England", at: "1 May 1840 Cove England"),
        ])
      ]),
    FormatExample(
      "A division that shows markup",
      source: """
        <div xmlns="http://www.tei-c.org/ns/1.0" xml:id="v"><head>Verse</head><p>As in this:
        <egXML xmlns="http://www.tei-c.org/ns/Examples"><l xml:id="a">O <hi>rose</hi><lb/></l></egXML></p>
        <p>See <ptr target="#v"/>.</p></div>
        """,
      yields: [
        .document([
          .text("As in this:\n<l xml:id=\"a\">O <hi>rose</hi><lb/></l>\nSee Verse."),
          .section(
            label: "Verse", role: "",
            text: "As in this:\n<l xml:id=\"a\">O <hi>rose</hi><lb/></l>\nSee Verse."),
          .fact("cross-reference", "Verse", at: "Verse"),
        ])
      ]),
    FormatExample(
      "An entity that grows",
      source: """
        <!DOCTYPE div [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
        <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
        <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
        <div xmlns="http://www.tei-c.org/ns/1.0"><p>&d;&d;&d;&d;&d;&d;&d;&d;&d;</p></div>
        """,
      yields: [.rejected(reason: "entity-limit")]),
  ]
}
