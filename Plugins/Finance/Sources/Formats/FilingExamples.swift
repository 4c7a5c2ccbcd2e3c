import Didact

/// Filings in small, with what they yield.
enum FilingExamples {
  private static let header = """
    <SEC-DOCUMENT>0000104169-95-000310.txt : 19950530
    <SEC-HEADER>0000104169-95-000310.hdr.sgml : 19950530
    ACCESSION NUMBER:\t\t0000104169-95-000310
    CONFORMED SUBMISSION TYPE:\t8-K
    CONFORMED PERIOD OF REPORT:\t19950510
    ITEM INFORMATION:\t\tOther events
    FILER:
    \tCOMPANY DATA:
    \t\tCOMPANY CONFORMED NAME:\t\t\tSALT STORES INC
    \t\tCENTRAL INDEX KEY:\t\t\t0000104169
    \t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tRETAIL-VARIETY STORES [5331]
    \tBUSINESS ADDRESS:
    \t\tSTREET 1:\t\t702 SALT STREET
    \t\tBUSINESS PHONE:\t\t5012734000
    </SEC-HEADER>

    """

  static let submissions = [
    FormatExample(
      "A current report in plain text with an exhibit in HTML and one in PDF",
      source: header + """
        <DOCUMENT>
        <TYPE>8-K
        <SEQUENCE>1
        <TEXT>
        <PAGE>
                          FORM 8-K

        ITEM 5.  Other Events.

             The Company has sold all of the salt that it had in its stores
        to a buyer whom it does not name, for $12 million in cash.

        Item 7(c).  Exhibits.

             Exhibit 99 is filed herewith.

                         SIGNATURES

             By: A. Clerk
        </TEXT>
        </DOCUMENT>
        <DOCUMENT>
        <TYPE>EX-99
        <SEQUENCE>2
        <DESCRIPTION>PRESS RELEASE
        <TEXT>
        <HTML><BODY><P>Salt is <B>sold</B>.</P>
        <TABLE><TR><TD>Price</TD><TD>$</TD><TD>12</TD></TR></TABLE></BODY></HTML>
        </TEXT>
        </DOCUMENT>
        <DOCUMENT>
        <TYPE>EX-99.2
        <SEQUENCE>3
        <TEXT>
        <PDF>
        begin 644 salt.pdf
        M)5!$1BTQ
        </PDF>
        </TEXT>
        </DOCUMENT>

        """,
      yields: [
        .document([
          .id("0000104169-95-000310"), .title("SALT STORES INC, 8-K, 1995-05-10"), .language("en"),
          .section(
            label: "ITEM 5. Other Events.", role: "item-5",
            text:
              "The Company has sold all of the salt that it had in its stores to a buyer whom it does not name, for $12 million in cash."
          ),
          .section(
            label: "Item 7(c). Exhibits.", role: "item-7", text: "Exhibit 99 is filed herewith."),
          .fact("company", "SALT STORES INC"), .fact("industry", "RETAIL-VARIETY STORES"),
          .fact("item-information", "Other events"), .fact("period", "1995-05-10"),
          .fact("boilerplate", "cover-page", at: "FORM 8-K"),
          .fact("boilerplate", "signatures", at: "SIGNATURES\nBy: A. Clerk"),
          .nowhere("702 SALT"), .nowhere("5012734000"), .nowhere("<PAGE>"),
        ]),
        .document([
          .id("0000104169-95-000310#2"),
          .text("SALT STORES INC, EX-99, 1995-05-10\nSalt is sold.\nPrice | $12"),
          .fact("document-type", "EX-99"), .fact("description", "PRESS RELEASE"),
        ]),
        .skipped(rule: "pdf"),
      ]),
    FormatExample(
      "Lines that end in a carriage return alone",
      source: (header + "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nSalt is sold.\n</TEXT>\n</DOCUMENT>\n")
        .replacing("\n", with: "\r"),
      yields: [.document([.fact("document-type", "EX-99"), .nowhere("\r")])]),
    FormatExample(
      "A document that does not end", source: header + "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nSalt.\n",
      yields: [.rejected(reason: "unclosed")]),
  ]

  private static let business =
    "We sell salt in forty stores, and we have sold it there since the year in which we were founded by our founders."

