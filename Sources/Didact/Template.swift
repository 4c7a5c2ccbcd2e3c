/// A wording of a task's instruction, with slots and alternatives.
///
///     "{Which|What} is the size of {group}?"      no: braces are slots
///     "[Which|What] is the size of {group}?"      two wordings with one slot
///
/// Brackets hold alternatives, split at `|` (nesting is not meant); braces name slots. What fills a slot is
/// data: braces and brackets in it stay as they are.
public struct Template: Sendable {
  /// All wordings: alternatives multiplied out, first alternatives varying slowest.
  public let wordings: [Wording]

  /// One wording as literal pieces and slots.
  public struct Wording: Sendable {
    enum Piece: Sendable {
      case literal(String)
      case slot(String)
    }
    let pieces: [Piece]

    /// The instruction with its slots filled; nil where a slot has no value.
    public func filled(with slots: [String: String]) -> String? {
      var output = ""
      for piece in pieces {
        switch piece {
        case .literal(let text): output += text
        case .slot(let name):
          guard let value = slots[name] else { return nil }
          output += value
        }
      }
      return output
    }
    /// The slots it names.
    public var slots: Set<String> {
      Set(pieces.compactMap { if case .slot(let name) = $0 { name } else { nil } })
    }
  }

  /// A template from its pattern.
  public init(_ pattern: String) {
    var texts = [""]
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let before = rest[..<open]
      let alternatives = rest[rest.index(after: open)..<close]
        .split(separator: "|", omittingEmptySubsequences: false)
      texts = texts.flatMap { text in alternatives.map { text + before + $0 } }
      rest = rest[rest.index(after: close)...]
    }
    wordings = texts.map { Self.wording($0 + rest) }
  }

  private static func wording(_ text: String) -> Wording {
    var pieces: [Wording.Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
      pieces.append(.slot(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return Wording(pieces: pieces)
  }
}

extension Template: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension [Template] {
  /// All wordings of the list in order; a wording's place in it is its number.
  public var wordings: [Template.Wording] { flatMap(\.wordings) }
}
