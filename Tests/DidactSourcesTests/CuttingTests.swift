import Didact
import Testing

@testable import DidactSources

@Suite struct CuttingTests {
  @Test func cutsLines() throws {
    for chunk in [1, 3, 1 << 20] {
      let items = try cut("\u{FEFF}a\r\n\n  \nb\nc", .lines, chunk: chunk)
      #expect(items.map(\.content) == ["a", "b", "c"])
      #expect(items.map(\.offset) == [3, 10, 12])
      #expect(items.map(\.line) == [1, 4, 5])
    }
    let long = String(repeating: "x", count: 100)
    #expect(
      try cut("a\n\(long)\nb", .lines, chunk: 8, maxRecord: 10).map(\.content) == [
        "a", "!too-long", "b",
      ])
  }

  @Test func cutsAtSeparators() throws {
    for chunk in [1, 3, 1 << 20] {
      let items = try cut("a\n%%\nb%%\n%%x\n%%\r\n \n%%\nc", .separated(by: "%%"), chunk: chunk)
      #expect(items.map(\.content) == ["a\n", "b%%\n%%x\n", "c"])
      #expect(items.map(\.line) == [1, 3, 8])
    }
  }

  @Test func cutsAtHeads() throws {
    for chunk in [1, 3, 1 << 20] {
      let items = try cut("x\nID- a\n ID- no\n\nID- b\r\nID- c", .headed(by: "ID-"), chunk: chunk)
      #expect(items.map(\.content) == ["ID- a\n ID- no\n\n", "ID- b\r\n", "ID- c"])
      #expect(items.map(\.offset) == [2, 17, 24])
      #expect(items.map(\.line) == [2, 5, 6])
    }
    #expect(try cut("none", .headed(by: "ID-")).isEmpty)
    let long = String(repeating: "x", count: 100)
    let items = try cut(
      "ID- a\nID- \(long)\nID- b", .headed(by: "ID-"), chunk: 7, maxRecord: 20)
    #expect(items.map(\.content) == ["ID- a\n", "!too-long", "ID- b"])
  }

  @Test func cutsBetweenMarks() throws {
    let text = "head\n<D>a\n x <D> \n</D>\n\n<D>b\n<D>c\n</D>\nother\n<D>d</D>\n</D>\n<D>e\n"
    for chunk in [1, 3, 1 << 20] {
      let items = try cut(text, .marked(from: "<D>", to: "</D>"), chunk: chunk)
      #expect(
        items.map(\.content) == [
          "<D>a\n x <D> \n</D>", "!unclosed", "<D>c\n</D>", "<D>d</D>\n</D>", "!unclosed",
        ])
      #expect(items.map(\.head) == ["head\n", nil, "head\n", "\nother\n", nil])
      #expect(items.map(\.line) == [2, 6, 7, 10, 12])
      #expect(items.map(\.length) == [17, 5, 9, 13, 5])
    }
    let long = String(repeating: "x\n", count: 50)
    let items = try cut(
      "<D>a\n</D>\n<D>\(long)</D>\n<D>b\n</D>", .marked(from: "<D>", to: "</D>"), chunk: 7,
      maxRecord: 40)
    #expect(items.map(\.content) == ["<D>a\n</D>", "!too-long", "<D>b\n</D>"])
    #expect(items[1].length == 107)
  }

  @Test func takesWholeFiles() throws {
    #expect(try cut("a\nb", .whole, chunk: 1).map(\.content) == ["a\nb"])
    let items = try cut(String(repeating: "x", count: 100), .whole, chunk: 7, maxRecord: 99)
    #expect(items.map(\.content) == ["!too-long"])
    #expect(items.first?.length == 100)
  }

  @Test func blocksAreTheSameHoweverBytesArrive() throws {
    let scratch = Scratch()
    for number in 0..<40 {
      scratch.write(
        "f/\(number).txt", "line \(number)\n" + String(repeating: "y", count: number * 13))
    }
    var sizes = BlockSizes()
    sizes.bytes = 300
    sizes.recordsPerShot = 2
    let format = AnyFormat(cutting: .lines)
    let one = try items([scratch.path + "/f"], [format], sizes: sizes).blocks
    let other = try items([scratch.path + "/f"], [format], chunk: 5, sizes: sizes).blocks
    #expect(one.count > 5)
    #expect(one.map(\.checksum) == other.map(\.checksum))
    #expect(one.map(\.items.count) == other.map(\.items.count))
    // Small files share blocks.
    #expect(one.count < 40)
  }

  @Test func changeOfFormatClosesTheBlock() throws {
    let scratch = Scratch()
    scratch.write("a.x", "1\n")
    scratch.write("b.y", "2\n")
    scratch.write("c.x", "3\n")
    let formats = ["x", "y"].map { ending in
      AnyFormat(
        name: ending, cutting: .lines, sure: { $0.path.hasSuffix(".\(ending)") ? .likely : .no })
    }
    let result = try items([scratch.path], formats)
    #expect(result.blocks.map(\.format) == [0, 1, 0])
    #expect(result.reader.sources.map(\.formats) == [["x"], ["y"], ["x"]])
    #expect(result.reader.sources.map(\.records) == [1, 1, 1])
  }

  @Test func stopsAtTheLimit() throws {
    let scratch = Scratch()
    let file = scratch.write("f", "a\nb\nc\n")
    let result = try items([file], [AnyFormat(cutting: .lines)], limit: 2)
    #expect(result.items.map(\.content) == ["a", "b"])
    #expect(result.reader.sources.first?.bytes == 6)
  }

  @Test func namesAFileThatNobodyKnows() throws {
    let scratch = Scratch()
    scratch.write("good", "a\n")
    scratch.write("odd", "b\n")
    let format = AnyFormat(cutting: .lines, sure: { $0.path == "good" ? .certain : .no })
    let items = try items([scratch.path], [format]).items
    #expect(items.map(\.content) == ["a", "!unknown-format"])
    #expect(items.last?.length == 2)
  }
}
