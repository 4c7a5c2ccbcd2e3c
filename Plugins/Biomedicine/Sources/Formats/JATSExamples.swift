import Didact

/// Articles in small, with what they yield.
enum JATSExamples {
  static let all = [
    article, marks, footnoteNumbers, formulas, table, floats, parts, endMatter, privacy, notice,
    wrapped, broken,
  ]

  static let article = FormatExample(
    "An article with an abstract, nested sections and references",
    source: """
      <?xml version="1.0"?>
      <!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2//EN" "x.dtd">
      <article article-type="research-article" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink">
      <front><journal-meta><journal-title>Heart</journal-title></journal-meta><article-meta>
      <article-id pub-id-type="doi">10.1/x</article-id>
      <title-group><article-title>Salt and <italic>blood pressure</italic></article-title></title-group>
      <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions>
      <abstract><sec><title>Background</title><p>Salt is common.</p></sec></abstract>
      <kwd-group kwd-group-type="author"><kwd>salt</kwd></kwd-group>
      </article-meta></front>
      <body><sec sec-type="Methods"><title>Methods</title><p>We asked.</p>
      <sec><title>Statistics</title><p>We
      counted.</p></sec></sec></body>
      <back><ref-list><ref><mixed-citation>Smith J. Salt. 1999.</mixed-citation></ref></ref-list></back>
      </article>
      """,
    yields: [
      .document([
        .id("10.1/x"), .title("Salt and blood pressure"), .language("en"),
        .rights("https://creativecommons.org/licenses/by/4.0/"),
        .text("Salt and blood pressure\nSalt is common.\nWe asked.\nWe counted."),
        .section(label: "Background", role: "", text: "Salt is common."),
        .section(label: "Methods", role: "methods", text: "We asked.\nWe counted."),
        .section(label: "Statistics", role: "", text: "We counted."),
        .fact("keyword", "salt"), .fact("journal", "Heart"), .nowhere("Smith"),
      ])
    ])

  static let marks = FormatExample(
    "Superscript reference marks are left out, others and powers stay",
    source: """
      <article><front><article-meta><article-id pub-id-type="pmid">7</article-id><title-group>
      <article-title>Marks<xref ref-type="fn" rid="n">*</xref></article-title></title-group></article-meta></front>
      <body><p>Ten<sup><xref ref-type="bibr" rid="a">1</xref>,<xref ref-type="bibr" rid="b">2</xref></sup> of
      10<sup>6</sup> died <xref ref-type="bibr" rid="c"><sup>3</sup></xref>, as before
      [<xref ref-type="bibr" rid="d">4</xref>] (<xref ref-type="fig" rid="f">Fig. 1</xref>).</p></body></article>
      """,
    yields: [
      .document([
        .id("7"), .text("Marks\nTen of 10⁶ died, as before [4] (Fig. 1)."),
        .fact("left-out", "reference-marks"),
      ])
    ])

  static let footnoteNumbers = FormatExample(
    "Numbers of a table's footnotes are left out at the end of cells and captions; glued references get their blank",
    source: """
      <article><front><article-meta/></front><body><p>As shown in<xref ref-type="fig" rid="f">Fig. 1</xref>.</p>
      <table-wrap><label>Table 1</label><caption><p>Deaths by dose <sup>1</sup>.</p></caption><table>
      <thead><tr><th>Age (years) <sup>2</sup></th><th>Area in cm <sup>2</sup></th></tr></thead>
      <tbody><tr><td>Older <sup>3</sup></td><td>12<xref ref-type="table-fn" rid="t"><sup>a</sup></xref></td></tr></tbody></table></table-wrap></body></article>
      """,
    yields: [
      .document([
        .text(
          "As shown in Fig. 1.\nTable 1. Deaths by dose.\nAge (years) | Area in cm 2\nOlder | 12"),
        .fact("left-out", "reference-marks"),
      ])
    ])

  static let formulas = FormatExample(
    "Formulas as text",
    source: """
      <article xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta/></front><body>
      <p>Here <inline-formula><mml:math><mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mn>1</mml:mn>
      </mml:mrow><mml:msup><mml:mi>b</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:mfrac></mml:math></inline-formula>
      and <disp-formula><label>(1)</label><tex-math>\\begin{document}$$x_i$$\\end{document}</tex-math></disp-formula>
      hold.</p></body></article>
      """,
    yields: [.document([.text("Here (a + 1)/b^2 and x_i (1) hold.")])])

  static let table = FormatExample(
    "A table as lines, its cells with their heads",
    source: """
      <article><front><article-meta/></front><body><table-wrap><label>Table 1</label>
      <caption><p>Deaths</p></caption><table>
      <thead><tr><th rowspan="2">Group</th><th colspan="2">Deaths</th></tr>
      <tr><th>men</th><th>women</th></tr></thead>
      <tbody><tr><td>Salt</td><td>12</td><td>9</td></tr></tbody></table></table-wrap></body></article>
      """,
    yields: [
      .document([
        .text("Table 1. Deaths\nGroup | Deaths | Deaths\nGroup | men | women\nSalt | 12 | 9"),
        .fact("table-caption", "Table 1", at: "Deaths"), .fact("table-cell", "9", at: "9"),
      ])
    ])

