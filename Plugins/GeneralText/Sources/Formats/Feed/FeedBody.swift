import Didact
import DidactXML

/// An element that holds text or markup, read as lines of a page.
struct FeedBody {
  private(set) var page = HTMLPage()
  private(set) var marks: [String] = []

  init() {}

  /// - Throws: ``RecordError`` as ``HTMLReader`` does.
  init(_ element: XMLTree, isAtom: Bool) throws(RecordError) {
    let type = element.attribute("type") ?? ""
    var markup: [UInt8]
    if !element.elements.isEmpty {
      markup = Markup.html(of: element)
    } else {
      markup = Array(element.text.utf8)
      // RSS means HTML whatever it says, Atom what it says.
      if isAtom, !type.contains("html") {
        setPlain(markup)
        return
      }
      if Self.isEscapedTwice(markup) {
        marks.append("escaped-twice")
        markup = Self.unescaped(markup)
      }
      if !markup.contains(UInt8(ascii: "<")), !markup.contains(UInt8(ascii: "&")) {
        setPlain(markup)
        return
      }
    }
    guard !markup.allSatisfy(UTF8Bytes.isBlank) else { return }
    page = try HTMLPage.read(markup[...])
  }

  /// Whether an Atom `content` is text, and not data or elsewhere.
  static func isText(_ element: XMLTree) -> Bool {
    guard element.attribute("src") == nil, element.attribute("mode") != "base64" else {
      return false
    }
    let type = (element.attribute("type") ?? "text").lowercased()
    return type == "text" || type.hasPrefix("text/") || type.contains("html")
  }

  /// All of it on one line.
  var line: String {
    String(decoding: Array(page.lines.map(\.text).joined(separator: [0x20])), as: UTF8.self)
  }

  /// Text without markup: a paragraph for each stretch between blank lines.
  private mutating func setPlain(_ text: [UInt8]) {
    var paragraph: [UInt8] = []
    func flush(_ page: inout HTMLPage) {
      var line = DocumentText()
      _ = line.paragraph(paragraph)
      if line.count > 0 { page.lines.append(.init(.paragraph, line.finish().bytes)) }
      paragraph = []
    }
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.allSatisfy(UTF8Bytes.isBlank) { flush(&page) }
      paragraph += line
      paragraph.append(0x0A)
    }
    flush(&page)
  }

  /// Whether all markup is escaped once more: no tag is one, and escaped ones are there.
  private static func isEscapedTwice(_ markup: [UInt8]) -> Bool {
    guard !markup.contains(UInt8(ascii: "<")) else { return false }
    return ["&lt;p&gt;", "&lt;p>", "&lt;/p", "&lt;br", "&lt;img ", "&lt;div", "&lt;a href"].contains
    {
      UTF8Bytes.find($0.utf8, in: markup[...]) != nil
    }
  }

  private static func unescaped(_ markup: [UInt8]) -> [UInt8] {
    let names: [(String, UInt8)] = [
      ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
      ("&#39;", UInt8(ascii: "'")), ("&amp;", UInt8(ascii: "&")),
    ]
    var output: [UInt8] = []
    var index = 0
    while index < markup.count {
      let rest = markup[index...]
      if markup[index] == UInt8(ascii: "&"),
        let (name, byte) = names.first(where: { rest.starts(with: $0.0.utf8) })
      {
        output.append(byte)
        index += name.utf8.count
      } else {
        output.append(markup[index])
        index += 1
      }
    }
    return output
  }
}

/// Writes an XML element's content as HTML.
enum Markup {
  private static let void: Set<String> = [
    "br", "hr", "img", "wbr", "input", "col", "area", "embed", "source", "track", "link", "meta",
  ]

  static func html(of element: XMLTree) -> [UInt8] {
    var output: [UInt8] = []
    write(element.children, to: &output)
    return output
  }

  /// XML is nested at most 256 deep when it comes here.
  private static func write(_ children: [XMLTree.Child], to output: inout [UInt8]) {
    for child in children {
      switch child {
      case .text(let text): escape(text, to: &output)
      case .element(let element):
        let name = element.name.lowercased()
        output += "<\(name)".utf8
        for attribute in element.attributes {
          output += " \(attribute.name)=\"".utf8
          escape(attribute.value, to: &output)
          output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
        guard !void.contains(name) else { continue }
        write(element.children, to: &output)
        output += "</\(name)>".utf8
      }
    }
  }

  private static func escape(_ text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      default: output.append(byte)
      }
    }
  }
}
