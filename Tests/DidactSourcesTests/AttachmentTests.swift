import Didact
import Testing

@testable import DidactSources

/// What stands beside documents is skipped by rule and counted; it is no rejection.
@Suite struct AttachmentTests {
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
  private static let xml = AnyFormat(cutting: .elements(["r"])) {
    $0.rootElement == "s" ? .certain : .no
  }
  private static let text = AnyFormat(name: "text", cutting: .whole) {
    $0.bytes.contains(0) ? .no : .likely
  }

  @Test(
    arguments: [
      ("pdf", Array("%PDF-1.4\n%".utf8)),
      ("image", png), ("image", [0xFF, 0xD8, 0xFF, 0xE0]), ("image", Array("GIF89a".utf8)),
      ("image", [0x49, 0x49, 0x2A, 0x00]), ("image", Array("RIFF\0\0\0\0WEBPVP8 ".utf8)),
      (
        "image",
        Array("BM".utf8) + [
          9, 9, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0,
        ]
      ),
      ("image", Array("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>".utf8)),
      ("media", Array("RIFF\0\0\0\0AVI LIST".utf8)), ("media", Array("\0\0\0\u{18}ftypmp42".utf8)),
      ("media", Array("ID3\u{3}".utf8)),
      ("office-document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
      ("office-document", Array("{\\rtf1\\ansi".utf8)),
    ] as [(String, [UInt8])])
  func tellsAttachments(rule: String, head: [UInt8]) {
    #expect(Attachments.rule(for: head) == rule)
  }

  @Test(arguments: [
    "BMI and age were noted.", "<article/>", "", "PMID- 1", "ID34 is a gene", "%PD",
    "{\"text\": 1}",
  ])
  func takesNoTextForAnAttachment(text: String) {
    #expect(Attachments.rule(for: Array(text.utf8)) == nil)
  }

  /// A package of PubMed Central: article, picture, PDF and a supplementary file of Word.
  @Test func skipsWhatStandsBesideAnArticleInAnArchive() throws {
    let scratch = Scratch()
    let word = zipped("[Content_Types].xml", Array("<Types/>".utf8))
    let archive = scratch.write(
      "PMC1.tar",
      tarEntry("PMC1/fig.png", Self.png) + tarEntry("PMC1/a.nxml", Array("<s><r>1</r></s>".utf8))
        + tarEntry("PMC1/a.pdf", Array("%PDF-1.7\nall of it ASCII".utf8))
        + tarEntry("PMC1/s1.docx", word) + tarEntry("PMC1/odd.bin", [1, 0, 2]) + tarEnd)
    let (items, _, reader) = try items([archive], [Self.xml, Self.text])
    #expect(
      items.map(\.content) == [
        "-image", "<r>1</r>", "-pdf", "-office-document", "!unknown-format",
      ])
    #expect(items.map(\.length) == [12, 8, 24, word.count, 3])
    #expect(reader.sources.first?.records == 5)
  }

  @Test func rejectsADamagedAttachmentAsDamage() throws {
    let scratch = Scratch()
    let packed = try gzip("%PDF-1.7\n" + String(repeating: "stream ", count: 5_000))
    let file = scratch.write("a.pdf.gz", Array(packed.dropLast(9)))
    let (items, _, _) = try items([file], [Self.xml])
    #expect(items.count == 1)
    #expect(items.first?.content.hasPrefix("!") == true)
  }

  /// A format that reads what others skip has its way.
  @Test func leavesAttachmentsToAFormatThatIsCertain() throws {
    let scratch = Scratch()
    let file = scratch.write("a.pdf", "%PDF-1.7")
    let pdf = AnyFormat(name: "pdf", cutting: .whole) { _ in .certain }
    #expect(try items([file], [pdf]).items.map(\.content) == ["%PDF-1.7"])
  }

  @Test func findsTheDomainBehindAttachments() throws {
    let scratch = Scratch()
    let archive = scratch.write(
      "p.tar", tarEntry("fig.png", Self.png) + tarEntry("a.xml", Array("<s/>".utf8)) + tarEnd)
    let probes = SourceProbe.probe(try SourceList([archive]))
    #expect(probes.first?.head?.rootElement == "s")
    let alone = scratch.write("q.tar", tarEntry("fig.png", Self.png) + tarEnd)
    let none = SourceProbe.probe(try SourceList([alone]))
    #expect(none.first?.problem == "holds nothing but attachments (image)")
  }
}
