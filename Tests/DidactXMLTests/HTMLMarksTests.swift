import Didact
import DidactXML
import Testing

/// Where elements that a watcher asked for stand in the page's lines.
@Suite struct HTMLMarksTests {
  /// Marks `<x:f>` and `<a>`, and writes events down.
  final class Watcher: HTMLWatcher {
    var events: [String] = []
    private var next = 0
    func start(_ element: Int, _ tag: XMLTag) -> Int? {
      events.append("+\(element < 0 ? tag.name : String(element))")
      guard element >= 0 else { return nil }
      next += 1
      return next - 1
    }
    func end(_ element: Int) { events.append("-\(element)") }
    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
      events.append(String(decoding: bytes, as: UTF8.self))
    }
  }

  static let reader = HTMLPageReader(watching: ["x:f", "a"])

  /// The text at each mark, lines set apart by line feeds; `hidden` lines are left out first.
  func marked(_ html: String, leavingOut hidden: String? = nil) throws -> [Int: String] {
    var page = try Self.reader.page(Array(html.utf8)[...], watcher: Watcher())
    if let hidden { page.leaveOut("rule") { String(decoding: $0.text, as: UTF8.self) == hidden } }
    var text = DocumentText()
    let written = page.lines.map { line -> Span in
      if text.count > 0 { _ = text.verbatim([0x0A]) }
      return text.verbatim(line.text)
    }
    let spans = page.markedSpans(written: written)
    let finished = text.finish()
    return Dictionary(uniqueKeysWithValues: spans.map { ($0.number, finished.string($0.span)) })
  }

  @Test(arguments: [
    ("<p>Cash was <x:f>  $ 5\n</x:f>, not <x:f>6</x:f>.", [0: "$ 5", 1: "6"]),
    ("<p>a <x:f>b <x:f>c</x:f></x:f> d", [0: "b c", 1: "c"]),
    ("<x:f><p>a</p><p>b</p></x:f><p>c", [0: "a\nb"]),
    (
      "<table><tr><td>Cash<td>$<td>(<td><x:f>5</x:f><td>)</tr><tr><td><x:f><p>6</p><p>7</p></x:f><td>c</table>",
      [0: "5", 1: "6 7"]
    ),
    (
      "<div>z<x:f>y<table><tr><td>a<td>b</tr></table><p>w</p></x:f>v</div>", [0: "y\na | b\nw"]
    ),
    ("<table><tr><td><table><tr><td>a<td><x:f>b</x:f></table><td>c</table>", [0: "b"]),
    ("<p>10<x:f><sup>6</sup></x:f> <a>l&eacute;</a>", [0: "⁶", 1: "lé"]),
    ("<pre>  <x:f> a\n b</x:f> c</pre>", [0: "a\n b"]),
    ("<p><x:f></x:f><x:f> </x:f>a<x:f><script>b</script></x:f>", [:]),
    ("<p><x:f>a<p><x:f>b", [0: "a\nb", 1: "b"]),
  ])
  func marksStandWhereTheTextStands(html: String, expected: [Int: String]) throws {
    #expect(try marked(html) == expected)
  }

  @Test func marksOutliveLinesThatAreLeftOut() throws {
    let html = "<x:f><p>1</p><p>a</p></x:f><x:f><p>b</p><p>1</p></x:f><x:f><p>1</p></x:f><p>c</p>"
    #expect(try marked(html, leavingOut: "1") == [0: "a", 1: "b"])
  }

  @Test func watchersLearnOfEverything() throws {
    let watcher = Watcher()
    _ = try Self.reader.page(
      Array("<p>b<x:f hidden>c</x:f><i>d</i>".utf8)[...], watcher: watcher)
    #expect(
      watcher.events
        == ["+html", "+body", "+p", "b", "+0", "c", "-0", "+i", "d", "--1", "--1", "--1", "--1"])
  }

  @Test func takesTimeInProportion() throws {
    let deep = String(repeating: "<x:f>", count: 1_500) + String(repeating: "a<br>", count: 200_000)
    let page = try Self.reader.page(Array(deep.utf8)[...], watcher: Watcher())
    #expect(page.marks.count == 1_500)
  }
}
