import Didact
import DidactJSON

/// A JSON value; members of objects in their order, repeated keys included.
enum JSONTree: Equatable {
  struct Member: Equatable {
    var key: String
    var value: JSONTree
  }

  case string(String)
  /// A number as it is written, `true` or `false`.
  case literal(String)
  case null
  case array([JSONTree])
  case object([Member])

  /// The elements that a reply lists: an array's, or those of the one array that an object holds; an object that is a
  /// pair itself is a list of one. Nil where there is no list.
  var entries: [JSONTree]? {
    switch self {
    case .array(let values): return values
    case .object(let members):
      if members.count == 1, case .array(let values) = members[0].value { return values }
      return members.contains { $0.key == "instruction" } ? [self] : nil
    case .string, .literal, .null: return nil
    }
  }

  /// The value as JSON.
  var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func write(to json: inout JSONWriter) {
    switch self {
    case .string(let text): json.string(text)
    case .literal(let text): json.literal(text)
    case .null: json.null()
    case .array(let values): json.array(values) { json, value in value.write(to: &json) }
    case .object(let members):
      json.object { json in
        for member in members {
          json.key(member.key)
          member.value.write(to: &json)
        }
      }
    }
  }
}

/// Builds the tree of one object. simdjson bounds how deep values nest.
final class JSONTreeBuilder: JSONHandler {
  private struct Level {
    var isArray: Bool
    var key: String
    var values: [JSONTree] = []
    var members: [JSONTree.Member] = []
  }

  private var levels: [Level] = []
  private var key = ""
  private(set) var root: JSONTree?

  func open(isArray: Bool) { levels.append(Level(isArray: isArray, key: key)) }

  func close() {
    guard let level = levels.popLast() else { return }
    key = level.key
    take(level.isArray ? .array(level.values) : .object(level.members))
  }

  func key(_ bytes: UnsafeBufferPointer<UInt8>) { key = String(decoding: bytes, as: UTF8.self) }

  func scalar(_ kind: JSONScalar, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch kind {
    case .string: take(.string(String(decoding: bytes, as: UTF8.self)))
    case .number: take(.literal(String(decoding: bytes, as: UTF8.self)))
    case .true: take(.literal("true"))
    case .false: take(.literal("false"))
    case .null: take(.null)
    }
  }

  private func take(_ value: JSONTree) {
    guard let last = levels.indices.last else {
      root = value
      return
    }
    if levels[last].isArray {
      levels[last].values.append(value)
    } else {
      levels[last].members.append(JSONTree.Member(key: key, value: value))
    }
  }
}
