import Didact
import DidactCompression

/// Books that show what is read of EPUB.
enum EPUBExamples {
  static var all: [FormatExample] {
    [
      FormatExample(
        "A book of two files, one named by the navigation",
        source: StoredZip.archive([
          ("mimetype", "application/epub+zip"),
          (
            "META-INF/container.xml",
            """
            <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
            <rootfile full-path="text/book.opf"/></rootfiles></container>
            """
          ),
          (
            "text/book.opf",
            """
            <package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id"><metadata
            xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The tides</dc:title>
            <dc:creator>Ada Reed</dc:creator><dc:language>en-GB</dc:language>
            <dc:identifier id="id">urn:tides</dc:identifier><dc:rights>CC0</dc:rights>
            <meta property="dcterms:modified">2020</meta></metadata><manifest>
            <item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/>
            <item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>
            <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            </manifest><spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/></spine></package>
            """
          ),
          (
            "text/nav.xhtml",
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
            <nav epub:type="toc"><ol><li><a href="c.xhtml">Before</a></li></ol></nav></body></html>
            """
          ),
          (
            "text/a b.xhtml",
            """
            <html><body><h1>The moon</h1><p>It pulls.</p><table><tr><th>Day</th><th>Rise</th></tr>
            <tr><td>New moon</td><td>5 m</td></tr></table></body></html>
            """
          ),
          (
            "text/c.xhtml",
            "<html><head><title/></head><body><a id='x'/><p>They rise.</p></body></html>"
          ),
        ]),
        yields: [
          .document([
            .id("urn:tides"), .title("The tides"), .language("en"), .rights("CC0"),
            .text("The tides\nThey rise.\nIt pulls.\nDay | Rise\nNew moon | 5 m"),
            .section(label: "Before", role: "", text: "They rise."),
            .section(
              label: "The moon", role: "", text: "It pulls.\nDay | Rise\nNew moon | 5 m"),
            .fact("table-cell", "5 m", at: "5 m"),
            .fact("author", "Ada Reed"), .fact("left-out", "contents"), .fact("left-out", "meta"),
          ])
        ]),
      FormatExample(
        "A book whose text is encrypted",
        source: StoredZip.archive([
          ("mimetype", "application/epub+zip"),
          (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>"
          ),
          (
            "META-INF/encryption.xml",
            """
            <encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
            <CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></encryption>
            """
          ),
          (
            "b.opf",
            """
            <package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
            <spine><itemref idref="a"/></spine></package>
            """
          ),
          ("a.xhtml", "not to be read"),
        ]),
        yields: [.rejected(reason: "encrypted-epub")]),
      FormatExample(
        "A book without a container",
        source: StoredZip.archive([("mimetype", "application/epub+zip")]),
        yields: [.rejected(reason: "malformed-epub")]),
    ]
  }
}

/// Zip archives that are text: nothing in them is compressed, and every byte is ASCII.
enum StoredZip {
  /// An archive of these files. Blanks are added to a file until its checksum and length are ASCII too.
  static func archive(_ files: [(name: String, content: String)]) -> String {
    var bytes: [UInt8] = []
    for (name, content) in files {
      var content = Array(content.utf8)
      var numbers = Self.numbers(of: content)
      while numbers.contains(where: { $0 >= 0x80 }) {
        content.append(0x20)
        numbers = Self.numbers(of: content)
      }
      // Version 1.0, no flags, no compression, no date (PKWARE's APPNOTE 6.3, 4.3.7).
      bytes += [0x50, 0x4B, 0x03, 0x04, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0] + numbers
      bytes += [UInt8(name.utf8.count), 0, 0, 0]
      bytes += Array(name.utf8) + content
    }
    bytes += [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Checksum and both lengths, as a header states them.
  private static func numbers(of content: [UInt8]) -> [UInt8] {
    func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }
    let checksum = content.withUnsafeBufferPointer { CRC32.update(0, $0) }
    return bytes(checksum) + bytes(UInt32(content.count)) + bytes(UInt32(content.count))
  }
}
