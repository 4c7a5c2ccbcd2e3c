import Didact
import DidactXML
import Testing

/// Cells of tables with marked heads are told with them; texts are the same as ever.
@Suite struct HTMLTableTests {
  private func read(_ html: String) throws -> (lines: [String], cells: [String]) {
    let page = try HTMLPage.read(Array("<html><body>\(html)</body></html>".utf8)[...])
    let cells = page.lines.flatMap { line in
      line.facts.map { fact in
        let place = fact.span.map { String(decoding: line.text[$0.range], as: UTF8.self) } ?? ""
        #expect(place == fact.value)
        return ([fact.value] + fact.attributes.map { "\($0.name): \($0.value)" })
          .joined(separator: "; ")
      }
    }
    return (page.lines.map { String(decoding: $0.text, as: UTF8.self) }, cells)
  }

  @Test func headsOfSeveralRowsAndSpansAreFound() throws {
    let (lines, cells) = try read(
      """
      <table><caption>Rises <b>by place</b></caption>
      <tr><th rowspan="2">Place</th><th colspan="2">Rise</th></tr><tr><th>Spring</th><th>Neap</th></tr>
      <tr><th scope="row">Cove</th><td>5 m</td><td>3 m</td></tr>
      <tr><th rowspan="2">Bay</th><td>$</td><td>4</td></tr><tr><td>7</td><td>8</td></tr>
      <tr><td>Head</td><td></td><td>9</td></tr></table>
      """)
    #expect(
      lines == [
        "Rises by place", "Place | Rise", "Spring | Neap", "Cove | 5 m | 3 m", "Bay | $4", "7 | 8",
        "Head | 9",
      ])
    #expect(
      cells == [
        "5 m; row: Cove; column: Rise / Spring; table: Rises by place",
        "3 m; row: Cove; column: Rise / Neap; table: Rises by place",
        "$4; row: Bay; column: Rise / Spring; table: Rises by place",
        "7; row: Bay; column: Rise / Spring; table: Rises by place",
        "8; row: Bay; column: Rise / Neap; table: Rises by place",
        "9; row: Head; column: Rise / Neap; table: Rises by place",
      ])
  }

  @Test func withoutMarksNothingIsTold() throws {
    let (lines, cells) = try read(
      "<table><tr><td>Year</td><td>2020</td></tr><tr><td>Sales</td><td>$</td><td>5</td></tr></table>"
    )
    #expect(lines == ["Year | 2020", "Sales | $5"])
    #expect(cells.isEmpty)
    // A title row, and a head in the body.
    #expect(
      try read(
        "<table><tr><th colspan=2>Tides</th></tr><tr><td>a</td><td>b</td></tr><tr><th>Cove</th><td>5</td></tr></table>"
      ).cells == ["5; row: Cove"])
  }

  @Test(arguments: [
    "<table><tr>" + String(repeating: "<th colspan=200 rowspan=1000>x", count: 300),
    "<table><tr><th>a<th>b"
      + String(repeating: "<tr><td colspan=1000 rowspan=1000>x<td>y", count: 500),
    "<table><tr><th colspan=-5 rowspan=0>a<th colspan=99999999999999999999>b<tr><td>c<td>d",
    "<table><thead><table><caption><tr><th>a</caption><td>b</thead><tr><td>c<td>d</table></table>",
    "<th>a<thead><td>b<caption>c</caption><tr><td>d",
  ]) func brokenTablesAreRead(html: String) throws {
    _ = try read(html + "<tr><td>1<td>2</tr>")
  }
}
