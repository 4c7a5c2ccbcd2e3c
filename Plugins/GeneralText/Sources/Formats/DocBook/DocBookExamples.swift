import Didact

/// Texts that show what is read of DocBook.
enum DocBookExamples {
  static let all = [
    FormatExample(
      "An article with sections, code, definitions and a question",
      source: """
        <?xml version="1.0"?>
        <article xmlns="http://docbook.org/ns/docbook" version="5.0" xml:lang="en"><info><title>Sluices</title>
        <author><personname><firstname>Ada</firstname><surname>Reed</surname></personname></author>
        <pubdate>2019</pubdate><legalnotice><para>Under <link xmlns:xlink="http://www.w3.org/1999/xlink"
        xlink:href="https://creativecommons.org/licenses/by/4.0/">a licence</link>.</para></legalnotice></info>
        <section xml:id="open"><title>Opening</title><para>Turn the wheel<indexterm><primary>wheel</primary>
        </indexterm> slowly.<footnote><para>It is old.</para></footnote> See <xref linkend="terms"/>.</para>
        <programlisting language="sh">sluice --open
          sluice --log</programlisting></section>
        <section xml:id="terms"><title>Terms</title><variablelist><varlistentry><term>Sill</term><listitem>
        <para>The lowest edge.</para></listitem></varlistentry></variablelist>
        <qandaset><qandaentry><question><para>Why slowly?</para></question><answer><para>It floods.</para></answer>
        </qandaentry></qandaset><remark>Check this.</remark></section></article>
        """,
      yields: [
        .document([
          .title("Sluices"), .language("en"),
          .rights("https://creativecommons.org/licenses/by/4.0/"),
          .text(
            """
            Sluices
            Under a licence.
            Turn the wheel slowly. See Terms.
            It is old.
            sluice --open
              sluice --log
            Sill
            The lowest edge.
            Why slowly?
            It floods.
            """),
          .section(
            label: "Terms", role: "", text: "Sill\nThe lowest edge.\nWhy slowly?\nIt floods."),
          .fact("author", "Ada Reed"), .fact("date", "2019"),
          .fact("boilerplate", "Under a licence.", at: "Under a licence."),
          .fact("definition", "The lowest edge.", at: "The lowest edge."),
          .fact("answer", "It floods.", at: "It floods."),
          .fact("code", "sluice --open\n  sluice --log", at: "sluice --open\n  sluice --log"),
          .fact("left-out", "index-term"), .fact("left-out", "remark"), .nowhere("Check this"),
        ])
      ]),
    FormatExample(
      "A book without text",
      source: "<book xmlns=\"http://docbook.org/ns/docbook\"><title>A</title></book>",
      yields: [.skipped(rule: "no-text")]),
    FormatExample(
      "A name that nothing defines",
      source: "<article xmlns=\"http://docbook.org/ns/docbook\"><para>&company;</para></article>",
      yields: [.rejected(reason: "undefined-entity")]),
  ]
}
