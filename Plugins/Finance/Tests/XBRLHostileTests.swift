import Didact
import DidactFinance
import Foundation
import Testing

/// Reports that are broken on purpose: documents stay whole, time stays in proportion, nothing crashes.
@Suite struct XBRLHostileTests {
  func check(_ format: some SourceFormat, _ bytes: [UInt8]) -> Document? {
    guard let document = try? XBRLFactTests.documents(format, bytes).first else { return nil }
    #expect(Text(validating: document.text.bytes) != nil)
    for span in document.facts.compactMap(\.span) + document.sections.map(\.span) {
      #expect(span.start <= span.end && span.end <= document.text.count)
      #expect(document.text.isBoundary(span.start) && document.text.isBoundary(span.end))
    }
    return document
  }

  @Test func continuationsMayGoInCircles() {
    let html = """
      <ix:nonNumeric name="s:a" contextRef="c" continuedAt="x">1</ix:nonNumeric>
      <ix:nonNumeric name="s:b" contextRef="c" continuedAt="x">2</ix:nonNumeric>
      <ix:continuation id="x" continuedAt="y">3</ix:continuation><ix:continuation id="y" continuedAt="x">4
      </ix:continuation><ix:continuation id="x">5</ix:continuation>
      <ix:nonNumeric name="s:c" contextRef="c" continuedAt="nowhere">6</ix:nonNumeric>
      """
    let document = check(FilingFormat(), Array(html.utf8))
    #expect(document?.facts(named: "xbrl").map(\.value) == ["1 3 4", "2", "6"])
  }

  @Test func ofTwoWithOneIdTheFirstCounts() {
    let context = { (id: String, day: String) in
      "<xbrli:context id=\"\(id)\"><xbrli:period><xbrli:instant>\(day)</xbrli:instant></xbrli:period></xbrli:context>"
    }
    let html =
      "<ix:resources>" + context("c", "2024-01-01") + context("c", "2025-01-01")
      + "</ix:resources><ix:nonNumeric name='s:a' contextRef='c'>1</ix:nonNumeric>"
    let document = check(FilingFormat(), Array(html.utf8))
    #expect(document?.facts(named: "xbrl").first?["period"] == "2024-01-01")
  }

  @Test func factsMayNestAThousandDeep() {
    let open = "<ix:nonNumeric name='s:a' contextRef='c'>"
    let html =
      String(repeating: open, count: 1_000) + String(repeating: "salt ", count: 100_000)
      + String(repeating: "</ix:nonNumeric>", count: 1_000)
    let document = check(FilingFormat(), Array(html.utf8))
    let facts = document?.facts(named: "xbrl") ?? []
    #expect(facts.count == 1_000)
    #expect(facts.allSatisfy { $0["characters"] == "400000" && $0.value.isEmpty })
  }

  /// Values are repeated up to the page's own size, however facts nest.
  @Test func nestedFactsDoNotMultiplyThePage() {
    let open = "<ix:nonNumeric name='s:a' contextRef='c'>"
    let chain =
      String(repeating: open, count: 1_500) + String(repeating: "x", count: 250)
      + String(repeating: "</ix:nonNumeric>", count: 1_500)
    let html = String(repeating: "<p>" + chain + "</p>", count: 20)
    let document = check(FilingFormat(), Array(html.utf8))
    let repeated = document?.facts.reduce(0) { $0 + $1.value.utf8.count } ?? 0
    #expect(repeated <= html.utf8.count)
  }

  /// What facts share is repeated up to a bound: a context of a megabyte for ten thousand facts is not.
  @Test func sharedContextsDoNotMultiplyThePage() {
    let member =
      "<xbrldi:explicitMember dimension='s:Axis'>\(String(repeating: "m", count: 500_000))</xbrldi:explicitMember>"
    let html =
      "<ix:resources><xbrli:context id='c'>\(member)\(member)</xbrli:context></ix:resources>"
      + String(
        repeating: "<p><ix:nonNumeric name='s:a' contextRef='c'>1</ix:nonNumeric></p>",
        count: 10_000)
    let facts = check(FilingFormat(), Array(html.utf8))?.facts(named: "xbrl") ?? []
    #expect(facts.count == 10_000)
    #expect(facts.last?["context"] == "c" || (facts.last?["dimensions"]?.utf8.count ?? 0) < 10_000)
    let size = facts.reduce(0) { $0 + $1.attributes.reduce(0) { $0 + $1.value.utf8.count } }
    #expect(size < 10 * html.utf8.count)
  }

  @Test func numbersMayBeGiant() {
    let digits = String(repeating: "9", count: 3_000)
    let html = "<ix:nonFraction name='s:a' contextRef='c' scale='1000'>\(digits)</ix:nonFraction>"
    let document = check(FilingFormat(), Array(html.utf8))
    let value = document?.facts(named: "xbrl").first?.value
    #expect(value == digits + String(repeating: "0", count: 1_000))
  }

  @Test func pagesMayEndAnywhere() {
    let page = FilingFormat().examples.map(\.source).first { $0.contains("<ix:header") } ?? ""
    let instance = XBRLFormat().examples.map(\.source).first ?? ""
    for length in stride(from: 0, to: page.utf8.count, by: 7) {
      _ = check(FilingFormat(), Array(page.utf8.prefix(length)))
    }
    for length in stride(from: 0, to: instance.utf8.count, by: 7) {
      _ = check(XBRLFormat(), Array(instance.utf8.prefix(length)))
    }
  }

  @Test func tuplesAndStrayTextAreRead() throws {
    let xml = """
      <x:xbrl xmlns:x="http://www.xbrl.org/2003/instance" xmlns:s="s">stray<s:deal><s:name contextRef="c">Salt</s:name>
      <s:deal><s:price contextRef="c" unitRef="u" precision="3">12</s:price></s:deal></s:deal><s:deal>
      <s:name contextRef="c">Pepper</s:name></s:deal></x:xbrl>
      """
    let document = try #require(check(XBRLFormat(), Array(xml.utf8)))
    let facts = document.facts(named: "xbrl")
    #expect(facts.map { $0["tuple"] } == ["s:deal#1", "s:deal#2", "s:deal#3"])
    #expect(facts[1]["precision"] == "3")
    #expect(document.facts(named: "left-out").first?.value == "stray-text")
  }

  /// Real reports with bytes flipped, pieces doubled and taken out.
  @Test func realReportsMayBeDamaged() throws {
    guard let finance = XBRLFactTests.finance else { return }
    var random = SeededGenerator(seed: 7, "damage")
    let files: [(any SourceFormat, String)] = [
      (FilingFormat(), "ixbrl/ixbrl.simple.html"),
      (FilingFormat(), "8k_1994_2023/100493_8K_2022_0000100493-22-000015.htm"),
      (XBRLFormat(), "xbrl/WatersCorp.8-K.xbrl.xml"),
      (FilingFormat(), "ixbrl_aapl_10q_2025/aapl-20250329.htm"),
    ]
    for (format, path) in files {
      let bytes = try XBRLFactTests.bytes("\(finance)/\(path)")
      for _ in 0..<(bytes.count > 100_000 ? 3 : 60) {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...30, using: &random) {
          let place = Int.random(in: 0..<damaged.count, using: &random)
          let length = Int.random(in: 1...200, using: &random)
          let stretch = place..<min(damaged.count, place + length)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: damaged[place] = UInt8.random(in: 1...255, using: &random)
          case 1: damaged.removeSubrange(stretch)
          default: damaged.insert(contentsOf: damaged[stretch], at: place)
          }
        }
        _ = check(format, damaged)
      }
    }
  }
}
