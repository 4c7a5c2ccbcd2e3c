import Didact
import DidactXML

extension XMLTree {
  /// All character data, blanks folded.
  var line: String {
    var writer = DocumentText()
    _ = writer.paragraph(text)
    return writer.finish().description
  }

  /// Whether it holds elements and, blanks aside, no character data of its own.
  var isStructure: Bool {
    children.allSatisfy {
      if case .text(let text) = $0 { text.utf8.allSatisfy(UTF8Bytes.isBlank) } else { true }
    }
  }

  /// Whether one of its child elements has one of these names.
  func holds(_ names: Set<String>) -> Bool {
    children.contains {
      if case .element(let element) = $0 { names.contains(element.name) } else { false }
    }
  }

  /// The first character data in it that is not blank, looked for among its first parts.
  var opening: String {
    var tree = self
    for _ in 0..<64 {
      let part = tree.children.prefix(8).first {
        if case .text(let text) = $0 { !text.utf8.allSatisfy(UTF8Bytes.isBlank) } else { true }
      }
      switch part {
      case .text(let text): return String(text.drop(while: \.isWhitespace).prefix(1))
      case .element(let element): tree = element
      case nil: return ""
      }
    }
    return ""
  }
}