  static let filings = [
    FormatExample(
      "An annual report: the table of contents and references to items are no headings",
      source: """
        <html><body><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p>
        <table><tr><td>Item 1.</td><td>Business</td><td>3</td></tr>
        <tr><td>Item 1A.</td><td>Risk Factors</td><td>4</td></tr>
        <tr><td>Item 2.</td><td>Properties</td><td>5</td></tr>
        <tr><td>Item 3.</td><td>Legal Proceedings</td><td>6</td></tr></table>
        <p>PART I</p><p><b>Item&nbsp;1. Business</b></p><p>\(business)</p>
        <p>Item 1A of this report says more about the risks that we run in our stores.</p>
        <p>Item No. 1A.</p><p>Risk Factors</p><p>Salt may get wet.</p>
        <p>ITEMS 2 AND 3. PROPERTIES AND LEGAL PROCEEDINGS</p><p>See Item 1A. We rent our stores.</p>
        <p>Item 99. Salt cellars</p><p>SIGNATURES</p><p>A. Clerk</p></body></html>
        """,
      yields: [
        .document([
          .title(""), .fact("form-type", "10-K"),
          .section(
            label: "Item 1. Business", role: "item-1",
            text:
              business
              + "\nItem 1A of this report says more about the risks that we run in our stores."
          ),
          .section(label: "Item No. 1A. Risk Factors", role: "item-1a", text: "Salt may get wet."),
          .section(
            label: "ITEMS 2 AND 3. PROPERTIES AND LEGAL PROCEEDINGS", role: "item-2-and-3",
            text: "See Item 1A. We rent our stores.\nItem 99. Salt cellars"),
          .fact("unplaced-heading", "Item 99. Salt cellars", at: "Item 99. Salt cellars"),
        ])
      ]),
    FormatExample(
      "A statement whose page marks no heads: cells under dates, one for each",
      source: """
        <html><body><p>SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 10-K</p><p>Item 8. Financial Statements</p>
        <table><tr><td>(in thousands)</td><td>December 31, 2015</td><td>December 31, 2014</td></tr>
        <tr><td>Salt sold</td><td>$</td><td>1,234</td><td>$</td><td>(98</td><td>)</td></tr>
        <tr><td>Salt kept</td><td>3</td><td>12</td><td>15</td></tr>
        <tr><td>Salt lost</td><td>12</td></tr></table></body></html>
        """,
      yields: [
        .document([
          .fact("table-cell", "$1,234", at: "$1,234"), .fact("table-cell", "$(98)", at: "$(98)"),
          .text(
            "SECURITIES AND EXCHANGE COMMISSION\nFORM 10-K\n"
              + "(in thousands) | December 31, 2015 | December 31, 2014\n"
              + "Salt sold | $1,234 | $(98)\nSalt kept | 3 | 12 | 15\nSalt lost | 12"),
        ])
      ]),
    FormatExample(
      "Inline XBRL: hidden facts, a scaled loss, a dash, a block of text that goes on elsewhere",
      source: """
        <html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
          xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"><body>
        <div style="display:none"><ix:header><ix:hidden>
        <ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="now">0000000017</ix:nonNumeric></ix:hidden>
        <ix:resources>\(XBRLExamples.contexts)</ix:resources></ix:header></div>
        <p>FORM <ix:nonNumeric name="dei:DocumentType" contextRef="now">8-K</ix:nonNumeric></p>
        <ix:nonNumeric name="salt:ResultTextBlock" contextRef="rock" escape="true" continuedAt="more" id="f0">
        <p>Our results:</p><table><tr><td>Loss</td><td>$</td><td>(<ix:nonFraction name="salt:Loss" contextRef="rock"
        unitRef="usd" decimals="-6" scale="6" sign="-" format="ixt:num-dot-decimal" id="f1">1,234.5</ix:nonFraction></td>
        <td>)</td><td><ix:nonFraction name="salt:Loss" contextRef="now" unitRef="usd" decimals="-6" scale="6"
        format="ixt:fixed-zero">—</ix:nonFraction></td></tr></table></ix:nonNumeric><p>7</p>
        <p>Salt is <ix:nonFraction name="salt:Share" contextRef="now" unitRef="each" decimals="3" scale="-2">46.7
        </ix:nonFraction>% of it.</p><ix:continuation id="more"><p>We sold less.</p></ix:continuation>
        <p><ix:nonNumeric name="salt:Day" contextRef="now" format="ixt:date-monthname-day-year-en">March
        29, 2025</ix:nonNumeric> and <ix:nonNumeric name="salt:Era" contextRef="gone"
        format="ixt:date-jpn-era-year-month">R 7</ix:nonNumeric></p></body></html>
        """,
      yields: [
        .document([
          .text(
            """
            FORM 8-K
            Our results:
            Loss | $(1,234.5) | —
            7
            Salt is 46.7 % of it.
            We sold less.
            March 29, 2025 and R 7
            """),
          .fact("cik", "0000000017"), .fact("xbrl", "-1234500000", at: "1,234.5"),
          .fact("xbrl", "0", at: "—"), .fact("xbrl", "0.467", at: "46.7"),
          .fact("xbrl", "", at: "Our results:\nLoss | $(1,234.5) | —"),
          .fact("xbrl-continuation", "salt:ResultTextBlock", at: "We sold less."),
          .fact("xbrl", "2025-03-29", at: "March 29, 2025"), .fact("xbrl", "R 7", at: "R 7"),
          .fact("left-out", "hidden"),
        ])
      ]),
    FormatExample(
      "A zero byte",
      source: "<html><p>SECURITIES AND EXCHANGE COMMISSION<p>FORM 8-K\u{0}",
      yields: [.rejected(reason: "binary")]),
  ]
}
