/// libxml2's sentences in the form of our own. They quote names of elements and attributes; a name that is
/// really text must not get out at length.
enum ParserMessage {
  /// The message in lower case, of printable ASCII, at most 120 bytes, without the line numbers that it
  /// counts from the record's head (`ArticleTitle line 28 and ...`): the rejection states the source's own.
  static func sentence(_ message: String) -> String {
    let bytes = message.utf8.prefix(120).map { byte in
      byte >= 0x20 && byte < 0x7F ? byte : UInt8(ascii: "?")
    }
    var words: [Substring] = []
    for word in String(decoding: bytes, as: UTF8.self).split(separator: " ") {
      if words.last == "line", word.allSatisfy(\.isNumber) {
        words.removeLast()
      } else {
        words.append(word)
      }
    }
    let text = words.joined(separator: " ")
    return text.isEmpty ? "not well-formed" : text.prefix(1).lowercased() + text.dropFirst()
  }
}
