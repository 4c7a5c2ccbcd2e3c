public import Didact

/// An element with all that is in it: the easy way to read a small record.
///
///     let recipe = try XMLTree.parse(record)
///     let title = recipe["title"]?.text
public struct XMLTree: Sendable {
  /// Local name.
  public let name: String
  /// Its namespace; empty where it is in none.
  public let namespace: String
  /// The prefix as written, or nil.
  public let prefix: String?
  /// Attributes by local name, in document order.
  public let attributes: [(name: String, value: String)]
  /// The attributes' prefixes, where one of them has one.
  private let attributePrefixes: [String?]
  /// Elements and character data in document order.
  public fileprivate(set) var children: [Child] = []
  /// Numbers of its pieces of character data, in document order.
  fileprivate(set) var pieces: Range<Int>

  /// A part of an element.
  public enum Child: Sendable {
    case element(XMLTree)
    case text(String)
  }

  private static let reader = XMLReader(XMLVocabulary([]))

  fileprivate init(_ tag: XMLTag, piece: Int) {
    name = tag.name
    namespace = tag.namespace ?? ""
    prefix = tag.prefix
    attributes = tag.allAttributes
    attributePrefixes = tag.attributePrefixes
    pieces = piece..<piece
  }

  /// The record's own element; the envelope's are left out.
  ///
  /// - Throws: ``RecordError`` as ``XMLReader`` does, and `tree-limit` for more elements and pieces of text than fit in
  ///   bounded memory.
  public static func parse(_ record: Record) throws(RecordError) -> XMLTree {
    let builder = TreeBuilder()
    try reader.parse(record, into: builder)
    if builder.isTooLarge {
      throw RecordError(
        reason: "tree-limit",
        detail: "holds more than \(TreeBuilder.most) elements and pieces of text")
    }
    guard var tree = builder.root else {
      throw RecordError(reason: "malformed-xml", detail: "there is no element")
    }
    // The envelope's start tags are the record's ancestors; its element is the innermost one's only child.
    for _ in 0..<EnvelopeDepth.of(record.envelope) {
      guard let child = tree.elements.last else { break }
      tree = child
    }
    return tree
  }

  /// The child elements.
  public var elements: [XMLTree] {
    children.compactMap { if case .element(let tree) = $0 { tree } else { nil } }
  }
  /// The first child element of that name, or nil.
  public subscript(name: String) -> XMLTree? { elements.first { $0.name == name } }
  /// The child elements of that name.
  public func all(_ name: String) -> [XMLTree] { elements.filter { $0.name == name } }
  /// The value of an attribute, or nil.
  public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  /// The name as written: `svg:rect`.
  public var qualifiedName: String { prefix.map { "\($0):\(name)" } ?? name }
  /// Attributes by the names as written: `xml:id`.
  public var qualifiedAttributes: [(name: String, value: String)] {
    guard !attributePrefixes.isEmpty else { return attributes }
    return zip(attributes, attributePrefixes).map { attribute, prefix in
      (prefix.map { "\($0):\(attribute.name)" } ?? attribute.name, attribute.value)
    }
  }
  /// All character data in it, markup dropped.
  public var text: String {
    children.map { child in
      switch child {
      case .element(let tree): tree.text
      case .text(let text): text
      }
    }.joined()
  }
}

/// Counts the ancestors that an envelope opens.
private enum EnvelopeDepth {
  static func of(_ envelope: Envelope?) -> Int {
    guard let tail = envelope?.tail else { return 0 }
    return zip(tail, tail.dropFirst()).count {
      $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "/")
    }
  }
}

/// Builds a tree from events.
private final class TreeBuilder: XMLHandler {
  var root: XMLTree?
  private var open: [XMLTree] = []
  private var pieces = 0
  private var nodes = 0

  /// A tree takes some 300 bytes for each element and each piece of text: what one record may cost is bounded. Texts
  /// with markup on every word reach it with some ten megabytes.
  static let most = 400_000
  var isTooLarge: Bool { nodes > Self.most }

  func start(_ element: Int, _ tag: XMLTag) {
    nodes += 1
    guard !isTooLarge else { return }
    open.append(XMLTree(tag, piece: pieces))
  }

  func end(_ element: Int) {
    guard !isTooLarge, var closed = open.popLast() else { return }
    closed.pieces = closed.pieces.lowerBound..<pieces
    if open.isEmpty {
      root = closed
    } else {
      open[open.count - 1].children.append(.element(closed))
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    nodes += 1
    guard !open.isEmpty, !isTooLarge else { return }
    pieces += 1
    open[open.count - 1].children.append(.text(String(decoding: bytes, as: UTF8.self)))
  }
}
