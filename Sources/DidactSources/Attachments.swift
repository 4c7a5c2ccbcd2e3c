import Didact

/// Tells files that stand beside documents and are none themselves: pictures, films, PDFs, office documents.
///
/// They are told by their first bytes, whatever their names say, and skipped by rule, so that a package of
/// PubMed Central or a filing with its exhibits does not fail for its pictures. A format that is certain of a
/// source reads it all the same.
enum Attachments {
  /// The rule by which a source that begins so is skipped; nil for what may be a document.
  static func rule(for head: some Collection<UInt8>) -> String? {
    let head = Array(head.prefix(512))
    for signature in signatures where head.dropFirst(signature.offset).starts(with: signature.bytes)
    {
      return signature.rule
    }
    if isOfficeDocument(head) { return office }
    if head.starts(with: "RIFF".utf8), head.count >= 12 {
      return head[8..<12].elementsEqual("WEBP".utf8) ? picture : recording
    }
    // Boxes of ISO's media format; still pictures have brands of their own.
    if head.count >= 12, head[4..<8].elementsEqual("ftyp".utf8) {
      return ["heic", "mif1", "avif"].contains { head[8..<12].elementsEqual($0.utf8) }
        ? picture : recording
    }
    // A bitmap's first two letters say little; the four bytes that it keeps at zero say more.
    if head.starts(with: "BM".utf8), head.count >= 26, head[6..<10].allSatisfy({ $0 == 0 }),
      head[15..<18].allSatisfy({ $0 == 0 })
    {
      return picture
    }
    return SourceHead(path: "", bytes: head).rootElement == "svg" ? picture : nil
  }

  /// Whether a zip archive is an office document, which is skipped as a whole and not opened: its first entry
  /// is one of Office Open XML's, or OpenDocument's statement of its type.
  static func isOfficeDocument(_ head: [UInt8]) -> Bool {
    guard head.starts(with: [0x50, 0x4B, 0x03, 0x04]), head.count > 30 else { return false }
    let length = Int(head[26]) | Int(head[27]) << 8
    let extra = Int(head[28]) | Int(head[29]) << 8
    let name = head[30...].prefix(length)
    if name.elementsEqual("mimetype".utf8) {
      return head.dropFirst(30 + length + extra).starts(with: "application/vnd.".utf8)
    }
    return name.elementsEqual("[Content_Types].xml".utf8)
      || ["_rels/", "docProps/", "word/", "xl/", "ppt/"].contains { name.starts(with: $0.utf8) }
  }

  private static let picture = "image"
  private static let recording = "media"
  private static let office = "office-document"

  private static func sign(_ rule: String, _ bytes: [UInt8], at offset: Int = 0)
    -> (rule: String, bytes: [UInt8], offset: Int)
  {
    (rule, bytes, offset)
  }

  /// First bytes, as the formats' specifications give them.
  private static let signatures = [
    sign("pdf", Array("%PDF-".utf8)),
    sign(picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),  // PNG
    sign(picture, [0xFF, 0xD8, 0xFF]),  // JPEG
    sign(picture, Array("GIF87a".utf8)), sign(picture, Array("GIF89a".utf8)),
    sign(picture, [0x49, 0x49, 0x2A, 0x00]), sign(picture, [0x4D, 0x4D, 0x00, 0x2A]),  // TIFF
    sign(picture, Array("%!PS-Adobe".utf8)), sign(picture, [0xC5, 0xD0, 0xD3, 0xC6]),  // EPS
    sign(picture, [0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20]),  // JPEG 2000
    sign(picture, [0xD7, 0xCD, 0xC6, 0x9A]), sign(picture, Array(" EMF".utf8), at: 40),
    sign(recording, Array("ID3\u{2}".utf8)), sign(recording, Array("ID3\u{3}".utf8)),
    sign(recording, Array("ID3\u{4}".utf8)), sign(recording, Array("OggS\0".utf8)),
    sign(recording, Array("fLaC\0".utf8)), sign(recording, Array("FLV\u{1}".utf8)),
    sign(recording, [0x1A, 0x45, 0xDF, 0xA3]),  // Matroska, WebM
    sign(recording, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]),  // Windows Media
    sign(recording, [0x00, 0x00, 0x01, 0xBA]), sign(recording, [0x00, 0x00, 0x01, 0xB3]),  // MPEG
    sign(office, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),  // Word and Excel of old
    sign(office, Array("{\\rtf1".utf8)),
  ]
}
