import Didact
import DidactJSON

/// A JSON value with all that it holds, for records of bounded size.
indirect enum JSONTree: Sendable, Equatable {
  case object([Member])
  case array([JSONTree])
  case string(String)
  /// As it is written.
  case number(String)
  case boolean(Bool)
  case null

  struct Member: Sendable, Equatable {
    var key: String
    var value: JSONTree
  }

  /// The value of a member, nil where there is none.
  subscript(key: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of an array, nil of anything else.
  var elements: [JSONTree]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// Keys of an object, for messages.
  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }
}

extension JSONTree {
  /// Values of one record, at most; what a record costs in memory is bounded.
  static let mostValues = 400_000

  /// Reads one object.
  ///
  /// - Throws: ``RecordError`` as ``JSONReader`` does, or `too-many-values`, `duplicate-field`.
  static func read(_ bytes: ArraySlice<UInt8>, with reader: JSONReader) throws(RecordError)
    -> JSONTree
  {
    let builder = TreeBuilder()
    try reader.parse(bytes, into: builder)
    if let error = builder.error { throw error }
    return builder.root
  }
}

/// Builds a tree of a reader's events.
private final class TreeBuilder: JSONHandler {
  private(set) var root = JSONTree.null
  private(set) var error: RecordError?
  private var open: [Container] = []
  private var values = 0

  private struct Container {
    var isArray: Bool
    var elements: [JSONTree] = []
    var members: [JSONTree.Member] = []
    var nextKey = ""
  }

  func open(isArray: Bool) {
    guard count() else { return }
    open.append(Container(isArray: isArray))
  }

  func close() {
    guard error == nil, let container = open.popLast() else { return }
    if !container.isArray, let key = Self.repeatedKey(of: container.members) {
      error = RecordError(reason: "duplicate-field", detail: "an object has '\(key)' twice")
      return
    }
    add(container.isArray ? .array(container.elements) : .object(container.members))
  }

  func key(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard error == nil, !open.isEmpty else { return }
    open[open.count - 1].nextKey = String(decoding: bytes, as: UTF8.self)
  }

  func scalar(_ kind: JSONScalar, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard count() else { return }
    switch kind {
    case .string: add(.string(String(decoding: bytes, as: UTF8.self)))
    case .number: add(.number(String(decoding: bytes, as: UTF8.self)))
    case .true: add(.boolean(true))
    case .false: add(.boolean(false))
    case .null: add(.null)
    }
  }

  private func count() -> Bool {
    values += 1
    if values > JSONTree.mostValues, error == nil {
      error = RecordError(
        reason: "too-many-values", detail: "holds more than \(JSONTree.mostValues) values")
      open = []
    }
    return error == nil
  }

  private func add(_ value: JSONTree) {
    guard !open.isEmpty else {
      root = value
      return
    }
    let last = open.count - 1
    if open[last].isArray {
      open[last].elements.append(value)
    } else {
      open[last].members.append(.init(key: open[last].nextKey, value: value))
    }
  }

  private static func repeatedKey(of members: [JSONTree.Member]) -> String? {
    if members.count <= 12 {
      for (index, member) in members.enumerated()
      where members[..<index].contains(where: { $0.key == member.key }) { return member.key }
      return nil
    }
    var seen: Set<String> = []
    return members.first { !seen.insert($0.key).inserted }?.key
  }
}
