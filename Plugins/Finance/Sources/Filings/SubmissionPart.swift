import Didact

/// One `<DOCUMENT>` of a submission: what its head says, and its text.
struct SubmissionPart {
  var type = ""
  var sequence = ""
  var fileName = ""
  var description = ""
  /// What stands between `<TEXT>` and `</TEXT>`, wrappers such as `<XBRL>` taken off.
  var content: ArraySlice<UInt8> = []

  init(_ bytes: ArraySlice<UInt8>) {
    guard let open = UTF8Bytes.find("<TEXT>".utf8, in: bytes) else { return }
    for line in bytes[..<open].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = UTF8Bytes.trimmed(String(decoding: line, as: UTF8.self))
      guard let close = line.firstIndex(of: ">") else { continue }
      let value = UTF8Bytes.trimmed(String(line[line.index(after: close)...]))
      switch line[..<close] {
      case "<TYPE": type = value
      case "<SEQUENCE": sequence = value
      case "<FILENAME": fileName = value
      case "<DESCRIPTION": description = value
      default: break
      }
    }
    var text = bytes[(open + "<TEXT>".utf8.count)...]
    if let end = Self.last("</TEXT>", in: text) { text = text[..<end] }
    content = text
    for wrapper in ["XBRL", "XML", "PDF"] {
      let trimmed = content.drop(while: UTF8Bytes.isBlank)
      guard trimmed.starts(with: "<\(wrapper)>".utf8) else { continue }
      self.wrapper = wrapper
      content = trimmed.dropFirst(wrapper.utf8.count + 2)
      if let end = Self.last("</\(wrapper)>", in: content) { content = content[..<end] }
    }
  }

  private var wrapper = ""

  /// Whether it is a form in XML.
  var isForm: Bool { wrapper == "XML" && EDGARForm.isForm(content) }

  /// The rule by which it is no text, or nil.
  var skipRule: String? {
    let start = content.drop(while: UTF8Bytes.isBlank).prefix(64)
    if start.isEmpty { return "blank" }
    if wrapper == "PDF" || start.starts(with: "%PDF".utf8) { return "pdf" }
    if start.starts(with: "begin ".utf8) { return "uuencoded" }
    if type.hasPrefix("EX-101") || type.hasPrefix("EX-100") { return "xbrl" }
    switch type {
    case "GRAPHIC": return "graphic"
    case "XML": return "xbrl"
    case "ZIP", "EXCEL", "JSON", "COVER", "CORRESP-X": return "data-attachment"
    default: break
    }
    if isForm { return nil }
    if wrapper == "XML" || (start.starts(with: "<?xml".utf8) && !isXHTML) { return "xml-data" }
    return nil
  }

  private var isXHTML: Bool {
    UTF8Bytes.find("<html".utf8, in: content.prefix(4_096)) != nil
  }

  private static func last(_ mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
    var found: Int?
    var position = max(bytes.startIndex, bytes.endIndex - 256)
    while let hit = UTF8Bytes.find(mark.utf8, in: bytes, from: position) {
      found = hit
      position = hit + 1
    }
    return found
  }
}
