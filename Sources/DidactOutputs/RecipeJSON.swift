import Didact
import Foundation

/// A recipe as the manifest and the run's private folder hold it.
enum RecipeJSON {
  static func bytes(_ recipe: Recipe, version: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.key("didact")
      json.string(version)
      json.key("recipe")
      write(recipe, to: &json)
    }
    return JSONLayout.indented(json.bytes)
  }

  /// Every choice, under the name that the command line and YAML use.
  static func write(_ recipe: Recipe, to json: inout JSONWriter) {
    func strings(_ json: inout JSONWriter, _ key: String, _ values: [String]) {
      json.key(key)
      json.array(values) { json, value in json.string(value) }
    }
    func integer(_ json: inout JSONWriter, _ key: String, _ value: Int?) {
      json.key(key)
      json.integer(value)
    }
    func string(_ json: inout JSONWriter, _ key: String, _ value: String?) {
      json.key(key)
      json.string(value)
    }
    json.object { json in
      string(&json, "domain", recipe.domain)
      json.key("formats")
      json.array(recipe.formats) { json, format in
        json.object { json in
          json.key("name")
          json.string(format.name)
          for (option, value) in format.options.sorted(by: { $0.key < $1.key }) {
            json.key(option)
            json.string(value)
          }
        }
      }
      strings(&json, "tasks", recipe.tasks)
      string(&json, "variant", recipe.variant)
      integer(&json, "shots", recipe.shots)
      integer(&json, "context", recipe.context)
      integer(&json, "passage-tokens", recipe.passageTokens)
      integer(&json, "pairs", recipe.pairs)
      string(&json, "synthesizer", recipe.synthesizer)
      json.key("model")
      if let model = recipe.model {
        json.object { json in
          string(&json, "name", model.name)
          string(&json, "revision", model.revision)
          string(&json, "format", model.format.rawValue)
          integer(&json, "context", model.context)
          integer(&json, "reply-tokens", model.replyTokens)
          integer(&json, "prompts-per-request", model.promptsPerRequest)
          json.key("prompt")
          if let prompt = model.prompt { write(prompt, to: &json) } else { json.null() }
          json.key("checks")
          write(model.checks, to: &json)
        }
      } else {
        json.null()
      }
      strings(&json, "language", recipe.languages)
      strings(&json, "rights", recipe.rights)
      strings(&json, "leave-out", recipe.leaveOut)
      string(&json, "exclude-ids", recipe.excludedIDs)
      json.key("latest")
      json.boolean(recipe.latest)
      json.key("split")
      json.number(recipe.split)
      string(&json, "compression", recipe.compression.rawValue)
      string(&json, "seed", String(recipe.seed))
      integer(&json, "limit", recipe.limit)
      integer(&json, "max-record", recipe.maxRecord)
      json.key("max-rejected")
      json.number(recipe.maxRejected)
      strings(&json, "control-strings", recipe.controlStrings)
      json.key("blocks")
      json.object { json in
        integer(&json, "bytes", recipe.blocks.bytes)
        integer(&json, "records-per-shot", recipe.blocks.recordsPerShot)
        integer(&json, "largest", recipe.blocks.largest)
        integer(&json, "per-part", recipe.blocks.perPart)
      }
    }
  }

  private static func write(_ prompt: Recipe.Prompt, to json: inout JSONWriter) {
    json.object { json in
      for (key, value) in [
        ("system", prompt.system), ("instruction", prompt.instruction),
        ("output", prompt.output.rawValue), ("fence", prompt.fence), ("form", prompt.form),
        ("repair", prompt.repair), ("language", prompt.language),
      ] as [(String, String?)] {
        json.key(key)
        json.string(value)
      }
    }
  }

  private static func write(_ checks: Recipe.Checks, to json: inout JSONWriter) {
    json.object { json in
      for (name, value) in checks.floors {
        json.key(name)
        json.number(value)
      }
      json.key("longest-instruction")
      json.integer(checks.longestInstruction)
      json.key("longest-response")
      json.integer(checks.longestResponse)
    }
  }

  /// The first difference of two described recipes: `shots is 3 there and 2 here`.
  static func difference(_ earlier: [UInt8], _ now: [UInt8]) -> String {
    guard let one = object(earlier), let other = object(now) else { return "its recipe is damaged" }
    if let there = one["didact"], let here = other["didact"], "\(there)" != "\(here)" {
      return "it was made by didact \(there), this is \(here)"
    }
    let (there, here) = (one["recipe"] as? [String: Any], other["recipe"] as? [String: Any])
    for key in Set(there?.keys.map { $0 } ?? []).union(here?.keys.map { $0 } ?? []).sorted() {
      let (one, other) = (text(there?[key]), text(here?[key]))
      if one != other { return "\(key) is \(one) there and \(other) here" }
    }
    return "its recipe differs"
  }

  /// What kind of work a described recipe is of; nil for augmentation.
  static func kind(_ described: [UInt8]) -> String? { object(described)?["kind"] as? String }

  private static func object(_ bytes: [UInt8]) -> [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
  }

  private static func text(_ value: Any?) -> String {
    guard let value,
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    else { return "missing" }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Lays JSON out for people: two blanks a level, one member a line; empty ones stay on theirs.
enum JSONLayout {
  static func indented(_ json: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var depth = 0
    var inString = false
    var escaped = false
    func newline() {
      output.append(0x0A)
      output.append(contentsOf: [UInt8](repeating: 0x20, count: 2 * depth))
    }
    for (index, byte) in json.enumerated() {
      if inString {
        output.append(byte)
        if escaped {
          escaped = false
        } else if byte == UInt8(ascii: "\\") {
          escaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        inString = true
        output.append(byte)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        output.append(byte)
        depth += 1
        let next = index + 1 < json.count ? json[index + 1] : 0
        if next != UInt8(ascii: "}"), next != UInt8(ascii: "]") { newline() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if output.last != UInt8(ascii: "{"), output.last != UInt8(ascii: "[") { newline() }
        output.append(byte)
      case UInt8(ascii: ","):
        output.append(byte)
        newline()
      case UInt8(ascii: ":"): output.append(contentsOf: [byte, 0x20])
      default: output.append(byte)
      }
    }
    output.append(0x0A)
    return output
  }
}
