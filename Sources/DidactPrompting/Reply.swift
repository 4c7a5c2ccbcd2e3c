import Didact

/// A prompted model's reply without what is no part of it: thoughts before it, blanks around it.
struct Reply {
  let bytes: [UInt8]

  init(_ completion: String) {
    let all = Array(completion.utf8)
    var reply = all[...]
    // Servers without a parser for it hand over what a reasoning model thought; some leave out where that begins.
    if let end = UTF8Bytes.find(Self.endOfThought.utf8, in: reply) {
      reply = all[(end + Self.endOfThought.utf8.count)...]
    }
    bytes = Array(Blanks.stripped(reply).utf8)
  }

  private static let endOfThought = "</think>"

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A reply of which nothing can be read.
  func unread(_ reason: String, _ words: String) -> ParsedCompletion {
    var parsed = ParsedCompletion()
    parsed.dropped = [.init(reason: reason, piece: text)]
    parsed.fault = words
    return parsed
  }
}

/// Makes checked pairs of the parts that a reply names.
struct PairReading {
  let controlStrings: ControlStrings

  /// Why parts make no pair.
  struct Fault: Error {
    let reason: String
    /// In words for the model.
    let words: String
  }

  /// A pair of its parts.
  ///
  /// - Parameter questions: those read before, in lower case.
  func pair(
    _ form: PairForm, besides questions: inout Set<String>
  ) throws(Fault) -> WirePair {
    var form = form
    form.instruction = Self.stripped(form.instruction)
    form.response = Self.stripped(form.response)
    form.options = form.options.map(Self.stripped)
    form.reasoning = form.reasoning.map(Self.stripped)
    if form.reasoning?.isEmpty == true { form.reasoning = nil }
    if form.instruction.isEmpty {
      throw Fault(reason: "empty-question", words: "an instruction is empty")
    }
    if form.response.isEmpty { throw Fault(reason: "empty-answer", words: "a response is empty") }
    for part in [form.instruction, form.response, form.reasoning ?? ""] + form.options {
      let bytes = Array(part.utf8)
      if !controlStrings.hits(in: bytes).isEmpty {
        throw Fault(reason: "control-string", words: "a value holds a marker of chat templates")
      }
      if Shown.hasControls(part) {
        throw Fault(reason: "control-character", words: "a value holds a control character")
      }
    }
    if !form.options.isEmpty {
      guard form.options.count > 1, !form.options.contains(""),
        Set(form.options.map { $0.lowercased() }).count == form.options.count
      else {
        throw Fault(
          reason: "malformed-options", words: "options are too few, empty or repeated")
      }
      guard form.options.contains(form.response) else {
        throw Fault(
          reason: "malformed-options",
          words: "a response does not repeat one of its options word for word")
      }
    }
    guard questions.insert(form.instruction.lowercased()).inserted else {
      throw Fault(reason: "repeated-question", words: "a question is asked twice")
    }
    var pair = form.wirePair
    pair.parts = form
    return pair
  }

  private static func stripped(_ text: String) -> String { Blanks.stripped(Array(text.utf8)[...]) }
}

/// Text of a model as files and terminals may show it.
enum Shown {
  /// Characters of a reply that rejected/ keeps.
  static let longest = 2_000

  /// At most ``longest`` characters; those that move a cursor, colour or reorder a line as `\u{1b}`.
  static func text(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(longest)
    guard kept.contains(where: isControl) else { return String(kept) }
    var output = ""
    for scalar in kept {
      if isControl(scalar) {
        output += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  static func hasControls(_ text: String) -> Bool { text.unicodeScalars.contains(where: isControl) }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
    default: false
    }
  }
}
