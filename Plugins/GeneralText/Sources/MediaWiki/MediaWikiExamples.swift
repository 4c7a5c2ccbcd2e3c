import Didact

/// Snippets of dumps with what they yield.
enum MediaWikiExamples {
  private static func dump(_ pages: String) -> String {
    """
    <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" version="0.10" xml:lang="de">
      <siteinfo>
        <sitename>Wikipedia</sitename>
        <dbname>dewiki</dbname>
        <namespaces>
          <namespace key="0" case="first-letter" />
          <namespace key="2" case="first-letter">Benutzer</namespace>
          <namespace key="6" case="first-letter">Datei</namespace>
          <namespace key="14" case="first-letter">Kategorie</namespace>
        </namespaces>
      </siteinfo>
      \(pages)
    </mediawiki>
    """
  }

  private static func page(_ title: String, _ text: String, id: Int = 7, more: String = "")
    -> String
  {
    """
    <page>
        <title>\(title)</title>
        <ns>0</ns>
        <id>\(id)</id>\(more)
        <revision>
          <id>29433</id>
          <timestamp>2013-03-22T09:37:03Z</timestamp>
          <contributor>
            <username>Ada</username>
            <id>1631</id>
          </contributor>
          <comment>first text</comment>
          <model>wikitext</model>
          <format>text/x-wiki</format>
          <text xml:space="preserve">\(text)</text>
          <sha1>disnkv72gqngow52boaebr7ctrxhsri</sha1>
        </revision>
      </page>
    """
  }

  static let all: [FormatExample] = [
    FormatExample(
      "A page with links, an image, a category, a reference and sections",
      source: dump(
        page(
          "Die Gezeiten",
          """
          Das '''Wasser''' steigt [[Tag|zweimal]] am ''Tag''.&lt;ref&gt;Ein Buch, S. 3&lt;/ref&gt;
          [[Datei:Watt.jpg|mini|Das [[Watt]] im Mai]]
          == Salzwiesen ==
          Sie wachsen auf [[Schlick]]s.
          === Pflanzen ===
          * Queller
          * Strandflieder
          [[Kategorie:Küste|Gezeiten]]
          """)),
      yields: [
        .document([
          .id("dewiki:7"), .title("Die Gezeiten"), .language("de"), .rights("unknown"),
          .text(
            "Die Gezeiten\nDas Wasser steigt zweimal am Tag.\nDas Watt im Mai\nSie wachsen auf Schlicks.\n"
              + "Queller\nStrandflieder"),
          .section(
            label: "Salzwiesen", role: "",
            text: "Sie wachsen auf Schlicks.\nQueller\nStrandflieder"),
          .section(label: "Pflanzen", role: "", text: "Queller\nStrandflieder"),
          .fact("link", "Tag", at: "zweimal"), .fact("link", "Schlick", at: "Schlicks"),
          .fact("file", "Watt.jpg", at: "Das Watt im Mai"), .fact("category", "Küste"),
          .fact("left-out", "reference"), .fact("left-out", "markup"), .nowhere("Ein Buch"),
          .nowhere("Ada"),
        ])
      ]),
    FormatExample(
      "Numbers in templates stay",
      source: dump(
        page(
          "Town",
          """
          {{Infobox town
          | name = Town
          | population = {{formatnum:14736}} (2011)
          }}
          It lies {{convert|5|to|7|mi|km}} north, had {{formatnum:14736}} people {{as of|2011|lc=y}}, and
          its tower is {{convert|150|ft|m|0|abbr=on}} high{{citation needed|date=May 2013}}.
          """)),
      yields: [
        .document([
          .text(
            "Town\nIt lies 5 to 7 mi north, had 14736 people as of 2011, and its tower is 150 ft high."
          ),
          .fact("infobox", "14736 (2011)"), .fact("left-out", "maintenance"), .nowhere("May 2013"),
        ])
      ]),
    FormatExample(
      "A table",
      source: dump(
        page(
          "Tides",
          """
          {| class="wikitable"
          |+ Rise of the water
          ! Place !! Rise
          |-
          | [[Cove]] || 5 m
          |-
          | colspan="1" | Bay
          | {{convert|3|m|ft}}
          |}
          """)),
      yields: [
        .document([
          .text("Tides\nRise of the water\nPlace | Rise\nCove | 5 m\nBay | 3 m"),
          .fact("table-cell", "5 m", at: "5 m"), .fact("link", "Cove", at: "Cove"),
        ])
      ]),
    FormatExample(
      "Pages that are no articles",
      source: dump(
        page("A", "#WEITERLEITUNG [[B]]", more: "<redirect title=\"B\" />")
          + page("C", "#REDIRECT [[D]]")
          + page("Benutzer:E", "Hallo").replacing("<ns>0</ns>", with: "<ns>2</ns>")
          + page("F", "body {}").replacing("<model>wikitext", with: "<model>css")
          + page("G", "  ")),
      yields: [
        .skipped(rule: "redirect"), .skipped(rule: "redirect"), .skipped(rule: "namespace-user"),
        .skipped(rule: "model-css"), .skipped(rule: "blank"),
      ]),
    FormatExample(
      "The newest of several revisions is read",
      source: """
        <mediawiki version="0.3" xml:lang="en"><page><title>H</title><id>1</id>
        <revision><id>2</id><timestamp>2004-02-01T00:00:00Z</timestamp><text>new words</text></revision>
        <revision><id>1</id><timestamp>2003-02-01T00:00:00Z</timestamp><text>old words</text></revision>
        </page></mediawiki>
        """,
      yields: [
        .document([
          .id("1"), .text("H\nnew words"), .fact("left-out", "older-revision"),
          .fact("revision", "2"), .nowhere("old words"),
        ])
      ]),
    FormatExample(
      "A page that is not well-formed, and one after it",
      source: dump("<page><title>H</ttle></page>" + page("I", "Sound.")),
      yields: [.rejected(reason: "malformed-xml"), .document([.text("I\nSound.")])]),
  ]

  static let wikitext: [FormatExample] = [
    FormatExample(
      "A page's wikitext",
      source: """
        The '''water''' rises [[day|twice a day]] along the [[coast]]; see [[tide]]s.
        == History ==
        It always did.{{citation needed|date=May 2013}}
        """,
      yields: [
        .document([
          .title(""),
          .text("The water rises twice a day along the coast; see tides.\nIt always did."),
          .section(label: "History", role: "", text: "It always did."),
          .fact("link", "day", at: "twice a day"), .fact("link", "tide", at: "tides"),
        ])
      ]),
    FormatExample(
      "A redirect", source: "#REDIRECT [[Tide]]", yields: [.skipped(rule: "redirect")]),
    FormatExample(
      "A zero byte", source: "'''a''' [[b]], [[c]], [[d]] {{e}}\u{0}",
      yields: [.rejected(reason: "binary")]),
  ]
}

extension String {
  /// The string with the first occurrence of some other put in another's place.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let at = UTF8Bytes.find(old.utf8, in: Array(utf8)[...]) else { return self }
    let bytes = Array(utf8)
    return String(
      decoding: bytes[..<at] + Array(new.utf8) + bytes[(at + old.utf8.count)...], as: UTF8.self)
  }
}
