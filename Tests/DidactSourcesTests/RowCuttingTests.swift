import Didact
import Testing

@testable import DidactSources

/// Rows of delimited values.
@Suite struct RowCuttingTests {
  private let rows = Cutting.rows(separators: ",;\t|")

  @Test func cutsRowsUnderTheirHeader() throws {
    for chunk in [1, 3, 1 << 20] {
      let items = try cut(
        "\u{FEFF}a,b\r\n1,\"x\r\ny\"\"z\"\r\n\r\n2,5\"\n3,\"end\"", rows, chunk: chunk)
      #expect(items.map(\.content) == ["1,\"x\r\ny\"\"z\"", "2,5\"", "3,\"end\""])
      #expect(items.map(\.head) == ["a,b", "a,b", "a,b"])
      #expect(items.map(\.line) == [2, 5, 6])
    }
  }

  /// A quotation mark that is not closed costs its line, whatever follows it.
  @Test func aQuoteThatIsNotClosedCostsItsLine() throws {
    for chunk in [1, 5, 1 << 20] {
      let torn = try cut("a;b\n1;\"x\n2;y\n\"3\";z\n4;\"u\n5;v\n", rows, chunk: chunk)
      #expect(
        torn.map(\.content) == ["!unclosed-quote", "2;y", "\"3\";z", "!unclosed-quote", "5;v"])
      #expect(torn.map(\.line) == [2, 3, 4, 5, 6])
      let long = String(repeating: "2,y\n", count: 100)
      let bounded = try cut("a,b\n1,\"x\n\(long)", rows, chunk: chunk, maxRecord: 40)
      #expect(bounded.map(\.content) == ["!unclosed-quote"] + Array(repeating: "2,y", count: 100))
    }
  }

  @Test func rowsThatAreTooLongCostThemselves() throws {
    let long = String(repeating: "x", count: 100)
    let items = try cut("a,b\n1,\(long)\n2,y\n", rows, chunk: 7, maxRecord: 20)
    #expect(items.map(\.content) == ["!too-long", "2,y"])
  }
}

/// Records that say how long they are.
@Suite struct SizedCuttingTests {
  private let sized = Cutting.sized(after: "W/1.")

  private func record(_ content: String, _ length: Int? = nil, end: String = "\r\n\r\n") -> String {
    "W/1.0\r\nx: y\r\ncontent-LENGTH: \(length ?? content.utf8.count)\r\n\r\n\(content)\(end)"
  }

  @Test func cutsByLength() throws {
    let one = record("a\r\n\r\nW/1.0\r\n")
    let two = record("", nil, end: "\n\n")
    for chunk in [1, 3, 1 << 20] {
      let items = try cut(one + two + record("c", nil, end: ""), sized, chunk: chunk)
      #expect(items.map(\.content.utf8.count) == [47, 34, 35])
      #expect(items.map(\.line) == [1, 10, 16])
    }
  }

  @Test func aWrongLengthCostsItsRecord() throws {
    for wrong in [2, 999, -1] {
      for chunk in [1, 1 << 20] {
        let items = try cut(
          "junk\r\n" + record("abc", wrong) + record("ok") + record("ok"), sized, chunk: chunk)
        #expect(items.map { $0.content.hasPrefix("!") } == [true, true, false, false], "\(wrong)")
      }
    }
    let far = try cut(
      record("abc", 9_000_000_000) + record("ok"), sized, chunk: 7, maxRecord: 100)
    #expect(far.map(\.content.first) == ["!", "W"])
    let heads = String(repeating: "W/1.0\r\n", count: 1_000)
    #expect(try cut(heads + record("ok"), sized).count == 1_001)
  }

  @Test func recordsThatAreTooLongCostThemselves() throws {
    let items = try cut(
      record(String(repeating: "x", count: 500)) + record("ok"), sized, chunk: 7, maxRecord: 100)
    #expect(items.map(\.content.first) == ["!", "W"])
    #expect(items.first?.content == "!too-long")
  }
}
