import Didact
import DidactTesting
import DidactXML
import Foundation
import Testing

@testable import DidactGeneralText

/// Nothing of a page's wikitext is lost: what is text, fact, label or left out by rule makes all of it.
@Suite struct MediaWikiSumTests {
  /// Wikitext in which every construct occurs, sound and broken.
  static let constructs = [
    "'''Bold''' and ''italics'', '''''both''''', l'''homme'', ''''four",
    "[[a]] [[a|b]]s [[b (c)|]] [[:d:e]] [[de:f]]",
    "x [[Datei:a.jpg|mini|links|Ein [[b]]]] y [[File:c.png|20px|title|alt=what]] z",
    "[http://a.b c d] [http://a.b] [c]",
    "= a =\n== b <!-- c --> ==\n=== {{lang|d|e}} === <!-- f -->\ntext\n==\n== x = y",
    "* a\n** b\n# c\n; d : e\n: f\n----\ng",
    "a<ref>b</ref>c<ref name=d/>e<REF>f</ref  >g<ref>h",
    "<nowiki>[[a]] &lt; ''b''</nowiki><pre>\n a\n  b [[c]]\n</pre><math>\\frac{a}{b}</math>",
    "&nbsp;&ndash;&#8211;&#x2013;&amp;&bogus;&", "__NOTOC__ a_b __x",
    "10<sup>6</sup> m<sup>&minus;2</sup> x<sub>i</sub> a<br />b <div style=\"c\">d</div> <foo>e</foo> 1 < 2",
    "{|\n|+ a\n! b !! c\n|-\n| d || style=\"e\" | f\n|-\n| colspan=2 | g\nh\n|}\ni",
    "{| class=wikitable\n| a || rowspan=2 | b\n|-\n| {{convert|1|m}}\n* x\n* y\n|}",
    "{|\n| a\n* b\n* c\n|\n{| class=wikitable\n| d || e\n|}\n|}", "{|\n| unclosed\n\n== a ==\nb",
    "{{convert|5|to|10|mi|km}} {{cvt|6|ft|2|in}} {{val|1.0|0.2|e=3|u=m}} {{frac|1|2}} {{e|-20}} {{formatnum:1234}}",
    "{{birth date|1809|2|12}} {{death date and age|1865|4|15|1809|2|12|df=y}} {{dts|March 2005}} {{as of|2011|lc=y}} {{start date|2004|5|1|12|30}}",
    "{{coord|28|N|2|E|display=inline}} {{coord|1.5|-2|display=title}} {{US$|5}} {{height|ft=5|in=11}} {{circa|3000}} {{IPAc-en|a|_|b|,_|c}} {{music|flat}} {{youtube|id=1|title=a}}",
    "{{quote|a|b|c}} {{hlist|a|b}} {{plainlist|\n* a\n* b\n}} {{nihongo|a|b|c}} {{unknown|a}} {{unknown|a|1|background:red}} {{unknown}} {{USA}} {{unknown|x=1|date=2}}",
    "{{Infobox a\n| b = c [[d]]\n| e = \n| f = {{plainlist|\n* g\n* h\n}}\n| i\n|j=<ref>k</ref>\n}}\nl",
    "{{main|a|b}} {{about|c}} {{citation needed|date=May 2013}} {{reflist}} {{cite web|url=a}}",
    "{{#if:a|b|c}} {{#if:|b|c}} {{#ifeq:a|a|b|c}} {{#expr:1+1}} {{PAGENAME}} {{{1|a}}} {{{1}}} {{DEFAULTSORT:a}} {{!}}",
    "({{unknown}}) (, {{cn}}) ({{cn}}; a) b {{cn}}, c",
    "<gallery>\nFile:a.jpg|b [[c]]\nd.jpg\n</gallery> <gallery> x",
    "{{a|[[b}} c]] {{d [[e|f]] }} }} ]] {{{{{g}}}}} {{h\n|}} {{{i}} {{j|k=l",
    "<poem>\na\nb\n</poem> <timeline>a</timeline> <!-- a", "{{clade|1=a|2={{clade|1=b|label1=c}}}}",
    "a\n b\n  c\nd", "Ä ö\u{a0}ü\u{2009}1 [[Ä|ö]]ü {{lang|de|ß}}",
  ]

