import Didact
import Testing

@Suite struct TableTextTests {
  private func table(_ rows: [[String]], heads: Set<String> = []) -> TableText {
    var table = TableText(caption: "Tides")
    for row in rows {
      table.startRow()
      for cell in row { table.addCell(Array(cell.utf8), isHead: heads.contains(cell)) }
    }
    return table
  }

  private func heads(_ fact: Fact) -> [String] {
    [fact.value] + fact.attributes.map { "\($0.name)=\($0.value)" }
  }

  @Test func cellsKnowTheHeadsOfTheirRowAndColumn() {
    var text = DocumentText()
    _ = text.paragraph("Before.")
    let written = table(
      [["Place", "Rise"], ["Cove", "5 m"]], heads: ["Place", "Rise"]
    ).write(to: &text)
    let finished = text.finish()
    #expect(finished.description == "Before.\nPlace | Rise\nCove | 5 m")
    #expect(finished.string(written.span) == "Place | Rise\nCove | 5 m")
    #expect(written.facts.map(heads) == [["5 m", "row=Cove", "column=Rise", "table=Tides"]])
    #expect(written.facts.first?.span.map(finished.string) == "5 m")
  }

  @Test func headsOfRowsAloneAreEnough() {
    let lines = table([["Born", "1850"], ["Died", "1901"]], heads: ["Born", "Died"]).lines()
    #expect(
      lines.flatMap(\.facts).map(heads)
        == [["1850", "row=Born", "table=Tides"], ["1901", "row=Died", "table=Tides"]])
  }

  @Test func sumsAtARowsEndAreNoHeads() {
    let lines = table(
      [["Place", "Rise", "Sum"], ["Cove", "5 m", "60 m"]], heads: ["Place", "Rise", "Sum", "60 m"]
    ).lines()
    #expect(
      lines.flatMap(\.facts).map(heads) == [
        ["5 m", "row=Cove", "column=Rise", "table=Tides"],
        ["60 m", "row=Cove", "column=Sum", "table=Tides"],
      ])
  }

  @Test func nothingIsMadeAHeadThatIsNotMarked() {
    let lines = table([["a", "b"], ["c", "d"]]).lines()
    #expect(lines.map { String(decoding: $0.text, as: UTF8.self) } == ["a | b", "c | d"])
    #expect(lines.flatMap(\.facts).isEmpty)
  }

  @Test func titleAboveTheHeadIsNoHead() {
    let lines = table(
      [["All tides"], ["Place", "Rise"], ["Cove", "5 m"]], heads: ["All tides", "Place", "Rise"]
    ).lines()
    #expect(
      lines.flatMap(\.facts).map(heads) == [["5 m", "row=Cove", "column=Rise", "table=Tides"]])
  }

  @Test func spansFindTheirHeadsAndStayInProportion() {
    var table = TableText()
    table.startRow()
    table.addCell(Array("Year".utf8), isHead: true, rows: 2)
    table.addCell(Array("Rise".utf8), isHead: true, columns: 2)
    table.startRow()
    table.addCell(Array("low".utf8), isHead: true)
    table.addCell(Array("high".utf8), isHead: true)
    table.startRow()
    for cell in ["1900", "2", "5"] { table.addCell(Array(cell.utf8)) }
    let facts = table.lines().flatMap(\.facts)
    #expect(facts.map { $0["column"] } == ["Rise / low", "Rise / high"])
    var wide = TableText()
    wide.startRow()
    for _ in 0..<200 { wide.addCell([0x61], columns: 1_000, rows: 1_000) }
    #expect(wide.lines().reduce(0) { $0 + $1.text.count } < 100_000)
  }
}
