import Didact

/// The elements of presentation MathML that change how a formula reads on one line; all others are transparent.
enum MathElement: UInt8, Sendable, CaseIterable {
  case math, row, identifier, number, operation, text, space
  case fraction, root, squareRoot, fenced
  case sub, sup, subsup, under, over, underover, multiscripts, prescripts, none
  case table, tableRow, labeledRow, cell
  case semantics, action, skipped

  /// The element of a local name (`mfrac`), nil for one that is transparent or not MathML.
  init?(localName: String) {
    switch localName {
    case "math": self = .math
    case "mrow": self = .row
    case "mi": self = .identifier
    case "mn": self = .number
    case "mo": self = .operation
    case "mtext", "ms": self = .text
    case "mspace": self = .space
    case "mfrac": self = .fraction
    case "mroot": self = .root
    case "msqrt": self = .squareRoot
    case "mfenced": self = .fenced
    case "msub": self = .sub
    case "msup": self = .sup
    case "msubsup": self = .subsup
    case "munder": self = .under
    case "mover": self = .over
    case "munderover": self = .underover
    case "mmultiscripts": self = .multiscripts
    case "mprescripts": self = .prescripts
    case "none": self = .none
    case "mtable": self = .table
    case "mtr": self = .tableRow
    case "mlabeledtr": self = .labeledRow
    case "mtd": self = .cell
    case "semantics": self = .semantics
    case "maction": self = .action
    case "annotation", "annotation-xml", "mphantom", "mglyph", "maligngroup", "malignmark":
      self = .skipped
    default: return nil
    }
  }

  /// The local names that ``init(localName:)`` knows, for a parser's vocabulary.
  static let localNames = [
    "math", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "mfrac", "mroot", "msqrt", "mfenced",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts",
    "none",
    "mtable", "mtr", "mlabeledtr", "mtd", "semantics", "maction", "annotation", "annotation-xml",
    "mphantom", "mglyph", "maligngroup", "malignmark",
  ]
}

/// Writes one MathML formula as text that reads on one line: `x̄ = (a + b)/√(2 n)`, `10^-6`, `∑_(i = 1)^n x_i`.
///
///     var math = MathText()
///     math.start(.math); math.start(.identifier); math.characters("p".utf8); math.end() ...
///     let line = math.finish()
///
/// Feed it the starts and ends of known elements and all character data between; elements that
/// ``MathElement`` does not name are left out of the feed, and their content counts as their parent's.
/// A fraction is `a/b`, a power `x^2`, an index `x_i`, a root `√x`; what has more than one part stands in
/// parentheses. Rows of a table are separated by semicolons, their cells by commas.
struct MathText {
  /// Open elements, innermost last.
  private var open: [Node] = []
  private var result: [UInt8] = []
  /// All character data since the last formula.
  private var heard: [UInt8] = []
  /// Characters of the finished formulas that their texts do not hold: annotations, signs that do not show.
  private(set) var leftOut = 0

  /// How deep a formula may nest before inner elements count as transparent.
  private static let deepest = 256
  /// Levels beyond ``deepest``.
  private var beyond = 0

  private struct Node {
    var element: MathElement
    var children: [MathPiece] = []
    /// Character data of a token.
    var text: [UInt8] = []
    var attributes = Attributes()
  }

  /// The attributes that change how a formula reads.
  struct Attributes {
    /// `mfenced`: its opening fence.
    var opening: [UInt8] = Array("(".utf8)
    /// `mfenced`: its closing fence.
    var closing: [UInt8] = Array(")".utf8)
    /// `mfrac`: whether it has no line (a binomial coefficient).
    var lineless = false
    init() {}
  }

  init() {}

  /// Whether no element is open.
  var isIdle: Bool { open.isEmpty }

  /// An element begins.
  mutating func start(_ element: MathElement, _ attributes: Attributes = Attributes()) {
    guard open.count < Self.deepest else {
      beyond += 1
      return
    }
    open.append(Node(element: element, attributes: attributes))
  }

  /// Character data of the innermost open element.
  mutating func characters(_ bytes: some Collection<UInt8>) {
    guard let last = open.indices.last else { return }
    heard.append(contentsOf: bytes)
    open[last].text.append(contentsOf: bytes)
  }

  /// The innermost open element ends.
  mutating func end() {
    guard beyond == 0 else {
      beyond -= 1
      return
    }
    guard let node = open.popLast() else { return }
    guard let piece = Self.piece(of: node) else { return }
    if let parent = open.indices.last {
      open[parent].children.append(piece)
    } else {
      result.append(contentsOf: piece.bytes)
    }
  }

  /// The text of what was fed, and ready for the next formula.
  mutating func finish() -> [UInt8] {
    while !open.isEmpty {
      beyond = 0
      end()
    }
    defer {
      result.removeAll(keepingCapacity: true)
      heard.removeAll(keepingCapacity: true)
    }
    leftOut += MissingCharacters.count(of: heard, in: result)
    return result
  }

  /// What an element comes to; nil where it leaves nothing, not even an empty place.
  private static func piece(of node: Node) -> MathPiece? {
    let parts = node.children
    func part(_ index: Int) -> MathPiece { index < parts.count ? parts[index] : .empty }
    switch node.element {
    case .identifier, .number, .operation, .text:
      return .token(node.element, node.text, nested: parts)
    case .math, .row:
      return .row(parts, loose: node.text)
    case .semantics, .action:
      return parts.first ?? .row([], loose: node.text)
    case .skipped: return nil
    case .space: return .space
    case .none: return .empty
    case .prescripts: return .prescripts
    case .cell: return .row(parts, loose: node.text)
    case .squareRoot: return MathPiece("√", MathPiece.row(parts, loose: node.text).grouped)
    case .root: return MathPiece("√[", part(1).bytes, "]", part(0).grouped)
    case .fraction where node.attributes.lineless:
      return MathPiece("(", part(0).bytes, " choose ", part(1).bytes, ")")
    case .fraction:
      return MathPiece(part(0).grouped, "/", part(1).grouped, isSingle: false)
    case .fenced:
      return .fenced(parts, node.attributes.opening, node.attributes.closing)
    case .sub: return part(0).scripted(below: part(1), above: nil)
    case .sup: return part(0).scripted(below: nil, above: part(1))
    case .subsup, .underover: return part(0).scripted(below: part(1), above: part(2))
    case .under: return part(0).scripted(below: part(1), above: nil)
    case .over: return part(0).accented(part(1)) ?? part(0).scripted(below: nil, above: part(1))
    case .multiscripts: return .multiscripts(parts)
    case .tableRow: return .cells(parts)
    case .labeledRow: return .cells(Array(parts.dropFirst()))
    case .table: return .rows(parts)
    }
  }
}
