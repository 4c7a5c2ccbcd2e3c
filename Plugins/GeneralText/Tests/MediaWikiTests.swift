import Didact
import DidactTesting
import Foundation
import Testing

@testable import DidactGeneralText

/// What becomes of wikitext, sign by sign.
@Suite struct MediaWikiTests {
  private func text(_ wikitext: String) -> String {
    var reader = WikiReader(Array(wikitext.utf8), title: Array("T".utf8), site: .unknown)
    reader.read()
    return String(String(decoding: reader.writer.bytes, as: UTF8.self).dropFirst(2))
  }

  private func facts(_ wikitext: String, _ name: String) -> [Fact] {
    var reader = WikiReader(Array(wikitext.utf8), title: [], site: .unknown)
    reader.read()
    return reader.facts.filter { $0.name == name }
  }

  /// wikiextractor #189: numbers vanish from Wikipedia's text with the templates that hold them.
  @Test(arguments: [
    ("{{formatnum:1234567}} km", "1234567 km"), ("{{formatnum: 34.62 }}", "34.62"),
    ("{{convert|1300|mi|km}} long", "1300 mi long"),
    ("a {{convert|5|mi|km|0|adj=on}} walk", "a 5 mi walk"),
    ("{{convert|52419|sqmi|km2|abbr=out|sp=us}}", "52419 sq mi"),
    ("{{convert|22|e6acre|km2}}", "22 million acre"),
    ("{{convert|5|to|10|km|mi}}", "5 to 10 km"), ("{{convert|5|-|10|km|mi}}", "5–10 km"),
    ("{{convert|3|x|4|x|5|m|ft}}", "3 × 4 × 5 m"), ("{{convert|5|±|0.1|km}}", "5 ± 0.1 km"),
    ("{{convert|6|ft|2|in|m}}", "6 ft 2 in"), ("{{cvt|11|st|4|lb|kg}}", "11 st 4 lb"),
    ("{{convert|20|C|F}}", "20°C"),
    ("{{convert|2413|ft|0|abbr=on}}", "2413 ft"),
    ("{{val|1.00794|0.00007|u=g}}", "1.00794±0.00007 g"),
    ("{{val|1.00794|(7)}}", "1.00794(7)"), ("{{val|6.241|e=18}}", "6.241×10¹⁸"),
    ("{{frac|1|2}}", "1/2"),
    ("{{frac|3|1|2}}", "3 1/2"), ("{{sfrac|2}}", "1/2"), ("10{{e|-20}}", "10×10⁻²⁰"),
    ("{{circa|3000}} BC", "c. 3000 BC"),
    ("{{birth date|1809|2|12|mf=yes}}", "1809-02-12"),
    ("{{birth date and age|df=yes|1932|4|4}}", "1932-04-04"),
    ("{{death date and age|1865|4|15|1809|2|12}}", "1865-04-15 (born 1809-02-12)"),
    ("{{start date|2004|5}}", "2004-05"),
    ("{{start date|2004|5|1|12|30}}", "2004-05-01 12:30"), ("{{dts|March 2005}}", "March 2005"),
    ("{{film date|2004|5|1|Paris}}", "2004-05-01 (Paris)"),
    ("{{as of|2014|lc=y}} it", "as of 2014 it"),
    ("{{As of|2014|5|alt=in May 2014}}", "in May 2014"), ("{{age|1969|07|20}}", "1969-07-20"),
    ("{{US$|50 million}}", "US$50 million"), ("{{INR|500}}", "₹500"),
    ("{{currency|5|EUR}}", "5 EUR"), ("{{GBP|7}}", "£7"),
    ("{{nowrap|14 km}}", "14 km"), ("{{nts|1234}}", "1234"),
    ("{{height|ft=5|in=11}}", "5 ft 11 in"), ("{{height|m=1.8}}", "1.8 m"),
    ("{{coord|28|N|2|E|display=inline}}", "28°N 2°E"),
    ("{{coord|13|19|N|169|9|W}}", "13°19′N 169°9′W"), ("{{coord|32.7|-86.7}}", "32.7, -86.7"),
    ("{{chem|H|2|O}}", "H2O"), ("{{inflation|US|800|1861|r=-2}}", "800 in 1861"),
    ("{{fossil range|370|0}}", "370–0"),
    ("{{SimpleNuclide2|lithium|7}}", "lithium-7"),
    ("{{bar percent|Muslim|green|98}}", "Muslim 98%"), ("{{HMS|Ajax|22|6}}", "HMS Ajax (22)"),
    ("{{marriage|Ann|1929|1979}}", "Ann (1929–1979)"), ("{{no such thing|a|17}}", "a 17"),
    ("{{no such thing|17|color:red}}", "17"),
    ("10<sup>6</sup> and H<sub>2</sub>O", "10⁶ and H2O"), ("{{abbr|2 m|two metres}}", "2 m"),
    ("{{0}}7", "7"), ("5{{nbsp}}km{{snd}}6", "5 km – 6"),
    ("<math>10^{6}</math>", "10^{6}"), ("{{unknown|{{convert|5|km|mi}}}}", "5 km"),
    ("{{sort|007|7}}", "7"),
    ("A{{music|flat}}4 to D5", "A♭4 to D5"),
    ("{{convert|800|koilbbl/d|m3/d}}", "800 thousand barrels/d"),
    ("{{IPAc-en|ˈ|eɪ|ʒ|ə|,_|ˈ|eɪ|ʃ|ə}}", "/ˈeɪʒə, ˈeɪʃə/"),
    ("{{YouTube|a1|The 2nd film}}", "The 2nd film"), ("{{Nowrap|{{formatnum:1000}}}}", "1000"),
  ]) func numbersStay(wikitext: String, expected: String) {
    #expect(text(wikitext) == expected)
  }

