import Didact

/// Reports in small, with what they yield.
enum XBRLExamples {
  static let contexts = """
    <xbrli:context id="now"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000017</xbrli:identifier>
    </xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
    <xbrli:context id="rock"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">0000000017</xbrli:identifier>
    <xbrli:segment><xbrldi:explicitMember dimension="salt:KindAxis">salt:RockMember</xbrldi:explicitMember></xbrli:segment>
    </xbrli:entity><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate>
    </xbrli:period></xbrli:context>
    <xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
    <xbrli:unit id="each"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
    <xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit>
    """

  static let instances = [
    FormatExample(
      "An instance with a number, a loss for one part, a block of text and a footnote",
      source: """
        <?xml version="1.0"?>
        <xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:xbrli="http://www.xbrl.org/2003/instance"
          xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:link="http://www.xbrl.org/2003/linkbase"
          xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xmlns:dei="http://xbrl.sec.gov/dei/2024" xmlns:salt="http://salt.example/2024" xml:lang="en-US">
        <link:schemaRef xlink:type="simple" xlink:href="salt-2024.xsd"/>
        \(contexts)
        <dei:EntityRegistrantName contextRef="now">Salt Stores, Inc.</dei:EntityRegistrantName>
        <salt:Stock contextRef="now" unitRef="usd" decimals="-3" id="f1"> 1234000 </salt:Stock>
        <salt:Earnings contextRef="rock" unitRef="each" decimals="2">-0.50</salt:Earnings>
        <salt:Debt contextRef="now" unitRef="usd" xsi:nil="true"/>
        <salt:StockTextBlock contextRef="now">&lt;p&gt;We hold &lt;b&gt;salt&lt;/b&gt; at cost.&lt;/p&gt;</salt:StockTextBlock>
        <link:footnoteLink xlink:type="extended"><link:loc xlink:href="#f1" xlink:label="a"/>
        <link:footnote xlink:label="b" xml:lang="en">Weighed dry.</link:footnote>
        <link:footnoteArc xlink:from="a" xlink:to="b"/></link:footnoteLink>
        </xbrl>
        """,
      yields: [
        .document([
          .title("Salt Stores, Inc."), .language("en"),
          .text(
            """
            Salt Stores, Inc.
            EntityRegistrantName | 2024-12-31 | Salt Stores, Inc.
            Stock | 2024-12-31 | 1234000 USD
            Earnings | salt:KindAxis=salt:RockMember | 2024-01-01/2024-12-31 | -0.50 USD/shares
            We hold salt at cost.
            Weighed dry.
            """),
          .section(label: "StockTextBlock", role: "", text: "We hold salt at cost."),
          .fact("xbrl", "1234000", at: "1234000"), .fact("xbrl", "-0.50", at: "-0.50"),
          .fact("xbrl", "", at: "We hold salt at cost."), .fact("company", "Salt Stores, Inc."),
          .fact("xbrl-footnote", "", at: "Weighed dry."), .fact("left-out", "markup"),
          .fact("left-out", "contexts-and-units"),
        ])
      ]),
    FormatExample(
      "A schema", source: "<schema xmlns:x=\"http://www.xbrl.org/2003/instance\"/>",
      yields: [.skipped(rule: "xbrl-schema")]),
    FormatExample(
      "A linkbase", source: "<link:linkbase xmlns:link=\"http://www.xbrl.org/2003/linkbase\"/>",
      yields: [.skipped(rule: "xbrl-linkbase")]),
    FormatExample(
      "An instance that ends early", source: "<xbrl><a:b contextRef=\"c\">1",
      yields: [.rejected(reason: "malformed-xml")]),
  ]
}
