import Didact
import Testing

@testable import DidactJSON

/// Objects are read whole and strictly, whatever is asked of them.
@Suite struct JSONReaderTests {
  private let reader = JSONReader()

  private func read(_ bytes: [UInt8]) throws -> String {
    let lines = Trace()
    try reader.parse(bytes[...], into: lines)
    return lines.text
  }

  @Test func handsValuesOverAsTheyStand() throws {
    let json = #"""
       {"a": "x\ud83d\ude00\n\u0000", "n": [1, -0.50e+3, 123456789012345678901234567890, 1e999],
        "o": {"t": true, "f": false, "z": null}, "e": {}, "\u0061": "twice"} 
      """#
    #expect(
      try read(Array(json.utf8))
        == "{a=\"x😀\n\0\" n=[1 -0.50e+3 123456789012345678901234567890 1e999 ]o={t=true f=false z=null }e={}a=\"twice\" }"
    )
  }

  @Test(arguments: [
    "", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{,}", "{a:1}", "{\"a\" 1}",
    "{\"a\":1 \"b\":2}", "{\"a\":1} x", "{\"a\":1}{}", "{\"a\":1}}", "{\"a\":[1,2}}",
    "{\"a\":[1 2]}",
    "{\"a\":[,]}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":-}", "{\"a\":+1}", "{\"a\":.5}",
    "{\"a\":1e}",
    "{\"a\":nul}", "{\"a\":truey}", "{\"a\":NaN}", "{\"a\":'b'}", "{\"a\":\"b}", "{\"a\":\"\\q\"}",
    "{\"a\":\"\u{1}\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}", "{\"a\":\"\\ud800\\u0041\"}",
    "{\"\\ud800\":1}", "{\"a\":\"\\u12\"}", "\u{FEFF}{}", "{\"a\":\"x\ny\"}", "{1:2}",
  ]) func refusesWhatIsNotJSON(json: String) {
    let error = #expect(throws: RecordError.self) { try read(Array(json.utf8)) }
    #expect(error?.reason == "malformed-json")
  }

  @Test func refusesWhatIsNoObjectOrNoText() {
    for json in ["[1]", "\"a\"", "1", "null"] {
      let error = #expect(throws: RecordError.self) { try read(Array(json.utf8)) }
      #expect(error?.reason == "not-an-object", "\(json)")
    }
    for bytes in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]] {
      let json = Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)
      let error = #expect(throws: RecordError.self) { try read(json) }
      #expect(error?.reason == "encoding")
    }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> [UInt8] {
      let open = [UInt8](repeating: UInt8(ascii: "["), count: depth)
      let close = [UInt8](repeating: UInt8(ascii: "]"), count: depth)
      return Array("{\"a\":".utf8) + open + close + Array("}".utf8)
    }
    #expect(try read(nested(255)).utf8.count > 500)
    for depth in [256, 100_000] {
      let error = #expect(throws: RecordError.self) { try read(nested(depth)) }
      #expect(error?.reason == "depth-limit")
    }
  }

  @Test func recordsOfAnySizeFollowEachOther() throws {
    for size in [1, 100, 1 << 20, 10, 5 << 20, 3] {
      let text = String(repeating: "é", count: size)
      #expect(try read(Array("{\"a\":\"\(text)\"}".utf8)) == "{a=\"\(text)\" }")
    }
  }
}

/// Writes events down.
private final class Trace: JSONHandler {
  var text = ""
  private var open: [Bool] = []
  func open(isArray: Bool) {
    text += isArray ? "[" : "{"
    open.append(isArray)
  }
  func close() { text += open.popLast() ?? false ? "]" : "}" }
  func key(_ bytes: UnsafeBufferPointer<UInt8>) {
    text += "\(String(decoding: bytes, as: UTF8.self))="
  }
  func scalar(_ kind: JSONScalar, _ bytes: UnsafeBufferPointer<UInt8>) {
    let value = String(decoding: bytes, as: UTF8.self)
    switch kind {
    case .string: text += "\"\(value)\" "
    case .number: text += "\(value) "
    case .true: text += "true "
    case .false: text += "false "
    case .null: text += "null "
    }
  }
}
