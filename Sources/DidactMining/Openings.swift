import Didact

/// Strings that a sentence may begin with, told apart by their first bytes.
struct Openings: Sendable {
  /// By first byte, in the order given.
  private let byFirst: [[(number: Int, bytes: [UInt8])]]

  init(_ strings: [String]) {
    var byFirst = [[(number: Int, bytes: [UInt8])]](repeating: [], count: 256)
    for (number, string) in strings.enumerated() {
      let bytes = Array(string.utf8)
      if let first = bytes.first { byFirst[Int(first)].append((number, bytes)) }
    }
    self.byFirst = byFirst
  }

  /// The number of the string that `sentence` begins with, nil where it begins with none.
  func number(at sentence: Span, in text: Text) -> Int? {
    let bytes = text[sentence]
    guard let first = bytes.first else { return nil }
    return byFirst[Int(first)].first { bytes.starts(with: $0.bytes) }?.number
  }
}
