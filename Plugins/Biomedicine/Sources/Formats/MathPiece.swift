import Didact
import DidactXML

/// A finished part of a formula: its text, and how it stands beside its neighbours.
struct MathPiece {
  /// What a piece does in a row: it decides where spaces go.
  enum Role {
    case operand, word, operation, prefix, opening, closing, separator, space, prescripts
  }

  var bytes: [UInt8]
  var role: Role
  /// Whether it needs no parentheses as a part of a fraction, power or root.
  var isSingle: Bool

  static let empty = MathPiece(bytes: [], role: .operand, isSingle: true)
  static let space = MathPiece(bytes: [], role: .space, isSingle: true)
  /// The mark inside `mmultiscripts` after which scripts stand before the base.
  static let prescripts = MathPiece(bytes: [], role: .prescripts, isSingle: true)

  init(bytes: [UInt8], role: Role, isSingle: Bool) {
    self.bytes = bytes
    self.role = role
    self.isSingle = isSingle
  }

  /// An operand of several fragments.
  init(_ fragments: any MathFragment..., isSingle: Bool = true) {
    bytes = fragments.flatMap(\.mathBytes)
    role = .operand
    self.isSingle = isSingle
  }

  /// The text, in parentheses where it has more than one part.
  var grouped: [UInt8] {
    isSingle ? bytes : [UInt8(ascii: "(")] + bytes + [UInt8(ascii: ")")]
  }

  /// A token of character data (with what stands inside it, which is rare).
  static func token(_ element: MathElement, _ text: [UInt8], nested: [MathPiece]) -> MathPiece {
    let bytes = folded(nested.isEmpty ? text : text + nested.flatMap(\.bytes))
    guard !bytes.isEmpty else { return .empty }
    switch element {
    case .operation:
      return MathPiece(bytes: bytes, role: MathOperators.role(of: bytes), isSingle: true)
    case .text:
      let role: Role = bytes.count > 1 && UTF8Bytes.isLetter(bytes[0]) ? .word : .operand
      return MathPiece(
        bytes: bytes, role: role,
        isSingle: !bytes.contains { $0 == 0x20 || $0 == UInt8(ascii: "/") })
    case .identifier where bytes.count > 1 && bytes.allSatisfy(UTF8Bytes.isLetter):
      return MathPiece(bytes: bytes, role: .word, isSingle: true)
    default: return MathPiece(bytes: bytes, role: .operand, isSingle: true)
    }
  }

  private static let slash = [UInt8(ascii: "/")]

  /// Pieces beside each other, with spaces where a reader needs them.
  static func row(_ pieces: [MathPiece], loose: [UInt8] = []) -> MathPiece {
    let pieces = pieces.isEmpty && !loose.isEmpty ? [token(.identifier, loose, nested: [])] : pieces
    if pieces.count == 1 { return pieces[0] }
    var bytes: [UInt8] = []
    var last: Role?
    var wantsSpace = false
    var parts = 0
    let final = pieces.lastIndex { !$0.bytes.isEmpty }
    for (index, piece) in pieces.enumerated() {
      if piece.role == .space {
        wantsSpace = last != nil
        continue
      }
      guard !piece.bytes.isEmpty else { continue }
      var role = piece.role
      // A sign with nothing after it belongs to what stands before: an ion's charge.
      let isLast = index == final
      let isBeforeSlash = index + 1 < pieces.count && pieces[index + 1].bytes == Self.slash
      if role == .operation, last == .operand, isLast || isBeforeSlash,
        MathOperators.isSign(piece.bytes)
      {
        role = .closing
      }
      // A sign with nothing before it to add to belongs to what follows.
      if role == .operation, MathOperators.isSign(piece.bytes),
        last == nil || last == .operation || last == .opening || last == .separator
          || last == .prefix
      {
        role = .prefix
      }
      if let last, !bytes.isEmpty, wantsSpace || separates(last, role) { bytes.append(0x20) }
      wantsSpace = false
      bytes.append(contentsOf: piece.bytes)
      last = role
      parts += 1
    }
    let isCharged =
      parts == 2 && last == .closing && pieces.last.map { MathOperators.isSign($0.bytes) } == true
    let isFenced = pieces.first?.role == .opening && pieces.last?.role == .closing
    let isPrimed = parts == 2 && pieces.last.map { MathOperators.isPrime($0.bytes) } == true
    let isSigned =
      parts == 2 && last == .operand && !bytes.contains(0x20)
      && pieces.contains { $0.role == .operation }
    return MathPiece(
      bytes: bytes, role: .operand,
      isSingle: parts <= 1 || isSigned || isPrimed || isCharged
        || (isFenced && pieces.dropFirst().dropLast().allSatisfy { $0.role != .closing }))
  }

  private static func separates(_ left: Role, _ right: Role) -> Bool {
    switch (left, right) {
    case (.operation, _), (_, .operation): true
    case (.separator, _): true
    case (.word, .operand), (.word, .word), (.operand, .word): true
    default: false
    }
  }

  /// Arguments of `mfenced`.
  static func fenced(_ pieces: [MathPiece], _ opening: [UInt8], _ closing: [UInt8]) -> MathPiece {
    var bytes = opening
    for (index, piece) in pieces.enumerated() {
      if index > 0 { bytes += Array(", ".utf8) }
      bytes += piece.bytes
    }
    return MathPiece(bytes: bytes + closing, role: .operand, isSingle: true)
  }

  /// Cells of a table's row; one that begins with a relation goes on where the last one ended.
  static func cells(_ pieces: [MathPiece]) -> MathPiece {
    var bytes: [UInt8] = []
    for piece in pieces where !piece.bytes.isEmpty {
      if !bytes.isEmpty {
        let joins =
          MathOperators.beginsOrEndsWithRelation(piece.bytes)
          || MathOperators.endsWithRelation(bytes)
        bytes += Array((joins ? " " : ", ").utf8)
      }
      bytes += piece.bytes
    }
    return MathPiece(bytes: bytes, role: .operand, isSingle: false)
  }

  /// Rows of a table.
  static func rows(_ pieces: [MathPiece]) -> MathPiece {
    let rows = pieces.map(\.bytes).filter { !$0.isEmpty }
    return MathPiece(
      bytes: Array(rows.joined(separator: Array("; ".utf8))), role: .operand, isSingle: false)
  }

  /// The text with blanks folded, without invisible operators.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { text in
      var bytes: [UInt8] = []
      var index = 0
      var wantsBlank = false
      while index < text.count {
        let blank = UnicodeBlank.width(text, at: index)
        let silent = MathOperators.silentWidth(text, at: index)
        guard blank == 0, silent == 0 else {
          wantsBlank = wantsBlank || blank > 0
          index += blank + silent
          continue
        }
        if wantsBlank, !bytes.isEmpty { bytes.append(0x20) }
        wantsBlank = false
        bytes.append(text[index])
        index += 1
      }
      return bytes
    }
  }
}

/// What a formula's text is put together from.
protocol MathFragment {
  var mathBytes: [UInt8] { get }
}
extension String: MathFragment {
  var mathBytes: [UInt8] { Array(utf8) }
}
extension [UInt8]: MathFragment {
  var mathBytes: [UInt8] { self }
}
