import Didact

enum FeedExamples {
  static let all = [
    FormatExample(
      "RSS 2.0: the full text, its summary a fact; language and rights of the channel",
      source: """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Coast News</title><language>en-gb</language><copyright>CC BY 4.0</copyright>
        <item><title>The tides</title><link>https://coast.example/1</link><guid>coast-1</guid>
        <pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate><dc:creator>A. Walker</dc:creator><category>Sea</category>
        <description>The water rises. [...]</description>
        <content:encoded><![CDATA[<p>The water rises twice a day &amp; falls.</p><h2>Marshes</h2><p>They grow on mud.</p>
        <script>track()</script>]]></content:encoded><comments>https://coast.example/1#c</comments></item>
        </channel></rss>
        """,
      yields: [
        .document([
          .id("coast-1"), .title("The tides"),
          .text("The tides\nThe water rises twice a day & falls.\nThey grow on mud."),
          .section(label: "Marshes", role: "", text: "They grow on mud."),
          .fact("summary", "The water rises. [...]"), .fact("author", "A. Walker"),
          .fact("date", "Tue, 03 Mar 2020 10:00:00 GMT"), .fact("category", "Sea"),
          .fact("link", "https://coast.example/1"), .fact("feed", "Coast News"),
          .fact("left-out", "script"), .fact("left-out", "comments"), .language("en"),
          .rights("CC BY 4.0"), .nowhere("track"),
        ])
      ]),
    FormatExample(
      "Atom: content as HTML, XHTML and text; an author's address is left out",
      source: """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Küste</title>
        <entry><id>urn:1</id><title type="html">Ebbe &amp;amp; Flut</title>
        <author><name>Anna</name><email>anna@coast.example</email></author>
        <content type="html">&lt;p&gt;Das Wasser steigt.&lt;/p&gt;</content></entry>
        <entry><id>urn:2</id><title>Watt</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <p>Es ist <b>weich</b>.<br/>Und grau.</p></div></content></entry>
        <entry xml:lang="en"><id>urn:3</id><title>Mud</title><summary>5 &lt; 6, and
        soft.</summary></entry></feed>
        """,
      yields: [
        .document([
          .id("urn:1"), .text("Ebbe & Flut\nDas Wasser steigt."), .language("de"),
          .fact("author", "Anna"), .fact("left-out", "contact"), .nowhere("anna@"),
        ]),
        .document([.id("urn:2"), .text("Watt\nEs ist weich.\nUnd grau.")]),
        .document([.id("urn:3"), .text("Mud\n5 < 6, and soft."), .language("en")]),
      ]),
    FormatExample(
      "RSS 1.0; a description in another namespace is not the item's; a cut-off text is marked",
      source: """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:x="urn:x">
        <channel rdf:about="urn:c"><title>Coast</title></channel>
        <item rdf:about="urn:i"><title>Birds</title><x:description>Not this.</x:description>
        <description>They rest in the north [...]</description></item>
        <item rdf:about="urn:j"><title>Gulls</title></item>
        <item rdf:about="urn:k"/></rdf:RDF>
        """,
      yields: [
        .document([
          .id("urn:i"), .text("Birds\nThey rest in the north [...]"), .mark("truncated"),
          .fact("left-out", "description"), .nowhere("Not this"),
        ]),
        .document([.text("Gulls"), .mark("no-body")]), .skipped(rule: "blank"),
      ]),
    FormatExample(
      "markup escaped twice, a link to more, an item that is broken",
      source: """
        <rss><channel><item><description>&amp;lt;p&amp;gt;Sand &amp;amp;amp; mud.&amp;lt;/p&amp;gt;</description></item>
        <item><description>&lt;p&gt;Salt.&lt;/p&gt;&lt;p&gt;&lt;a href="/"&gt;Read more&lt;/a&gt;&lt;/p&gt;</description></item>
        <item><title>Broken</description></item></channel></rss>
        """,
      yields: [
        .document([.text("Sand & mud."), .mark("escaped-twice")]),
        .document([
          .text("Salt.\nRead more"), .mark("truncated"),
          .fact("boilerplate", "Read more", at: "Read more"),
        ]),
        .rejected(reason: "malformed-xml"),
      ]),
  ]
}
