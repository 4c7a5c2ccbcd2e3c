import Didact

/// A first line, lines `Name: value`, a blank line: the head of a WARC record and of an HTTP message.
struct HeaderBlock {
  /// `WARC/1.0`, `HTTP/1.1 200 OK`.
  private(set) var firstLine: ArraySlice<UInt8> = []
  /// Names in lower case; of those that come twice, the first.
  private var values: [String: String] = [:]

  subscript(name: String) -> String? { values[name] }

  /// The head that the bytes begin with, and what follows it.
  static func read(
    _ bytes: ArraySlice<UInt8>
  ) throws(RecordError) -> (head: HeaderBlock, content: ArraySlice<UInt8>) {
    var head = HeaderBlock()
    var rest = bytes
    var last: String?
    var isFirst = true
    while let feed = rest.firstIndex(of: 0x0A) {
      var line = rest[..<feed]
      if line.last == 0x0D { line.removeLast() }
      rest = rest[(feed + 1)...]
      if line.isEmpty, !isFirst { return (head, rest) }
      if isFirst {
        head.firstLine = line
        isFirst = false
      } else if line.first.map(UTF8Bytes.isBlank) ?? false, let name = last {
        // A value may go on in a line that begins with a blank.
        head.values[name, default: ""] +=
          " " + UTF8Bytes.trimmed(String(decoding: line, as: UTF8.self))
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        let name = String(decoding: line[..<colon].map(UTF8Bytes.lowered), as: UTF8.self)
        let value = UTF8Bytes.trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self))
        last = head.values[name] == nil ? name : nil
        head.values[name] = head.values[name] ?? value
      } else {
        last = nil
      }
    }
    throw RecordError(reason: "malformed-http", detail: "a head does not end with a blank line")
  }
}
