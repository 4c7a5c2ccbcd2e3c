import Didact
import DidactGeneralText
import DidactXML
import Foundation
import Testing

/// Every character of a page is in its document, or counted as left out.
@Suite struct HTMLSumTests {
  @Test func keptAndLeftOutMakeAll() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    var pages = [
      """
      <html><title>A page | site</title><body><nav>Menu</nav><h1>A page</h1><h2>Above nothing</h2>
      <h2>Head</h2><p>Text of one paragraph, and 10<sup>6</sup> more.</p><ul><li><a>link</a></ul>
      <table><tr><td>a</td><td>b</td></tr></table><pre>x
        y</pre><script>no</script></body></html>
      """
    ].map { Array($0.utf8) }
    let shared =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"]
      ?? folder.appendingPathComponent("../../../../shared").standardizedFileURL.path
    let real = "\(shared)/data/general/html"
    if FileManager.default.fileExists(atPath: real) {
      for name in try FileManager.default.contentsOfDirectory(atPath: real).sorted() {
        pages.append(Array(try Data(contentsOf: URL(fileURLWithPath: "\(real)/\(name)"))))
      }
      #expect(pages.count > 10)
    } else {
      print("SKIPPED: the shared data is not there; the sum was checked on a page of our own")
    }
    for (number, bytes) in pages.enumerated() {
      let all = Characters()
      try HTMLReader(XMLVocabulary([])).parse(bytes[...], into: all)
      let record = Record(
        source: SourceStream(ordinal: 0, path: "a.html"), offset: 0, bytes: bytes[...])
      guard case .documents(let documents) = try HTMLFormat().documents(in: record) else {
        Issue.record("page \(number) has no document")
        continue
      }
      let document = try #require(documents.first)
      func count(_ bytes: some Sequence<UInt8>) -> Int {
        // Bars between cells are added; so that pages' own do not matter, no bar is counted.
        LeftOut.characters(bytes.filter { $0 != UInt8(ascii: "|") })
      }
      var kept = count(document.text.bytes)
      kept += document.sections.reduce(0) { $0 + count($1.label.utf8) }
      var leftOut = 0
      for fact in document.facts {
        switch fact.name {
        case "left-out": leftOut += fact["characters"].flatMap(Int.init) ?? 0
        case "page-title", "empty-section": kept += count(fact.value.utf8)
        default: break
        }
      }
      let bars = all.bytes.count { $0 == UInt8(ascii: "|") }
      // Bars in what is left out are counted there.
      #expect((0...bars).contains(kept + leftOut - count(all.bytes)), "page \(number)")
    }
  }
}

/// Gathers character data.
private final class Characters: XMLHandler {
  var bytes: [UInt8] = []
  func start(_ element: Int, _ tag: XMLTag) {}
  func end(_ element: Int) {}
  func characters(_ piece: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: piece) }
}
