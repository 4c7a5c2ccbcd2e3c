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
  ]
  static let fragments: [FormatExample] = []
}
