import Didact

/// The brackets of a page's wikitext and where each of them ends, found in one pass over its bytes.
///
/// Templates, parameters, links and tables nest; they are matched by a stack of bounded depth, so that any bytes
/// take linear time. Comments and the tags of ``WikiTag`` are whole: nothing inside them is matched, but in a
/// gallery. What has no partner is no bracket.
struct WikiStructure {
  enum Kind: UInt8 { case template, parameter, link, external, table, comment, tag }

  /// A bracket with its partner.
  struct Node {
    var start: Int32
    /// After the closing bracket; 0 where there is none.
    var end: Int32
    /// Bytes of the opening and of the closing bracket.
    var opening: UInt16
    var closing: UInt16
    var kind: Kind
    var tag: WikiTag

    var range: Range<Int> { Int(start)..<Int(end) }
    /// What stands between the brackets.
    var inner: Range<Int> {
      Int(start) + Int(opening)..<max(Int(start) + Int(opening), Int(end) - Int(closing))
    }
  }

  /// By start.
  private let nodes: [Node]

  init(of bytes: [UInt8]) {
    nodes = bytes.withUnsafeBufferPointer { bytes in
      var matching = WikiMatching(bytes)
      matching.run()
      return matching.nodes
    }
  }

  /// The bracket that begins at an offset.
  func node(at offset: Int) -> Node? {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    while low < nodes.count, Int(nodes[low].start) == offset {
      if nodes[low].end > 0 { return nodes[low] }
      low += 1
    }
    return nil
  }
}

/// Tags whose content is not read as wikitext, or not as a matter of course.
enum WikiTag: UInt8, CaseIterable {
  case none
  case nowiki, pre, math, chem, ce, source, syntaxhighlight, score, timeline, hiero, graph, gallery
  case ref, references, imagemap, templatedata, includeonly, categorytree, inputbox, mapframe
  case maplink, templatestyles

  private static let names = allCases.dropFirst().map { (tag: $0, name: Array("\($0)".utf8)) }

  /// The tag whose name is that, whatever its case.
  static func named(_ name: UnsafeBufferPointer<UInt8>) -> WikiTag? {
    guard (2...15).contains(name.count) else { return nil }
    let first = UTF8Bytes.lowered(name[0])
    for candidate in names
    where candidate.name.count == name.count && candidate.name[0] == first {
      if zip(candidate.name, name).allSatisfy({ $0 == UTF8Bytes.lowered($1) }) {
        return candidate.tag
      }
    }
    return nil
  }
}
