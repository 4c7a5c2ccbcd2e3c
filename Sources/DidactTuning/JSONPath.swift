import Didact

/// The way to a value: keys and numbers set apart by points (`answers.0.text`). A key goes through lists to each of
/// their elements; a number takes one element.
public struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  public let description: String
  private let steps: [String]

  /// A path as it is written; nil where it is empty or has an empty step.
  public init?(_ text: String) {
    let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !steps.contains("") else { return nil }
    self.steps = steps
    description = text
  }

  init(known text: String) {
    description = text
    steps = text.split(separator: ".").map(String.init)
  }

  /// The values that the path leads to, in order.
  func values(in tree: JSONTree) -> [JSONTree] {
    var values = [tree]
    for step in steps {
      var next: [JSONTree] = []
      for value in values { Self.take(step, of: value, to: &next) }
      values = next
    }
    return values
  }

  /// Whether the path leads to anything.
  func leads(in tree: JSONTree) -> Bool { Self.leads(steps[...], in: tree) }

  private static func leads(_ steps: ArraySlice<String>, in value: JSONTree) -> Bool {
    guard let step = steps.first else { return true }
    switch value {
    case .object: return value[step].map { leads(steps.dropFirst(), in: $0) } ?? false
    case .array(let elements):
      if let index = Int(step) {
        return elements.indices.contains(index) && leads(steps.dropFirst(), in: elements[index])
      }
      return elements.contains { leads(steps, in: $0) }
    default: return false
    }
  }

  private static func take(_ step: String, of value: JSONTree, to values: inout [JSONTree]) {
    switch value {
    case .object:
      if let member = value[step] { values.append(member) }
    case .array(let elements):
      if let index = Int(step) {
        if elements.indices.contains(index) { values.append(elements[index]) }
      } else {
        for element in elements { take(step, of: element, to: &values) }
      }
    default: break
    }
  }

  /// The values as a list: the elements where the path leads to one list.
  func list(in tree: JSONTree) -> [JSONTree] {
    let values = values(in: tree)
    if values.count == 1, let elements = values[0].elements { return elements }
    return values
  }
}
