public import Didact

/// Keeps the account of a record's tree: which of its character data was read, and what of it was left out.
///
///     let study = try XMLTree.parse(record)
///     var account = XMLAccount(study)
///     let title = account.text(study["brief_title"])
///     account.leaveOut(study["overall_contact"], as: "contact")
///     facts += account.leftOut().facts
///
/// What nobody asked for is counted under the name of the outermost element of which nothing was read, so the sum of
/// what is kept and what is left out closes whatever a record holds.
public struct XMLAccount: Sendable {
  private let root: XMLTree
  /// Which pieces of character data were read or left out, by number from the root's first.
  private var isSettled: [Bool]
  private var rules = LeftOut()

  public init(_ root: XMLTree) {
    self.root = root
    isSettled = Array(repeating: false, count: root.pieces.count)
  }

  /// All character data in an element, which counts as read; empty where there is no element.
  public mutating func text(_ tree: XMLTree?) -> String {
    guard let tree else { return "" }
    read(tree)
    return tree.text
  }

  /// All character data in an element, blanks folded, which counts as read; empty where there is no element.
  public mutating func line(_ tree: XMLTree?) -> String {
    var line = DocumentText()
    _ = line.paragraph(text(tree))
    return line.finish().description
  }

  /// Counts an element's character data as read.
  public mutating func read(_ tree: XMLTree) {
    for piece in places(of: tree) { isSettled[piece] = true }
  }

  /// Counts what has not been read of an element as left out by a rule.
  public mutating func leaveOut(_ tree: XMLTree?, as rule: String) {
    guard let tree else { return }
    rules.count(rule, characters: unsettled(in: tree))
    read(tree)
  }

  /// What was left out: by the rules that were named, and what was not read by names of elements.
  public func leftOut() -> LeftOut {
    var all = rules
    collect(root, into: &all, Sums(isSettled))
    return all
  }

  /// How many pieces before each one are settled, so that each stretch is asked about in one step.
  private struct Sums {
    private var before = [0]
    init(_ isSettled: [Bool]) {
      before.reserveCapacity(isSettled.count + 1)
      for settled in isSettled { before.append(before[before.count - 1] + (settled ? 1 : 0)) }
    }
    func settled(in range: Range<Int>) -> Int {
      before[range.upperBound] - before[range.lowerBound]
    }
  }

  /// Goes down where some of an element was settled; what is settled nowhere is counted by its name.
  private func collect(_ tree: XMLTree, into all: inout LeftOut, _ sums: Sums) {
    let places = places(of: tree)
    let settled = sums.settled(in: places)
    guard settled < places.count else { return }
    if tree.pieces != root.pieces, settled == 0 {
      all.count(Self.rule(tree.name), tree.text.utf8)
      return
    }
    var piece = places.lowerBound
    for child in tree.children {
      switch child {
      case .element(let element):
        collect(element, into: &all, sums)
        piece += element.pieces.count
      case .text(let text):
        if !isSettled[piece] { all.count(Self.rule(tree.name), text.utf8) }
        piece += 1
      }
    }
  }

  private func unsettled(in tree: XMLTree) -> Int {
    var part = LeftOut()
    collectAll(tree, into: &part)
    return part.characters
  }

  private func collectAll(_ tree: XMLTree, into part: inout LeftOut) {
    var piece = places(of: tree).lowerBound
    for child in tree.children {
      switch child {
      case .element(let element):
        collectAll(element, into: &part)
        piece += element.pieces.count
      case .text(let text):
        if !isSettled[piece] { part.count("", text.utf8) }
        piece += 1
      }
    }
  }

  /// Places of a tree's pieces in the account; none for a tree of another record.
  private func places(of tree: XMLTree) -> Range<Int> {
    let start = tree.pieces.lowerBound - root.pieces.lowerBound
    let range = start..<start + tree.pieces.count
    return range.clamped(to: 0..<isSettled.count)
  }

  /// `location_countries` and `locationCountries` as `location-countries`.
  private static func rule(_ name: String) -> String {
    var rule: [UInt8] = []
    var wasLower = false
    for byte in name.utf8 {
      if UTF8Bytes.isUpper(byte), wasLower { rule.append(UInt8(ascii: "-")) }
      wasLower = UTF8Bytes.isLower(byte) || UTF8Bytes.isDigit(byte)
      rule.append(byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : UTF8Bytes.lowered(byte))
    }
    return String(decoding: rule, as: UTF8.self)
  }
}
