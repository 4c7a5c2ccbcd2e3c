import Didact

/// A text whose first line stands alone is titled by it: `{name: text, title: first-line}`.
enum FirstLineTitle {
  /// Longer first lines are paragraphs.
  private static let longest = 200

  /// The document with its first line as the title; nil where no blank line follows that, or nothing else.
  static func document(_ text: [UInt8]) -> Document? {
    let content = text.drop(while: UTF8Bytes.isBlank)
    var line = content.prefix { $0 != 0x0A }
    let rest = content[line.endIndex...].dropFirst()
    while let last = line.last, UTF8Bytes.isBlank(last) { line = line.dropLast() }
    guard !line.isEmpty, line.count <= longest,
      rest.prefix(while: { $0 != 0x0A }).allSatisfy(UTF8Bytes.isBlank)
    else { return nil }
    let body = rest.drop(while: UTF8Bytes.isBlank)
    guard !body.isEmpty else { return nil }
    return Document(
      id: "", title: Span(0, line.count), text: Text(trusted: Array(line) + [0x0A] + body))
  }
}
