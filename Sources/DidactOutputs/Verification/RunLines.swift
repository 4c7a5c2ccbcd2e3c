import Didact

/// The lines of a run's files, as `didact verify` reads them.
struct DocumentLine: Codable {
  struct Part: Codable {
    var label: String
    var role: String
    var start: Int
    var end: Int
  }
  struct Stated: Codable {
    var name: String
    var value: String
    var start: Int?
    var end: Int?
    var attributes: [String: String]

    /// Whether it says so under its own name, or under `name@attribute` in one of its attributes.
    func states(_ value: String, as name: String?) -> Bool {
      if self.name == name { return self.value == value }
      guard let name, name.hasPrefix(self.name + "@") else { return false }
      return attributes[String(name.dropFirst(self.name.count + 1))] == value
    }
  }
  var key: String
  var id: String
  var title: String
  var text: String
  var sections: [Part]
  var facts: [Stated]
  var language: String?
  var rights: String
}

struct TextLine: Codable {
  var id: String
  var text: String
  var domain: String
  var variant: String
  var documents: [String]
  var rights: [String]
}

struct PairLine: Codable {
  struct Stated: Codable {
    var start: Int?
    var end: Int?
    var fact: String?
    var value: String
  }
  struct Range: Codable {
    var start: Int
    var end: Int
  }
  struct Place: Codable {
    var id: String
    var start: Int
    var end: Int
  }
  var id: String
  var document: String
  var passage: String
  var task: String
  var category: String
  var instruction: String
  var response: String
  var options: [String]
  var reasoning: String?
  var evidence: [Stated]
  var hidden: [Range]
  var synthesizer: String
  var scores: [String: Double]
  var text: Place
}

struct RejectionLine: Codable {
  var source: String
  var offset: Int
  var length: Int
  var document: String?
  var stage: String
  var reason: String
}

/// A text with its code points, for slicing as users do.
struct IndexedText {
  let text: Text
  private let points: CodePoints

  init(_ string: String) {
    text = Text(string)
    points = CodePoints(text)
  }

  /// The bytes between two code point offsets, nil where these do not lie in the text.
  func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt8>? {
    span(start, end).map { text[$0] }
  }

  /// Where they stand between two code point offsets, nil where these do not lie in the text.
  func span(_ start: Int, _ end: Int) -> Span? {
    guard start >= 0, start <= end, let first = points.byte(ofOffset: start),
      let last = points.byte(ofOffset: end)
    else { return nil }
    return Span(first, last)
  }
}
