import Didact

/// A bearer key from the environment. It has no description: nothing can print it by accident.
struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let value: String

  /// `DIDACT_API_KEY`, else `OPENAI_API_KEY`; nil where neither is set.
  ///
  /// - Throws: `RunError` where it cannot stand in a header.
  init?(environment: [String: String]) throws(RunError) {
    let names = ["DIDACT_API_KEY", "OPENAI_API_KEY"]
    guard let name = names.first(where: { !(environment[$0] ?? "").isEmpty }) else { return nil }
    value = UTF8Bytes.trimmed(environment[name] ?? "")
    guard !value.isEmpty, value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw RunError("\(name) is no key: it holds blanks or control characters", remedy: "mend it")
    }
  }

  /// The value of the Authorization header.
  var header: String { "Bearer \(value)" }

  /// A message without the key, should a server repeat it.
  func removed(from message: String) -> String {
    message.replacing(value, with: "***")
  }

  var description: String { "***" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