  @Test(arguments: [
    ("'''Bold''', ''italics'' and '''''both'''''", "Bold, italics and both"),
    ("l'''homme'' et '''x'''", "l'homme et x"),
    ("it''''s'''", "it's"), ("rock 'n' roll's", "rock 'n' roll's"),
    ("[[a]] [[b|c]]s [[:Category:d|e]] [[wikt:f|g]]", "a cs e g"),
    ("[[Bodmin (town)|]], [[Help:x|]]", "Bodmin, x"),
    ("[http://a.b c d] and http://e.f", "c d and http://e.f"), ("[c] [[d", "[c] [[d"),
    ("a<ref>b</ref>, c<ref name=\"d\" />.", "a, c."), ("a <!-- b\n\nc --> d", "a d"),
    ("a ({{lang-la|b}}; {{cn}}) c", "a (b) c"),
    ("a ({{cn}}) b", "a b"), ("a ({{cn}}; c) b", "a (c) b"), ("a {{cn}}, b {{cn}}.", "a, b."),
    ("* {{cite web|url=x}}.\n* a", "a"),
    ("a&nbsp;b &ndash; &#8211; &lt;c&gt; &bogus; d & e", "a b – – <c> &bogus; d & e"),
    ("<nowiki>[[a]] ''b''</nowiki>", "[[a]] ''b''"),
    ("a\nb\n\nc\n* d\n** e\n# f\n; g : h\n: i", "a b\nc\nd\ne\nf\ng : h\ni"), ("----\na", "a"),
    ("__NOTOC__a __b", "a __b"),
    ("a<br />b <small>c</small> 1 < 2 <unknown>", "a b c 1 < 2 <unknown>"),
    ("{{lang|de|Tag}} {{transl|ar|ALA|x}} {{IPA|/a/}}", "Tag x /a/"),
    ("{{IPAc-en|audio=x.ogg|ˈ|b|_|t}} {{respell|ASS|kee}}", "/ˈb t/ ASS-kee"),
    ("{{nihongo|a|b|c}}", "a (b, c)"), ("{{hlist|a|b}}", "a, b"),
    ("{{plainlist|\n* a\n* b\n}}", "a\nb"), ("{{quote|a b|c|d}}", "a b\n— c, d"),
    ("{{!}} {{=}} {{ndash}} {{'s}}", "| = – 's"),
    ("{{#if:x|a|b}} {{#if:|a|b}} {{#ifeq:a|a|c|d}}", "a b c"), ("{{PAGENAME}} {{{1|x}}}", "T x"),
    ("{{Main|a}}\nb", "b"),
    ("<pre>\na\n  b\n</pre>", "a\n  b"), ("<poem>\na\nb\n</poem>", "a\nb"),
    ("x {{unclosed|y", "x {{unclosed|y"), ("a }} b ]] c", "a }} b ]] c"),
    ("[[Datei:a.jpg|mini|links|hochkant=1.2|Ein [[b]]]]c", "Ein b\nc"),
    ("c [[File:a.png|20px|tip]] d", "c d"),
    ("<gallery>\nFile:a.jpg|b [[c]]\nd.jpg\n</gallery>", "b c"),
    ("[[de:Tag]] a [[Category:b|c]]", "a"), ("{{USA}} {{no such}} x", "USA x"),
    ("a [[b]]{{cn|date=May 2013}} c", "a b c"),
    ("a\n<!-- b -->\nc\n\n<!-- d -->* e\n* f", "a c\ne\nf"),
    ("{{yes}} {{no|not yet}}", "yes not yet"), ("{| class=x\n| a\n* b\n* c\n|}", "a\nb\nc"),
    ("{|\n! a\n| b\n{|\n| c\n| d\n|}\n|}", "a | b; c d"),
  ]) func readsMarkup(wikitext: String, expected: String) {
    #expect(text(wikitext) == expected)
  }

