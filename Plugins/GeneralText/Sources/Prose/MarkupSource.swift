import Didact
import DidactXML

/// Writes elements as markup again, for texts that show examples of it.
enum MarkupSource {
  /// What stands in an element, its own tags aside.
  static func written(_ element: XMLTree) -> [UInt8] {
    var output: [UInt8] = []
    /// Open elements with the number of the part that comes next.
    var open: [(element: XMLTree, next: Int)] = [(element, 0)]
    while let (current, next) = open.last {
      guard next < current.children.count else {
        open.removeLast()
        if !open.isEmpty { output += "</\(current.qualifiedName)>".utf8 }
        continue
      }
      open[open.count - 1].next += 1
      switch current.children[next] {
      case .text(let text): escape(text, into: &output)
      case .element(let child):
        output += "<\(child.qualifiedName)".utf8
        for attribute in child.qualifiedAttributes {
          output += " \(attribute.name)=\"".utf8
          escape(attribute.value, isQuoted: true, into: &output)
          output.append(UInt8(ascii: "\""))
        }
        output += (child.children.isEmpty ? "/>" : ">").utf8
        if !child.children.isEmpty { open.append((child, 0)) }
      }
    }
    return undented(output)
  }

  /// Without the indentation that all of it has: that of its last line, and of its first.
  private static func undented(_ source: [UInt8]) -> [UInt8] {
    let source = VerbatimLines.trimmed(source)
    let last = source.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let indent = source[last...].prefix { $0 == 0x20 || $0 == 0x09 }.count
    var output: [UInt8] = []
    for (number, line) in source.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      if number > 0 { output.append(0x0A) }
      let own = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
      output += line.dropFirst(number == 0 ? own : min(own, indent))
    }
    return output
  }

  private static func escape(_ text: String, isQuoted: Bool = false, into output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "\"") where isQuoted: output += "&quot;".utf8
      default: output.append(byte)
      }
    }
  }
}
