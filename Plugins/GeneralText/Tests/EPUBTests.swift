import Didact
import DidactGeneralText
import DidactTesting
import DidactXML
import Testing

/// What the examples of EPUB do not show: books that are damaged, or that set traps.
@Suite struct EPUBTests {
  static let container = """
    <container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>
    """
  static let chapter =
    "<html><head><title>One</title></head><body><p>Text of one.</p></body></html>"

  /// A package with a spine of these files.
  static func package(_ files: [String], toc: String = "") -> String {
    let items = files.enumerated().map {
      "<item id=\"i\($0)\" href=\"\($1)\" media-type=\"application/xhtml+xml\"/>"
    }
    let spine = files.indices.map { "<itemref idref=\"i\($0)\"/>" }
    return """
      <package unique-identifier="u"><metadata><dc:title xmlns:dc="d">A book</dc:title></metadata><manifest>
      \(items.joined())\(toc)</manifest><spine toc="ncx">\(spine.joined())</spine></package>
      """
  }

  /// A zip archive of stored files.
  static func archive(_ files: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, content) in [("mimetype", "application/epub+zip")] + files {
      let content = Array(content.utf8)
      func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
      bytes += [0x50, 0x4B, 3, 4, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      bytes +=
        number(checksum(content)) + number(UInt32(content.count)) + number(UInt32(content.count))
      bytes += [UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8) + content
    }
    return bytes + [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
  }

  /// CRC-32, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  static func book(_ files: [(String, String)]) -> [UInt8] {
    archive([("META-INF/container.xml", container)] + files)
  }