  @Test func spansOfLinksCoverWhatIsShown() {
    for (wikitext, target, shown) in [
      ("a [[b|c d]]s.", "b", "c ds"), ("x\n* [[b_c]]", "b c", "b_c"),
      ("{{nowrap|a [[b]]}} c", "b", "b"),
      ("{| class=wikitable\n! h !! i\n|-\n| j || x [[b|c]]\n|}", "b", "c"),
      ("[[File:f|thumb|y [[b]]]]", "b", "b"),
    ] {
      var reader = WikiReader(Array(wikitext.utf8), title: Array("T".utf8), site: .unknown)
      reader.read()
      let document = Text(trusted: reader.writer.bytes)
      let link = reader.facts.first { $0.name == "link" }
      #expect(link?.value == target)
      #expect(link?.span.map { document.string($0) } == shown, "\(wikitext)")
    }
  }

  @Test func fieldsOfInfoboxesAreFacts() {
    let fields = facts(
      "{{Infobox x\n| a = [[b]] <ref>c</ref>\n| d = {{plainlist|\n* e\n* f\n}}\n| g = {{convert|5|km}}<br>h\n| i =\n}}",
      "infobox")
    #expect(fields.map(\.value) == ["b", "e; f", "5 km h"])
    #expect(fields.map { $0["field"] } == ["a", "d", "g"])
    #expect(facts("{{coord|1.5|-2|display=title}}", "coordinates").map(\.value) == ["1.5, -2"])
    #expect(facts("{{odd|x=12|y=z}} a", "template").map(\.value) == ["12"])
  }

  @Test func takesNoOtherFormatsFiles() throws {
    guard let folder = RealWikis.folder else { return }
    let data = URL(fileURLWithPath: folder).deletingLastPathComponent()
    let files = FileManager.default.enumerator(
      at: data, includingPropertiesForKeys: [.isRegularFileKey])
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true,
        let handle = try? FileHandle(forReadingFrom: file),
        let head = try handle.read(upToCount: 1 << 16)
      else { continue }
      count += 1
      let source = SourceHead(path: file.lastPathComponent, bytes: Array(head))
      let isDump = file.path.contains("/wikipedia/") && file.pathExtension == "xml"
      let isPage = file.path.contains("/general/wikitext/")
      #expect((MediaWikiFormat().recognises(source) == .certain) == isDump, "\(file.path)")
      #expect((WikitextFormat().recognises(source) > .no) == isPage, "\(file.path)")
    }
    #expect(count > 100)
  }

  /// The whole of a dump's page: what the dump says around the wikitext is there or counted, too.
  @Test func everyCharacterOfAPageIsAccountedFor() throws {
    for (name, dump) in try RealWikis.dumps() {
      var pages = 0
      var from = 0
      while let open = UTF8Bytes.find("<page>".utf8, in: dump[...], from: from),
        let close = UTF8Bytes.find("</page>".utf8, in: dump[...], from: open)
      {
        from = close + 7
        let record = Record(
          source: SourceStream(ordinal: 0, path: name), offset: open, bytes: dump[open..<from])
        guard case .documents(let documents) = try MediaWikiFormat().documents(in: record) else {
          continue
        }
        pages += 1
        check(try #require(documents.first), RealWikis.characterData(dump[open..<from]))
      }
      #expect(pages > 3, "\(name)")
    }
  }

  private func check(_ document: Document, _ source: [UInt8]) {
    func count(_ text: String) -> Int { LeftOut.characters(Array(text.utf8)) }
    let stated =
      LeftOut.characters(document.text.bytes) + count(document.id)
      + document.sections.reduce(0) { $0 + count($1.label) }
      + document.facts.reduce(0) { $0 + (Int($1["characters"] ?? "") ?? 0) }
    // Targets of links may stand in the text too, so facts are only known to be enough.
    let named = document.facts.filter { $0.name != LeftOut.fact }.reduce(0) { sum, fact in
      sum + count(fact.value) + fact.attributes.reduce(0) { $0 + count($1.value) }
    }
    let all = LeftOut.characters(source)
    #expect(stated <= all, "\(document.id)")
    #expect(stated + named >= all, "\(document.id)")
  }
}
