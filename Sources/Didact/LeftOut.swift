/// What a reader left out of a record on purpose: characters that are no blanks, by the rule that named them.
///
///     var leftOut = LeftOut()
///     leftOut.count("author-list", bytes)
///     facts += leftOut.facts
///
/// With it a reader's sum closes: what stands in the document and what is counted here make all the character
/// data of the record. The manifest adds the counts up.
public struct LeftOut: Sendable, Equatable {
  /// Rules in the order in which they were first used, with their characters.
  public private(set) var rules: [(rule: String, characters: Int)] = []

  public init() {}

  /// Counts characters under a rule; none are not worth naming.
  public mutating func count(_ rule: String, characters: Int) {
    guard characters > 0 else { return }
    if let known = rules.firstIndex(where: { $0.rule == rule }) {
      rules[known].characters += characters
    } else {
      rules.append((rule, characters))
    }
  }

  /// Counts the characters of some UTF-8 under a rule.
  public mutating func count(_ rule: String, _ bytes: some Collection<UInt8>) {
    count(rule, characters: Self.characters(bytes))
  }

  /// Takes back what was counted under a rule and is read after all.
  public mutating func takeBack(_ rule: String, _ bytes: some Collection<UInt8>) {
    guard let known = rules.firstIndex(where: { $0.rule == rule }) else { return }
    rules[known].characters -= min(rules[known].characters, Self.characters(bytes))
    if rules[known].characters == 0 { rules.remove(at: known) }
  }

  /// Adds another reader's counts.
  public mutating func add(_ other: LeftOut) {
    for (rule, characters) in other.rules { count(rule, characters: characters) }
  }

  /// All characters, whatever the rule.
  public var characters: Int { rules.reduce(0) { $0 + $1.characters } }

  /// Name of the facts that say what was left out.
  public static let fact = "left-out"

  /// A fact for each rule: `left-out`, the rule, how many characters.
  public var facts: [Fact] {
    rules.map {
      Fact(Self.fact, $0.rule, attributes: [.init("characters", String($0.characters))])
    }
  }

  /// Characters of UTF-8 that are no blanks, ``UnicodeBlank``'s among them.
  public static func characters(_ bytes: some Collection<UInt8>) -> Int {
    bytes.withContiguousStorageIfAvailable(characters)
      ?? Array(bytes).withUnsafeBufferPointer(characters)
  }

  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
      let width = UnicodeBlank.width(bytes, at: index)
      if width == 0, bytes[index] & 0xC0 != 0x80 { count += 1 }
      index += max(width, 1)
    }
    return count
  }

  public static func == (left: LeftOut, right: LeftOut) -> Bool {
    left.rules.elementsEqual(right.rules, by: ==)
  }
}
