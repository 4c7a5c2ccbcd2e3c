import Didact
import DidactXML
import Foundation
import Testing

@Suite struct HTMLPageTests {
  func page(_ html: String) throws -> HTMLPage { try HTMLPage.read(Array(html.utf8)[...]) }
  func lines(_ html: String) throws -> [String] {
    try page(html).lines.map { String(decoding: $0.text, as: UTF8.self) }
  }

  @Test(arguments: [
    ("<p>One<p>two &amp; <b>th</b>ree&nbsp;four", ["One", "two & three four"]),
    ("<div>a<br>b<div> c </div>d</div>", ["a", "b", "c", "d"]),
    ("<ul><li>x<li><p>y</p></ul>", ["x", "y"]),
    ("5 < 6 and <i>a</i><b>b</b>", ["5 < 6 and ab"]),
    ("10<sup>6</sup> m<sup>-2</sup> E<sup>x</sup>", ["10⁶ m⁻² Ex"]),
    ("<pre>a\n  b\n</pre>c", ["a", "  b", "c"]),
    ("<p>&hellip;&mdash;&#8220;q&#x201D;&unknown;", ["…—“q”&unknown;"]),
    (
      "<table><tr><td>Sales</td><td></td><td>$</td><td>1,2</td><td>(</td><td>3</td><td>)</td></tr></table>",
      ["Sales | $1,2 | (3)"]
    ),
    ("<table><tr><td><p>One.</p></td></tr><tr><td>Two</td></tr></table>", ["One.", "Two"]),
    (
      "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
      ["a", "b | c", "d"]
    ),
  ])
  func textBecomesLines(html: String, expected: [String]) throws {
    #expect(try lines(html) == expected)
  }

  @Test func leavesOutByRule() throws {
    let page = try page(
      """
      <html lang=de><head><title>The  title</title><style>p {}</style></head><body>
      <script>var a = "<p>no</p>";</script><p style="color: red; display : none">no</p>
      <p hidden>no no</p><button>Send</button><noscript>on</noscript>
      <p>yes</p></body></html>
      """)
    #expect(String(decoding: page.title, as: UTF8.self) == "The title")
    #expect(page.language == "de")
    #expect(page.lines.map { String(decoding: $0.text, as: UTF8.self) } == ["yes"])
    let drops = Dictionary(
      uniqueKeysWithValues: page.leftOut.rules.map { ($0.rule, $0.characters) })
    #expect(drops == ["script": 20, "hidden": 6, "form-control": 4, "noscript": 2])
  }

  @Test func knowsWhatLinesAre() throws {
    let page = try page(
      "<nav><a>Home</a></nav><main><h2>Head</h2><p>See <a>the link</a>.</p><li>i</main><div class='page-footer'>f</div>"
    )
    #expect(page.lines.map(\.kind) == [.paragraph, .heading(2), .paragraph, .item, .paragraph])
    #expect(page.lines.map(\.linked) == [4, 0, 7, 0, 0])
    #expect(page.lines.map(\.isMain) == [false, true, true, true, false])
    #expect(page.lines.map(\.isFurniture) == [true, false, false, false, true])
  }

  @Test func readsEncodings() throws {
    let latin: [UInt8] = [0x3C, 0x70, 0x3E, 0x63, 0x61, 0x66, 0xE9, 0x93]
    #expect(String(decoding: try HTMLPage.read(latin[...]).lines[0].text, as: UTF8.self) == "café“")
    let declared = Array("<meta charset='gb2312'><p>".utf8) + [0xC4, 0xE3]
    #expect(String(decoding: try HTMLPage.read(declared[...]).lines[0].text, as: UTF8.self) == "你")
    #expect(throws: RecordError.self) {
      try HTMLPage.read((Array("<meta charset=none-such><p>".utf8) + [0xC4])[...])
    }
    #expect(throws: RecordError.self) { try HTMLPage.read([0x3C, 0x70, 0x3E, 0, 0x61][...]) }
  }

  @Test func boundsNesting() throws {
    #expect(throws: RecordError.self) { try page(String(repeating: "<div>", count: 100_000)) }
    let ends =
      String(repeating: "<i>", count: 1_900) + String(repeating: "</x></u>", count: 100_000)
    #expect(try page(ends + "z").lines.count == 1)
  }

  /// Kept and left out make all character data of real pages.
  @Test func nothingIsLost() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardizedFileURL.path
    let shared = ProcessInfo.processInfo.environment["DIDACT_SHARED"] ?? "\(package)/../shared"
    guard FileManager.default.fileExists(atPath: "\(shared)/data") else {
      return print("SKIPPED: the shared data is not there; real pages were not read")
    }
    var seen = 0
    for folder in ["general/html", "finance/html_10k", "finance/html_8k", "finance/8k_1994_2023"] {
      let root = "\(shared)/data/\(folder)"
      for name in try FileManager.default.subpathsOfDirectory(atPath: root)
      where name.hasSuffix("htm") || name.hasSuffix("html") {
        let bytes = Array(FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data())
        let page = try HTMLPage.read(bytes[...])
        let all = AllCharacters()
        try HTMLReader(XMLVocabulary([])).parse(bytes[...], into: all)
        let kept = page.lines.reduce(LeftOut.characters(page.title)) {
          $0 + $1.characters - max(0, $1.cells.count - 1)
        }
        let left = page.leftOut.characters
        #expect(kept + left == all.count, "\(name)")
        #expect(kept > 100, "\(name)")
        seen += 1
      }
    }
    #expect(seen > 40)
  }
}

/// Counts character data.
final class AllCharacters: XMLHandler {
  var bytes: [UInt8] = []
  var count: Int { LeftOut.characters(bytes) }
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
