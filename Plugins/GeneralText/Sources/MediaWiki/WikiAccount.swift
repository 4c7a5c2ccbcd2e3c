import Didact

/// What becomes of every character of a page's wikitext: it is text, part of a fact, a section's label, or counted
/// here under a rule.
struct WikiAccount {
  /// Why characters are neither text nor fact nor label, in the order in which facts tell it.
  enum Rule: String, CaseIterable {
    /// Signs and names that only say how text looks or where it comes from: quotes, brackets, tags, attributes.
    case markup
    case comment
    case reference
    case referenceList = "reference-list"
    case citation
    /// Notes of editors to each other: citation needed, stub, protection.
    case maintenance
    /// Lines that lead elsewhere: main article, see also, for other uses.
    case navigation
    case navigationBox = "navigation-box"
    case icon
    /// Timelines, graphs, scores: programs for pictures.
    case media
    /// What an image shows, said in its tooltip or for who cannot see it.
    case imageTitle = "image-title"
    case sortKey = "sort-key"
    case parserFunction = "parser-function"
    /// Arguments of templates that are understood, but not shown: `abbr=on`.
    case templateArgument = "template-argument"
    /// Templates that nothing is known of.
    case template
    /// Parentheses, commas and full stops around what was left out.
    case strayPunctuation = "stray-punctuation"
    /// What stands in more brackets than this reader follows.
    case nesting
    /// Facts beyond the number that a page may have.
    case factLimit = "fact-limit"
  }

  private var counts = [Int](repeating: 0, count: Rule.allCases.count)
  /// Characters that facts state, names of fields among them.
  private(set) var facts = 0
  private(set) var labels = 0
  /// Characters that this reader has put into the text on its own.
  private(set) var generated = 0

  private static let numbers = Dictionary(
    uniqueKeysWithValues: Rule.allCases.enumerated().map { ($1, $0) })

  mutating func leaveOut(_ rule: Rule, _ characters: Int) {
    counts[Self.numbers[rule, default: 0]] += characters
  }
  mutating func markup(_ characters: Int) { counts[0] += characters }
  mutating func fact(_ characters: Int) { facts += characters }
  /// A fact is not stated after all.
  mutating func exceed(_ characters: Int) {
    facts -= characters
    leaveOut(.factLimit, characters)
  }
  mutating func label(_ characters: Int) { labels += characters }
  mutating func generate(_ characters: Int) { generated += characters }

  /// All that is counted under rules.
  var leftOut: Int { counts.reduce(0, +) }

  /// Characters under each rule that was used. What was put into the text stands there in place of markup.
  var rules: LeftOut {
    var leftOut = LeftOut()
    for (index, rule) in Rule.allCases.enumerated() {
      let characters = counts[index] - (rule == .markup ? generated : 0)
      leftOut.count(rule.rawValue, characters: characters)
    }
    return leftOut
  }

  /// The characters of some bytes that are no blanks.
  static func characters(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return 0 }
      var count = 0
      var possibleBlank: UInt8 = 0
      var index = range.lowerBound
      // Counting 255 bytes in one byte lets the compiler look at sixteen at a time.
      while index < range.upperBound {
        let end = min(index + 255, range.upperBound)
        var part: UInt8 = 0
        while index < end {
          let byte = base[index]
          let isNoBlank: UInt8 = byte > 0x20 ? 1 : 0
          let isFirst: UInt8 = byte & 0xC0 != 0x80 ? 1 : 0
          let beginsTwo: UInt8 = byte == 0xC2 ? 1 : 0
          // U+2000 and U+3000 and what is near them.
          let beginsThree: UInt8 = byte & 0xFE == 0xE2 ? 1 : 0
          part &+= isNoBlank & isFirst
          possibleBlank |= beginsTwo | beginsThree
          index += 1
        }
        count += Int(part)
      }
      return possibleBlank == 0
        ? count : LeftOut.characters(UnsafeBufferPointer(rebasing: all[range]))
    }
  }
}