  @Test(arguments: [
    ("no package", book([]), "malformed-epub"),
    ("no spine", book([("OEBPS/book.opf", package([]))]), "malformed-epub"),
    ("a missing file", book([("OEBPS/book.opf", package(["a.xhtml"]))]), "malformed-epub"),
    (
      "a file outside",
      book([("OEBPS/book.opf", package(["../../etc/passwd"])), ("etc/passwd", "x")]),
      "malformed-epub"
    ),
    ("a broken package", book([("OEBPS/book.opf", "<package><spine>")]), "malformed-xml"),
    (
      "an entity in the package that grows",
      book([
        (
          "OEBPS/book.opf",
          "<!DOCTYPE p [<!ENTITY a \"" + String(repeating: "a", count: 1_000) + "\"><!ENTITY b \""
            + String(repeating: "&a;", count: 1_000) + "\">]><package><metadata><title>"
            + String(repeating: "&b;", count: 1_000) + "</title></metadata></package>"
        )
      ]), "entity-limit"
    ),
    (
      "deep nesting",
      book([
        ("OEBPS/book.opf", package(["a.xhtml"])),
        ("OEBPS/a.xhtml", "<html><body>" + String(repeating: "<div>", count: 100_000) + "x"),
      ]), "depth-limit"
    ),
    (
      "no end", Array(book([("OEBPS/book.opf", package(["a.xhtml"]))]).prefix(300)), "truncated-zip"
    ),
  ]) func brokenBooksAreRejected(name: String, bytes: [UInt8], reason: String) {
    let error = #expect(throws: RecordError.self) {
      try EPUBFormat().documents(of: "a.epub", bytes)
    }
    #expect(error?.reason == reason, "\(name)")
  }

  @Test func encryptedEntriesAreRejected() throws {
    var bytes = Self.book([
      ("OEBPS/book.opf", Self.package(["a.xhtml"])), ("OEBPS/a.xhtml", Self.chapter),
    ])
    let name = try #require(
      UTF8Bytes.find("OEBPS/a.xhtml".utf8, in: bytes[...], from: bytes.count - 250))
    bytes[name - 30 + 6] |= 1
    let error = #expect(throws: RecordError.self) {
      try EPUBFormat().documents(of: "a.epub", bytes)
    }
    #expect(error?.reason == "encrypted-zip")
  }

  /// An NCX names files without a heading; a file that it does not name goes on with the section before it.
  @Test func filesContinueSections() throws {
    let ncx = """
      <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part</text></navLabel>
      <content src="a.xhtml#x"/><navPoint><navLabel><text>Inner</text></navLabel><content src="c.xhtml"/></navPoint>
      </navPoint></navMap></ncx>
      """
    let toc = "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>"
    let files = ["a.xhtml", "b.xhtml", "c.xhtml"]
    let document = try #require(
      try EPUBFormat().documents(
        of: "a.epub",
        Self.book(
          [("OEBPS/book.opf", Self.package(files, toc: toc)), ("OEBPS/toc.ncx", ncx)]
            + files.map { ("OEBPS/\($0)", "<html><body><p>In \($0.prefix(1)).</p></body></html>") })
      ).first)
    #expect(document.text.description == "A book\nIn a.\nIn b.\nIn c.")
    #expect(document.sections.map(\.label) == ["Part", "Inner"])
    #expect(
      document.sections.map { document.text.string($0.span) } == ["In a.\nIn b.\nIn c.", "In c."])
  }

  @Test func gutenbergsFrameIsLeftOut() throws {
    let files = [
      (
        "a.xhtml",
        "<h2>The Project Gutenberg eBook</h2><p>*** START OF THE PROJECT GUTENBERG EBOOK A ***</p>"
      ),
      (
        "b.xhtml",
        "<h2>One</h2><p>Text.</p><p>*** END OF THE PROJECT GUTENBERG EBOOK A ***</p><h2>Licence</h2>"
      ),
    ]
    let document = try #require(
      try EPUBFormat().documents(
        of: "a.epub",
        Self.book(
          [("OEBPS/book.opf", Self.package(files.map(\.0)))]
            + files.map { ("OEBPS/\($0.0)", "<html><body>\($0.1)</body></html>") })
      ).first)
    #expect(document.text.description == "A book\nText.")
    #expect(document.sections.map(\.label) == ["One"])
    #expect(document.facts(named: "left-out").map(\.value) == ["gutenberg-frame"])
  }

  @Test func listsOfLinksAreContents() throws {
    let links = (1...5).map { "<p><a href=\"b.xhtml#\($0)\">Chapter \($0)</a></p>" }.joined()
    let files = [("a.xhtml", "<h1>Contents</h1>" + links), ("b.xhtml", "<p>Text.</p>")]
    let document = try #require(
      try EPUBFormat().documents(
        of: "a.epub",
        Self.book(
          [("OEBPS/book.opf", Self.package(files.map(\.0)))]
            + files.map { ("OEBPS/\($0.0)", "<html><body>\($0.1)</body></html>") })
      ).first)
    #expect(document.text.description == "A book\nText.")
    #expect(document.facts(named: "left-out").map(\.value) == ["contents"])
  }

  @Test func keptAndLeftOutMakeAll() throws {
    let pages = [
      "<html><head><title>T</title></head><body><h1>Head</h1><p>One | two.</p><script>no</script></body></html>",
      "<html><body><nav>Menu</nav><table><tr><td>a</td><td>b</td></tr></table><h2>Empty</h2></body></html>",
    ]
    let files = pages.indices.map { "p\($0).xhtml" }
    let book = Self.book(
      [("OEBPS/book.opf", Self.package(files))] + zip(files, pages).map { ("OEBPS/\($0)", $1) })
    let all = Characters()
    all.bytes = Array("A book".utf8)
    for page in pages {
      try HTMLReader(XMLVocabulary([])).parse(Array(page.utf8)[...], into: all)
    }
    let faults = CharacterSum.faults(
      in: try EPUBFormat().documents(of: "a.epub", book), of: all.bytes)
    #expect(faults.isEmpty, "\(faults)")
  }
}

/// Gathers character data.
private final class Characters: XMLHandler {
  var bytes: [UInt8] = []
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