  @Test func everyCharacterIsAccountedFor() throws {
    var pages = Self.constructs + [Self.constructs.joined(separator: "\n\n")]
    pages += Self.constructs.map { "{| class=wikitable\n| " + $0 + "\n|}" }
    pages += Self.constructs.map { "{{Infobox x\n| y = " + $0 + "\n}}" }
    pages += Self.constructs.map { "* {{nowrap|" + $0 + "}}" }
    for page in pages { check(Array(page.utf8), page.prefix(60)) }
    let real = try RealWikis.wikitexts()
    #expect(real.isEmpty || real.count > 200)
    for (name, wikitext) in real { check(wikitext, name.prefix(60)) }
  }

  private func check(_ wikitext: [UInt8], _ name: Substring) {
    var reader = WikiReader(wikitext, title: [], site: .unknown)
    reader.read()
    let source = LeftOut.characters(wikitext)
    let text = LeftOut.characters(reader.writer.bytes)
    let account = reader.account
    let labels =
      reader.sections.reduce(0) { $0 + LeftOut.characters(Array($1.label.utf8)) }
      + reader.facts.filter { $0.name == "empty-section" }
      .reduce(0) { $0 + LeftOut.characters(Array($1.value.utf8)) }
    #expect(labels == account.labels, "\(name)")
    let sum = text + labels + account.facts + account.leftOut - account.generated
    #expect(sum == source, "\(name): \(sum - source) of \(source)")
    #expect(Text(validating: reader.writer.bytes) != nil)
  }
}

/// The real dumps and pages that lie beside the repository, where they do.
enum RealWikis {
  static var folder: String? {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? here.appendingPathComponent("../../../../shared").standardizedFileURL.path
    let real = "\(shared)/data/general"
    guard FileManager.default.fileExists(atPath: "\(real)/wikitext") else {
      print("SKIPPED: the shared data is not there; wikis were read from texts of our own")
      return nil
    }
    return real
  }

  static func wikitexts() throws -> [(String, [UInt8])] {
    guard let folder else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/wikitext").sorted()
    var pages = try names.map {
      ($0, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/wikitext/\($0)"))))
    }
    // Pages of the dumps, found by their tags alone.
    for (path, decoded) in try dumps() {
      var from = 0
      while let open = UTF8Bytes.find("<text".utf8, in: decoded[...], from: from),
        let start = decoded[open...].firstIndex(of: UInt8(ascii: ">")),
        let end = UTF8Bytes.find("</text>".utf8, in: decoded[...], from: start)
      {
        pages.append(("\(path) \(open)", unescaped(decoded[(start + 1)..<end])))
        from = end
      }
    }
    return pages
  }

  static func dumps() throws -> [(String, [UInt8])] {
    guard let folder else { return [] }
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/wikipedia").sorted()
    return try files.map { name in
      let stream = Process()
      stream.executableURL = URL(fileURLWithPath: "/bin/sh")
      let path = "\(folder)/wikipedia/\(name)"
      stream.arguments = ["-c", name.hasSuffix(".bz2") ? "bzip2 -dc '\(path)'" : "cat '\(path)'"]
      let pipe = Pipe()
      stream.standardOutput = pipe
      try stream.run()
      return (name, Array(pipe.fileHandleForReading.readDataToEndOfFile()))
    }
  }

  /// What stands between tags.
  static func characterData(_ xml: ArraySlice<UInt8>) -> [UInt8] {
    var inTag = false
    let data = xml.filter { byte in
      if byte == UInt8(ascii: "<") { inTag = true }
      defer { if byte == UInt8(ascii: ">") { inTag = false } }
      return !inTag
    }
    return unescaped(data[...])
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacingOccurrences(of: name, with: sign)
    }
    return Array(text.utf8)
  }
}
