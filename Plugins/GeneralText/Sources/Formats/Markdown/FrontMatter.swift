import Didact

/// What stands between `---` (YAML) or `+++` (TOML) at the head of a Markdown text: its simple lines are facts.
///
/// Only `key: value` (`key = value`) and lists of simple values are read; all else is counted.
struct FrontMatter {
  var title = ""
  var language: String?
  var rights = Rights.unknown
  var facts: [Fact] = []
  var leftOut = LeftOut()
  /// The text after it.
  let rest: ArraySlice<UInt8>

  /// Nil for a text that begins with none.
  init?(of bytes: [UInt8]) {
    let isTOML = bytes.starts(with: "+++\n".utf8)
    guard isTOML || bytes.starts(with: "---\n".utf8) else { return nil }
    var lines: [ArraySlice<UInt8>] = []
    var position = 4
    var end: Int?
    while position < bytes.count {
      let line = bytes[position...].prefix { $0 != 0x0A }
      position = line.endIndex + 1
      let mark = line.reversed().drop(while: UTF8Bytes.isBlank).reversed()
      if mark.elementsEqual((isTOML ? "+++" : "---").utf8)
        || !isTOML && mark.elementsEqual("...".utf8)
      {
        end = min(position, bytes.count)
        break
      }
      lines.append(line)
    }
    let separator = UInt8(ascii: isTOML ? "=" : ":")
    guard let end, lines.contains(where: { Self.field($0, separator) != nil }) else { return nil }
    rest = bytes[end...]
    leftOut.count("front-matter", bytes[..<end])
    read(lines, separator)
  }

  /// A key that begins its line, with what stands after it.
  private static func field(
    _ line: ArraySlice<UInt8>, _ separator: UInt8
  ) -> (key: String, value: ArraySlice<UInt8>)? {
    guard let mark = line.firstIndex(of: separator), mark > line.startIndex else { return nil }
    var key = line[..<mark]
    while let last = key.last, UTF8Bytes.isBlank(last) { key.removeLast() }
    guard !key.isEmpty, key.count <= 64,
      key.allSatisfy({ UTF8Bytes.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    else { return nil }
    let value = line[(mark + 1)...]
    guard separator != UInt8(ascii: ":") || value.first.map(UTF8Bytes.isBlank) ?? true else {
      return nil
    }
    return (String(decoding: key.map(UTF8Bytes.lowered), as: UTF8.self), value)
  }

  private mutating func read(_ lines: [ArraySlice<UInt8>], _ separator: UInt8) {
    var key = ""
    for line in lines {
      if let field = Self.field(line, separator) {
        key = field.key
        for value in Self.values(field.value) { add(key, value) }
      } else {
        let item = line.drop(while: UTF8Bytes.isBlank)
        guard item.starts(with: "- ".utf8) else {
          // What belongs to something that is not simple is not read.
          if !item.isEmpty { key = "" }
          continue
        }
        let value = Self.unquoted(item.dropFirst(2))
        if Self.field(item.dropFirst(2), separator) == nil { add(key, value) }
      }
    }
  }

  /// A value, or the values of `[one, two]`; none of a value that goes on over lines.
  private static func values(_ bytes: ArraySlice<UInt8>) -> [String] {
    let value = Text(trusted: Array(bytes)).trimmedString
    guard value.hasPrefix("[") else {
      if value.hasPrefix("{") || value.hasPrefix("|") || value.hasPrefix(">")
        || value.hasPrefix("\"\"\"")
      {
        return []
      }
      return [unquoted(bytes)]
    }
    guard value.hasSuffix("]"), !value.hasPrefix("[[") else { return [] }
    return Array(value.utf8).dropFirst().dropLast().split(separator: UInt8(ascii: ","))
      .map { unquoted($0) }
  }

  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    let value = Text(trusted: Array(bytes)).trimmedString
    guard value.utf8.count >= 2, let quote = value.utf8.first, quote == value.utf8.last,
      quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  /// The address of a value that is a link: `[CC BY](https://...)`.
  private static func address(in value: String) -> String? {
    guard value.hasPrefix("["), value.hasSuffix(")"),
      let mark = UTF8Bytes.find("](".utf8, in: Array(value.utf8)[...])
    else { return nil }
    return String(decoding: value.utf8.dropFirst(mark + 2).dropLast(), as: UTF8.self)
  }

  private mutating func add(_ key: String, _ value: String) {
    guard !value.isEmpty else { return }
    switch key {
    case "title" where title.isEmpty: title = value
    case "lang", "language", "locale": language = LanguageCode.primary(value)
    case "license", "licence", "rights", "copyright":
      let stated = Self.address(in: value) ?? value
      rights = rights == Rights.unknown ? stated : rights + "; " + stated
    case "author", "authors", "creator": facts.append(Fact("author", value))
    case "date", "published", "pubdate": facts.append(Fact("date", value))
    case "subtitle": facts.append(Fact("further-title", value))
    case "description", "summary", "abstract", "excerpt": facts.append(Fact("abstract", value))
    case "tags", "tag", "keywords", "categories", "category": facts.append(Fact("keyword", value))
    default: return
    }
    leftOut.takeBack("front-matter", value.utf8)
  }
}

extension Text {
  /// The text without blanks at its ends.
  fileprivate var trimmedString: String { string(trimmed(span)) }
}
