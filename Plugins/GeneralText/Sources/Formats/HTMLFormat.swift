public import Didact
import DidactXML

/// Web pages: the main content as a line for each paragraph, list item or row of a table.
///
/// The title is the page's only `<h1>`, else its `<title>`; other headings are sections' labels and no text. What is
/// left out is counted by rule in `left-out` facts: `script`, `hidden`, `form-control`, `media`, `furniture` (menus,
/// sidebars, comments), `outside-main`, `links` (lines that are nothing but links).
public struct HTMLFormat: SourceFormat {
  public init() {}

  public let name = "html"
  public let summary =
    "web pages, their main content in sections; without scripts, menus, sidebars, forms, lines of links"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    let lowered = head.bytes.prefix(4_096).map(UTF8Bytes.lowered)
    return ["<!doctype html", "<html"].contains {
      UTF8Bytes.find($0.utf8, in: lowered[...]) != nil
    } ? .likely : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let read = try PageReading(record.bytes)
    var page = read.page
    MainContent.keep(in: &page)
    guard !page.lines.isEmpty else { return .skipped(rule: "blank") }
    var document = PageDocument.document(of: page)
    document.facts += read.facts
    return .documents([document])
  }

  public var examples: [FormatExample] {
    [
      FormatExample(
        "A page with a menu, headings and a table",
        source: """
          <!DOCTYPE html><html lang="en-GB"><head><title>Tides - Coast News</title></head><body>
          <nav><a href="/">Home</a></nav>
          <h1>The tides</h1><p>The water rises twice a day along the coast, and it falls as often.</p>
          <h2>Salt marshes</h2><p>They grow where the water leaves mud &amp; sand.</p>
          <table><tr><th>Place</th><th>Rise</th></tr><tr><td>Cove</td><td>5 m</td></tr></table>
          <script>track()</script><footer>All rights reserved</footer></body></html>
          """,
        yields: [
          .document([
            .title("The tides"), .language("en"),
            .text(
              "The tides\nThe water rises twice a day along the coast, and it falls as often.\n"
                + "They grow where the water leaves mud & sand.\nPlace | Rise\nCove | 5 m"),
            .section(
              label: "Salt marshes", role: "",
              text: "They grow where the water leaves mud & sand.\nPlace | Rise\nCove | 5 m"),
            .fact("table-cell", "5 m", at: "5 m"), .fact("left-out", "script"),
            .fact("left-out", "furniture"), .nowhere("Home"),
          ])
        ]),
      FormatExample(
        "A page that is all script", source: "<html><body><script>render()</script></body></html>",
        yields: [.skipped(rule: "blank")]),
      FormatExample(
        "A zero byte", source: "<html><p>a\u{0}</p></html>", yields: [.rejected(reason: "binary")]),
    ]
  }
}

/// Tells a page's matter from what surrounds it.
///
/// Each rule is used only where it leaves the better part of the page, since names and marks of elements are no more
/// than habits.
enum MainContent {
  static func keep(in page: inout HTMLPage) {
    let all = count(page.lines)
    if count(page.lines.filter(\.isMain)) * 10 >= all * 4 {
      page.leaveOut("outside-main") { !$0.isMain }
    }
    let rest = count(page.lines)
    if count(page.lines.filter { !$0.isFurniture }) * 10 >= rest * 4 {
      page.leaveOut("furniture", where: \.isFurniture)
    }
    let matter = count(page.lines)
    if count(page.lines.filter { !isLinks($0) }) * 10 >= matter * 4 {
      page.leaveOut("links", where: isLinks)
    }
  }

  private static func count(_ lines: [HTMLPage.Line]) -> Int {
    lines.reduce(0) { $0 + $1.characters }
  }

  private static func isLinks(_ line: HTMLPage.Line) -> Bool {
    line.linked > 0 && line.linked * 10 >= line.characters * 9
      && ![.heading(1), .heading(2), .heading(3)].contains(line.kind)
  }
}
