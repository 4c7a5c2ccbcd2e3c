import Didact

/// Indices, powers, limits and accents.
extension MathPiece {
  /// The piece with an index and a power: `x_i^2`.
  func scripted(below: MathPiece?, above: MathPiece?) -> MathPiece {
    var bytes = role == .operation || role == .opening || role == .closing ? self.bytes : grouped
    if let below, !below.bytes.isEmpty { bytes += [UInt8(ascii: "_")] + below.grouped }
    if let above, !above.bytes.isEmpty {
      if MathOperators.isPrime(above.bytes) {
        bytes += above.bytes
      } else {
        bytes += [UInt8(ascii: "^")] + above.grouped
      }
    }
    // `)` with a power still closes what was opened.
    let keeps =
      role == .closing || role == .word || (role == .operation && below == nil && above == nil)
    return MathPiece(bytes: bytes, role: keeps ? role : scriptedRole, isSingle: true)
  }

  /// A sum with limits keeps its distance from what follows; a symbol with an index is a symbol.
  private var scriptedRole: Role {
    switch role {
    case .operation, .prefix: .word
    default: .operand
    }
  }

  /// The piece under an accent (`x̄`), nil where the upper part is none.
  func accented(_ above: MathPiece) -> MathPiece? {
    guard let accent = MathOperators.combining(above.bytes) else { return nil }
    // The mark stands on the first character of a symbol with an index: `T̄_i`.
    var end = bytes.isEmpty ? 0 : 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let rest = bytes[end...]
    guard end > 0,
      rest.isEmpty
        || (isSingle && (rest.first == UInt8(ascii: "_") || rest.first == UInt8(ascii: "^")))
    else { return nil }
    return MathPiece(bytes: bytes[..<end] + accent + rest, role: .operand, isSingle: true)
  }

  /// `mmultiscripts`: base, pairs of index and power, then those that stand before the base.
  static func multiscripts(_ pieces: [MathPiece]) -> MathPiece {
    guard let base = pieces.first else { return .empty }
    let mark = pieces.firstIndex { $0.role == .prescripts } ?? pieces.count
    let result = pairs(pieces[min(1, mark)..<mark]).reduce(base) {
      $0.scripted(below: $1.0, above: $1.1)
    }
    var before: [UInt8] = []
    if mark < pieces.count {
      for (below, above) in pairs(pieces[(mark + 1)...]) {
        before += MathPiece.empty.scripted(below: below, above: above).bytes
      }
    }
    return MathPiece(bytes: before + result.bytes, role: .operand, isSingle: true)
  }

  private static func pairs(_ pieces: ArraySlice<MathPiece>) -> [(MathPiece, MathPiece?)] {
    var result: [(MathPiece, MathPiece?)] = []
    var index = pieces.startIndex
    while index < pieces.endIndex {
      result.append((pieces[index], index + 1 < pieces.endIndex ? pieces[index + 1] : nil))
      index += 2
    }
    return result
  }
}
