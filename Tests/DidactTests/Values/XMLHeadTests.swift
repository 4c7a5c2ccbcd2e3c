import Testing

@testable import Didact

@Suite struct XMLHeadTests {
  @Test(arguments: [
    ("<a/>", "a"), ("\u{FEFF}<?xml version='1.0'?>\n<a:article>", "article"),
    ("<!-- <b> --><!DOCTYPE c [<!ENTITY d \"]>\"><!-- it's -->]><c x='1'>", "c"),
    ("<!DOCTYPE pmc PUBLIC \"-//X\" \"x.dtd\">\n<pmc-articleset>", "pmc-articleset"),
  ]) func findsTheRootElement(_ text: String, _ root: String) {
    #expect(XMLHead.rootElement(of: Array(text.utf8)) == root)
  }

  @Test(arguments: ["", "text", "<!-- no end", "<?xml", "<!DOCTYPE a [", "< a>"])
  func findsNoneWhereThereIsNone(_ text: String) {
    #expect(XMLHead.rootElement(of: Array(text.utf8)) == nil)
  }

  @Test func readsUTF16() {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in "<?xml?><root>".utf16 { bytes += [UInt8(unit & 255), UInt8(unit >> 8)] }
    #expect(XMLHead.rootElement(of: bytes) == "root")
  }
}