  static let floats = FormatExample(
    "A figure in a paragraph follows it",
    source: """
      <article><front><article-meta/></front><body><p>Most <fig><label>Figure 1</label><caption>
      <title>Trial flow</title><p>Of 300.</p></caption><graphic/></fig>survived.</p>
      <list><list-item><label>1.</label><p>One.</p></list-item><list-item><p>Two.</p></list-item></list></body>
      <back><glossary><def-list><def-item><term>BP</term><def><p>blood pressure</p></def></def-item></def-list>
      </glossary></back></article>
      """,
    yields: [
      .document([
        .text("Most survived.\nFigure 1. Trial flow. Of 300.\n1. One.\nTwo.\nBP: blood pressure"),
        .fact("figure-caption", "Figure 1", at: "Trial flow. Of 300."),
        .fact("abbreviation", "BP", at: "BP"),
      ])
    ])

  static let parts = FormatExample(
    "A translation and an abstract in another language are documents of their own",
    source: """
      <article xml:lang="pt"><front><article-meta><article-id pub-id-type="doi">10.1/y</article-id><title-group>
      <article-title>Sal</article-title><trans-title-group xml:lang="es"><trans-title>La sal</trans-title>
      </trans-title-group></title-group><abstract><p>Resumo.</p></abstract>
      <trans-abstract xml:lang="es"><p>Resumen.</p></trans-abstract></article-meta></front>
      <body><p>Corpo.</p></body>
      <sub-article article-type="translation" id="s1" xml:lang="en"><front-stub><title-group>
      <article-title>Salt</article-title></title-group></front-stub><body><p>Body.</p></body></sub-article></article>
      """,
    yields: [
      .document([.id("10.1/y"), .language("pt"), .text("Sal\nResumo.\nCorpo.")]),
      .document([.id("10.1/y#abstract-es"), .language("es"), .text("La sal\nResumen.")]),
      .document([
        .id("10.1/y#s1"), .language("en"), .text("Salt\nBody."),
        .fact("article-type", "translation"),
        .fact("part-of", "10.1/y"),
      ]),
    ])

  static let endMatter = FormatExample(
    "Statements about the article itself are boilerplate",
    source: """
      <article><front><article-meta/></front><body><p>Salt is old.</p></body>
      <back><ack><p>We thank the cook.</p></ack><sec><title>5. Conflicts of interest:</title><p>None.</p></sec>
      <sec><title>Fundings of salt</title><p>Taxes.</p></sec></back></article>
      """,
    yields: [
      .document([
        .text("Salt is old.\nWe thank the cook.\nNone.\nTaxes."),
        .fact("boilerplate", "end-matter", at: "We thank the cook."),
        .fact("boilerplate", "end-matter", at: "None."),
        .section(label: "Fundings of salt", role: "", text: "Taxes."),
      ])
    ])

  static let privacy = FormatExample(
    "Authors, affiliations, addresses and supplementary files are left out",
    source: """
      <article><front><article-meta><contrib-group><contrib><name><surname>Roe</surname></name>
      <email>roe@example.org</email></contrib><aff>University of Nowhere</aff></contrib-group>
      <title-group><article-title>T</article-title></title-group>
      <permissions><license><license-p>Write to <email>rights@example.org</email> or to
      help@example.org.</license-p></license></permissions></article-meta></front>
      <body><p>Data: <email>data@example.org</email> and mail.me@example.org on request.</p>
      <supplementary-material><caption><p>Film</p></caption></supplementary-material></body></article>
      """,
    yields: [
      .document([
        .text("T\nData: and on request."), .rights("Write to or to ."), .nowhere("@"),
        .nowhere("Roe"),
        .nowhere("Nowhere"), .nowhere("Film"),
      ])
    ])

  static let notice = FormatExample(
    "A retraction is a notice",
    source: """
      <article article-type="retraction"><front><article-meta><title-group><article-title>Retraction: Salt</article-title>
      </title-group></article-meta></front><body><p>We retract.</p></body></article>
      """,
    yields: [.document([.mark("notice"), .rights("unknown")])])

  static let wrapped = FormatExample(
    "Articles in a set, one with neither abstract nor body",
    source: """
      <pmc-articleset><article><front><article-meta><article-id pub-id-type="pmc">1</article-id>
      </article-meta></front><body><p>One.</p></body></article>
      <article><front><article-meta><article-id pub-id-type="pmc">2</article-id><title-group>
      <article-title>Two</article-title></title-group></article-meta></front></article></pmc-articleset>
      """,
    yields: [
      .document([.id("PMC1"), .text("One.")]), .document([.id("PMC2"), .mark("no-abstract")]),
    ])

  static let broken = FormatExample(
    "An article with an element that is not closed",
    source: """
      <article><front><article-meta/></front><body><p>Open.</body></article>
      """,
    yields: [.rejected(reason: "malformed-xml")])
}
