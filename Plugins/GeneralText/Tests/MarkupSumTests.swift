import Didact
import DidactGeneralText
import DidactTesting
import DidactXML
import Foundation
import Testing

/// Every character of a TEI or DocBook text is in its document, or counted as left out.
@Suite struct MarkupSumTests {
  @Test(arguments: [
    ("tei", [TEIFormat(), TEIFragmentFormat()] as [any SourceFormat]),
    ("docbook", [DocBookFormat()] as [any SourceFormat]),
  ]) func keptAndLeftOutMakeAll(kind: String, formats: [any SourceFormat]) throws {
    var texts = formats.flatMap { format in
      format.examples.map { (name: "example \"\($0.title)\"", bytes: Array($0.source.utf8)) }
    }.filter { !$0.name.contains("corpus") && !$0.name.contains("P4") }
    let own = texts.count
    texts += try SharedData.files(of: kind)
    var checked = 0
    for (name, bytes) in texts {
      let head = SourceHead(path: name, bytes: Array(bytes.prefix(1 << 16)))
      let format = try #require(formats.max { $0.recognises(head) < $1.recognises(head) })
      #expect(format.recognises(head) > .no, "\(name)")
      let all = ShownCharacters()
      guard (try? XMLReader(XMLVocabulary([])).parse(Record(file: name, bytes), into: all)) != nil,
        let documents = try? format.documents(of: name, bytes), !documents.isEmpty
      else { continue }
      checked += 1
      // What references stand for is written in their place.
      let references = documents.flatMap(\.facts).filter { $0.name == "cross-reference" }
      let source = all.bytes + references.flatMap { Array($0.value.utf8) }
      // Raised digits are other characters; prefixes of attributes are not seen here.
      let faults = CharacterSum.faults(
        in: documents, of: source, added: "|“”", tolerance: all.others)
      #expect(faults.isEmpty, "\(name): \(faults.joined(separator: "; "))")
      for document in documents { #expect(Contract.faults(in: document).isEmpty, "\(name)") }
    }
    #expect(checked >= texts.count - own + 1)
  }
}

/// Gathers character data, and the markup inside examples of markup, which is shown.
private final class ShownCharacters: XMLHandler {
  var bytes: [UInt8] = []
  /// Characters that are written in another form.
  var others = 0
  private var depth = 0
  /// Depth of the example that is open.
  private var example: Int?
  private var raised: [Bool] = []
  /// Whether a start tag waits to learn that its element is not empty.
  private var names: [String] = []
  private var isOpen = false

  func start(_ element: Int, _ tag: XMLTag) {
    depth += 1
    raised.append(
      tag.name == "superscript"
        || tag["rend"].map { $0 == "sup" || $0.contains("superscript") } ?? false)
    if example != nil {
      closeTag()
      names.append((tag.prefix.map { "\($0):" } ?? "") + tag.name)
      bytes += "<\(names.last ?? "")".utf8
      for attribute in tag.allAttributes {
        bytes += "\(attribute.name)=\"".utf8
        write(attribute.value.utf8, isQuoted: true)
        bytes += "\"".utf8
        others += 4
      }
      isOpen = true
    } else if tag.name == "egXML" {
      example = depth
    }
  }

  func end(_ element: Int) {
    depth -= 1
    raised.removeLast()
    guard let start = example else { return }
    if depth < start {
      example = nil
    } else if isOpen {
      bytes += "/>".utf8
      names.removeLast()
      isOpen = false
    } else {
      bytes += "</\(names.removeLast())>".utf8
    }
  }

  func characters(_ piece: UnsafeBufferPointer<UInt8>) {
    if raised.contains(true) {
      others += piece.count { UTF8Bytes.isDigit($0) || $0 == 0x2D || $0 == 0x2B }
    }
    guard example != nil else {
      bytes.append(contentsOf: piece)
      return
    }
    closeTag()
    write(piece, isQuoted: false)
  }

  private func closeTag() {
    if isOpen { bytes += ">".utf8 }
    isOpen = false
  }

  private func write(_ text: some Sequence<UInt8>, isQuoted: Bool) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "\"") where isQuoted: bytes += "&quot;".utf8
      default: bytes.append(byte)
      }
    }
  }
}
