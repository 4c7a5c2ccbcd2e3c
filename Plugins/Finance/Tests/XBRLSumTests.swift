import Didact
import DidactFinance
import DidactTesting
import DidactXML
import Foundation
import Testing

/// All character data of a report is in its document, or counted as left out.
@Suite struct XBRLSumTests {
  /// The format's own examples and every real page that has inline XBRL.
  @Test func pagesAddUp() throws {
    var pages = FilingFormat().examples.map { ("an example", Array($0.source.utf8)) }
      .filter { UTF8Bytes.find("<ix:".utf8, in: $0.1[...]) != nil }
    if let finance = XBRLFactTests.finance {
      for path in try FileManager.default.subpathsOfDirectory(atPath: finance).sorted()
      where path.hasSuffix(".htm") || path.hasSuffix(".html") {
        let bytes = try XBRLFactTests.bytes("\(finance)/\(path)")
        if UTF8Bytes.find("<ix:".utf8, in: bytes[...]) != nil { pages.append((path, bytes)) }
      }
      #expect(pages.count > 12)
    }
    for (name, bytes) in pages {
      let all = AllCharacters()
      try HTMLReader(XMLVocabulary([])).parse(bytes[...], into: all)
      let documents = try XBRLFactTests.documents(FilingFormat(), bytes)
      let raised = name == "an example" ? 0 : 40
      for fault in CharacterSum.faults(in: documents, of: all.bytes, tolerance: raised) {
        Issue.record("\(name): \(fault)")
      }
    }
  }

  /// Values and footnotes stand in the text; contexts, units and markup are counted. Names, dimensions and periods at the
  /// head of a line are of the format's making, so the sum is taken over what it found.
  @Test func instancesAddUp() throws {
    var instances = [Array((XBRLFormat().examples.first?.source ?? "").utf8)]
    if let finance = XBRLFactTests.finance {
      instances.append(try XBRLFactTests.bytes("\(finance)/xbrl_nflx_10q_2010/nflx-20100930.xml"))
      instances.append(try XBRLFactTests.bytes("\(finance)/xbrl/WatersCorp.8-K.xbrl.xml"))
    }
    for bytes in instances {
      let record = Record(
        source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...])
      let all = LeftOut.characters(Array(try XMLTree.parse(record).text.utf8))
      let document = try #require(try XBRLFactTests.documents(XBRLFormat(), bytes).first)
      var (kept, leftOut) = (0, 0)
      for fact in document.facts {
        switch fact.name {
        case LeftOut.fact: leftOut += fact["characters"].flatMap(Int.init) ?? 0
        case "xbrl" where fact["characters"] != nil:
          // A block's characters in the text, bars between cells aside.
          let span = try #require(fact.span)
          kept += LeftOut.characters(document.text[span].filter { $0 != UInt8(ascii: "|") })
        case "xbrl", "xbrl-footnote":
          guard let span = fact.span else { continue }
          kept += LeftOut.characters(document.text[span])
        default: break
        }
      }
      #expect(kept + leftOut == all)
    }
  }

  /// Text of blocks is the page's own: what Python's `html.parser` would hand over.
  @Test func blocksLoseNothingButMarkup() throws {
    guard let finance = XBRLFactTests.finance else { return }
    let bytes = try XBRLFactTests.bytes("\(finance)/xbrl_nflx_10q_2010/nflx-20100930.xml")
    let record = Record(
      source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...])
    let document = try #require(try XBRLFactTests.documents(XBRLFormat(), bytes).first)
    let elements = try XMLTree.parse(record).elements.filter {
      $0.attribute("contextRef") != nil
    }
    var blocks = 0
    for (element, fact) in zip(elements, document.facts(named: "xbrl"))
    where fact["characters"] != nil {
      blocks += 1
      let all = AllCharacters()
      try HTMLReader(XMLVocabulary([])).parse(Array(element.text.utf8)[...], into: all)
      let span = try #require(fact.span)
      func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let text = String(decoding: Array(bytes), as: UTF8.self).unicodeScalars
        return Array(
          String(String.UnicodeScalarView(text.filter { !$0.properties.isWhitespace && $0 != "|" }))
            .utf8)
      }
      #expect(letters(document.text[span]) == letters(all.bytes))
      #expect(document.sections.contains { $0.span == span })
    }
    #expect(blocks == 9)
  }
}

/// Gathers character data.
private final class AllCharacters: XMLHandler {
  var bytes: [UInt8] = []
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
