import Didact
import Foundation
import Yams

/// A YAML mapping read key by key, with errors that name file and line.
struct YAMLFile {
  private let path: String
  private let mapping: Node.Mapping

  init(_ source: PresetSource) throws(RunError) {
    path = source.path
    let node: Node?
    do {
      node = try Yams.compose(yaml: source.yaml)
    } catch let error as YamlError {
      throw RunError("\(source.path): is not YAML: \(error)", remedy: "mend it")
    } catch {
      throw RunError("\(source.path): is not YAML", remedy: "mend it")
    }
    guard let mapping = node?.mapping else {
      throw RunError(
        "\(source.path):1: is not a mapping of keys to values", remedy: "write lines 'key: value'")
    }
    self.mapping = mapping
  }

  private init(path: String, mapping: Node.Mapping) {
    self.path = path
    self.mapping = mapping
  }

  /// Reads a file from disk.
  static func read(_ path: String) throws(RunError) -> YAMLFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw RunError("\(path): cannot be read", remedy: "check the path")
    }
    return try YAMLFile(PresetSource(path: path, yaml: String(decoding: data, as: UTF8.self)))
  }

  func refuseUnknown(besides known: Set<String>) throws(RunError) {
    for (key, _) in mapping {
      let name = key.string ?? ""
      if !known.contains(name) {
        throw RunError(
          "\(place(key)): there is no key '\(Terminal.safe(name))'",
          remedy: "the keys are \(known.sorted().joined(separator: ", "))")
      }
    }
  }

  func string(_ key: String) throws(RunError) -> String? {
    guard let node = node(key) else { return nil }
    guard let value = node.string else { throw wrong(node, key, "a text") }
    return value
  }

  func integer(_ key: String) throws(RunError) -> Int? {
    guard let node = node(key) else { return nil }
    guard let value = node.int else { throw wrong(node, key, "a whole number") }
    return value
  }

  func boolean(_ key: String) throws(RunError) -> Bool? {
    guard let node = node(key) else { return nil }
    guard let value = node.bool else { throw wrong(node, key, "true or false") }
    return value
  }

  func number(_ key: String) throws(RunError) -> Double? {
    guard let node = node(key) else { return nil }
    guard let value = node.float else { throw wrong(node, key, "a number") }
    return value
  }

  /// A list of texts, or one text.
  func strings(_ key: String) throws(RunError) -> [String]? {
    guard let node = node(key) else { return nil }
    if let sequence = node.sequence {
      var values: [String] = []
      for item in sequence {
        guard let value = item.string else { throw wrong(item, key, "a list of texts") }
        values.append(value)
      }
      return values
    }
    guard let value = node.string else { throw wrong(node, key, "a list of texts") }
    return value.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// A list of formats: names, or mappings with `name` and options.
  func formats(_ key: String) throws(RunError) -> [Recipe.Format]? {
    guard let node = node(key) else { return nil }
    guard let sequence = node.sequence else { throw wrong(node, key, "a list of formats") }
    var formats: [Recipe.Format] = []
    for item in sequence {
      if let name = item.string {
        formats.append(Recipe.Format(name: name))
      } else if let mapping = item.mapping, let name = mapping["name"]?.string {
        var options: [String: String] = [:]
        for (key, value) in mapping where key.string != "name" {
          guard let option = key.string, let text = value.string else {
            throw wrong(value, key.string ?? "", "a text")
          }
          options[option] = text
        }
        formats.append(Recipe.Format(name: name, options: options))
      } else {
        throw wrong(item, key, "a name, or a mapping with 'name'")
      }
    }
    return formats
  }

  func section(_ key: String) throws(RunError) -> YAMLFile? {
    guard let node = node(key) else { return nil }
    guard let mapping = node.mapping else { throw wrong(node, key, "a mapping") }
    return YAMLFile(path: path, mapping: mapping)
  }

  /// A mapping of names to mappings, in order.
  func sections(_ key: String) throws(RunError) -> [(name: String, section: YAMLFile)] {
    guard let node = node(key) else { return [] }
    guard let mapping = node.mapping else { throw wrong(node, key, "a mapping") }
    var sections: [(String, YAMLFile)] = []
    for (name, value) in mapping {
      guard let name = name.string, let section = value.mapping else {
        throw wrong(value, name.string ?? key, "a mapping")
      }
      sections.append((name, YAMLFile(path: path, mapping: section)))
    }
    return sections
  }

  /// What is wrong with the whole file, or with one of its values.
  func fault(_ what: String, remedy: String) -> RunError {
    RunError("\(path): \(what)", remedy: remedy)
  }

  private func node(_ key: String) -> Node? {
    guard let node = mapping[key], node.null == nil || node.string?.isEmpty == false else {
      return nil
    }
    return node
  }

  private func wrong(_ node: Node, _ key: String, _ wanted: String) -> RunError {
    RunError("\(place(node)): '\(key)' is not \(wanted)", remedy: "write \(wanted)")
  }

  private func place(_ node: Node) -> String { "\(path):\(node.mark?.line ?? 1)" }
}
